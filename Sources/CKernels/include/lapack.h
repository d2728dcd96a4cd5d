// Factorizations through LAPACK, which OpenBLAS brings along. Matrices are by columns. Each function gives LAPACK's
// info: 0 when all went well, AG_LAPACK_MISSING when the library could not be loaded or memory ran out.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

enum { AG_LAPACK_MISSING = -9999 };

/// a becomes L and U, rows exchanged as pivots say, counted from one.
int ag_lu(int m, int n, double *a, int *pivots);
int ag_luf(int m, int n, float *a, int *pivots);
/// b becomes the solution for the matrix that was factored, or for its transpose.
int ag_lu_solve(int n, int columns, int transposed, const double *lu, const int *pivots, double *b);
int ag_lu_solvef(int n, int columns, int transposed, const float *lu, const int *pivots, float *b);
int ag_triangular_solve(int n, int columns, int upper, int unit, const double *a, double *b);
int ag_triangular_solvef(int n, int columns, int upper, int unit, const float *a, float *b);
int ag_cholesky(int n, int upper, double *a);
int ag_choleskyf(int n, int upper, float *a);
/// a, with room for m × max(n, k), becomes Q (m × k, k ≤ m columns wanted); r gets the n columns of R, of which
/// min(m, n) rows count.
int ag_qr(int m, int n, int k, double *a, double *r);
int ag_qrf(int m, int n, int k, float *a, float *r);
/// u is m × m or m × min, vt n × n or min × n; both null for the values alone. a is destroyed.
int ag_svd(int m, int n, int full, double *a, double *s, double *u, double *vt);
int ag_svdf(int m, int n, int full, float *a, float *s, float *u, float *vt);
/// Eigenvalues in rising order; a becomes the eigenvectors when they are wanted.
int ag_eigh(int n, int vectors, int upper, double *a, double *values);
int ag_eighf(int n, int vectors, int upper, float *a, float *values);
/// Eigenvalues of any matrix; vectors, unless null, holds real columns, or a real and an imaginary one for a pair.
int ag_eig(int n, double *a, double *real, double *imaginary, double *vectors);
int ag_eigf(int n, float *a, float *real, float *imaginary, float *vectors);

#ifdef __cplusplus
}
#endif
