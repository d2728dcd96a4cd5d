// Activation functions of one value, in the order of operations of PyTorch's scalar code.
#include "include/elementary.h"

#include "precision.h"

float ag_sigmoidf(float x) { return 1.0f / (1.0f + expf(-x)); }
double ag_sigmoid(double x) { return 1.0 / (1.0 + exp(-x)); }

float ag_siluf(float x) { return x / (1.0f + expf(-x)); }
double ag_silu(double x) { return x / (1.0 + exp(-x)); }

float ag_mishf(float x) { return x * tanhf(log1pf(expf(x))); }
double ag_mish(double x) { return x * tanh(log1p(exp(x))); }

float ag_geluf(float x) { return x * 0.5f * (1.0f + erff(x * 0x1.6a09e6p-1f)); }
double ag_gelu(double x) { return x * 0.5 * (1.0 + erf(x * 0x1.6a09e667f3bcdp-1)); }

AG_INLINE float gelu_tanhf(float x) {
  float inner = 0x1.988454p-1f * fmaf(0.044715f, x * x * x, x);
  return 0.5f * x * (1.0f + tanhf(inner));
}
AG_INLINE double gelu_tanh(double x) {
  double inner = 0x1.9884533d43651p-1 * fma(0.044715, x * x * x, x);
  return 0.5 * x * (1.0 + tanh(inner));
}
AG_FUSED1(float, ag_gelu_tanhf, gelu_tanhf)
AG_FUSED1(double, ag_gelu_tanh, gelu_tanh)

static inline float between_zero_and_sixf(float x) {
  float low = x < 0.0f ? 0.0f : x;
  return low > 6.0f ? 6.0f : low;
}
static inline double between_zero_and_six(double x) {
  double low = x < 0.0 ? 0.0 : x;
  return low > 6.0 ? 6.0 : low;
}

float ag_hardsigmoidf(float x) { return between_zero_and_sixf(x + 3.0f) / 6.0f; }
double ag_hardsigmoid(double x) { return between_zero_and_six(x + 3.0) / 6.0; }

float ag_hardswishf(float x) { return x * between_zero_and_sixf(x + 3.0f) / 6.0f; }
double ag_hardswish(double x) { return x * between_zero_and_six(x + 3.0) / 6.0; }

float ag_eluf(float x, float alpha, float scale, float input_scale) {
  return x < 0.0f ? expm1f(x * input_scale) * (alpha * scale) : x * scale;
}
double ag_elu(double x, double alpha, double scale, double input_scale) {
  return x < 0.0 ? expm1(x * input_scale) * (alpha * scale) : x * scale;
}

float ag_softplusf(float x, float beta, float threshold) {
  return x * beta > threshold ? x : log1pf(expf(x * beta)) / beta;
}
double ag_softplus(double x, double beta, double threshold) {
  return x * beta > threshold ? x : log1p(exp(x * beta)) / beta;
}

float ag_logitf(float x, float eps) {
  if (eps >= 0.0f) x = x < eps ? eps : x > 1.0f - eps ? 1.0f - eps : x;
  return x == 1.0f ? INFINITY : ag_logf(x / (1.0f - x));
}
double ag_logit(double x, double eps) {
  if (eps >= 0.0) x = x < eps ? eps : x > 1.0 - eps ? 1.0 - eps : x;
  return x == 1.0 ? (double)INFINITY : ag_log(x / (1.0 - x));
}
