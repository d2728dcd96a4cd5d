// One step of an optimiser over the n elements of a parameter, in place, with PyTorch's roundings.
//
// p is the parameter and g its gradient, which is not changed; the other arrays are what the optimiser keeps.
// Names ending in f are for float. Settings are double, as Python has them, and rounded where PyTorch rounds them.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  double lr, momentum, dampening, weight_decay;
  int nesterov, maximize;
  int first;  ///< the momentum buffer begins with this gradient
} ag_sgd_settings;

typedef struct {
  double beta1, beta2, eps, weight_decay;
  double shrink;           ///< what a decoupled weight decay multiplies the parameter by; 1 for none
  double step_size;        ///< the rate over its bias correction
  double root_correction;  ///< the root of the second bias correction
  int maximize;
} ag_adam_settings;

typedef struct {
  double lr, alpha, eps, weight_decay, momentum;
  int maximize;
} ag_rmsprop_settings;

typedef struct {
  double rate, eps, weight_decay;
  int maximize;
} ag_adagrad_settings;

/// momentum may be null where the setting is 0.
void ag_sgdf(float *p, const float *g, float *momentum, long n, const ag_sgd_settings *s);
void ag_sgd(double *p, const double *g, double *momentum, long n, const ag_sgd_settings *s);

/// largest is null without amsgrad.
void ag_adamf(float *p, const float *g, float *average, float *square, float *largest, long n, const ag_adam_settings *s);
void ag_adam(double *p, const double *g, double *average, double *square, double *largest, long n, const ag_adam_settings *s);

/// average is null unless centered, momentum where the setting is 0.
void ag_rmspropf(float *p, const float *g, float *square, float *average, float *momentum, long n, const ag_rmsprop_settings *s);
void ag_rmsprop(double *p, const double *g, double *square, double *average, double *momentum, long n, const ag_rmsprop_settings *s);

void ag_adagradf(float *p, const float *g, float *sum, long n, const ag_adagrad_settings *s);
void ag_adagrad(double *p, const double *g, double *sum, long n, const ag_adagrad_settings *s);

#ifdef __cplusplus
}
#endif
