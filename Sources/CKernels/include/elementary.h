// Elementary functions with PyTorch's bits.
//
// ag_<name>f takes and returns float, ag_<name> double. A scalar function gives what PyTorch gives for
// a 0-dimensional tensor, a strided one and the tail of a contiguous one; a *_run function gives what it
// gives for n contiguous elements, which differs where PyTorch's vector code differs from its scalar code.
// How close each one is: the table in Tests/Conformance/goldens/elementary.py.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

#define AG_UNARY(name)      \
  float ag_##name##f(float x); \
  double ag_##name(double x);

AG_UNARY(exp)
AG_UNARY(exp2)
AG_UNARY(expm1)
AG_UNARY(log)
AG_UNARY(log2)
AG_UNARY(log10)
AG_UNARY(log1p)
AG_UNARY(sin)
AG_UNARY(cos)
AG_UNARY(tan)
AG_UNARY(sinh)
AG_UNARY(cosh)
AG_UNARY(tanh)
AG_UNARY(asin)
AG_UNARY(acos)
AG_UNARY(atan)
AG_UNARY(asinh)
AG_UNARY(acosh)
AG_UNARY(atanh)
AG_UNARY(sqrt)
AG_UNARY(rsqrt)
AG_UNARY(reciprocal)
AG_UNARY(erf)
AG_UNARY(erfc)
AG_UNARY(erfinv)
AG_UNARY(lgamma)
AG_UNARY(digamma)
AG_UNARY(i0)
AG_UNARY(sinc)
AG_UNARY(sigmoid)
AG_UNARY(logsigmoid)
AG_UNARY(silu)
AG_UNARY(mish)
AG_UNARY(gelu)
AG_UNARY(gelu_tanh)
AG_UNARY(hardsigmoid)
AG_UNARY(hardswish)
AG_UNARY(frac)

#undef AG_UNARY

#define AG_BINARY(name)               \
  float ag_##name##f(float x, float y); \
  double ag_##name(double x, double y);

AG_BINARY(pow)              // tensor ** tensor, scalar ** tensor
AG_BINARY(atan2)
AG_BINARY(hypot)
AG_BINARY(fmod)
AG_BINARY(remainder)        // the sign of the divisor, as in Python
AG_BINARY(floor_divide)     // floor of the exact quotient, as in Python
AG_BINARY(xlogy)
AG_BINARY(logaddexp)

#undef AG_BINARY

/// tensor ** number: the exponents 0.5, 2, 3, -0.5, -1 and -2 are not powers to PyTorch but roots and products.
float ag_pow_scalarf(float x, double exponent);
double ag_pow_scalar(double x, double exponent);

/// logit with its clamp; a negative eps means none.
float ag_logitf(float x, float eps);
double ag_logit(double x, double eps);

/// elu, selu and celu are one function: alpha * scale * expm1(input_scale * x) below zero, scale * x above.
float ag_eluf(float x, float alpha, float scale, float input_scale);
double ag_elu(double x, double alpha, double scale, double input_scale);

float ag_softplusf(float x, float beta, float threshold);
double ag_softplus(double x, double beta, double threshold);

#ifdef __cplusplus
}
#endif
