#include "include/tiles.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "include/reduction.h"

// Room is given in blocks, one after another; nothing moves, and blocks are kept.
enum { BLOCK = 1 << 18, MOST_BLOCKS = 64, ALIGNMENT = 64 };

static __thread char *blocks[MOST_BLOCKS];
static __thread long used;

void *ag_tile_take(long bytes) {
  bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (bytes > BLOCK) return NULL;
  // A piece lies within one block.
  if (used / BLOCK != (used + bytes - 1) / BLOCK) used = (used / BLOCK + 1) * BLOCK;
  long block = used / BLOCK;
  if (block >= MOST_BLOCKS) return NULL;
  if (blocks[block] == NULL) {
    void *room;
    if (posix_memalign(&room, ALIGNMENT, BLOCK) != 0) return NULL;
    blocks[block] = room;
  }
  char *place = blocks[block] + used % BLOCK;
  used += bytes;
  return place;
}

static __thread int noted;
void ag_tile_note(void) { noted = 1; }
int ag_tile_was_noted(void) {
  int was = noted;
  noted = 0;
  return was;
}

long ag_tile_mark(void) { return used; }
void ag_tile_release(long mark) { used = mark; }

long ag_share(long n) {
  long shares = n < 32768 || ag_threads <= 1 ? 1 : (n + 32767) / 32768;
  if (shares > ag_threads) shares = ag_threads > 1 ? ag_threads : 1;
  return (n + shares - 1) / shares;
}

// One other thread, made when it is first wanted. Work is handed over under the lock; whoever is free takes the next
// share.
static struct {
  pthread_mutex_t lock;
  pthread_cond_t wanted, done;
  void (*body)(void *, long);
  void *context;
  long count, next, running;
  int exists;
  pid_t process;
} team = {.lock = PTHREAD_MUTEX_INITIALIZER, .wanted = PTHREAD_COND_INITIALIZER, .done = PTHREAD_COND_INITIALIZER};

static void take_shares(void) {
  while (team.next < team.count) {
    long share = team.next++;
    team.running++;
    void (*body)(void *, long) = team.body;
    void *context = team.context;
    pthread_mutex_unlock(&team.lock);
    body(context, share);
    pthread_mutex_lock(&team.lock);
    team.running--;
  }
}

static void *work(void *unused) {
  (void)unused;
  pthread_mutex_lock(&team.lock);
  for (;;) {
    take_shares();
    if (team.running == 0) pthread_cond_signal(&team.done);
    pthread_cond_wait(&team.wanted, &team.lock);
  }
  return NULL;
}

static int has_helper(void) {
  // A child process has no threads but its own.
  if (team.exists && team.process == getpid()) return team.exists > 0;
  team.process = getpid();
  team.exists = -1;
  if (sysconf(_SC_NPROCESSORS_ONLN) < 2) return 0;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  // Signals are for the thread that runs the program.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  team.exists = pthread_create(&thread, &attributes, work, NULL) == 0 ? 1 : -1;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return team.exists > 0;
}

void ag_each_share(long count, void (*body)(void *context, long i), void *context) {
  if (count < 2 || !has_helper()) {
    for (long i = 0; i < count; i++) body(context, i);
    return;
  }
  pthread_mutex_lock(&team.lock);
  team.body = body, team.context = context, team.count = count, team.next = 0;
  pthread_cond_signal(&team.wanted);
  take_shares();
  while (team.running > 0) pthread_cond_wait(&team.done, &team.lock);
  team.count = team.next = 0;
  pthread_mutex_unlock(&team.lock);
}
