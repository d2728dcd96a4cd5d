// The loops of random.c that are compiled once per instruction set. `LOOP(name)` gives each its suffix.
// Every rounding is spelled out (contraction is off, fused operations are written as such), so each
// instruction set gives the same bits.

typedef float LOOP(f8) __attribute__((ext_vector_type(8)));
typedef int32_t LOOP(i8) __attribute__((ext_vector_type(8)));
#define f8 LOOP(f8)
#define i8 LOOP(i8)
#define FMA(a, b, c) __builtin_elementwise_fma((f8)(a), (f8)(b), (f8)(c))
#define SELECT(mask, a, b) ((f8)(((mask) & (i8)(a)) | (~(mask) & (i8)(b))))

static void LOOP(turn)(uint32_t *w) {
  for (int j = 0; j < 227; j++) {
    uint32_t y = (w[j] & 0x80000000u) | (w[j + 1] & 0x7fffffffu);
    w[j] = w[j + 397] ^ (y >> 1) ^ (-(w[j + 1] & 1u) & 0x9908b0dfu);
  }
#pragma clang loop vectorize_width(8)
  for (int j = 227; j < 623; j++) {
    uint32_t y = (w[j] & 0x80000000u) | (w[j + 1] & 0x7fffffffu);
    w[j] = w[j - 227] ^ (y >> 1) ^ (-(w[j + 1] & 1u) & 0x9908b0dfu);
  }
  uint32_t y = (w[623] & 0x80000000u) | (w[0] & 0x7fffffffu);
  w[623] = w[396] ^ (y >> 1) ^ (-(w[0] & 1u) & 0x9908b0dfu);
}

static void LOOP(temper)(const uint32_t *restrict w, uint32_t *restrict out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = temper(w[i]);
}

static void LOOP(uniform_f32)(const uint32_t *restrict w, float *restrict out, size_t count, float from, float to) {
  const float range = to - from;
  for (size_t i = 0; i < count; i++) {
    float u = (float)(int32_t)(temper(w[i]) & 0xffffffu) * 0x1p-24f;
    float value = __builtin_fmaf(u, range, from);
    out[i] = value == to ? from : value;
  }
}

// `w` holds 2 * count words: high half, low half, high half, …
static void LOOP(uniform_f64)(const uint32_t *restrict w, double *restrict out, size_t count, double from, double to) {
  const double range = to - from;
  for (size_t i = 0; i < count; i++) {
    uint32_t high = temper(w[2 * i]) & 0x1fffffu, low = temper(w[2 * i + 1]);
    double u = ((double)(int32_t)high * 0x1p32 + (double)low) * 0x1p-53;
    double value = __builtin_fma(u, range, from);
    out[i] = value == to ? from : value;
  }
}

// Natural logarithm of u in (0, 1], by the Cephes polynomial.
static inline f8 LOOP(log8)(f8 u) {
  i8 bits = (i8)u;
  i8 least = (i8)(0x00800000);
  i8 below = bits < least;
  bits = (below & least) | (~below & bits);
  f8 e = __builtin_convertvector((bits >> 23) - 127, f8) + 1.0f;
  f8 x = (f8)((bits & ~0x7f800000) | 0x3f000000);
  i8 low = x < 0.707106781186547524f;
  f8 again = SELECT(low, x, (f8)(0.0f));
  x = x - 1.0f;
  e = e - SELECT(low, (f8)(1.0f), (f8)(0.0f));
  x = x + again;
  f8 z = x * x;
  f8 y = (f8)(7.0376836292E-2f);
  y = FMA(y, x, -1.1514610310E-1f);
  y = FMA(y, x, 1.1676998740E-1f);
  y = FMA(y, x, -1.2420140846E-1f);
  y = FMA(y, x, 1.4249322787E-1f);
  y = FMA(y, x, -1.6668057665E-1f);
  y = FMA(y, x, 2.0000714765E-1f);
  y = FMA(y, x, -2.4999993993E-1f);
  y = FMA(y, x, 3.3333331174E-1f);
  y = y * x;
  y = FMA(y, z, e * -2.12194440e-4f);
  y = y - z * 0.5f;
  x = x + y;
  return FMA(e, 0.693359375f, x);
}

// Sine and cosine of an angle >= 0, by the Cephes polynomials.
static inline void LOOP(sincos8)(f8 angle, f8 *sine, f8 *cosine) {
  i8 j = __builtin_convertvector(angle * 1.27323954473516f, i8);
  j = (j + 1) & ~1;
  f8 y = __builtin_convertvector(j, f8);
  i8 sine_sign = (j & 4) << 29;
  i8 cosine_sign = (~(j - 2) & 4) << 29;
  i8 straight = (j & 2) == 0;
  f8 x = FMA(y, -0.78515625f, angle);
  x = FMA(y, -2.4187564849853515625e-4f, x);
  x = FMA(y, -3.77489497744594108e-8f, x);
  f8 z = x * x;
  f8 c = (f8)(2.443315711809948E-005f);
  c = FMA(c, z, -1.388731625493765E-003f);
  c = FMA(c, z, 4.166664568298827E-002f);
  c = c * z;
  c = FMA(c, z, -(z * 0.5f));
  c = c + 1.0f;
  f8 s = (f8)(-1.9515295891E-4f);
  s = FMA(s, z, 8.3321608736E-3f);
  s = FMA(s, z, -1.6666654611E-1f);
  s = s * z;
  s = FMA(s, x, x);
  *sine = (f8)((i8)SELECT(straight, s, c) ^ sine_sign);
  *cosine = (f8)((i8)SELECT(straight, c, s) ^ cosine_sign);
}

static void LOOP(normal16_f32)(float *block, float mean, float std) {
  f8 u1, u2, sine, cosine;
  memcpy(&u1, block, sizeof u1);
  memcpy(&u2, block + 8, sizeof u2);
  f8 radius = __builtin_elementwise_sqrt(-2.0f * LOOP(log8)(1.0f - u1));
  LOOP(sincos8)(6.2831855f * u2, &sine, &cosine);
  f8 first = FMA(radius * cosine, std, mean);
  f8 second = FMA(radius * sine, std, mean);
  memcpy(block, &first, sizeof first);
  memcpy(block + 8, &second, sizeof second);
}

#undef f8
#undef i8
#undef FMA
#undef SELECT
