// The loops of a reduction in PyTorch's order: reduced dimensions first, then by stride, neighbours merged.
#pragma once
#include "include/reduction.h"
#include "precision.h"

typedef struct {
  int ndim;
  long shape[AG_MAX_DIMS], out[AG_MAX_DIMS], in[AG_MAX_DIMS];
} reduction_plan;

/// One call of a kernel: size0 × size1 terms, strides in elements, out strides 0 along reduced dimensions.
typedef void reduction_kernel(
    void *out, const void *in, long out0, long in0, long out1, long in1, long size0, long size1);

/// False if there are too many dimensions; *kept becomes the number of results, *terms that of the terms.
int reduction_plan_make(reduction_plan *plan, int ndim, const long *shape, const long *strides,
                        const unsigned char *reduced, long *kept, long *terms);

/// Runs the kernel over the plan as PyTorch's threads would. Out holds the neutral element already.
void reduction_run(const reduction_plan *plan, reduction_kernel *kernel, long element, long kept, long terms,
                   const void *neutral, const void *in, void *out);
