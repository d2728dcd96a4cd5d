#include "include/ordering.h"

#include <algorithm>
#include <utility>

namespace {

template <typename Key>
bool isNaN(Key key) {
  return key != key;
}

template <typename Entry>
bool rises(const Entry &a, const Entry &b) {
  return (!isNaN(a.key) && isNaN(b.key)) || a.key < b.key;
}

template <typename Entry>
bool falls(const Entry &a, const Entry &b) {
  return (isNaN(a.key) && !isNaN(b.key)) || a.key > b.key;
}

// A type for each order, which the sort's loops take in whole.
template <typename Entry>
struct Rising {
  bool operator()(const Entry &a, const Entry &b) const { return rises(a, b); }
};

template <typename Entry>
struct Falling {
  bool operator()(const Entry &a, const Entry &b) const { return falls(a, b); }
};

// Equal elements in the order of their places.
template <typename Entry, typename Order>
struct InTurn {
  bool operator()(const Entry &a, const Entry &b) const {
    Order before;
    return before(a, b) || (!before(b, a) && a.place < b.place);
  }
};

template <typename Entry, typename Order>
void sorted(Entry *entries, long n, bool isStable) {
  if (isStable) {
    std::sort(entries, entries + n, InTurn<Entry, Order>());
  } else {
    std::sort(entries, entries + n, Order());
  }
}

template <typename Entry, typename Order>
void top(Entry *entries, long n, long k, bool isSorted, Order order) {
  if (k <= 0 || n <= 0) return;
  // A few of many are kept in a heap.
  if (k * 64 <= n) {
    std::partial_sort(entries, entries + k, entries + n, order);
    return;
  }
  std::nth_element(entries, entries + k - 1, entries + n, order);
  if (isSorted) std::sort(entries, entries + k - 1, order);
}

template <typename Entry>
void selected(Entry *entries, long n, long nth) {
  auto order = [entries](long a, long b) {
    if (falls(entries[a], entries[b])) std::swap(entries[a], entries[b]);
  };
  long low = 0, high = n - 1;
  while (high > low) {
    if (high == low + 1) {
      order(low, high);
      return;
    }
    std::swap(entries[low + (high - low) / 2], entries[low + 1]);
    order(low + 1, high);
    order(low, high);
    order(low + 1, low);
    const Entry pivot = entries[low];
    long up = low + 1, down = high;
    while (true) {
      do up++;
      while (falls(pivot, entries[up]));
      do down--;
      while (falls(entries[down], pivot));
      if (down < up) break;
      std::swap(entries[up], entries[down]);
    }
    std::swap(entries[low], entries[down]);
    if (down <= nth) low = up;
    if (down >= nth) high = down - 1;
  }
}

}  // namespace

#define AG_ORDERINGS(Entry, suffix)                                                      \
  void ag_sort_##suffix(Entry *entries, long n, int descends, int is_stable) {           \
    if (descends) {                                                                      \
      sorted<Entry, Falling<Entry>>(entries, n, is_stable != 0);                         \
    } else {                                                                             \
      sorted<Entry, Rising<Entry>>(entries, n, is_stable != 0);                          \
    }                                                                                    \
  }                                                                                      \
  void ag_top_##suffix(Entry *entries, long n, long k, int descends, int is_sorted) {    \
    if (descends) {                                                                      \
      top(entries, n, k, is_sorted != 0, Falling<Entry>());                              \
    } else {                                                                             \
      top(entries, n, k, is_sorted != 0, Rising<Entry>());                               \
    }                                                                                    \
  }                                                                                      \
  void ag_nth_##suffix(Entry *entries, long n, long nth) {                               \
    std::nth_element(entries, entries + nth, entries + n, InTurn<Entry, Rising<Entry>>()); \
  }                                                                                      \
  void ag_select_##suffix(Entry *entries, long n, long nth) { selected(entries, n, nth); }

extern "C" {
AG_ORDERINGS(ag_float_entry, floats)
AG_ORDERINGS(ag_whole_entry, wholes)
}
