// Elementary functions over contiguous elements.
//
// Where PyTorch has vector and scalar code for a function, blocks of two vectors go through the first (SLEEF) and
// the rest through the second (the C library). Runs of more than 32768 elements are shared between threads first,
// so that each share has a rest of its own.
#include "include/elementary_run.h"

#include "include/elementary.h"
#include "elementary_wide.h"
#include "include/reduction.h"
#include "include/tiles.h"
#include "sleef.h"

AG_SLEEF1(exp, u10)
AG_SLEEF1(exp2, u10)
AG_SLEEF1(sinh, u10)
AG_SLEEF1(cosh, u10)
AG_SLEEF1(tanh, u10)
AG_SLEEF1(atanh, u10)
AG_SLEEF1(log1p, u10)
AG_SLEEF1(erf, u10)
AG_SLEEF2(pow, u10)
AG_SLEEF2(atan2, u10)
AG_SLEEF2(hypot, u05)
AG_SLEEF2_EXACT(fmod)

// One code for every size.
#define AG_EACH(name)                                          \
  void ag_##name##f_run(const float *x, float *y, long n) {    \
    for (long i = 0; i < n; i++) y[i] = ag_##name##f(x[i]);    \
  }                                                            \
  void ag_##name##_run(const double *x, double *y, long n) {   \
    for (long i = 0; i < n; i++) y[i] = ag_##name(x[i]);       \
  }

#define AG_EACH_WIDE(name)                                                             \
  void ag_##name##f_run(const float *x, float *y, long n) {                            \
    for (long i = ag_wide_##name(x, y, n); i < n; i++) y[i] = ag_##name##f(x[i]);      \
  }                                                                                    \
  void ag_##name##_run(const double *x, double *y, long n) {                           \
    for (long i = 0; i < n; i++) y[i] = ag_##name(x[i]);                               \
  }

AG_EACH_WIDE(exp)
AG_EACH_WIDE(log)
AG_EACH_WIDE(sin)
AG_EACH_WIDE(cos)
AG_EACH_WIDE(tanh)
AG_EACH(expm1)
AG_EACH(log2)
AG_EACH(log10)
AG_EACH(log1p)
AG_EACH(tan)
AG_EACH(asin)
AG_EACH(acos)
AG_EACH(atan)
AG_EACH(asinh)
AG_EACH(acosh)
AG_EACH(sqrt)
AG_EACH(rsqrt)
AG_EACH(reciprocal)
AG_EACH(erf)
AG_EACH(erfc)
AG_EACH(erfinv)
AG_EACH(lgamma)
AG_EACH(digamma)
AG_EACH(i0)
AG_EACH(sinc)
AG_EACH(logsigmoid)
AG_EACH(hardsigmoid)
AG_EACH(hardswish)
AG_EACH(frac)

// Calls wide for each element of whole blocks that vectors(from, count) has not done, and rest for the others.
#define AG_NO_VECTORS(from, count) 0
#define AG_BLOCKS(n, block, vectors, wide, rest)                          \
  long chunk = ag_share(n);                                                  \
  for (long begin = 0; begin < (n); begin += chunk) {                     \
    long end = begin + chunk < (n) ? begin + chunk : (n);                 \
    long blocks = (end - begin) / (block) * (block);                      \
    long i = begin + vectors(begin, blocks);                              \
    for (; i < begin + blocks; i++) wide;                                 \
    for (; i < end; i++) rest;                                            \
  }

#define AG_BOTH(name, widef, wide)                                          \
  void ag_##name##f_run(const float *x, float *y, long n) {                 \
    AG_BLOCKS(n, 16, AG_NO_VECTORS, y[i] = widef(x[i]), y[i] = ag_##name##f(x[i]))         \
  }                                                                         \
  void ag_##name##_run(const double *x, double *y, long n) {                \
    AG_BLOCKS(n, 8, AG_NO_VECTORS, y[i] = wide(x[i]), y[i] = ag_##name(x[i]))              \
  }

#define AG_BOTH_WIDE(name, widef, wide, vectors)                                        \
  void ag_##name##f_run(const float *x, float *y, long n) {                             \
    AG_BLOCKS(n, 16, vectors, y[i] = widef(x[i]), y[i] = ag_##name##f(x[i]))            \
  }                                                                                     \
  void ag_##name##_run(const double *x, double *y, long n) {                            \
    AG_BLOCKS(n, 8, AG_NO_VECTORS, y[i] = wide(x[i]), y[i] = ag_##name(x[i]))           \
  }

#define AG_BOTH2(name, widef, wide)                                                       \
  void ag_##name##f_run(const float *x, const float *y, float *out, long n) {             \
    AG_BLOCKS(n, 16, AG_NO_VECTORS, out[i] = widef(x[i], y[i]), out[i] = ag_##name##f(x[i], y[i]))       \
  }                                                                                       \
  void ag_##name##_run(const double *x, const double *y, double *out, long n) {           \
    AG_BLOCKS(n, 8, AG_NO_VECTORS, out[i] = wide(x[i], y[i]), out[i] = ag_##name(x[i], y[i]))            \
  }

static inline float wide_sigmoidf(float x) { return 1.0f / (1.0f + sleef_expf(0.0f - x)); }
static inline double wide_sigmoid(double x) { return 1.0 / (1.0 + sleef_exp(0.0 - x)); }

static inline float wide_siluf(float x) { return x / (1.0f + sleef_expf(-x)); }
static inline double wide_silu(double x) { return x / (1.0 + sleef_exp(-x)); }

static inline float wide_mishf(float x) { return x * sleef_tanhf(ag_log1pf(sleef_expf(x))); }
static inline double wide_mish(double x) { return x * sleef_tanh(ag_log1p(sleef_exp(x))); }

// The float vector code takes Abramowitz and Stegun's formula 7.1.26 for the error function here.
static inline float series_erff(float x, float (*exponential)(float)) {
  float size = fabsf(x), t = 1.0f / fmaf(0.3275911f, size, 1.0f);
  float series = fmaf(1.061405429f, t, -1.453152027f);
  series = fmaf(series, t, 1.421413741f);
  series = fmaf(series, t, -0.284496736f);
  series = fmaf(series, t, 0.254829592f);
  return copysignf(fmaf(-exponential(-(x * x)) * t, series, 1.0f), x);
}
static inline float wide_exp_of_gelu(float x) { return sleef_expf(x); }
float ag_erf_seriesf(float x) { return series_erff(x, wide_exp_of_gelu); }
static inline float wide_geluf(float x) {
  float half = 0.5f * x;
  return fmaf(half, series_erff(x * 0x1.6a09e6p-1f, wide_exp_of_gelu), half);
}

// The exponential of a polynomial of the fifth degree, zero below the smallest normal number.
static inline float polynomial_expf(float x) {
  float low = x < -0x1.5d589ep6f ? -0x1.5d589ep6f : x;
  float power = floorf(low * 0x1.715476p0f + 0.5f);
  float rest = fmaf(-power, 0x1.62e430p-1f, low);
  float series = fmaf(0x1.0f9f9cp-7f, rest, 0x1.573a1ap-5f);
  series = fmaf(series, rest, 0x1.555a80p-3f);
  series = fmaf(series, rest, 0x1.fffdc6p-2f);
  series = fmaf(series, rest, 0x1.fffff6p-1f);
  series = fmaf(series, rest, 1.0f);
  return x < -0x1.5d589ep6f ? 0.0f : ldexpf(series, (int)power);
}
static inline float library_geluf(float x) {
  float half = 0.5f * x;
  return fmaf(half, series_erff(x * 0x1.6a09e6p-1f, polynomial_expf), half);
}
static inline double wide_gelu(double x) { return x * 0.5 * (1.0 + sleef_erf(x * 0x1.6a09e667f3bcdp-1)); }

static inline float wide_gelu_tanhf(float x) {
  float inner = 0x1.988454p-1f * fmaf(0.044715f, x * x * x, x);
  return 0.5f * x * (1.0f + sleef_tanhf(inner));
}
static inline double wide_gelu_tanh(double x) {
  double inner = 0x1.9884533d43651p-1 * fma(0.044715, x * x * x, x);
  return 0.5 * x * (1.0 + sleef_tanh(inner));
}

#define VECTORS(from, count) ag_wide_exp2(x + (from), y + (from), count)
AG_BOTH_WIDE(exp2, sleef_exp2f, sleef_exp2, VECTORS)
#undef VECTORS
#define VECTORS(from, count) ag_wide_sinh(x + (from), y + (from), count)
AG_BOTH_WIDE(sinh, sleef_sinhf, sleef_sinh, VECTORS)
#undef VECTORS
#define VECTORS(from, count) ag_wide_cosh(x + (from), y + (from), count)
AG_BOTH_WIDE(cosh, sleef_coshf, sleef_cosh, VECTORS)
#undef VECTORS
AG_BOTH(atanh, sleef_atanhf, sleef_atanh)
#define VECTORS(from, count) ag_wide_sigmoid(x + (from), y + (from), count)
AG_BOTH_WIDE(sigmoid, wide_sigmoidf, wide_sigmoid, VECTORS)
#undef VECTORS
#define VECTORS(from, count) ag_wide_silu(x + (from), y + (from), count)
AG_BOTH_WIDE(silu, wide_siluf, wide_silu, VECTORS)
#undef VECTORS
AG_BOTH(mish, wide_mishf, wide_mish)

// Two contiguous floats and more go through a third library, with its own exponential in the same formula.
void ag_gelu_contiguousf_run(const float *x, float *y, long n) {
  for (long i = 0; i < n; i++) y[i] = n == 1 ? ag_geluf(x[i]) : isnan(x[i]) ? x[i] : library_geluf(x[i]);
}
void ag_geluf_run(const float *x, float *y, long n) {
  AG_BLOCKS(n, 16, AG_NO_VECTORS, y[i] = wide_geluf(x[i]), y[i] = ag_geluf(x[i]))
}
void ag_gelu_run(const double *x, double *y, long n) {
  AG_BLOCKS(n, 8, AG_NO_VECTORS, y[i] = wide_gelu(x[i]), y[i] = ag_gelu(x[i]))
}
AG_BOTH(gelu_tanh, wide_gelu_tanhf, wide_gelu_tanh)
AG_BOTH2(pow, sleef_powf, sleef_pow)
AG_BOTH2(atan2, sleef_atan2f, sleef_atan2)
AG_BOTH2(hypot, sleef_hypotf, sleef_hypot)

// SLEEF's remainder is not a number where the quotient is too large for its steps.
static inline float wide_remainderf(float x, float y) {
  float rest = sleef_fmodf(x, y);
  return rest != 0.0f && (y < 0.0f) != (rest < 0.0f) ? rest + y : rest;
}
static inline double wide_remainder(double x, double y) {
  double rest = sleef_fmod(x, y);
  return rest != 0.0 && (y < 0.0) != (rest < 0.0) ? rest + y : rest;
}
AG_BOTH2(fmod, sleef_fmodf, sleef_fmod)
AG_BOTH2(remainder, wide_remainderf, wide_remainder)

// Of equal numbers, as zeros of both signs are, vectors keep the second and scalar code the first.
#define AG_CHOICE(T, suffix)                                                                                    \
  static inline T wide_maximum##suffix(T x, T y) { return x != x ? x : x > y ? x : y; }                        \
  static inline T wide_minimum##suffix(T x, T y) { return x != x ? x : x < y ? x : y; }                        \
  static inline T ag_maximum##suffix(T x, T y) { return x < y || y != y ? y : x; }                             \
  static inline T ag_minimum##suffix(T x, T y) { return x > y || y != y ? y : x; }
AG_CHOICE(float, f)
AG_CHOICE(double, )
AG_BOTH2(maximum, wide_maximumf, wide_maximum)
AG_BOTH2(minimum, wide_minimumf, wide_minimum)

// Exponents that are roots and products have one code; other powers have two. Each gets a loop of its own, which the
// compiler turns into vector instructions.
#define AG_ALL(value)                           \
  for (long i = 0; i < n; i++) y[i] = value; \
  return 1;

#define AG_PRODUCTS(T, root)                                      \
  if (exponent == 0.0) { AG_ALL(1) }                              \
  if (exponent == 1.0) { AG_ALL(x[i]) }                           \
  if (exponent == 2.0) { AG_ALL(x[i] * x[i]) }                    \
  if (exponent == 3.0) { AG_ALL(x[i] * x[i] * x[i]) }             \
  if (exponent == 0.5) { AG_ALL(root(x[i])) }                     \
  if (exponent == -0.5) { AG_ALL((T)(1.0 / (double)root(x[i]))) } \
  if (exponent == -1.0) { AG_ALL(1 / x[i]) }                      \
  if (exponent == -2.0) { AG_ALL(1 / (x[i] * x[i])) }             \
  return 0;

// With wide vectors where the processor has them.
#define AG_POWER(T, name, root)                                                                              \
  AG_INLINE int name##_loop(const T *x, double exponent, T *y, long n) { AG_PRODUCTS(T, root) }              \
  static AG_FMA_TARGET int name##_fast(const T *x, double exponent, T *y, long n) {                          \
    return name##_loop(x, exponent, y, n);                                                                   \
  }                                                                                                          \
  static int name(const T *x, double exponent, T *y, long n) {                                               \
    return ag_has_fma() ? name##_fast(x, exponent, y, n) : name##_loop(x, exponent, y, n);                   \
  }
AG_POWER(float, productsf, sqrtf)
AG_POWER(double, products, sqrt)

void ag_pow_scalarf_run(const float *x, double exponent, float *y, long n) {
  if (productsf(x, exponent, y, n)) return;
  float power = (float)exponent;
  AG_BLOCKS(n, 16, AG_NO_VECTORS, y[i] = sleef_powf(x[i], power), y[i] = ag_pow_scalarf(x[i], exponent))
}
void ag_pow_scalar_run(const double *x, double exponent, double *y, long n) {
  if (products(x, exponent, y, n)) return;
  AG_BLOCKS(n, 8, AG_NO_VECTORS, y[i] = sleef_pow(x[i], exponent), y[i] = ag_pow_scalar(x[i], exponent))
}
