#ifndef CKERNELS_RANDOM_H
#define CKERNELS_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A Mersenne Twister (MT19937) as PyTorch's CPU generator keeps it: plain data, so copying it is a snapshot.
typedef struct {
  uint64_t seed;         ///< what it was last seeded with; the twister itself sees the low 32 bits
  uint32_t words[624];   ///< the state, before tempering
  uint32_t position;     ///< the next word to give; 624 or more means the state has to be turned first
  bool has_normal;       ///< whether `normal` holds the second half of a Box-Muller pair
  double normal;
} mt_generator;

void mt_seed(mt_generator *g, uint64_t seed);
uint32_t mt_next32(mt_generator *g);
/// Two draws, the first one in the high half.
uint64_t mt_next64(mt_generator *g);
/// One double in [0, 1) with 53 random bits.
double mt_unit(mt_generator *g);
/// One normal sample in double precision, using and leaving the cached half of a pair.
double mt_normal(mt_generator *g, double mean, double std);

void mt_fill_u32(mt_generator *g, uint32_t *out, size_t count);
void mt_fill_uniform_f32(mt_generator *g, float *out, size_t count, float from, float to);
void mt_fill_uniform_f64(mt_generator *g, double *out, size_t count, double from, double to);
/// Sixteen at a time, for count >= 16; never touches the cached normal.
void mt_fill_normal_f32(mt_generator *g, float *out, size_t count, float mean, float std);
void mt_fill_normal_f64(mt_generator *g, double *out, size_t count, double mean, double std);
/// `draw % range + base`, a 64-bit draw when `wide`. A range of 0 stands for 2^64.
void mt_fill_integers(mt_generator *g, int64_t *out, size_t count, uint64_t range, int64_t base, bool wide);
/// A permutation of 0 ..< count.
void mt_permutation(mt_generator *g, int64_t *out, size_t count);

/// Turns sixteen uniforms into sixteen normals, in place.
void mt_normal16_f32(float *block, float mean, float std);

#endif
