// The order of a sum, for one type: defines NAME(x) functions over T with LANES lanes to a vector.
//
// Terms are added up in runs of 16 or more, the runs' sums in runs again, four levels deep; and four
// neighbouring accumulators work side by side, each of one value or of one vector.

typedef T NAME(lanes) __attribute__((vector_size(LANES * sizeof(T)), aligned(sizeof(T))));

static int NAME(level_power)(long size) {
  int power = 0;
  while (power < 62 && (1L << power) < size) power++;
  return power / 4 > 4 ? power / 4 : 4;
}

#define AG_LEVELS(V, name)                                                                                            \
  /* sums[k] += the sum over i < size of the terms at row * i + column * k */                                         \
  AG_INLINE void NAME(four_##name)(const T *x, long row, long column, long size, V sums[4]) {                         \
    V level[4][4];                                                                                                    \
    memset(level, 0, sizeof level);                                                                                   \
    int power = NAME(level_power)(size);                                                                              \
    long step = 1L << power, mask = step - 1, i = 0;                                                                  \
    while (i + step <= size) {                                                                                        \
      for (long j = 0; j < step; j++, i++)                                                                            \
        for (int k = 0; k < 4; k++) level[0][k] += *(const V *)(x + i * row + k * column);                            \
      for (int j = 1; j < 4; j++) {                                                                                   \
        for (int k = 0; k < 4; k++) {                                                                                 \
          level[j][k] += level[j - 1][k];                                                                             \
          memset(&level[j - 1][k], 0, sizeof(V));                                                                     \
        }                                                                                                             \
        if (i & (mask << (j * power))) break;                                                                         \
      }                                                                                                               \
    }                                                                                                                 \
    for (; i < size; i++)                                                                                             \
      for (int k = 0; k < 4; k++) level[0][k] += *(const V *)(x + i * row + k * column);                              \
    for (int k = 0; k < 4; k++) sums[k] = ((level[0][k] + level[1][k]) + level[2][k]) + level[3][k];                  \
  }                                                                                                                   \
  /* the sum of size terms a stride apart, in four accumulators */                                                    \
  AG_INLINE void NAME(run_##name)(const T *x, long stride, long size, V *sum) {                                       \
    V sums[4];                                                                                                        \
    long quarter = size / 4;                                                                                          \
    NAME(four_##name)(x, stride * 4, stride, quarter, sums);                                                          \
    for (long i = quarter * 4; i < size; i++) sums[0] += *(const V *)(x + i * stride);                                \
    *sum = ((sums[0] + sums[1]) + sums[2]) + sums[3];                                                                 \
  }

AG_LEVELS(T, single)
AG_LEVELS(NAME(lanes), wide)
#undef AG_LEVELS

static void NAME(sum_dense_rows)(const T *x, long row, long count, long size, T *out, long out_stride) {
  long vectors = size / LANES;
  for (long j = 0; j < count; j++) {
    const T *line = x + j * row;
    NAME(lanes) wide;
    NAME(run_wide)(line, LANES, vectors, &wide);
    T sum = 0;
    for (long k = vectors * LANES; k < size; k++) sum += line[k];
    for (int k = 0; k < LANES; k++) sum += wide[k];
    out[j * out_stride] += sum;
  }
}

// A sum over dense terms that arrive piece by piece: `sum_dense_rows` of one row, stopped wherever a piece ends.
typedef struct {
  NAME(lanes) level[4][4];
  /// The terms that fill no row of four vectors.
  T rest[4 * LANES];
  long row, rows, kept;
  int power;
} NAME(pieces);
_Static_assert(sizeof(NAME(pieces)) <= AG_SUM_PIECES, "room for a sum in pieces");

void NAME(ag_sum_begin)(void *state, long n) {
  NAME(pieces) *sum = state;
  memset(sum, 0, sizeof *sum);
  sum->rows = n / (4 * LANES);
  sum->power = NAME(level_power)(sum->rows);
}

void NAME(ag_sum_add)(void *state, const T *x, long n) {
  NAME(pieces) *sum = state;
  long rows = n / (4 * LANES), mask = (1L << sum->power) - 1, row = sum->row;
  if (rows > sum->rows - row) rows = sum->rows - row;
  for (long left = rows; left > 0;) {
    // To the end of the run that these terms belong to.
    long run = mask + 1 - (row & mask);
    if (run > left) run = left;
    NAME(lanes) a = sum->level[0][0], b = sum->level[0][1], c = sum->level[0][2], d = sum->level[0][3];
    for (long j = 0; j < run; j++, x += 4 * LANES) {
      a += *(const NAME(lanes) *)x;
      b += *(const NAME(lanes) *)(x + LANES);
      c += *(const NAME(lanes) *)(x + 2 * LANES);
      d += *(const NAME(lanes) *)(x + 3 * LANES);
    }
    sum->level[0][0] = a, sum->level[0][1] = b, sum->level[0][2] = c, sum->level[0][3] = d;
    row += run;
    left -= run;
    if (row & mask) continue;
    for (int j = 1; j < 4; j++) {
      for (int k = 0; k < 4; k++) {
        sum->level[j][k] += sum->level[j - 1][k];
        memset(&sum->level[j - 1][k], 0, sizeof(NAME(lanes)));
      }
      if (row & (mask << (j * sum->power))) break;
    }
  }
  sum->row = row;
  for (long i = rows * 4 * LANES; i < n && sum->kept < 4 * LANES; i++) sum->rest[sum->kept++] = *x++;
}

T NAME(ag_sum_end)(const void *state) {
  const NAME(pieces) *sum = state;
  NAME(lanes) sums[4];
  for (int k = 0; k < 4; k++)
    sums[k] = ((sum->level[0][k] + sum->level[1][k]) + sum->level[2][k]) + sum->level[3][k];
  long vectors = sum->kept / LANES;
  for (long i = 0; i < vectors; i++) sums[0] += *(const NAME(lanes) *)(sum->rest + i * LANES);
  NAME(lanes) wide = ((sums[0] + sums[1]) + sums[2]) + sums[3];
  T total = 0;
  for (long i = vectors * LANES; i < sum->kept; i++) total += sum->rest[i];
  for (int k = 0; k < LANES; k++) total += wide[k];
  return 0 + total;
}

static void NAME(sum_dense_columns)(const T *x, long row, long count, long size, T *out, long out_stride) {
  long j = 0;
  for (; j + 4 * LANES <= count; j += 4 * LANES) {
    NAME(lanes) sums[4];
    NAME(four_wide)(x + j, row, LANES, size, sums);
    for (int i = 0; i < 4; i++)
      for (int k = 0; k < LANES; k++) out[(j + i * LANES + k) * out_stride] += sums[i][k];
  }
  for (; j + LANES <= count; j += LANES) {
    NAME(lanes) sums;
    NAME(run_wide)(x + j, row, size, &sums);
    for (int k = 0; k < LANES; k++) out[(j + k) * out_stride] += sums[k];
  }
  for (; j < count; j++) {
    T sum;
    NAME(run_single)(x + j, row, size, &sum);
    out[j * out_stride] += sum;
  }
}

static void NAME(sum_apart)(const T *x, long in0, long in1, long count, long size, T *out, long out_stride) {
  long j = 0;
  if (in0 >= in1)
    for (; j + 3 < count; j += 4) {
      T sums[4];
      NAME(four_single)(x + j * in1, in0, in1, size, sums);
      for (int k = 0; k < 4; k++) out[(j + k) * out_stride] += sums[k];
    }
  for (; j < count; j++) {
    T sum;
    NAME(run_single)(x + j * in1, in0, size, &sum);
    out[j * out_stride] += sum;
  }
}

static void NAME(sum_kernel)(
    void *out, const void *in, long out0, long in0, long out1, long in1, long size0, long size1) {
  if (out0 != 0 && out1 != 0) {
    for (long j = 0; j < size1; j++)
      for (long i = 0; i < size0; i++) ((T *)out)[i * out0 + j * out1] += ((const T *)in)[i * in0 + j * in1];
    return;
  }
  if (out0 != 0) {
    long held = in0;
    in0 = in1, in1 = held;
    out1 = out0;
    held = size0, size0 = size1, size1 = held;
  }
  if (in0 == 1 && size0 >= LANES)
    NAME(sum_dense_rows)(in, in1, size1, size0, out, out1);
  else if (in1 == 1 && size1 >= LANES)
    NAME(sum_dense_columns)(in, in0, size1, size0, out, out1);
  else
    NAME(sum_apart)(in, in0, in1, size1, size0, out, out1);
}

// A product keeps four vectors of accumulators without levels.
static void NAME(prod_dense_row)(const T *x, long size, T *out) {
  long blocks = size / (4 * LANES);
  if (blocks > 0) {
    NAME(lanes) wide[4];
    memcpy(wide, x, sizeof wide);
    for (long i = 1; i < blocks; i++)
      for (int k = 0; k < 4; k++) wide[k] *= *(const NAME(lanes) *)(x + (i * 4 + k) * LANES);
    NAME(lanes) all = (wide[0] * wide[1]) * (wide[2] * wide[3]);
    T product = all[0];
    for (int k = 1; k < LANES; k++) product *= all[k];
    *out *= product;
  }
  for (long i = blocks * 4 * LANES; i < size; i++) *out *= x[i];
}

static void NAME(prod_kernel)(
    void *out, const void *in, long out0, long in0, long out1, long in1, long size0, long size1) {
  T *to = out;
  const T *from = in;
  if (out0 == 0 && in0 == 1) {
    for (long j = 0; j < size1; j++) NAME(prod_dense_row)(from + j * in1, size0, to + j * out1);
    return;
  }
  long dense = out0 == 0 && out1 == 1 && in1 == 1 ? size1 / (4 * LANES) * (4 * LANES) : 0;
  for (long j = 0; j < dense; j++) {
    T product = from[j];
    for (long i = 1; i < size0; i++) product *= from[j + i * in0];
    to[j] *= product;
  }
  for (long j = dense; j < size1; j++)
    for (long i = 0; i < size0; i++) to[i * out0 + j * out1] *= from[i * in0 + j * in1];
}

void NAME(ag_sum_strided)(
    const T *x, int ndim, const long *shape, const long *strides, const unsigned char *reduced, T *out) {
  reduction_plan plan;
  long kept, terms;
  T zero = 0;
  if (!reduction_plan_make(&plan, ndim, shape, strides, reduced, &kept, &terms)) return;
  reduction_run(&plan, NAME(sum_kernel), sizeof(T), kept, terms, &zero, x, out);
}

void NAME(ag_prod_strided)(
    const T *x, int ndim, const long *shape, const long *strides, const unsigned char *reduced, T *out) {
  reduction_plan plan;
  long kept, terms;
  T one = 1;
  if (!reduction_plan_make(&plan, ndim, shape, strides, reduced, &kept, &terms)) return;
  reduction_run(&plan, NAME(prod_kernel), sizeof(T), kept, terms, &one, x, out);
}

T NAME(ag_sum_shares)(const T *sums, long count) {
  enum { MOST_THREADS = 256 };
  T all[MOST_THREADS] = {0}, sum = 0;
  if (count == 1) return sums[0];
  long threads = ag_threads < MOST_THREADS ? ag_threads : MOST_THREADS;
  for (long i = 0; i < count && i < threads; i++) all[i] = sums[i];
  NAME(sum_kernel)(&sum, all, 0, 1, 0, 0, threads, 1);
  return sum;
}

T NAME(ag_sum)(const T *x, long n) {
  long stride = 1;
  unsigned char reduced = 1;
  T sum = 0;
  NAME(ag_sum_strided)(x, 1, &n, &stride, &reduced, &sum);
  return sum;
}

void NAME(ag_sum_rows)(const T *x, long rows, long columns, T *out) {
  NAME(ag_sum_strided)(x, 2, (long[]){rows, columns}, (long[]){columns, 1}, (unsigned char[]){0, 1}, out);
}

void NAME(ag_sum_columns)(const T *x, long rows, long columns, T *out) {
  NAME(ag_sum_strided)(x, 2, (long[]){rows, columns}, (long[]){columns, 1}, (unsigned char[]){1, 0}, out);
}
