// What every numeric file of this target needs: products and sums rounded one by one unless a
// fused step is written out, and one body compiled with and without the fused instruction.
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)
#define AG_FMA_TARGET __attribute__((target("avx2,fma")))
static inline int ag_has_fma(void) { return __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2"); }
#else
#define AG_FMA_TARGET
static inline int ag_has_fma(void) { return 1; }
#endif

#define AG_INLINE static inline __attribute__((always_inline))

// The same body twice; without the instruction fma() is computed exactly in software.
#define AG_FUSED1(T, name, body)                                   \
  static AG_FMA_TARGET T name##_fused(T x) { return body(x); }     \
  static T name##_plain(T x) { return body(x); }                   \
  T name(T x) { return ag_has_fma() ? name##_fused(x) : name##_plain(x); }
