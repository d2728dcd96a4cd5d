#include "reduction_plan.h"

int ag_threads = 2;
int ag_thread_count(void) { return ag_threads; }
void ag_set_thread_count(int count) { ag_threads = count; }

enum { SHARED_FROM = 32768 };

static void swap(long *a, long *b) {
  long held = *a;
  *a = *b;
  *b = held;
}

// More than zero if dimension a belongs outside b, less if inside, zero if either will do.
static int order(const reduction_plan *p, int a, int b) {
  if ((p->out[a] == 0) != (p->out[b] == 0)) return p->out[b] == 0 ? 1 : -1;
  for (int side = 0; side < 2; side++) {
    const long *stride = side ? p->in : p->out;
    if (stride[a] == 0 || stride[b] == 0) continue;
    if (stride[a] != stride[b]) return stride[a] < stride[b] ? -1 : 1;
    if (p->shape[a] > p->shape[b]) return 1;
  }
  return 0;
}

static void exchange(reduction_plan *p, int a, int b) {
  swap(&p->shape[a], &p->shape[b]);
  swap(&p->out[a], &p->out[b]);
  swap(&p->in[a], &p->in[b]);
}

static void sort(reduction_plan *p) {
  for (int i = 1; i < p->ndim; i++) {
    int moving = i;
    for (int other = i - 1; other >= 0; other--) {
      int comparison = order(p, other, moving);
      if (comparison < 0) break;
      if (comparison > 0) {
        exchange(p, other, moving);
        moving = other;
      }
    }
  }
}

static void merge(reduction_plan *p) {
  int last = 0;
  for (int i = 1; i < p->ndim; i++) {
    int joins = p->shape[last] == 1 || p->shape[i] == 1 ||
                (p->shape[last] * p->out[last] == p->out[i] && p->shape[last] * p->in[last] == p->in[i]);
    if (joins) {
      if (p->shape[last] == 1) {
        p->out[last] = p->out[i];
        p->in[last] = p->in[i];
      }
      p->shape[last] *= p->shape[i];
    } else {
      last++;
      p->shape[last] = p->shape[i];
      p->out[last] = p->out[i];
      p->in[last] = p->in[i];
    }
  }
  if (p->ndim > 0) p->ndim = last + 1;
}

int reduction_plan_make(reduction_plan *p, int ndim, const long *shape, const long *strides,
                        const unsigned char *reduced, long *kept, long *terms) {
  if (ndim < 0 || ndim > AG_MAX_DIMS) return 0;
  p->ndim = ndim;
  *kept = 1;
  *terms = 1;
  for (int i = 0; i < ndim; i++) {
    int from = ndim - 1 - i;
    p->shape[i] = shape[from];
    p->in[i] = strides[from];
    p->out[i] = reduced[from] ? 0 : *kept;
    if (!reduced[from]) *kept *= shape[from];
    *terms *= shape[from];
  }
  sort(p);
  merge(p);
  return 1;
}

// Runs the terms from begin to end of the plan's order, two inner dimensions at a time.
static void run_range(const reduction_plan *p, reduction_kernel *kernel, long element, const char *in, char *out,
                      long begin, long end) {
  long at[AG_MAX_DIMS] = {0};
  long rest = begin;
  for (int i = 0; i < p->ndim; i++) {
    at[i] = rest % p->shape[i];
    rest /= p->shape[i];
  }
  long shape0 = p->ndim > 0 ? p->shape[0] : 1, shape1 = p->ndim > 1 ? p->shape[1] : 1;
  long out0 = p->ndim > 0 ? p->out[0] : 0, in0 = p->ndim > 0 ? p->in[0] : 0;
  long out1 = p->ndim > 1 ? p->out[1] : 0, in1 = p->ndim > 1 ? p->in[1] : 0;
  for (long done = begin; done < end;) {
    long size0 = shape0 - at[0], size1 = 1;
    if (size0 > end - done) size0 = end - done;
    if (size0 == shape0 && p->ndim > 1) {
      size1 = shape1 - at[1];
      if (size1 > (end - done) / shape0) size1 = (end - done) / shape0;
    }
    long out_offset = 0, in_offset = 0;
    for (int i = 0; i < p->ndim; i++) {
      out_offset += at[i] * p->out[i];
      in_offset += at[i] * p->in[i];
    }
    kernel(out + out_offset * element, in + in_offset * element, out0, in0, out1, in1, size0, size1);
    done += size0 * size1;
    at[0] += size0;
    long carry = at[0] >= shape0 ? size1 : 0;
    if (carry) at[0] = 0;
    for (int i = 1; i < p->ndim && carry; i++) {
      at[i] += carry;
      carry = at[i] >= p->shape[i];
      if (carry) at[i] -= p->shape[i];
    }
  }
}

static long share(long count, long threads) { return (count + threads - 1) / threads; }

// One result: each thread reduces a run of the terms, and the results of the threads are reduced in turn.
static void run_split_terms(const reduction_plan *p, reduction_kernel *kernel, long element, long terms,
                            const void *neutral, const char *in, char *out) {
  enum { MOST_THREADS = 256 };
  double partial[MOST_THREADS];
  char *slots = (char *)partial;
  long threads = ag_threads < MOST_THREADS ? ag_threads : MOST_THREADS;
  for (long i = 0; i < threads; i++) memcpy(slots + i * element, neutral, (size_t)element);
  long used = share(terms, SHARED_FROM);
  long chunk = share(terms, used < threads ? used : threads);
  for (long i = 0, begin = 0; begin < terms; i++, begin += chunk)
    run_range(p, kernel, element, in, slots + i * element, begin, begin + chunk < terms ? begin + chunk : terms);
  kernel(out, slots, 0, 1, 0, 0, threads, 1);
}

// Several results: each thread takes a run of the outermost kept dimension that is long enough.
static void run_split_results(const reduction_plan *p, reduction_kernel *kernel, long element, const char *in,
                              char *out) {
  long threads = ag_threads;
  int split = p->ndim - 1;
  for (int i = split; i >= 0 && p->out[i] != 0; i--) {
    if (p->shape[i] >= threads) {
      split = i;
      break;
    }
    if (p->shape[i] > p->shape[split]) split = i;
  }
  long count = p->shape[split], chunk = share(count, threads < count ? threads : count);
  long line = p->in[split] == 1 ? 128 / element : 1;
  for (long begin = 0; begin < count; begin += chunk) {
    long end = begin + chunk < count ? begin + chunk : count;
    long first = begin - begin % line, past = end == count ? end : end - end % line;
    if (first >= past) continue;
    reduction_plan part = *p;
    part.shape[split] = past - first;
    long terms = 1;
    for (int i = 0; i < part.ndim; i++) terms *= part.shape[i];
    run_range(&part, kernel, element, in + first * p->in[split] * element, out + first * p->out[split] * element, 0,
              terms);
  }
}

void reduction_run(const reduction_plan *p, reduction_kernel *kernel, long element, long kept, long terms,
                   const void *neutral, const void *in, void *out) {
  for (long i = 0; i < kept; i++) memcpy((char *)out + i * element, neutral, (size_t)element);
  if (terms <= 0) return;
  if (terms < SHARED_FROM || ag_threads <= 1)
    run_range(p, kernel, element, in, out, 0, terms);
  else if (kept == 1)
    run_split_terms(p, kernel, element, terms, neutral, in, out);
  else
    run_split_results(p, kernel, element, in, out);
}
