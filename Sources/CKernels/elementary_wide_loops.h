// Elementary functions of floats, for vectors of one width: defines NAME(x) functions with LANES doubles, or twice as
// many floats, to a vector. DO(op) names the instruction `op` on such vectors.
//
// What goes through double needs as many digits as decide how a float is rounded, and what no float can be is left out,
// so the reductions are short; the series are SLEEF's. Compared with SLEEF's functions for every float there is.

AG_INLINE AG_WIDE_TARGET DOUBLES NAME(series)(DOUBLES x, const double *factors, int count) {
  DOUBLES sum = DO(set1_pd)(factors[0]);
  for (int i = 1; i < count; i++) sum = DO(fmadd_pd)(sum, x, DO(set1_pd)(factors[i]));
  return sum;
}

AG_INLINE AG_WIDE_TARGET DOUBLES NAME(exp_of)(DOUBLES x) {
  // Beyond these the result is zero or infinite as a float. What is no number stays so, because it stands second.
  x = DO(min_pd)(DO(set1_pd)(90.0), DO(max_pd)(DO(set1_pd)(-110.0), x));
  DOUBLES shifted = DO(fmadd_pd)(x, DO(set1_pd)(AG_TURNS_OF_EXP), DO(set1_pd)(AG_SHIFT));
  DOUBLES power = DO(sub_pd)(shifted, DO(set1_pd)(AG_SHIFT));
  DOUBLES rest = DO(fnmadd_pd)(power, DO(set1_pd)(AG_LN2), x);
  rest = DO(fnmadd_pd)(power, DO(set1_pd)(AG_LN2_REST), rest);
  DOUBLES sum = NAME(series)(rest, ag_exp_factors, AG_COUNT(ag_exp_factors));
  // The shifted number's low bits are the power, which is added to the exponent.
  return AS_DOUBLES(DO(add_epi64)(AS_WHOLE(sum), DO(slli_epi64)(AS_WHOLE(shifted), 52)));
}

// The sine of what is left of an angle, its sign changed where the lowest bit of `turns` is set.
AG_INLINE AG_WIDE_TARGET DOUBLES NAME(wave)(DOUBLES rest, DOUBLES turns) {
  DOUBLES square = DO(mul_pd)(rest, rest);
  DOUBLES sum = NAME(series)(square, ag_sin_factors, AG_COUNT(ag_sin_factors));
  // As a product, so that zero keeps its sign.
  sum = DO(mul_pd)(rest, DO(fmadd_pd)(sum, square, DO(set1_pd)(1.0)));
  return AS_DOUBLES(XOR(AS_WHOLE(sum), DO(slli_epi64)(AS_WHOLE(turns), 63)));
}

AG_INLINE AG_WIDE_TARGET DOUBLES NAME(sin_of)(DOUBLES x) {
  DOUBLES shifted = DO(fmadd_pd)(x, DO(set1_pd)(AG_TURNS), DO(set1_pd)(AG_SHIFT));
  DOUBLES turns = DO(sub_pd)(shifted, DO(set1_pd)(AG_SHIFT));
  DOUBLES rest = DO(fnmadd_pd)(turns, DO(set1_pd)(AG_PI), x);
  return NAME(wave)(DO(fnmadd_pd)(turns, DO(set1_pd)(AG_PI_REST), rest), shifted);
}

// As the sine, half a turn on and backward.
AG_INLINE AG_WIDE_TARGET DOUBLES NAME(cos_of)(DOUBLES x) {
  DOUBLES before = DO(fmadd_pd)(x, DO(set1_pd)(AG_TURNS), DO(set1_pd)(-0.5));
  DOUBLES shifted = DO(add_pd)(before, DO(set1_pd)(AG_SHIFT));
  DOUBLES turns = DO(add_pd)(DO(sub_pd)(shifted, DO(set1_pd)(AG_SHIFT)), DO(set1_pd)(0.5));
  DOUBLES rest = DO(fmsub_pd)(turns, DO(set1_pd)(AG_PI), x);
  return NAME(wave)(DO(fmadd_pd)(turns, DO(set1_pd)(AG_PI_REST), rest), shifted);
}

static AG_WIDE_TARGET long NAME(exp)(const float *x, float *y, long n) {
  long i = 0;
  for (; i + LANES <= n; i += LANES) STORE_HALF(y + i, NAME(exp_of)(LOAD_HALF(x + i)));
  return i;
}

#define AG_ANGLES(name)                                                            \
  static AG_WIDE_TARGET long NAME(name)(const float *x, float *y, long n) {        \
    long i = 0;                                                                    \
    for (; i + LANES <= n; i += LANES) {                                           \
      DOUBLES wide = LOAD_HALF(x + i);                                             \
      if (__builtin_expect(IS_FAR(wide), 0))                                       \
        name##_far(x + i, y + i, LANES);                                           \
      else                                                                         \
        STORE_HALF(y + i, NAME(name##_of)(wide));                                  \
    }                                                                              \
    return i;                                                                      \
  }
AG_ANGLES(sin)
AG_ANGLES(cos)
#undef AG_ANGLES

// SLEEF's exponential in single precision, each step as it stands there.
AG_INLINE AG_WIDE_TARGET FLOATS NAME(expf_of)(FLOATS x) {
  x = DO(min_ps)(DO(set1_ps)(101.0f), DO(max_ps)(DO(set1_ps)(-105.0f), x));
  WHOLES power = DO(cvtps_epi32)(DO(mul_ps)(x, DO(set1_ps)(0x1.715476p+0f)));
  FLOATS rest = DO(fmadd_ps)(DO(cvtepi32_ps)(power), DO(set1_ps)(-0.693145751953125f), x);
  rest = DO(fmadd_ps)(DO(cvtepi32_ps)(power), DO(set1_ps)(-1.428606765330187045e-06f), rest);
  FLOATS sum = DO(set1_ps)(ag_expf_factors[0]);
  for (int i = 1; i < AG_COUNT(ag_expf_factors); i++) sum = DO(fmadd_ps)(sum, rest, DO(set1_ps)(ag_expf_factors[i]));
  sum = DO(add_ps)(DO(set1_ps)(1.0f), DO(fmadd_ps)(DO(mul_ps)(rest, rest), sum, rest));
  // In two steps, so that each half of the power has an exponent of its own.
  WHOLES half = DO(srai_epi32)(power, 1), other = DO(sub_epi32)(power, half), bias = DO(set1_epi32)(127);
  sum = DO(mul_ps)(sum, AS_FLOATS(DO(slli_epi32)(DO(add_epi32)(half, bias), 23)));
  return DO(mul_ps)(sum, AS_FLOATS(DO(slli_epi32)(DO(add_epi32)(other, bias), 23)));
}

#define AG_LOGISTIC(name, above)                                                                 \
  static AG_WIDE_TARGET long NAME(name)(const float *x, float *y, long n) {                      \
    long i = 0;                                                                                  \
    FLOATS one = DO(set1_ps)(1.0f);                                                              \
    for (; i + 2 * LANES <= n; i += 2 * LANES) {                                                 \
      FLOATS v = DO(loadu_ps)(x + i);                                                            \
      FLOATS below = DO(add_ps)(one, NAME(expf_of)(DO(sub_ps)(DO(setzero_ps)(), v)));            \
      DO(storeu_ps)(y + i, DO(div_ps)(above, below));                                            \
    }                                                                                            \
    return i;                                                                                    \
  }
AG_LOGISTIC(sigmoid, one)
AG_LOGISTIC(silu, v)
#undef AG_LOGISTIC
