#include "elementary_wide.h"

#include "precision.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Through double: four floats widened, computed and rounded once. Three and a half units in the last place of a double
// are far less than decides how a float is rounded.
#define AG_THROUGH_DOUBLE(name, accuracy)                                             \
  extern AG_FMA_TARGET __m256d Sleef_##name##d4_##accuracy##avx2(__m256d);            \
  static AG_FMA_TARGET long name##_vectors(const float *x, float *y, long n) {        \
    long i = 0;                                                                       \
    for (; i + 4 <= n; i += 4) {                                                      \
      __m256d wide = Sleef_##name##d4_##accuracy##avx2(_mm256_cvtps_pd(_mm_loadu_ps(x + i))); \
      _mm_storeu_ps(y + i, _mm256_cvtpd_ps(wide));                                    \
    }                                                                                 \
    return i;                                                                         \
  }                                                                                   \
  long ag_wide_##name(const float *x, float *y, long n) { return ag_has_fma() ? name##_vectors(x, y, n) : 0; }

#define AG_IN_FLOAT(name, body)                                                       \
  static AG_FMA_TARGET long name##_vectors(const float *x, float *y, long n) {        \
    long i = 0;                                                                       \
    for (; i + 8 <= n; i += 8) {                                                      \
      __m256 v = _mm256_loadu_ps(x + i);                                              \
      _mm256_storeu_ps(y + i, body);                                                  \
    }                                                                                 \
    return i;                                                                         \
  }                                                                                   \
  long ag_wide_##name(const float *x, float *y, long n) { return ag_has_fma() ? name##_vectors(x, y, n) : 0; }

extern AG_FMA_TARGET __m256 Sleef_exp2f8_u10avx2(__m256);
extern AG_FMA_TARGET __m256 Sleef_sinhf8_u10avx2(__m256);
extern AG_FMA_TARGET __m256 Sleef_coshf8_u10avx2(__m256);
extern AG_FMA_TARGET __m256 Sleef_expf8_u10avx2(__m256);

AG_THROUGH_DOUBLE(exp, u10)
AG_THROUGH_DOUBLE(log, u35)
AG_THROUGH_DOUBLE(sin, u35)
AG_THROUGH_DOUBLE(cos, u35)
AG_THROUGH_DOUBLE(tanh, u35)

#define ONE _mm256_set1_ps(1.0f)
#define EXP_OF_MINUS(v) Sleef_expf8_u10avx2(_mm256_sub_ps(_mm256_setzero_ps(), v))
AG_IN_FLOAT(exp2, Sleef_exp2f8_u10avx2(v))
AG_IN_FLOAT(sinh, Sleef_sinhf8_u10avx2(v))
AG_IN_FLOAT(cosh, Sleef_coshf8_u10avx2(v))
AG_IN_FLOAT(sigmoid, _mm256_div_ps(ONE, _mm256_add_ps(ONE, EXP_OF_MINUS(v))))
AG_IN_FLOAT(silu, _mm256_div_ps(v, _mm256_add_ps(ONE, EXP_OF_MINUS(v))))

#else

#define AG_NONE(name)                                            \
  long ag_wide_##name(const float *x, float *y, long n) {        \
    (void)x, (void)y, (void)n;                                   \
    return 0;                                                    \
  }
AG_NONE(exp)
AG_NONE(log)
AG_NONE(sin)
AG_NONE(cos)
AG_NONE(tanh)
AG_NONE(exp2)
AG_NONE(sinh)
AG_NONE(cosh)
AG_NONE(sigmoid)
AG_NONE(silu)

#endif
