// Reductions with PyTorch's bits: the same terms added in the same order.
//
// A *_strided function takes any view: ndim sizes and strides (in elements), and for each dimension whether it is
// reduced; out is written densely over the kept dimensions, in their order. Names ending in f are for float.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// PyTorch shares reductions of 32768 terms and more between threads, which changes the order of the terms.
/// The number of threads whose bits are wanted; 2 to begin with.
extern int ag_reduction_threads;

/// More dimensions than this are refused: the functions below leave out untouched.
enum { AG_MAX_DIMS = 64 };

float ag_sumf(const float *x, long n);
double ag_sum(const double *x, long n);
void ag_sum_rowsf(const float *x, long rows, long columns, float *out);
void ag_sum_rows(const double *x, long rows, long columns, double *out);
void ag_sum_columnsf(const float *x, long rows, long columns, float *out);
void ag_sum_columns(const double *x, long rows, long columns, double *out);
void ag_sum_stridedf(
    const float *x, int ndim, const long *shape, const long *strides, const unsigned char *reduced, float *out);
void ag_sum_strided(
    const double *x, int ndim, const long *shape, const long *strides, const unsigned char *reduced, double *out);

void ag_prod_stridedf(
    const float *x, int ndim, const long *shape, const long *strides, const unsigned char *reduced, float *out);
void ag_prod_strided(
    const double *x, int ndim, const long *shape, const long *strides, const unsigned char *reduced, double *out);

#ifdef __cplusplus
}
#endif
