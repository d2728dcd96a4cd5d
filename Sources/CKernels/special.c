// Functions of one value PyTorch computes itself: gamma's derivative, Bessel, error function's inverse.
#include "include/elementary.h"

#include "sleef.h"

static const double pi = 0x1.921fb54442d18p1;

AG_SLEEF1(exp, u10)

float ag_sincf(float x) {
  if (x == 0.0f) return 1.0f;
  float turned = 0x1.921fb6p1f * x;
  return sinf(turned) / turned;
}
double ag_sinc(double x) {
  if (x == 0.0) return 1.0;
  double turned = 0x1.921fb54442d18p1 * x;
  return sin(turned) / turned;
}

// digamma: the recurrence up to 10, then the asymptotic series (coefficients B(2k) / 2k, highest first).
static const double digamma_series[7] = {
  8.33333333333333333333e-2, -2.10927960927960927961e-2, 7.57575757575757575758e-3, -4.16666666666666666667e-3,
  3.96825396825396825397e-3, -8.33333333333333333333e-3, 8.33333333333333333333e-2,
};

AG_INLINE float digamma_positivef(float x) {
  float shift = 0.0f;
  while (x < 10.0f) {
    shift -= 1.0f / x;
    x += 1.0f;
  }
  if (x == 10.0f) return shift + 2.25175258906672110764f;
  float tail = 0.0f;
  if (x < 1.0e17f) {
    float z = 1.0f / (x * x);
    float series = 0.0f;
    for (int i = 0; i < 7; i++) series = fmaf(series, z, (float)digamma_series[i]);
    tail = z * series;
    return shift + logf(x) - 0.5f / x - tail;
  }
  return shift + logf(x) - 0.5f / x - tail;
}

AG_INLINE double digamma_positive(double x) {
  double shift = 0.0;
  while (x < 10.0) {
    shift -= 1.0 / x;
    x += 1.0;
  }
  if (x == 10.0) return shift + 2.25175258906672110764;
  double tail = 0.0;
  if (x < 1.0e17) {
    double z = 1.0 / (x * x);
    double series = 0.0;
    for (int i = 0; i < 7; i++) series = fma(series, z, digamma_series[i]);
    tail = z * series;
  }
  return shift + log(x) - 0.5 / x - tail;
}

AG_INLINE float digammaf_body(float x) {
  if (x == 0.0f) return copysignf(INFINITY, -x);
  if (x > 0.0f || isnan(x)) return digamma_positivef(x);
  if (x == truncf(x)) return NAN;
  double whole;
  float reflection = (float)(pi / tan(pi * modf((double)x, &whole)));
  return digamma_positivef(1.0f - x) - reflection;
}
AG_INLINE double digamma_body(double x) {
  if (x == 0.0) return copysign((double)INFINITY, -x);
  if (x > 0.0 || isnan(x)) return digamma_positive(x);
  if (x == trunc(x)) return (double)NAN;
  double whole;
  return digamma_positive(1.0 - x) - pi / tan(pi * modf(x, &whole));
}
AG_FUSED1(float, ag_digammaf, digammaf_body)
AG_FUSED1(double, ag_digamma, digamma_body)

// i0: Chebyshev series of exp(-x) I0(x) on [0, 8] and of exp(-x) sqrt(x) I0(x) beyond, highest term first.
static const double i0_near[30] = {
  -4.41534164647933937950e-18, 3.33079451882223809783e-17,  -2.43127984654795469359e-16, 1.71539128555513303061e-15,
  -1.16853328779934516808e-14, 7.67618549860493561688e-14,  -4.85644678311192946090e-13, 2.95505266312963983461e-12,
  -1.72682629144155570723e-11, 9.67580903537323691224e-11,  -5.18979560163526290666e-10, 2.65982372468238665035e-9,
  -1.30002500998624804212e-8,  6.04699502254191894932e-8,   -2.67079385394061173391e-7,  1.11738753912010371815e-6,
  -4.41673835845875056359e-6,  1.64484480707288970893e-5,   -5.75419501008210370398e-5,  1.88502885095841655729e-4,
  -5.76375574538582365885e-4,  1.63947561694133579842e-3,   -4.32430999505057594430e-3,  1.05464603945949983183e-2,
  -2.37374148058994688156e-2,  4.93052842396707084878e-2,   -9.49010970480476444210e-2,  1.71620901522208775349e-1,
  -3.04682672343198398683e-1,  6.76795274409476084995e-1,
};
static const double i0_far[25] = {
  -7.23318048787475395456e-18, -4.83050448594418207126e-18, 4.46562142029675999901e-17,  3.46122286769746109310e-17,
  -2.82762398051658348494e-16, -3.42548561967721913462e-16, 1.77256013305652638360e-15,  3.81168066935262242075e-15,
  -9.55484669882830764870e-15, -4.15056934728722208663e-14, 1.54008621752140982691e-14,  3.85277838274214270114e-13,
  7.18012445138366623367e-13,  -1.79417853150680611778e-12, -1.32158118404477131188e-11, -3.14991652796324136454e-11,
  1.18891471078464383424e-11,  4.94060238822496958910e-10,  3.39623202570838634515e-9,   2.26666899049817806459e-8,
  2.04891858946906374183e-7,   2.89137052083475648297e-6,   6.88975834691682398426e-5,   3.36911647825569408990e-3,
  8.04490411014108831608e-1,
};

AG_INLINE float chebyshevf(float x, const double *series, int count) {
  float now = (float)series[0], before = 0.0f, last = 0.0f;
  for (int i = 1; i < count; i++) {
    last = before;
    before = now;
    now = fmaf(x, before, -last) + (float)series[i];
  }
  return 0.5f * (now - last);
}
AG_INLINE double chebyshev(double x, const double *series, int count) {
  double now = series[0], before = 0.0, last = 0.0;
  for (int i = 1; i < count; i++) {
    last = before;
    before = now;
    now = fma(x, before, -last) + series[i];
  }
  return 0.5 * (now - last);
}

AG_INLINE float i0f_body(float x) {
  x = fabsf(x);
  if (x <= 8.0f) return expf(x) * chebyshevf(x / 2.0f - 2.0f, i0_near, 30);
  return expf(x) * chebyshevf(32.0f / x - 2.0f, i0_far, 25) / sqrtf(x);
}
AG_INLINE double i0_body(double x) {
  x = fabs(x);
  if (x <= 8.0) return exp(x) * chebyshev(x / 2.0 - 2.0, i0_near, 30);
  return exp(x) * chebyshev(32.0 / x - 2.0, i0_far, 25) / sqrt(x);
}
AG_FUSED1(float, ag_i0f, i0f_body)
AG_FUSED1(double, ag_i0, i0_body)

// logsigmoid is vector code for every size in PyTorch.
float ag_logsigmoidf(float x) {
  float low = x < 0.0f ? x : isnan(x) ? x : 0.0f;
  return low - ag_log1pf(sleef_expf(-fabsf(x)));
}
double ag_logsigmoid(double x) {
  double low = x < 0.0 ? x : isnan(x) ? x : 0.0;
  return low - ag_log1p(sleef_exp(-fabs(x)));
}

// erfinv: a start from the logarithm of 1 - x * x, then Newton's steps with a correction of the second order.
double ag_erfinv(double x) {
  double size = fabs(x);
  if (!(size < 1.0)) return size == 1.0 ? copysign((double)INFINITY, x) : (double)NAN;
  if (size < 1e-8) return x * 0x1.c5bf891b4ef6ap-1;
  double log_term = log1p(-size * size);
  double half = 2.0 / (pi * 0.147) + 0.5 * log_term;
  double y = sqrt(sqrt(half * half - log_term / 0.147) - half);
  for (int i = 0; i < 3; i++) {
    double miss = size < 0.5 ? erf(y) - size : (1.0 - size) - erfc(y);
    double step = miss / (0x1.20dd750429b6dp0 * exp(-y * y));
    y -= step / (1.0 + y * step);
  }
  return copysign(y, x);
}
float ag_erfinvf(float x) { return (float)ag_erfinv((double)x); }
