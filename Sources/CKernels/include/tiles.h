// Room for pieces of arrays that fit the cache, and a second core to work on them.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// Room for `bytes` more bytes on this thread, aligned for vectors, until it is taken back; null without memory.
void *ag_tile_take(long bytes);

/// How much room is taken.
long ag_tile_mark(void);

/// Takes back the room that was given since a mark.
void ag_tile_release(long mark);

/// Notes that an elementary function was asked for on this thread, and says whether one was since the last question.
void ag_tile_note(void);
int ag_tile_was_noted(void);

/// Calls body(context, i) once for every i from 0 to count - 1, on as many cores as there are, and returns when all
/// are done. The body may use raw memory alone.
void ag_each_share(long count, void (*body)(void *context, long i), void *context);

/// How many elements PyTorch gives to one thread at a time in an elementwise function over n of them.
long ag_share(long n);

#ifdef __cplusplus
}
#endif
