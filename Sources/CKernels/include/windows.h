// Windows sliding over planes: convolution, pooling, and pictures made larger or smaller. All arrays are dense in rows.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// A convolution of n pictures of `channels` planes h × w to `filters` planes oh × ow.
typedef struct {
  long n, channels, filters, groups;
  long h, w, oh, ow;
  long kh, kw, sh, sw, ph, pw, dh, dw;
} ag_window;

/// columns[channels · kh · kw, oh · ow] of one picture; places in the margin are zero.
void ag_columnsf(const ag_window *p, long channels, const float *x, float *columns);
void ag_columns(const ag_window *p, long channels, const double *x, double *columns);
/// Adds columns back to where they came from.
void ag_uncolumnsf(const ag_window *p, long channels, const float *columns, float *x);
void ag_uncolumns(const ag_window *p, long channels, const double *columns, double *x);

/// out[n, filters, oh, ow]; bias may be null. Each gives 0, or 1 when memory ran out.
int ag_convolvef(const ag_window *p, const float *x, const float *weight, const float *bias, float *out);
int ag_convolve(const ag_window *p, const double *x, const double *weight, const double *bias, double *out);
/// The pictures' gradient; x is zero before.
int ag_convolve_backf(const ag_window *p, const float *g, const float *weight, float *x);
int ag_convolve_back(const ag_window *p, const double *g, const double *weight, double *x);
/// The weight's gradient; it is zero before.
int ag_convolve_weightf(const ag_window *p, const float *x, const float *g, float *weight);
int ag_convolve_weight(const ag_window *p, const double *x, const double *g, double *weight);

/// Rows and columns of windows: from, to and step for each of the oh and ow places.
typedef struct {
  long planes, h, w, oh, ow, row_step, column_step;
  const long *row_from, *row_to, *column_from, *column_to;
} ag_tiles;

/// The largest element of each window, NaN above all, and its place in the plane.
void ag_tile_maxf(const ag_tiles *t, const float *x, float *out, long *places);
void ag_tile_max(const ag_tiles *t, const double *x, double *out, long *places);
/// Adds each g to the place of its plane that is said; places lie within a plane of `area` elements.
void ag_give_backf(long planes, long area, long count, const long *places, const float *g, float *x);
void ag_give_back(long planes, long area, long count, const long *places, const double *g, double *x);
/// The sum of each window over its divisor, one divisor for each place of a plane.
void ag_tile_meanf(const ag_tiles *t, const float *x, const float *divisors, float *out);
void ag_tile_mean(const ag_tiles *t, const double *x, const double *divisors, double *out);
/// The other way round: adds each g over its divisor to all of its window.
void ag_tile_spreadf(const ag_tiles *t, const float *g, const float *divisors, float *x);
void ag_tile_spread(const ag_tiles *t, const double *g, const double *divisors, double *x);

/// Each place of the result is a sum of `taps` rows and columns of the source times weights.
typedef struct {
  long planes, h, w, oh, ow, taps;
  const long *rows, *columns;
} ag_mixing;

void ag_mixf(const ag_mixing *m, const float *row_weights, const float *column_weights, const float *x, float *out);
void ag_mix(const ag_mixing *m, const double *row_weights, const double *column_weights, const double *x, double *out);
void ag_unmixf(const ag_mixing *m, const float *row_weights, const float *column_weights, const float *g, float *x);
void ag_unmix(const ag_mixing *m, const double *row_weights, const double *column_weights, const double *g, double *x);

/// One dimension of `size` elements made `target` long: each place is a sum of `count` elements from `from` on times its
/// `width` weights, of which the first ones count.
typedef struct {
  long size, target, width;
  const long *from, *count;
} ag_smoothing;

void ag_smoothf(long outer, long inner, const ag_smoothing *s, const float *weights, const float *x, float *out);
void ag_smooth(long outer, long inner, const ag_smoothing *s, const double *weights, const double *x, double *out);
/// The gradient of planes whose columns and then rows were smoothed; x is zero before.
void ag_unsmoothf(
    long planes, const ag_smoothing *rows, const ag_smoothing *columns, const float *row_weights,
    const float *column_weights, const float *g, float *x);
void ag_unsmooth(
    long planes, const ag_smoothing *rows, const ag_smoothing *columns, const double *row_weights,
    const double *column_weights, const double *g, double *x);

#ifdef __cplusplus
}
#endif
