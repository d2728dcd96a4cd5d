// Room for pieces of arrays that fit the cache, and a second core to work on them.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// Room for `bytes` more bytes on this thread, aligned for vectors, until it is taken back; null without memory.
void *ag_tile_take(long bytes);

/// Keeps `count` tiles of so many bytes (256 at most) on this thread, which `ag_tile_take` then hands out first; 0 without
/// memory. The room is given back as any other, after the end of the pool.
int ag_tile_pool(long bytes, long count);
void ag_tile_pool_end(void);

/// How many tiles wait in the pool.
int ag_tile_pool_mark(void);

/// Takes back the tiles handed out since a mark but one, and says whether that one is of the pool.
int ag_tile_pool_keep(int mark, const void *tile);

/// Takes back a tile that was kept.
void ag_tile_pool_give(void *tile);

/// Copies a tile to where it stays; past the cache where that is part of something longer than the cache.
void ag_tile_store(void *to, const void *from, long bytes, int is_long);

/// Makes sure of room on this thread for the steps of a chain, so that computing it later cannot fail; 0 without memory.
int ag_tile_prepare(void);

/// How much room is taken.
long ag_tile_mark(void);

/// Takes back the room that was given since a mark.
void ag_tile_release(long mark);

/// Notes that an elementary function was asked for on this thread, and says whether one was since the last question.
void ag_tile_note(void);
int ag_tile_was_noted(void);

/// out[i] = a[i] op b[i], or with one number, for n elements; out may be a or b. The last is b - a[i].
#define AG_TILE_STEPS(T, suffix)                                                      \
  void ag_tile_add##suffix(const T *a, const T *b, T *out, long n);                   \
  void ag_tile_subtract##suffix(const T *a, const T *b, T *out, long n);              \
  void ag_tile_multiply##suffix(const T *a, const T *b, T *out, long n);              \
  void ag_tile_divide##suffix(const T *a, const T *b, T *out, long n);                \
  void ag_tile_add_number##suffix(const T *a, T b, T *out, long n);                   \
  void ag_tile_subtract_number##suffix(const T *a, T b, T *out, long n);              \
  void ag_tile_multiply_number##suffix(const T *a, T b, T *out, long n);              \
  void ag_tile_divide_number##suffix(const T *a, T b, T *out, long n);                \
  void ag_tile_subtract_from##suffix(const T *a, T b, T *out, long n);
AG_TILE_STEPS(float, f)
AG_TILE_STEPS(double, )
#undef AG_TILE_STEPS

/// Calls body(context, i) once for every i from 0 to count - 1, on as many cores as there are, and returns when all
/// are done. The body may use raw memory alone.
void ag_each_share(long count, void (*body)(void *context, long i), void *context);

/// How many elements PyTorch gives to one thread at a time in an elementwise function over n of them.
long ag_share(long n);

#ifdef __cplusplus
}
#endif
