// Included once for each element type: T, NAME(x) and BLAS are defined.

static const T *NAME(packed)(const T *x, long rows, long columns, long row, long column, T *to) {
  for (long i = 0; i < rows; i++)
    for (long j = 0; j < columns; j++) to[i * columns + j] = x[i * row + j * column];
  return to;
}

// Dense operands go as they lie; others are first copied to rows.
static void NAME(small_product)(
    long m, long n, long k, const T *a, long a_row, long a_column, const T *b, long b_row, long b_column, T *c) {
  int a_dense = a_column == 1 && a_row == k;
  int b_rows = b_column == 1 && b_row == n;
  int b_columns = b_row == 1 && b_column == k && a_dense;
  if (m == 1 && n == 1 && k == 1) {
    c[0] = a[0] * b[0];
    return;
  }
  T stack[1024];
  T *heap = NULL;
  long need = (a_dense ? 0 : m * k) + (b_rows || b_columns ? 0 : k * n);
  T *room = stack;
  if (need > 1024) {
    room = heap = malloc((size_t)need * sizeof(T));
    if (room == NULL) {
      for (long i = 0; i < m; i++)
        for (long j = 0; j < n; j++) {
          T sum = 0;
          for (long l = 0; l < k; l++) sum += a[i * a_row + l * a_column] * b[l * b_row + j * b_column];
          c[i * n + j] = sum;
        }
      return;
    }
  }
  if (!a_dense) {
    a = NAME(packed)(a, m, k, a_row, a_column, room);
    room += m * k;
  }
  if (!b_rows && !b_columns) b = NAME(packed)(b, k, n, b_row, b_column, room);
  if (b_columns && !b_rows)
    NAME(ag_matmul_columns)(a, b, c, m, k, n);
  else
    NAME(ag_matmul)(a, b, c, m, k, n);
  free(heap);
}

typedef void (*NAME(gemm))(
    int order, int trans_a, int trans_b, int m, int n, int k, T alpha, const T *a, int lda, const T *b, int ldb, T beta,
    T *c, int ldc);

void NAME(ag_product)(
    long m, long n, long k, const T *a, long a_row, long a_column, const T *b, long b_row, long b_column, T *c) {
  if (m <= 0 || n <= 0) return;
  // Sums without terms are zeros.
  if (k <= 0) {
    for (long i = 0; i < m * n; i++) c[i] = 0;
    return;
  }
  // A dimension of size 1 has any step.
  if (m == 1) a_row = k;
  if (k == 1) a_column = 1, b_row = n;
  if (n == 1 && b_row == 1) b_column = k;
  const long limit = 2147483647;
  if ((double)m * n * k >= BLAS_WORTH && m <= limit && n <= limit && k <= limit) {
    static NAME(gemm) call;
    static int asked;
    if (!asked) {
      call = (NAME(gemm))ag_blas_symbol(BLAS);
      asked = 1;
    }
    int a_rows = a_column == 1 && a_row >= k && a_row <= limit;
    int a_columns = a_row == 1 && a_column >= m && a_column <= limit;
    int b_rows = b_column == 1 && b_row >= n && b_row <= limit;
    int b_columns = b_row == 1 && b_column >= k && b_column <= limit;
    // Operands that lie otherwise, such as expanded ones, are copied to rows.
    long need = (a_rows || a_columns ? 0 : m * k) + (b_rows || b_columns ? 0 : k * n);
    T *heap = need > 0 ? malloc((size_t)need * sizeof(T)) : NULL;
    if (call != NULL && (need == 0 || heap != NULL)) {
      T *room = heap;
      if (!a_rows && !a_columns) {
        a = NAME(packed)(a, m, k, a_row, a_column, room);
        room += m * k;
        a_rows = 1, a_row = k;
      }
      if (!b_rows && !b_columns) {
        b = NAME(packed)(b, k, n, b_row, b_column, room);
        b_rows = 1, b_row = n;
      }
      int threads = limit_threads((double)m * n * k);
      call(
          101, a_rows ? 111 : 112, b_rows ? 111 : 112, (int)m, (int)n, (int)k, 1, a, (int)(a_rows ? a_row : a_column), b,
          (int)(b_rows ? b_row : b_column), 0, c, (int)n);
      allow_threads(threads);
      free(heap);
      return;
    }
    free(heap);
  }
  NAME(small_product)(m, n, k, a, a_row, a_column, b, b_row, b_column, c);
}
