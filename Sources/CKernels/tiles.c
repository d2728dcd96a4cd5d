#include "include/tiles.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "include/reduction.h"

// Room is given in blocks, one after another; nothing moves, and blocks are kept.
enum { BLOCK = 1 << 18, MOST_BLOCKS = 64, ALIGNMENT = 64 };

static __thread char *blocks[MOST_BLOCKS];
static __thread long used;

// Tiles of one size that are handed out and taken back one by one, the last one first: it is still in the cache.
enum { MOST_POOLED = 256 };
static __thread struct {
  char *tiles[MOST_POOLED];
  long bytes;
  int waiting;
} pool;

void *ag_tile_take(long bytes) {
  if (pool.waiting > 0 && bytes <= pool.bytes) return pool.tiles[--pool.waiting];
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

int ag_tile_pool(long bytes, long count) {
  for (pool.waiting = 0; pool.waiting < count && pool.waiting < MOST_POOLED;) {
    int before = pool.waiting;
    pool.waiting = 0;
    char *tile = ag_tile_take(bytes);
    pool.waiting = before;
    if (tile == NULL) {
      pool.waiting = 0;
      return 0;
    }
    pool.tiles[pool.waiting++] = tile;
  }
  pool.bytes = bytes;
  return 1;
}

void ag_tile_pool_end(void) { pool.waiting = 0; }

int ag_tile_pool_mark(void) { return pool.waiting; }

void ag_tile_pool_give(void *tile) {
  if (pool.waiting < MOST_POOLED) pool.tiles[pool.waiting++] = tile;
}

int ag_tile_pool_keep(int mark, const void *tile) {
  for (int i = pool.waiting; i < mark; i++) {
    if (pool.tiles[i] != tile) continue;
    pool.tiles[i] = pool.tiles[mark - 1];
    pool.waiting = mark - 1;
    return 1;
  }
  pool.waiting = mark;
  return 0;
}

void ag_tile_store(void *to, const void *from, long bytes, int is_long) {
#if defined(__SSE2__)
  if (is_long && ((uintptr_t)to | (uintptr_t)from) % sizeof(__m128i) == 0) {
    long i = 0;
    for (; i + 16 <= bytes; i += 16)
      _mm_stream_si128((__m128i *)((char *)to + i), *(const __m128i *)((const char *)from + i));
    memcpy((char *)to + i, (const char *)from + i, (size_t)(bytes - i));
    _mm_sfence();
    return;
  }
#endif
  (void)is_long;
  memcpy(to, from, (size_t)bytes);
}

int ag_tile_prepare(void) {
  enum { ENOUGH = 12 };
  long before = used;
  int taken = 0;
  while (taken < ENOUGH && ag_tile_take(BLOCK) != NULL) taken++;
  used = before;
  return taken == ENOUGH;
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
  // How often work was handed over; who waits for more looks at it for a while before going to sleep.
  atomic_long calls;
  // The shares under way, for who waits for the last one.
  atomic_long busy;
  int exists;
  pid_t process;
} team = {.lock = PTHREAD_MUTEX_INITIALIZER, .wanted = PTHREAD_COND_INITIALIZER, .done = PTHREAD_COND_INITIALIZER};

// How often who waits looks before going to sleep: about as long as it takes to be woken.
enum { LOOKS = 400 };

static void pause_a_moment(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

static void take_shares(void) {
  while (team.next < team.count) {
    long share = team.next++;
    team.running++;
    atomic_store(&team.busy, team.running);
    void (*body)(void *, long) = team.body;
    void *context = team.context;
    pthread_mutex_unlock(&team.lock);
    body(context, share);
    pthread_mutex_lock(&team.lock);
    team.running--;
    atomic_store(&team.busy, team.running);
  }
}

static void *work(void *unused) {
  (void)unused;
  pthread_mutex_lock(&team.lock);
  for (;;) {
    take_shares();
    if (team.running == 0) pthread_cond_signal(&team.done);
    long seen = atomic_load(&team.calls);
    pthread_mutex_unlock(&team.lock);
    for (int i = 0; i < LOOKS && atomic_load(&team.calls) == seen; i++) pause_a_moment();
    pthread_mutex_lock(&team.lock);
    while (team.next >= team.count) pthread_cond_wait(&team.wanted, &team.lock);
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
  atomic_fetch_add(&team.calls, 1);
  pthread_cond_signal(&team.wanted);
  take_shares();
  if (team.running > 0) {
    pthread_mutex_unlock(&team.lock);
    for (int i = 0; i < LOOKS && atomic_load(&team.busy) > 0; i++) pause_a_moment();
    pthread_mutex_lock(&team.lock);
  }
  while (team.running > 0) pthread_cond_wait(&team.done, &team.lock);
  team.count = team.next = 0;
  pthread_mutex_unlock(&team.lock);
}
