// Arithmetic on pieces of arrays, with wide vectors where the processor has them. Each step is rounded by itself, so
// the width does not show.
#include "precision.h"

#include "include/tiles.h"

#define AG_STEP(T, name, second, value)                                                                 \
  AG_INLINE void name##_loop(const T *a, second, T *out, long n) {                                      \
    for (long i = 0; i < n; i++) out[i] = value;                                                        \
  }                                                                                                     \
  static AG_FMA_TARGET void name##_fast(const T *a, second, T *out, long n) { name##_loop(a, b, out, n); } \
  void name(const T *a, second, T *out, long n) {                                                       \
    if (ag_has_fma())                                                                                   \
      name##_fast(a, b, out, n);                                                                        \
    else                                                                                                \
      name##_loop(a, b, out, n);                                                                        \
  }

#define AG_STEPS(T, suffix)                                          \
  AG_STEP(T, ag_tile_add##suffix, const T *b, a[i] + b[i])           \
  AG_STEP(T, ag_tile_subtract##suffix, const T *b, a[i] - b[i])      \
  AG_STEP(T, ag_tile_multiply##suffix, const T *b, a[i] * b[i])      \
  AG_STEP(T, ag_tile_divide##suffix, const T *b, a[i] / b[i])        \
  AG_STEP(T, ag_tile_add_number##suffix, T b, a[i] + b)              \
  AG_STEP(T, ag_tile_subtract_number##suffix, T b, a[i] - b)         \
  AG_STEP(T, ag_tile_multiply_number##suffix, T b, a[i] * b)         \
  AG_STEP(T, ag_tile_divide_number##suffix, T b, a[i] / b)           \
  AG_STEP(T, ag_tile_subtract_from##suffix, T b, b - a[i])

AG_STEPS(float, f)
AG_STEPS(double, )
