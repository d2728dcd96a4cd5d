// Matrix products: own loops for small ones, OpenBLAS, loaded when first needed, for large ones. See also lapack.h.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// c[m,n] = a[m,k] b[k,n], c dense in rows; a and b take any steps (in elements) between rows and columns.
void ag_productf(
    long m, long n, long k, const float *a, long a_row, long a_column, const float *b, long b_row, long b_column, float *c);
void ag_product(
    long m, long n, long k, const double *a, long a_row, long a_column, const double *b, long b_row, long b_column, double *c);
void ag_product_long(
    long m, long n, long k, const long *a, long a_row, long a_column, const long *b, long b_row, long b_column, long *c);

/// The address of a function of OpenBLAS, BLAS or LAPACK; null when the library or the function is missing.
void *ag_blas_symbol(const char *name);

#ifdef __cplusplus
}
#endif
