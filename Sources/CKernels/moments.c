// Variance, norm, running sums, softmax and inner products in PyTorch's order.
//
// The closed library behind PyTorch's inner products multiplies and adds with two roundings here, and a matrix
// product adds its terms in order; a matrix-vector product of 12 terms and more depends on the row's place in
// memory there, so only shorter ones agree in every bit.
#include "include/reduction.h"

#include "sleef.h"

AG_SLEEF1(exp, u10)
AG_SLEEF1(log, u10)

#define T float
#define LANES 8
#define NAME(x) x##f
#define FMA fmaf
#define ROOT sqrtf
#define EXP sleef_expf
#define EXP_LIBM expf
#define LOG sleef_logf
#include "moment_loops.h"
#undef T
#undef LANES
#undef NAME
#undef FMA
#undef ROOT
#undef EXP
#undef EXP_LIBM
#undef LOG

#define T double
#define LANES 4
#define NAME(x) x
#define FMA fma
#define ROOT sqrt
#define EXP sleef_exp
#define EXP_LIBM exp
#define LOG sleef_log
#include "moment_loops.h"
