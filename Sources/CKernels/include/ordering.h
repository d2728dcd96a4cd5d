// Sorting and selection as the C++ library does them: which of several equal elements comes first follows from its steps.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// An element and where it stood.
typedef struct {
  double key;
  long place;
} ag_float_entry;

/// The same for whole numbers.
typedef struct {
  long key;
  long place;
} ag_whole_entry;

/// NaN counts as the highest number in all of these.
#define AG_ORDERINGS(Entry, suffix)                                                                           \
  /** Sorts n entries; equal ones stay in their order where `is_stable`. */                                   \
  void ag_sort_##suffix(Entry *entries, long n, int descends, int is_stable);                                 \
  /** Puts the k largest, or smallest, of n entries in front, in order where `is_sorted`. */                  \
  void ag_top_##suffix(Entry *entries, long n, long k, int descends, int is_sorted);                          \
  /** Puts the entry in its place that stands at `nth` of the sorted ones, equal ones in their order. */      \
  void ag_nth_##suffix(Entry *entries, long n, long nth);                                                     \
  /** The same with the steps of Hoare's selection, with the median of three as pivot. */                     \
  void ag_select_##suffix(Entry *entries, long n, long nth);
AG_ORDERINGS(ag_float_entry, floats)
AG_ORDERINGS(ag_whole_entry, wholes)
#undef AG_ORDERINGS

#ifdef __cplusplus
}
#endif
