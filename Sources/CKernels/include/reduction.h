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
extern int ag_threads;
int ag_thread_count(void);
void ag_set_thread_count(int count);

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

/// A sum over n dense terms that arrive in pieces, with the bits of `ag_sum` on one thread: begin, add each piece, end.
/// All pieces but the last are multiples of 32 terms. The state is room for AG_SUM_PIECES bytes, aligned for vectors.
enum { AG_SUM_PIECES = 1024 };
void ag_sum_beginf(void *state, long n);
void ag_sum_begin(void *state, long n);
void ag_sum_addf(void *state, const float *x, long n);
void ag_sum_add(void *state, const double *x, long n);
float ag_sum_endf(const void *state);
double ag_sum_end(const void *state);

/// The sum of what `count` threads of PyTorch's have summed up.
float ag_sum_sharesf(const float *sums, long count);
double ag_sum_shares(const double *sums, long count);

void ag_prod_stridedf(
    const float *x, int ndim, const long *shape, const long *strides, const unsigned char *reduced, float *out);
void ag_prod_strided(
    const double *x, int ndim, const long *shape, const long *strides, const unsigned char *reduced, double *out);

/// The variance of all n elements, in double; the standard deviation is its root, rounded once after that.
/// It takes two passes, the mean being the rounded one PyTorch's mean gives.
double ag_variance_allf(const float *x, long n, double correction);
double ag_variance_all(const double *x, long n, double correction);

/// The variance along a dimension: n elements a stride apart, in one pass.
double ag_variance_alongf(const float *x, long n, long stride, double correction);
double ag_variance_along(const double *x, long n, long stride, double correction);

/// The Euclidean norm of n elements a stride apart: stride 1 is the last dimension or all of a dense tensor.
float ag_norm2f(const float *x, long n, long stride);
double ag_norm2(const double *x, long n, long stride);

/// Running sums and products of n elements a stride apart, kept in double.
void ag_cumsumf(const float *x, long n, long stride, float *out, long out_stride);
void ag_cumsum(const double *x, long n, long stride, double *out, long out_stride);
void ag_cumprodf(const float *x, long n, long stride, float *out, long out_stride);
void ag_cumprod(const double *x, long n, long stride, double *out, long out_stride);

/// softmax and log_softmax over the last dimension: n neighbours.
void ag_softmaxf(const float *x, long n, float *out);
void ag_softmax(const double *x, long n, double *out);
void ag_log_softmaxf(const float *x, long n, float *out);
void ag_log_softmax(const double *x, long n, double *out);

/// softmax and log_softmax over an earlier dimension of a dense outer × n × inner tensor.
void ag_softmax_acrossf(const float *x, long outer, long n, long inner, float *out);
void ag_softmax_across(const double *x, long outer, long n, long inner, double *out);
void ag_log_softmax_acrossf(const float *x, long outer, long n, long inner, float *out);
void ag_log_softmax_across(const double *x, long outer, long n, long inner, double *out);

/// The inner product of two vectors. Dense vectors and others are added up in different orders.
float ag_dotf(const float *x, long x_stride, const float *y, long y_stride, long n);
double ag_dot(const double *x, long x_stride, const double *y, long y_stride, long n);

/// c (m × n) = a (m × k) times b (k × n), all dense by rows; the second function takes b by columns (n × k), as a
/// linear layer's weight lies.
void ag_matmulf(const float *a, const float *b, float *c, long m, long k, long n);
void ag_matmul(const double *a, const double *b, double *c, long m, long k, long n);
void ag_matmul_columnsf(const float *a, const float *b, float *c, long m, long k, long n);
void ag_matmul_columns(const double *a, const double *b, double *c, long m, long k, long n);

/// c (m × n) = the transpose of a (k × m) times b (k × n), all dense by rows, with two roundings for each term; m * n is
/// at most `AG_SMALL_TRANSPOSED`.
enum { AG_SMALL_TRANSPOSED = 4096 };
void ag_matmul_transposedf(const float *a, const float *b, float *c, long m, long k, long n);
void ag_matmul_transposed(const double *a, const double *b, double *c, long m, long k, long n);

#ifdef __cplusplus
}
#endif
