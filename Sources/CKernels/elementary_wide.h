// Whole vectors at a time, where the processor has them: each function does as many elements of n as fill vectors
// and returns how many that was (none without AVX2). The bits are those of the one-value SLEEF functions.
#pragma once

#define AG_WIDE(name) long ag_wide_##name(const float *x, float *y, long n);
AG_WIDE(exp)
AG_WIDE(log)
AG_WIDE(sin)
AG_WIDE(cos)
AG_WIDE(tanh)
AG_WIDE(exp2)
AG_WIDE(sinh)
AG_WIDE(cosh)
AG_WIDE(sigmoid)
AG_WIDE(silu)
#undef AG_WIDE
