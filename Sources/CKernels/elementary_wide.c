#include "elementary_wide.h"

#include "precision.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Through double: four floats widened, computed and rounded once. Three and a half units in the last place of a double
// are far less than decides how a float is rounded.
#define AG_THROUGH_DOUBLE(name, vectors, accuracy)                                    \
  extern AG_FMA_TARGET __m256d Sleef_##name##d4_##accuracy##avx2(__m256d);            \
  static AG_FMA_TARGET long vectors(const float *x, float *y, long n) {               \
    long i = 0;                                                                       \
    for (; i + 4 <= n; i += 4) {                                                      \
      __m256d wide = Sleef_##name##d4_##accuracy##avx2(_mm256_cvtps_pd(_mm_loadu_ps(x + i))); \
      _mm_storeu_ps(y + i, _mm256_cvtpd_ps(wide));                                    \
    }                                                                                 \
    return i;                                                                         \
  }

#define AG_IN_FLOAT(name)                                                             \
  extern AG_FMA_TARGET __m256 Sleef_##name##f8_u10avx2(__m256);                       \
  static AG_FMA_TARGET long name##_vectors(const float *x, float *y, long n) {        \
    long i = 0;                                                                       \
    for (; i + 8 <= n; i += 8)                                                        \
      _mm256_storeu_ps(y + i, Sleef_##name##f8_u10avx2(_mm256_loadu_ps(x + i)));      \
    return i;                                                                         \
  }

#define AG_ONE_WIDTH(name) \
  long ag_wide_##name(const float *x, float *y, long n) { return ag_has_fma() ? name##_vectors(x, y, n) : 0; }

AG_THROUGH_DOUBLE(log, log_vectors, u35)
AG_THROUGH_DOUBLE(tanh, tanh_vectors, u35)
AG_IN_FLOAT(exp2)
AG_IN_FLOAT(sinh)
AG_IN_FLOAT(cosh)
AG_ONE_WIDTH(log)
AG_ONE_WIDTH(tanh)
AG_ONE_WIDTH(exp2)
AG_ONE_WIDTH(sinh)
AG_ONE_WIDTH(cosh)

// Angles whose multiple of pi has too many digits, which is rare.
AG_THROUGH_DOUBLE(sin, sin_far, u35)
AG_THROUGH_DOUBLE(cos, cos_far, u35)
#define AG_FAR 0x1p20

// Added to a number, this leaves its whole part in the low bits.
#define AG_SHIFT 0x1.8p52
#define AG_TURNS_OF_EXP 0x1.71547652b82fep+0
#define AG_LN2 0x1.62e42fefa39efp-1
#define AG_LN2_REST 0x1.abc9e3b39803fp-56
#define AG_TURNS 0x1.45f306dc9c883p-2
#define AG_PI 0x1.921fb54442d18p+1
#define AG_PI_REST 0x1.1a62633145c07p-53
#define AG_COUNT(list) (int)(sizeof(list) / sizeof *(list))

static const double ag_exp_factors[] = {
    2.08860621107283687536341e-09, 2.51112930892876518610661e-08, 2.75573911234900471893338e-07,
    2.75572362911928827629423e-06, 2.4801587159235472998791e-05,  0.000198412698960509205564975,
    0.00138888888889774492207962,  0.00833333333331652721664984,  0.0416666666666665047591422,
    0.166666666666666851703837,    0.5,                           1.0,
    1.0};
static const double ag_sin_factors[] = {
    -7.97255955009037868891952e-18, 2.81009972710863200091251e-15,  -7.64712219118158833288484e-13,
    1.60590430605664501629054e-10,  -2.50521083763502045810755e-08, 2.75573192239198747630416e-06,
    -0.000198412698412696162806809, 0.00833333333333332974823815,   -0.166666666666666657414808};
static const float ag_expf_factors[] = {
    0.000198527617612853646278381f, 0.00139304355252534151077271f, 0.00833336077630519866943359f,
    0.0416664853692054748535156f,   0.166666671633720397949219f,   0.5f};

#define NAME(name) name##_by_four
#define AG_WIDE_TARGET AG_FMA_TARGET
#define LANES 4
#define DOUBLES __m256d
#define FLOATS __m256
#define WHOLES __m256i
#define DO(op) _mm256_##op
#define LOAD_HALF(from) _mm256_cvtps_pd(_mm_loadu_ps(from))
#define STORE_HALF(to, v) _mm_storeu_ps(to, _mm256_cvtpd_ps(v))
#define AS_WHOLE(v) _mm256_castpd_si256(v)
#define AS_DOUBLES(v) _mm256_castsi256_pd(v)
#define AS_FLOATS(v) _mm256_castsi256_ps(v)
#define XOR(a, b) _mm256_xor_si256(a, b)
#define IS_FAR(v)           \
  _mm256_movemask_pd(_mm256_cmp_pd( \
      _mm256_andnot_pd(_mm256_set1_pd(-0.0), v), _mm256_set1_pd(AG_FAR), _CMP_NLT_UQ))
#include "elementary_wide_loops.h"
#undef NAME
#undef AG_WIDE_TARGET
#undef LANES
#undef DOUBLES
#undef FLOATS
#undef WHOLES
#undef DO
#undef LOAD_HALF
#undef STORE_HALF
#undef AS_WHOLE
#undef AS_DOUBLES
#undef AS_FLOATS
#undef XOR
#undef IS_FAR

#define NAME(name) name##_by_eight
#define AG_WIDE_TARGET __attribute__((target("avx512f,avx2,fma")))
#define LANES 8
#define DOUBLES __m512d
#define FLOATS __m512
#define WHOLES __m512i
#define DO(op) _mm512_##op
#define LOAD_HALF(from) _mm512_cvtps_pd(_mm256_loadu_ps(from))
#define STORE_HALF(to, v) _mm256_storeu_ps(to, _mm512_cvtpd_ps(v))
#define AS_WHOLE(v) _mm512_castpd_si512(v)
#define AS_DOUBLES(v) _mm512_castsi512_pd(v)
#define AS_FLOATS(v) _mm512_castsi512_ps(v)
#define XOR(a, b) _mm512_xor_si512(a, b)
#define IS_FAR(v) _mm512_cmp_pd_mask(_mm512_abs_pd(v), _mm512_set1_pd(AG_FAR), _CMP_NLT_UQ)
#include "elementary_wide_loops.h"

static int has_wide_fma(void) { return __builtin_cpu_supports("avx512f") && ag_has_fma(); }

// What eight lanes leave goes through four.
#define AG_TWO_WIDTHS(name)                                              \
  long ag_wide_##name(const float *x, float *y, long n) {                \
    if (!ag_has_fma()) return 0;                                         \
    long done = has_wide_fma() ? name##_by_eight(x, y, n) : 0;           \
    return done + name##_by_four(x + done, y + done, n - done);          \
  }
AG_TWO_WIDTHS(exp)
AG_TWO_WIDTHS(sin)
AG_TWO_WIDTHS(cos)
AG_TWO_WIDTHS(sigmoid)
AG_TWO_WIDTHS(silu)

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
