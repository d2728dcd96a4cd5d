// Elementary functions over n contiguous elements, with the bits PyTorch gives contiguous tensors of that size:
// whole blocks of vectors and the elements left over can differ by a rounding. x and y may be the same memory.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

// The error function of half types, which PyTorch computes in single precision by a short series.
float ag_erf_seriesf(float x);

#define AG_RUN(name)                                      \
  void ag_##name##f_run(const float *x, float *y, long n); \
  void ag_##name##_run(const double *x, double *y, long n);

AG_RUN(exp)
AG_RUN(exp2)
AG_RUN(expm1)
AG_RUN(log)
AG_RUN(log2)
AG_RUN(log10)
AG_RUN(log1p)
AG_RUN(sin)
AG_RUN(cos)
AG_RUN(tan)
AG_RUN(sinh)
AG_RUN(cosh)
AG_RUN(tanh)
AG_RUN(asin)
AG_RUN(acos)
AG_RUN(atan)
AG_RUN(asinh)
AG_RUN(acosh)
AG_RUN(atanh)
AG_RUN(sqrt)
AG_RUN(rsqrt)
AG_RUN(reciprocal)
AG_RUN(erf)
AG_RUN(erfc)
AG_RUN(erfinv)
AG_RUN(lgamma)
AG_RUN(digamma)
AG_RUN(i0)
AG_RUN(sinc)
AG_RUN(sigmoid)
AG_RUN(logsigmoid)
AG_RUN(silu)
AG_RUN(mish)
AG_RUN(gelu)
void ag_gelu_contiguousf_run(const float *x, float *y, long n);
AG_RUN(gelu_tanh)
AG_RUN(hardsigmoid)
AG_RUN(hardswish)
AG_RUN(frac)

#undef AG_RUN

#define AG_RUN2(name)                                                        \
  void ag_##name##f_run(const float *x, const float *y, float *out, long n); \
  void ag_##name##_run(const double *x, const double *y, double *out, long n);

AG_RUN2(pow)
AG_RUN2(atan2)
AG_RUN2(hypot)
AG_RUN2(fmod)
AG_RUN2(remainder)
AG_RUN2(maximum)
AG_RUN2(minimum)

#undef AG_RUN2

void ag_pow_scalarf_run(const float *x, double exponent, float *y, long n);
void ag_pow_scalar_run(const double *x, double exponent, double *y, long n);

#ifdef __cplusplus
}
#endif
