// Factorizations through LAPACK.
#include "lapack.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "product.h"

#define FIND(type, variable, name)                             \
  static type variable;                                        \
  if (variable == NULL) variable = (type)ag_blas_symbol(name); \
  if (variable == NULL) return AG_LAPACK_MISSING;

#define T double
#define NAME(x) x
#define LAPACK(x) "d" x
#define EPSILON (DBL_EPSILON / 2)
#define SMALLEST DBL_MIN
#include "tridiagonal_loops.h"
#include "lapack_loops.h"
#undef EPSILON
#undef SMALLEST
#undef T
#undef NAME
#undef LAPACK

#define T float
#define NAME(x) x##f
#define LAPACK(x) "s" x
#define EPSILON (FLT_EPSILON / 2)
#define SMALLEST FLT_MIN
#include "tridiagonal_loops.h"
#include "lapack_loops.h"
#undef EPSILON
#undef SMALLEST
