// Variance, norm, running sums, softmax and inner products for one type; see moments.c.

double NAME(ag_variance_all)(const T *x, long n, double correction) {
  double mean = (double)(NAME(ag_sum)(x, n) / (T)n);
  long shares = n < 32768 || ag_threads <= 1 ? 1 : (n + 32767) / 32768;
  if (shares > ag_threads) shares = ag_threads > 1 ? ag_threads : 1;
  long chunk = (n + shares - 1) / shares;
  double all = 0.0;
  for (long begin = 0; begin < n; begin += chunk) {
    double sum = 0.0;
    for (long i = begin; i < n && i < begin + chunk; i++) {
      double apart = (double)x[i] - mean;
      sum += apart * apart;
    }
    all += sum;
  }
  double freedom = (double)n - correction;
  return all / (freedom > 0.0 ? freedom : 0.0);
}

double NAME(ag_variance_along)(const T *x, long n, long stride, double correction) {
  double mean = 0.0, squares = 0.0;
  for (long i = 0; i < n; i++) {
    double apart = (double)x[i * stride] - mean;
    double next = mean + apart / (double)(i + 1);
    squares += apart * ((double)x[i * stride] - next);
    mean = next;
  }
  double freedom = (double)n - correction;
  return squares / (freedom > 0.0 ? freedom : 0.0);
}

AG_INLINE T NAME(norm2_dense)(const T *x, long n) {
  T lanes[LANES] = {0};
  long i = 0;
  for (; i + LANES <= n; i += LANES)
    for (int k = 0; k < LANES; k++) lanes[k] += x[i + k] * x[i + k];
  T sum = lanes[0];
  for (int k = 1; k < LANES; k++) sum += lanes[k];
  // Four terms left over are added one by one; the last three or fewer with one rounding each.
  if (n - i >= 4)
    for (int k = 0; k < 4; k++, i++) sum += x[i] * x[i];
  for (; i < n; i++) sum = FMA(x[i], x[i], sum);
  return ROOT(sum);
}
static AG_FMA_TARGET T NAME(norm2_dense_fused)(const T *x, long n) { return NAME(norm2_dense)(x, n); }
static T NAME(norm2_dense_plain)(const T *x, long n) { return NAME(norm2_dense)(x, n); }

T NAME(ag_norm2)(const T *x, long n, long stride) {
  if (stride == 1) return ag_has_fma() ? NAME(norm2_dense_fused)(x, n) : NAME(norm2_dense_plain)(x, n);
  T sum = 0;
  for (long i = 0; i < n; i++) sum += x[i * stride] * x[i * stride];
  return ROOT(sum);
}

void NAME(ag_cumsum)(const T *x, long n, long stride, T *out, long out_stride) {
  double sum = 0.0;
  for (long i = 0; i < n; i++) out[i * out_stride] = (T)(sum += (double)x[i * stride]);
}

void NAME(ag_cumprod)(const T *x, long n, long stride, T *out, long out_stride) {
  double product = 1.0;
  for (long i = 0; i < n; i++) out[i * out_stride] = (T)(product *= (double)x[i * stride]);
}

static T NAME(largest)(const T *x, long n, long stride) {
  T most = x[0];
  for (long i = 1; i < n; i++) most = most > x[i * stride] || most != most ? most : x[i * stride];
  return most;
}

// Terms side by side in lanes, the lanes then folded in halves (float) or in order (double).
static T NAME(sum_in_lanes)(const T *terms, long n) {
  T lanes[LANES];
  T sum = terms[0];
  if (n < LANES) {
    for (long i = 1; i < n; i++) sum += terms[i];
    return sum;
  }
  memcpy(lanes, terms, sizeof lanes);
  for (long i = LANES; i < n; i++) lanes[i % LANES] += terms[i];
  if (LANES == 8) {
    for (int half = 4; half > 0; half /= 2)
      for (int k = 0; k < half; k++) lanes[k] += lanes[k + half];
    return lanes[0];
  }
  sum = lanes[0];
  for (int k = 1; k < LANES; k++) sum += lanes[k];
  return sum;
}

void NAME(ag_softmax)(const T *x, long n, T *out) {
  if (n <= 0) return;
  T most = NAME(largest)(x, n, 1);
  for (long i = 0; i < n; i++) out[i] = EXP(x[i] - most);
  T inverse = 1 / NAME(sum_in_lanes)(out, n);
  for (long i = 0; i < n; i++) out[i] *= inverse;
}

void NAME(ag_log_softmax)(const T *x, long n, T *out) {
  if (n <= 0) return;
  T most = NAME(largest)(x, n, 1);
  for (long i = 0; i < n; i++) out[i] = EXP(x[i] - most);
  T total = LOG(NAME(sum_in_lanes)(out, n));
  for (long i = 0; i < n; i++) out[i] = x[i] - most - total;
}

// One column of exponentials less the largest, into out; wide asks for those of vector code.
static T NAME(exponentials_down)(const T *x, long n, long inner, int wide, T most, T *out) {
  T sum = 0;
  for (long i = 0; i < n; i++) {
    T apart = x[i * inner] - most;
    sum += out[i * inner] = wide ? EXP(apart) : EXP_LIBM(apart);
  }
  return sum;
}

// The columns are shared between threads; what fills no whole vector in a share, or crosses into the next outer
// index, uses the C library's exponential.
void NAME(ag_softmax_across)(const T *x, long outer, long n, long inner, T *out) {
  if (n <= 0 || inner <= 0) return;
  long columns = outer * inner, shares = ag_threads > 1 ? ag_threads : 1;
  long chunk = (columns + shares - 1) / shares;
  for (long begin = 0; begin < columns; begin += chunk) {
    long end = begin + chunk < columns ? begin + chunk : columns;
    for (long at = begin; at < end;) {
      int wide = at % inner + LANES <= inner && at + LANES <= end;
      for (int k = 0; k < (wide ? LANES : 1); k++, at++) {
        long offset = at / inner * n * inner + at % inner;
        T most = NAME(largest)(x + offset, n, inner);
        T sum = NAME(exponentials_down)(x + offset, n, inner, wide, most, out + offset);
        for (long i = 0; i < n; i++) out[offset + i * inner] /= sum;
      }
    }
  }
}

void NAME(ag_log_softmax_across)(const T *x, long outer, long n, long inner, T *out) {
  if (n <= 0) return;
  for (long at = 0; at < outer * inner; at++) {
    long offset = at / inner * n * inner + at % inner;
    T most = NAME(largest)(x + offset, n, inner);
    int wide = at % inner < inner / LANES * LANES;
    T total = LOG(NAME(exponentials_down)(x + offset, n, inner, wide, most, out + offset));
    for (long i = 0; i < n; i++) out[offset + i * inner] = x[offset + i * inner] - most - total;
  }
}

// Four vectors of accumulators 16 bytes wide; what is left over goes to the first, single values to its first lane.
T NAME(ag_dot)(const T *x, long x_stride, const T *y, long y_stride, long n) {
  enum { WIDE = LANES / 2 };
  T sums[4][WIDE];
  memset(sums, 0, sizeof sums);
  int dense = x_stride == 1 && y_stride == 1;
  if (!dense && WIDE == 4) {
    T sum = 0;
    for (long i = 0; i < n; i++) sum += x[i * x_stride] * y[i * y_stride];
    return sum;
  }
#define TERM(i) (x[(i) * x_stride] * y[(i) * y_stride])
  long i = 0;
  for (; dense && i + 4 * WIDE <= n; i += 4 * WIDE)
    for (int j = 0; j < 4; j++)
      for (int k = 0; k < WIDE; k++) sums[j][k] += TERM(i + j * WIDE + k);
  if (WIDE == 4 && i + 2 * WIDE <= n) {
    for (int j = 0; j < 2; j++)
      for (int k = 0; k < WIDE; k++) sums[j][k] += TERM(i + j * WIDE + k);
    i += 2 * WIDE;
  }
  for (; i + WIDE <= n; i += WIDE)
    for (int k = 0; k < WIDE; k++) sums[0][k] += TERM(i + k);
  for (; i < n; i++) sums[0][0] += TERM(i);
#undef TERM
  T lanes[4] = {0};
  for (int k = 0; k < WIDE; k++) lanes[k] = ((sums[0][k] + sums[1][k]) + sums[2][k]) + sums[3][k];
  return WIDE == 4 ? (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]) : lanes[0] + lanes[1];
}

AG_INLINE void NAME(matmul)(const T *a, const T *b, T *c, long m, long k, long n, long row, long column, int fused) {
  for (long i = 0; i < m; i++) {
    T *line = c + i * n;
    for (long j = 0; j < n; j++) line[j] = 0;
    for (long p = 0; p < k; p++) {
      T factor = a[i * k + p];
      if (fused)
        for (long j = 0; j < n; j++) line[j] = FMA(factor, b[p * row + j * column], line[j]);
      else
        for (long j = 0; j < n; j++) line[j] += factor * b[p * row + j * column];
    }
  }
}
typedef T NAME(lanes) __attribute__((vector_size(LANES * sizeof(T)), aligned(sizeof(T)), may_alias));

// Rows of a by a panel of columns of b, the sums in registers; each takes its terms in order, as above.
AG_INLINE void NAME(panel)(const T *a, const T *b, T *c, long k, long b_row, long c_row, int rows, int vectors) {
  NAME(lanes) sums[4][2];
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) sums[r][v] = (NAME(lanes)){0};
  for (long p = 0; p < k; p++)
    for (int v = 0; v < vectors; v++) {
      NAME(lanes) line = *(const NAME(lanes) *)(b + p * b_row + v * LANES);
      for (int r = 0; r < rows; r++)
        sums[r][v] = __builtin_elementwise_fma((NAME(lanes)){0} + a[r * k + p], line, sums[r][v]);
    }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) *(NAME(lanes) *)(c + r * c_row + v * LANES) = sums[r][v];
}

// All rows by one panel of columns.
AG_INLINE void NAME(panels)(
    const T *a, const T *b, T *c, long m, long k, long b_row, long c_row, int vectors) {
  long i = 0;
  for (; i + 4 <= m; i += 4) NAME(panel)(a + i * k, b, c + i * c_row, k, b_row, c_row, 4, vectors);
  for (; i < m; i++) NAME(panel)(a + i * k, b, c + i * c_row, k, b_row, c_row, 1, vectors);
}

// So many terms of a panel of columns are copied to rows.
enum { NAME(most_terms) = 512 };

static AG_FMA_TARGET void NAME(matmul_fast)(
    const T *a, const T *b, T *c, long m, long k, long n, long row, long column) {
  enum { WIDE = 2 * LANES };
  T copy[NAME(most_terms) * WIDE];
  if (column != 1 && k > NAME(most_terms)) {
    NAME(matmul)(a, b, c, m, k, n, row, column, 1);
    return;
  }
  long j = 0;
  for (; j + LANES <= n;) {
    int vectors = j + WIDE <= n ? 2 : 1;
    const T *lines = b + j * column;
    long step = row;
    if (column != 1) {
      step = vectors * LANES;
      for (long q = 0; q < step; q++)
        for (long p = 0; p < k; p++) copy[p * step + q] = lines[p * row + q * column];
      lines = copy;
    }
    if (vectors == 2) NAME(panels)(a, lines, c + j, m, k, step, n, 2);
    else NAME(panels)(a, lines, c + j, m, k, step, n, 1);
    j += vectors * LANES;
  }
  for (; j < n; j++)
    for (long i = 0; i < m; i++) {
      T sum = 0;
      for (long p = 0; p < k; p++) sum = FMA(a[i * k + p], b[p * row + j * column], sum);
      c[i * n + j] = sum;
    }
}

// Products of some size have fused terms, small ones two roundings a term.
static int NAME(matmul_is_fused)(const T *a, const T *b, T *c, long m, long k, long n, long row, long column) {
  if (m < 4 || n < 16) return 0;
  if (ag_has_fma()) NAME(matmul_fast)(a, b, c, m, k, n, row, column);
  else NAME(matmul)(a, b, c, m, k, n, row, column, 1);
  return 1;
}

void NAME(ag_matmul)(const T *a, const T *b, T *c, long m, long k, long n) {
  if (!NAME(matmul_is_fused)(a, b, c, m, k, n, n, 1)) NAME(matmul)(a, b, c, m, k, n, n, 1, 0);
}

void NAME(ag_matmul_columns)(const T *a, const T *b, T *c, long m, long k, long n) {
  enum { WIDE = LANES / 2 };
  if (NAME(matmul_is_fused)(a, b, c, m, k, n, 1, k)) return;
  for (long i = 0; i < m; i++)
    for (long j = 0; j < n; j++) {
      const T *x = a + i * k, *y = b + j * k;
      long whole = k / WIDE * WIDE;
      T lanes[WIDE] = {0};
      for (long p = 0; p < whole; p += WIDE)
        for (int q = 0; q < WIDE; q++) lanes[q] += x[p + q] * y[p + q];
      T sum = WIDE == 4 ? (lanes[0] + lanes[2 % WIDE]) + (lanes[1] + lanes[3 % WIDE]) : lanes[0] + lanes[1];
      for (long p = whole; p < k; p++) sum += x[p] * y[p];
      c[i * n + j] = sum;
    }
}

// Each sum takes its terms in order; side by side go the sums of the longer dimension.
void NAME(ag_matmul_transposed)(const T *a, const T *b, T *c, long m, long k, long n) {
  T turned[AG_SMALL_TRANSPOSED];
  int is_turned = m > n;
  T *sums = is_turned ? turned : c;
  const T *outer = is_turned ? b : a, *inner = is_turned ? a : b;
  long rows = is_turned ? n : m, columns = is_turned ? m : n;
  memset(sums, 0, (size_t)(m * n) * sizeof(T));
  for (long p = 0; p < k; p++)
    for (long i = 0; i < rows; i++) {
      T factor = outer[p * rows + i];
      for (long j = 0; j < columns; j++) sums[i * columns + j] += factor * inner[p * columns + j];
    }
  if (is_turned)
    for (long i = 0; i < m; i++)
      for (long j = 0; j < n; j++) c[i * n + j] = turned[j * m + i];
}
