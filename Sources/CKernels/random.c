#include "random.h"

#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF
// Vectors are only passed between the static functions of one instruction set.
#pragma clang diagnostic ignored "-Wpsabi"

static inline uint32_t temper(uint32_t y) {
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

#define LOOP(name) name##_plain
#include "random_loops.h"
#undef LOOP

#if defined(__x86_64__)
#define LOOP(name) name##_avx2
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "random_loops.h"
#pragma clang attribute pop
#undef LOOP

static inline bool has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
#define BEST(name, ...) (has_avx2() ? name##_avx2(__VA_ARGS__) : name##_plain(__VA_ARGS__))
#else
#define BEST(name, ...) name##_plain(__VA_ARGS__)
#endif

void mt_seed(mt_generator *g, uint64_t seed) {
  g->seed = seed;
  g->words[0] = (uint32_t)seed;
  for (uint32_t j = 1; j < 624; j++)
    g->words[j] = 1812433253u * (g->words[j - 1] ^ (g->words[j - 1] >> 30)) + j;
  g->position = 625; // as spent as 624, and still to be told from it: PyTorch saves the two differently
  g->has_normal = false;
  g->normal = 0;
}

static inline void turn_if_spent(mt_generator *g) {
  if (g->position >= 624) {
    BEST(turn, g->words);
    g->position = 0;
  }
}

uint32_t mt_next32(mt_generator *g) {
  turn_if_spent(g);
  return temper(g->words[g->position++]);
}

uint64_t mt_next64(mt_generator *g) {
  uint64_t high = mt_next32(g);
  return high << 32 | mt_next32(g);
}

double mt_unit(mt_generator *g) { return (double)(mt_next64(g) & ((1ull << 53) - 1)) * 0x1p-53; }

double mt_normal(mt_generator *g, double mean, double std) {
  if (g->has_normal) {
    g->has_normal = false;
    return fma(g->normal, std, mean);
  }
  double u1 = mt_unit(g), u2 = mt_unit(g);
  double radius = sqrt(-2.0 * log1p(-u2)), angle = 2.0 * M_PI * u1;
  g->normal = radius * sin(angle);
  g->has_normal = true;
  return fma(radius * cos(angle), std, mean);
}

// The words that can be given without turning the state, at most `wanted` of them.
static inline size_t run(mt_generator *g, size_t wanted) {
  turn_if_spent(g);
  size_t ready = 624 - g->position;
  return ready < wanted ? ready : wanted;
}

void mt_fill_u32(mt_generator *g, uint32_t *out, size_t count) {
  while (count > 0) {
    size_t n = run(g, count);
    BEST(temper, g->words + g->position, out, n);
    g->position += n;
    out += n;
    count -= n;
  }
}

void mt_fill_uniform_f32(mt_generator *g, float *out, size_t count, float from, float to) {
  while (count > 0) {
    size_t n = run(g, count);
    BEST(uniform_f32, g->words + g->position, out, n, from, to);
    g->position += n;
    out += n;
    count -= n;
  }
}

void mt_fill_uniform_f64(mt_generator *g, double *out, size_t count, double from, double to) {
  while (count > 0) {
    size_t n = run(g, count < 312 ? 2 * count : 624) / 2;
    if (n == 0) { // one word is left: this pair straddles the turn
      double value = fma(mt_unit(g), to - from, from);
      *out++ = value == to ? from : value;
      count--;
      continue;
    }
    BEST(uniform_f64, g->words + g->position, out, n, from, to);
    g->position += 2 * n;
    out += n;
    count -= n;
  }
}

void mt_normal16_f32(float *block, float mean, float std) { BEST(normal16_f32, block, mean, std); }

static void normal16_f64(double *block, double mean, double std) {
  for (int j = 0; j < 8; j++) {
    double u1 = 1 - block[j], u2 = block[j + 8];
    double radius = sqrt(-2 * log(u1)), angle = 2.0 * M_PI * u2;
    block[j] = fma(radius * cos(angle), std, mean);
    block[j + 8] = fma(radius * sin(angle), std, mean);
  }
}

// All uniforms are drawn in order; transforming a stretch while it is still in the cache changes nothing.
// The last block is drawn anew when the count is no multiple of sixteen.
#define FILL_NORMAL(T, FILL, TRANSFORM)                              \
  if (count < 16) return;                                            \
  size_t i = 0;                                                      \
  while (i < count) {                                                \
    size_t n = count - i < 2496 ? count - i : 2496;                  \
    FILL(g, out + i, n, 0, 1);                                       \
    for (size_t k = 0; k + 16 <= n; k += 16) TRANSFORM(out + i + k); \
    i += n;                                                          \
  }                                                                  \
  if (count % 16 != 0) {                                             \
    FILL(g, out + count - 16, 16, 0, 1);                             \
    TRANSFORM(out + count - 16);                                     \
  }

void mt_fill_normal_f32(mt_generator *g, float *out, size_t count, float mean, float std) {
#if defined(__x86_64__)
  if (has_avx2()) {
#define TRANSFORM(block) normal16_f32_avx2(block, mean, std)
    FILL_NORMAL(float, mt_fill_uniform_f32, TRANSFORM)
#undef TRANSFORM
    return;
  }
#endif
#define TRANSFORM(block) normal16_f32_plain(block, mean, std)
  FILL_NORMAL(float, mt_fill_uniform_f32, TRANSFORM)
#undef TRANSFORM
}

void mt_fill_normal_f64(mt_generator *g, double *out, size_t count, double mean, double std) {
#define TRANSFORM(block) normal16_f64(block, mean, std)
  FILL_NORMAL(double, mt_fill_uniform_f64, TRANSFORM)
#undef TRANSFORM
}

// x % range for 32-bit x by one multiplication (Lemire's exact remainder).
static inline uint32_t remainder32(uint32_t x, uint64_t magic, uint32_t range) {
  return (uint32_t)(((__uint128_t)(magic * x) * range) >> 64);
}

void mt_fill_integers(mt_generator *g, int64_t *out, size_t count, uint64_t range, int64_t base, bool wide) {
  if (wide) {
    for (size_t i = 0; i < count; i++) {
      uint64_t draw = mt_next64(g);
      out[i] = (int64_t)((range == 0 ? draw : draw % range) + (uint64_t)base);
    }
    return;
  }
  const uint64_t magic = range == 0 ? 0 : UINT64_MAX / range + 1;
  uint32_t draws[624];
  while (count > 0) {
    size_t n = count < 624 ? count : 624;
    mt_fill_u32(g, draws, n);
    if (range > 1 && range <= UINT32_MAX) {
      for (size_t i = 0; i < n; i++)
        out[i] = (int64_t)(remainder32(draws[i], magic, (uint32_t)range) + (uint64_t)base);
    } else {
      for (size_t i = 0; i < n; i++) out[i] = (int64_t)((range == 0 ? draws[i] : draws[i] % range) + (uint64_t)base);
    }
    out += n;
    count -= n;
  }
}

void mt_permutation(mt_generator *g, int64_t *out, size_t count) {
  if (count < UINT32_MAX / 20) {
    for (size_t i = 0; i < count; i++) out[i] = (int64_t)i;
    for (size_t i = 0; i + 1 < count; i++) {
      size_t other = i + mt_next32(g) % (uint32_t)(count - i);
      int64_t kept = out[i];
      out[i] = out[other];
      out[other] = kept;
    }
    return;
  }
  for (size_t i = 0; i < count; i++) {
    size_t other = mt_next64(g) % (i + 1);
    out[i] = (int64_t)i;
    out[i] = out[other];
    out[other] = (int64_t)i;
  }
}
