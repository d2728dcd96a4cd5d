// Matrix products.
#include <dlfcn.h>
#include <stdlib.h>

#include "product.h"
#include "reduction.h"

// From this many multiplications on, calling OpenBLAS pays.
#define BLAS_WORTH 262144.0

void *ag_blas_symbol(const char *name) {
  static void *library;
  static int asked;
  if (!asked) {
    asked = 1;
    library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) library = dlopen("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
  }
  return library == NULL ? NULL : dlsym(library, name);
}

// Below so many multiplications a product stays on one thread. OpenBLAS's threads wait for each other by giving up the
// processor again and again, which for less work gains little on a machine with nothing else to do, and takes many times
// as long as the product beside another busy program.
#define SHARING_WORTH 16777216.0

static void (*set_threads)(int);

// Lets OpenBLAS use one thread for a small product; returns how many to allow again afterwards.
static int limit_threads(double multiplications) {
  static int (*get)(void);
  static int asked;
  if (!asked) {
    asked = 1;
    get = (int (*)(void))ag_blas_symbol("openblas_get_num_threads");
    set_threads = (void (*)(int))ag_blas_symbol("openblas_set_num_threads");
  }
  if (multiplications >= SHARING_WORTH || get == NULL || set_threads == NULL) return 0;
  int before = get();
  if (before > 1) set_threads(1);
  return before;
}

static void allow_threads(int before) {
  if (before > 1) set_threads(before);
}

#define T float
#define NAME(x) x##f
#define BLAS "cblas_sgemm"
#include "product_loops.h"
#undef T
#undef NAME
#undef BLAS

#define T double
#define NAME(x) x
#define BLAS "cblas_dgemm"
#include "product_loops.h"

void ag_product_long(
    long m, long n, long k, const long *a, long a_row, long a_column, const long *b, long b_row, long b_column, long *c) {
  for (long i = 0; i < m; i++) {
    for (long j = 0; j < n; j++) {
      unsigned long sum = 0;
      for (long l = 0; l < k; l++) {
        sum += (unsigned long)a[i * a_row + l * a_column] * (unsigned long)b[l * b_row + j * b_column];
      }
      c[i * n + j] = (long)sum;
    }
  }
}
