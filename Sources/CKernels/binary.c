// Functions of two values, in the order of operations of PyTorch's scalar code.
#include "include/elementary.h"

#include "precision.h"

#define AG_LIBM2(name)                                           \
  float ag_##name##f(float x, float y) { return name##f(x, y); } \
  double ag_##name(double x, double y) { return name(x, y); }

AG_LIBM2(pow)
AG_LIBM2(atan2)
AG_LIBM2(hypot)
AG_LIBM2(fmod)

float ag_pow_scalarf(float x, double exponent) {
  if (exponent == 0.5) return sqrtf(x);
  if (exponent == 2.0) return x * x;
  if (exponent == 1.0) return x;
  if (exponent == 3.0) return x * x * x;
  if (exponent == -0.5) return (float)(1.0 / (double)sqrtf(x));
  if (exponent == -1.0) return 1.0f / x;
  if (exponent == -2.0) return 1.0f / (x * x);
  return (float)pow((double)x, exponent);
}
double ag_pow_scalar(double x, double exponent) {
  if (exponent == 0.5) return sqrt(x);
  if (exponent == 2.0) return x * x;
  if (exponent == 3.0) return x * x * x;
  if (exponent == -0.5) return 1.0 / sqrt(x);
  if (exponent == -1.0) return 1.0 / x;
  if (exponent == -2.0) return 1.0 / (x * x);
  return pow(x, exponent);
}

float ag_remainderf(float x, float y) {
  float rest = fmodf(x, y);
  return rest != 0.0f && (y < 0.0f) != (rest < 0.0f) ? rest + y : rest;
}
double ag_remainder(double x, double y) {
  double rest = fmod(x, y);
  return rest != 0.0 && (y < 0.0) != (rest < 0.0) ? rest + y : rest;
}

float ag_floor_dividef(float x, float y) {
  if (y == 0.0f) return x / y;
  float rest = fmodf(x, y);
  float quotient = (x - rest) / y;
  if (rest != 0.0f && (y < 0.0f) != (rest < 0.0f)) quotient -= 1.0f;
  if (quotient == 0.0f) return copysignf(0.0f, x / y);
  float whole = floorf(quotient);
  return quotient - whole > 0.5f ? whole + 1.0f : whole;
}
double ag_floor_divide(double x, double y) {
  if (y == 0.0) return x / y;
  double rest = fmod(x, y);
  double quotient = (x - rest) / y;
  if (rest != 0.0 && (y < 0.0) != (rest < 0.0)) quotient -= 1.0;
  if (quotient == 0.0) return copysign(0.0, x / y);
  double whole = floor(quotient);
  return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

float ag_xlogyf(float x, float y) {
  if (isnan(y)) return NAN;
  return x == 0.0f ? 0.0f : x * logf(y);
}
double ag_xlogy(double x, double y) {
  if (isnan(y)) return (double)NAN;
  return x == 0.0 ? 0.0 : x * log(y);
}

float ag_logaddexpf(float x, float y) {
  if (isinf(x) && x == y) return x;
  float high = x > y ? x : y;
  return high + log1pf(expf(-fabsf(x - y)));
}
double ag_logaddexp(double x, double y) {
  if (isinf(x) && x == y) return x;
  double high = x > y ? x : y;
  return high + log1p(exp(-fabs(x - y)));
}
