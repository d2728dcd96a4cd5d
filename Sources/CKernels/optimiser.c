#include "include/optimiser.h"

#include "precision.h"

// The same loop twice, with and without the fused instruction.
#define STEP(name, declared, passed)                                         \
  static AG_FMA_TARGET void NAME(name##_fast) declared { NAME(name##_loop) passed; } \
  static void NAME(name##_plain) declared { NAME(name##_loop) passed; }      \
  void NAME(ag_##name) declared {                                            \
    if (ag_has_fma()) NAME(name##_fast) passed;                              \
    else NAME(name##_plain) passed;                                          \
  }

#define T float
#define NAME(x) x##f
#define FMA fmaf
#define ROOT sqrtf
#include "optimiser_loops.h"
#undef T
#undef NAME
#undef FMA
#undef ROOT

#define T double
#define NAME(x) x
#define FMA fma
#define ROOT sqrt
#include "optimiser_loops.h"
