// The factorizations for one type. T, NAME(x) and LAPACK(x) are set by whoever includes this.

int NAME(ag_lu)(int m, int n, T *a, int *pivots) {
  typedef void (*getrf)(const int *, const int *, T *, const int *, int *, int *);
  FIND(getrf, call, LAPACK("getrf_"))
  int info = 0, lda = m > 0 ? m : 1;
  call(&m, &n, a, &lda, pivots, &info);
  return info;
}

int NAME(ag_lu_solve)(int n, int columns, int transposed, const T *lu, const int *pivots, T *b) {
  typedef void (*getrs)(
      const char *, const int *, const int *, const T *, const int *, const int *, T *, const int *, int *);
  FIND(getrs, call, LAPACK("getrs_"))
  int info = 0, ld = n > 0 ? n : 1;
  call(transposed ? "T" : "N", &n, &columns, lu, &ld, pivots, b, &ld, &info);
  return info;
}

int NAME(ag_triangular_solve)(int n, int columns, int upper, int unit, const T *a, T *b) {
  typedef void (*trsm)(
      const char *, const char *, const char *, const char *, const int *, const int *, const T *, const T *, const int *,
      T *, const int *);
  FIND(trsm, call, LAPACK("trsm_"))
  int ld = n > 0 ? n : 1;
  T one = 1;
  call("L", upper ? "U" : "L", "N", unit ? "U" : "N", &n, &columns, &one, a, &ld, b, &ld);
  return 0;
}

int NAME(ag_cholesky)(int n, int upper, T *a) {
  typedef void (*potrf)(const char *, const int *, T *, const int *, int *);
  FIND(potrf, call, LAPACK("potrf_"))
  int info = 0, lda = n > 0 ? n : 1;
  call(upper ? "U" : "L", &n, a, &lda, &info);
  return info;
}

int NAME(ag_qr)(int m, int n, int k, T *a, T *r) {
  typedef void (*geqrf)(const int *, const int *, T *, const int *, T *, T *, const int *, int *);
  typedef void (*orgqr)(
      const int *, const int *, const int *, T *, const int *, const T *, T *, const int *, int *);
  FIND(geqrf, factor, LAPACK("geqrf_"))
  FIND(orgqr, expand, LAPACK("orgqr_"))
  int info = 0, lda = m > 0 ? m : 1, least = m < n ? m : n;
  int room = 64 * (m + n + k) + 1;
  T *tau = calloc((size_t)(least > 0 ? least : 1), sizeof(T));
  T *work = malloc((size_t)room * sizeof(T));
  // The reflectors may need more columns than a has.
  long wide = (long)lda * (k > n ? k : n);
  T *q = calloc((size_t)(wide > 0 ? wide : 1), sizeof(T));
  if (tau == NULL || work == NULL || q == NULL) {
    info = AG_LAPACK_MISSING;
  } else {
    memcpy(q, a, (size_t)m * (size_t)n * sizeof(T));
    if (least > 0) factor(&m, &n, q, &lda, tau, work, &room, &info);
    for (int j = 0; j < n; j++)
      for (int i = 0; i < m; i++) r[i + (long)j * m] = i <= j ? q[i + (long)j * lda] : 0;
    if (info == 0 && k > 0 && m > 0) expand(&m, &k, &least, q, &lda, tau, work, &room, &info);
    memcpy(a, q, (size_t)m * (size_t)k * sizeof(T));
  }
  free(tau);
  free(work);
  free(q);
  return info;
}

static int NAME(direct_svd)(int m, int n, int full, T *a, T *s, T *u, T *vt) {
  typedef void (*gesdd)(
      const char *, const int *, const int *, T *, const int *, T *, T *, const int *, T *, const int *, T *,
      const int *, int *, int *);
  FIND(gesdd, call, LAPACK("gesdd_"))
  const char *job = u == NULL ? "N" : full ? "A" : "S";
  int least = m < n ? m : n, info = 0;
  int lda = m > 0 ? m : 1, ldu = lda, ldvt = full ? n : least;
  if (ldvt < 1) ldvt = 1;
  int query = -1;
  T size = 0;
  int *integers = malloc((size_t)(8 * least + 1) * sizeof(int));
  if (integers == NULL) return AG_LAPACK_MISSING;
  call(job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, &size, &query, integers, &info);
  // A size that was rounded to the type may be a little short.
  int room = (int)((double)size * (1 + 1e-6)) + 64;
  T *work = malloc((size_t)room * sizeof(T));
  if (work == NULL) {
    free(integers);
    return AG_LAPACK_MISSING;
  }
  call(job, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &room, integers, &info);
  free(work);
  free(integers);
  return info;
}

// A wide matrix through its bidiagonal form, without a factorization before; `a` holds finite numbers of moderate size.
static int NAME(wide_svd)(int m, int n, int full, T *a, T *s, T *u, T *vt) {
  typedef void (*gebrd)(
      const int *, const int *, T *, const int *, T *, T *, T *, T *, T *, const int *, int *);
  typedef void (*bdsdc)(
      const char *, const char *, const int *, T *, T *, T *, const int *, T *, const int *, T *, int *, T *, int *, int *);
  typedef void (*ormbr)(
      const char *, const char *, const char *, const int *, const int *, const int *, const T *, const int *, const T *,
      T *, const int *, T *, const int *, int *);
  FIND(gebrd, reduce, LAPACK("gebrd_"))
  FIND(bdsdc, decompose, LAPACK("bdsdc_"))
  FIND(ormbr, turn, LAPACK("ormbr_"))
  int rows = full ? n : m, info = AG_LAPACK_MISSING;
  long squares = 3L * m * m + 4L * m, blocks = 64L * (m + n);
  int room = (int)(squares > blocks ? squares : blocks);
  T *work = malloc((size_t)room * sizeof(T)), *beside = malloc(3 * (size_t)m * sizeof(T));
  int *integers = malloc(8 * (size_t)m * sizeof(int));
  if (work != NULL && beside != NULL && integers != NULL) {
    T *left = beside + m, *right = left + m;
    reduce(&m, &n, a, &m, s, beside, left, right, work, &room, &info);
    memset(vt, 0, (size_t)rows * (size_t)n * sizeof(T));
    for (int i = m; i < rows; i++) vt[i + (long)i * rows] = 1;
    if (info == 0) decompose("L", "I", &m, s, beside, u, &m, vt, &rows, NULL, NULL, work, integers, &info);
    if (info == 0) turn("Q", "L", "N", &m, &m, &n, a, &m, left, u, &m, work, &room, &info);
    if (info == 0) turn("P", "R", "T", &rows, &n, &m, a, &m, right, vt, &rows, work, &room, &info);
  }
  free(work);
  free(beside);
  free(integers);
  return info;
}

// Whether no number is so large or small that a decomposition has to scale the matrix first, and none is not finite.
static int NAME(is_moderate)(long count, const T *a) {
  for (long i = 0; i < count; i++) {
    T size = NAME(fabs)(a[i]);
    if (!(size == 0 || (size > (T)1e-12 && size < (T)1e12))) return 0;
  }
  return 1;
}

// The signs of the vectors are MKL's, which PyTorch shows: a tall matrix goes through its QR, whatever its size, and a
// wide one through its LQ only where it is twenty times as wide as high.
int NAME(ag_svd)(int m, int n, int full, T *a, T *s, T *u, T *vt) {
  if (u != NULL && 0 < m && m < n && n / 20 < m && NAME(is_moderate)((long)m * n, a))
    return NAME(wide_svd)(m, n, full, a, s, u, vt);
  if (u == NULL || m <= n || n == 0) return NAME(direct_svd)(m, n, full, a, s, u, vt);
  typedef void (*gemm)(
      const char *, const char *, const int *, const int *, const int *, const T *, const T *, const int *, const T *,
      const int *, const T *, T *, const int *);
  FIND(gemm, multiply, LAPACK("gemm_"))
  int k = full ? m : n, info = AG_LAPACK_MISSING;
  T *q = malloc((size_t)m * (size_t)k * sizeof(T));
  T *r = malloc((size_t)m * (size_t)n * sizeof(T));
  T *square = malloc((size_t)n * (size_t)n * sizeof(T));
  T *small = malloc((size_t)n * (size_t)n * sizeof(T));
  if (q != NULL && r != NULL && square != NULL && small != NULL) {
    memcpy(q, a, (size_t)m * (size_t)n * sizeof(T));
    info = NAME(ag_qr)(m, n, k, q, r);
    for (int j = 0; j < n; j++) memcpy(square + (long)j * n, r + (long)j * m, (size_t)n * sizeof(T));
    if (info == 0) info = NAME(direct_svd)(n, n, 0, square, s, small, vt);
    if (info == 0) {
      T one = 1, zero = 0;
      multiply("N", "N", &m, &n, &n, &one, q, &m, small, &n, &zero, u, &m);
      if (k > n) memcpy(u + (long)m * n, q + (long)m * n, (size_t)m * (size_t)(k - n) * sizeof(T));
    }
  }
  free(q);
  free(r);
  free(square);
  free(small);
  return info;
}

// A small matrix of moderate numbers through its tridiagonal form; 0 where that is not done, and `a` is as it was.
static int NAME(small_eigh)(int n, int upper, T *a, T *values) {
  typedef void (*sytrd)(const char *, const int *, T *, const int *, T *, T *, T *, T *, const int *, int *);
  typedef void (*orgtr)(const char *, const int *, T *, const int *, const T *, T *, const int *, int *);
  static sytrd reduce;
  static orgtr unfold;
  if (reduce == NULL) reduce = (sytrd)ag_blas_symbol(LAPACK("sytrd_"));
  if (unfold == NULL) unfold = (orgtr)ag_blas_symbol(LAPACK("orgtr_"));
  if (n < 2 || n > 25 || reduce == NULL || unfold == NULL || !NAME(is_moderate)((long)n * n, a)) return 0;
  T q[25 * 25], beside[25], factors[25], work[25 * 32];
  int room = 25 * 32, info = 0;
  const char *side = upper ? "U" : "L";
  memcpy(q, a, (size_t)n * n * sizeof(T));
  reduce(side, &n, q, &n, values, beside, factors, work, &room, &info);
  if (info == 0) unfold(side, &n, q, &n, factors, work, &room, &info);
  if (info != 0 || !NAME(diagonalize)(n, values, beside, q)) return 0;
  memcpy(a, q, (size_t)n * n * sizeof(T));
  return 1;
}

int NAME(ag_eigh)(int n, int vectors, int upper, T *a, T *values) {
  if (vectors && NAME(small_eigh)(n, upper, a, values)) return 0;
  typedef void (*syevd)(
      const char *, const char *, const int *, T *, const int *, T *, T *, const int *, int *, const int *, int *);
  FIND(syevd, call, LAPACK("syevd_"))
  int info = 0, lda = n > 0 ? n : 1;
  size_t room_size = 1 + 6 * (size_t)n + 2 * (size_t)n * (size_t)n;
  if (room_size > 0x7fffffff) return AG_LAPACK_MISSING;
  int room = (int)room_size, integers_room = 3 + 5 * n;
  T *work = malloc(room_size * sizeof(T));
  int *integers = malloc((size_t)integers_room * sizeof(int));
  if (work == NULL || integers == NULL) {
    info = AG_LAPACK_MISSING;
  } else {
    call(vectors ? "V" : "N", upper ? "U" : "L", &n, a, &lda, values, work, &room, integers, &integers_room, &info);
  }
  free(work);
  free(integers);
  return info;
}

int NAME(ag_eig)(int n, T *a, T *real, T *imaginary, T *vectors) {
  typedef void (*geev)(
      const char *, const char *, const int *, T *, const int *, T *, T *, T *, const int *, T *, const int *, T *,
      const int *, int *);
  FIND(geev, call, LAPACK("geev_"))
  int info = 0, ld = n > 0 ? n : 1, room = 64 * n + 64;
  T *work = malloc((size_t)room * sizeof(T));
  if (work == NULL) return AG_LAPACK_MISSING;
  call("N", vectors == NULL ? "N" : "V", &n, a, &ld, real, imaginary, NULL, &ld, vectors, &ld, work, &room, &info);
  free(work);
  return info;
}
