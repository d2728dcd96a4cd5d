// Factorizations through LAPACK.
#include "lapack.h"

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
#include "lapack_loops.h"
#undef T
#undef NAME
#undef LAPACK

#define T float
#define NAME(x) x##f
#define LAPACK(x) "s" x
#include "lapack_loops.h"
