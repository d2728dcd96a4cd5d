#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "CEdit.h"

// Signal handlers have no argument of ours, so what they share with the program stands here.
static volatile sig_atomic_t reading = 0;
static volatile sig_atomic_t arrived[NSIG];
static volatile int32_t *volatile interrupted = NULL;

// Those that end a wait while a line is being read. SIGINT, the first, is caught outside of it as well.
static const int watched[] = {SIGINT, SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP};
enum { watched_count = sizeof watched / sizeof *watched };
static struct sigaction before[watched_count];

static void note(int number) {
  if (number == SIGINT && !reading) {
    if (interrupted) *interrupted = 1;
  } else {
    arrived[number] = 1;
  }
}

static void handle(int number, struct sigaction *old) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note;
  sigemptyset(&action.sa_mask);
  // No SA_RESTART: a read or a sleep has to return for the signal to be noticed.
  sigaction(number, &action, old);
}

void cedit_catch_interrupts(volatile int32_t *flag) {
  interrupted = flag;
  handle(SIGINT, NULL);
  // Where a line is being read, what was there before comes back afterwards.
  if (reading) sigaction(SIGINT, NULL, &before[0]);
}

void cedit_begin_reading(void) {
  if (reading) return;
  memset((void *)arrived, 0, sizeof arrived);
  for (int i = 0; i < watched_count; i++) handle(watched[i], &before[i]);
  reading = 1;
}

void cedit_end_reading(void) {
  if (!reading) return;
  reading = 0;
  for (int i = 0; i < watched_count; i++) sigaction(watched[i], &before[i], NULL);
}

int cedit_wait(int milliseconds) {
  sigset_t closed, open;
  sigemptyset(&closed);
  for (int i = 0; i < watched_count; i++) sigaddset(&closed, watched[i]);
  // Signals are let in by ppoll only, so none can slip between looking and waiting.
  sigprocmask(SIG_BLOCK, &closed, &open);
  for (int i = 0; i < watched_count; i++) sigdelset(&open, watched[i]);
  bool waiting = false;
  for (int i = 0; i < watched_count; i++) waiting = waiting || arrived[watched[i]];
  int result = -1;
  if (!waiting) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    struct timespec limit = {.tv_sec = milliseconds / 1000, .tv_nsec = (milliseconds % 1000) * 1000000L};
    result = ppoll(&input, 1, milliseconds < 0 ? NULL : &limit, &open);
    // A failure other than a signal is left for the read to report.
    if (result < 0 && errno != EINTR) result = 1;
    if (result > 1) result = 1;
  }
  sigprocmask(SIG_SETMASK, &open, NULL);
  return result;
}

int cedit_take_signal(void) {
  for (int i = 0; i < watched_count; i++)
    if (arrived[watched[i]]) {
      arrived[watched[i]] = 0;
      return watched[i];
    }
  return 0;
}

void cedit_stop(void) {
  // The default action, and not SIGSTOP: without a shell to go on from, the kernel lets SIGTSTP pass.
  struct sigaction stop, ours;
  memset(&stop, 0, sizeof stop);
  stop.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &stop, &ours);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}
