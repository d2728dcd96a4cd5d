// Sums and products of many values in PyTorch's order.
#include "reduction_plan.h"

#define T float
#define LANES 8
#define NAME(x) x##f
#include "sum_loops.h"
#undef T
#undef LANES
#undef NAME

#define T double
#define LANES 4
#define NAME(x) x
#include "sum_loops.h"
