// Exponentials, logarithms, circular and hyperbolic functions of one value.
//
// Three sources stand behind PyTorch's results. Its vector code calls SLEEF; its scalar code calls the
// C library; and for some functions it calls a closed vector library for every size. The functions of
// the last kind are nearly correctly rounded in float, so they are computed in double and rounded once.
#include "include/elementary.h"

#include "sleef.h"

AG_SLEEF1(exp, u10)
AG_SLEEF1(log, u10)
AG_SLEEF1(sin, u10)
AG_SLEEF1(cos, u10)
AG_SLEEF1(expm1, u10)
AG_SLEEF1(log1p, u10)
AG_SLEEF1(log10, u10)
AG_SLEEF1(tanh, u10)
AG_SLEEF1(asin, u10)
AG_SLEEF1(acos, u10)
AG_SLEEF1(lgamma, u10)
AG_SLEEF1(erf, u10)
AG_SLEEF1(erfc, u15)

// The C library, as in PyTorch's scalar code.
#define AG_LIBM(name)                                \
  float ag_##name##f(float x) { return name##f(x); } \
  double ag_##name(double x) { return name(x); }

AG_LIBM(exp2)
AG_LIBM(sinh)
AG_LIBM(cosh)
AG_LIBM(asinh)
AG_LIBM(acosh)
AG_LIBM(atanh)

// Nearly correctly rounded: float through double, double from whichever library comes closest.
#define AG_ROUNDED(name, wide, closest)                              \
  float ag_##name##f(float x) { return (float)wide((double)x); }     \
  double ag_##name(double x) { return closest(x); }

AG_ROUNDED(exp, sleef_exp, exp)
AG_ROUNDED(log, sleef_log, log)
AG_ROUNDED(log2, log2, log2)
AG_ROUNDED(log10, log10, sleef_log10)
AG_ROUNDED(sin, sleef_sin, sin)
AG_ROUNDED(cos, sleef_cos, cos)
AG_ROUNDED(tan, tan, tan)
AG_ROUNDED(tanh, sleef_tanh, sleef_tanh)
AG_ROUNDED(asin, asin, sleef_asin)
AG_ROUNDED(acos, acos, sleef_acos)
AG_ROUNDED(atan, atan, atan)
AG_ROUNDED(erf, erf, sleef_erf)
AG_ROUNDED(erfc, erfc, sleef_erfc)

float ag_sqrtf(float x) { return sqrtf(x); }
double ag_sqrt(double x) { return sqrt(x); }

float ag_rsqrtf(float x) { return 1.0f / sqrtf(x); }
double ag_rsqrt(double x) { return 1.0 / sqrt(x); }

float ag_reciprocalf(float x) { return 1.0f / x; }
double ag_reciprocal(double x) { return 1.0 / x; }

float ag_fracf(float x) { return x - truncf(x); }
double ag_frac(double x) { return x - trunc(x); }

float ag_expm1f(float x) { return sleef_expm1f(x); }
double ag_expm1(double x) { return sleef_expm1(x); }

// The installed SLEEF gives infinity where one plus x is near the largest value; later ones the logarithm.
float ag_log1pf(float x) { return x > 1e38f ? logf(x) : sleef_log1pf(x); }
double ag_log1p(double x) { return x > 1e307 ? log(x) : sleef_log1p(x); }

float ag_lgammaf(float x) { return sleef_lgammaf(x); }
double ag_lgamma(double x) { return sleef_lgamma(x); }
