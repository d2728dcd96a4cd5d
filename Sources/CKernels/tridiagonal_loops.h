// Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by implicit QL and QR steps, for elements of type T.
//
// The plane rotations are those of the LAPACK before 3.10, which MKL still has: their signs decide the signs of the
// eigenvectors that PyTorch shows, and the system's LAPACK has other ones.

static inline T NAME(length_of)(T f, T g) {
  T most = NAME(fmax)(NAME(fabs)(f), NAME(fabs)(g));
  if (most == 0) return 0;
  if (most > (T)1e-15 && most < (T)1e15) return NAME(sqrt)(f * f + g * g);
  return most * NAME(sqrt)((f / most) * (f / most) + (g / most) * (g / most));
}

// c and s that turn (f, g) into (r, 0).
static inline void NAME(plane_rotation)(T f, T g, T *c, T *s, T *r) {
  if (g == 0) {
    *c = 1, *s = 0, *r = f;
  } else if (f == 0) {
    *c = 0, *s = 1, *r = g;
  } else {
    *r = NAME(length_of)(f, g);
    *c = f / *r, *s = g / *r;
    if (NAME(fabs)(f) > NAME(fabs)(g) && *c < 0) *c = -*c, *s = -*s, *r = -*r;
  }
}

// The eigenvalues of [[a, b], [b, c]], the larger in size first, with its eigenvector (cosine, sine).
static inline void NAME(two_by_two)(T a, T b, T c, T *first, T *second, T *cosine, T *sine) {
  T sum = a + c, difference = a - c, twice = b + b;
  T large = NAME(fabs)(a) > NAME(fabs)(c) ? a : c, little = NAME(fabs)(a) > NAME(fabs)(c) ? c : a;
  T root = NAME(length_of)(difference, twice);
  int sign = sum < 0 ? -1 : 1, other = difference >= 0 ? 1 : -1;
  if (sum == 0) {
    *first = root / 2, *second = -root / 2;
  } else {
    *first = (sum + (T)sign * root) / 2;
    *second = (large / *first) * little - (b / *first) * b;
  }
  T cs = difference + (T)other * root;
  if (NAME(fabs)(cs) > NAME(fabs)(twice)) {
    T cotangent = -twice / cs;
    *sine = 1 / NAME(sqrt)(1 + cotangent * cotangent);
    *cosine = cotangent * *sine;
  } else if (twice == 0) {
    *cosine = 1, *sine = 0;
  } else {
    T tangent = -cs / twice;
    *cosine = 1 / NAME(sqrt)(1 + tangent * tangent);
    *sine = tangent * *cosine;
  }
  if (sign == other) {
    T tangent = *cosine;
    *cosine = -*sine, *sine = tangent;
  }
}

static inline void NAME(turn_columns)(int n, T *z, int j, T c, T s) {
  T *left = z + (size_t)j * n, *right = left + n;
  for (int i = 0; i < n; i++) {
    T value = right[i];
    right[i] = c * value - s * left[i];
    left[i] = s * value + c * left[i];
  }
}

// One block, from `from` to `to`; downwards (a QR step) where `to` lies before. Gives whether it came to an end.
static int NAME(diagonalize_block)(int n, T *d, T *e, T *z, int from, int to, int *steps) {
  int by = to > from ? 1 : -1, l = from;
  // The element of e between l and its neighbour towards `to`.
#define BESIDE(i) e[by > 0 ? (i) : (i)-1]
  while (by > 0 ? l <= to : l >= to) {
    int m = l;
    for (; m != to; m += by) {
      T size = BESIDE(m) * BESIDE(m);
      if (size <= EPSILON * EPSILON * NAME(fabs)(d[m]) * NAME(fabs)(d[m + by]) + SMALLEST) break;
    }
    if (m != to) BESIDE(m) = 0;
    if (m == l) {
      l += by;
      continue;
    }
    if (m == l + by) {
      int low = by > 0 ? l : l - 1;
      T first, second, c, s;
      NAME(two_by_two)(d[low], e[low], d[low + 1], &first, &second, &c, &s);
      NAME(turn_columns)(n, z, low, c, s);
      d[low] = first, d[low + 1] = second, e[low] = 0;
      l += 2 * by;
      continue;
    }
    if ((*steps)-- == 0) return 0;
    T p = d[l], g = (d[l + by] - p) / (2 * BESIDE(l)), r = NAME(length_of)(g, 1);
    g = d[m] - p + BESIDE(l) / (g + NAME(copysign)(r, g));
    T s = 1, c = 1;
    p = 0;
    for (int i = m - by; by > 0 ? i >= l : i <= l; i -= by) {
      T f = s * BESIDE(i), b = c * BESIDE(i);
      NAME(plane_rotation)(g, f, &c, &s, &r);
      if (i != m - by) BESIDE(i + by) = r;
      g = d[i + by] - p;
      r = (d[i] - g) * s + 2 * c * b;
      p = s * r;
      d[i + by] = g + p;
      g = c * r - b;
      NAME(turn_columns)(n, z, by > 0 ? i : i - 1, c, by > 0 ? -s : s);
    }
    d[l] -= p;
    BESIDE(l) = g;
  }
#undef BESIDE
  return 1;
}

// d: the diagonal, then the eigenvalues in rising order; e: what lies beside it; z: the columns that are turned along.
// Gives 0 where the steps did not come to an end.
static int NAME(diagonalize)(int n, T *d, T *e, T *z) {
  int steps = 30 * n;
  for (int start = 0; start < n;) {
    int end = start;
    for (; end < n - 1; end++) {
      T size = NAME(fabs)(e[end]);
      if (size == 0) break;
      if (size <= NAME(sqrt)(NAME(fabs)(d[end])) * NAME(sqrt)(NAME(fabs)(d[end + 1])) * EPSILON) {
        e[end] = 0;
        break;
      }
    }
    if (end > start) {
      int isUpwards = NAME(fabs)(d[end]) < NAME(fabs)(d[start]);
      if (!NAME(diagonalize_block)(n, d, e, z, isUpwards ? end : start, isUpwards ? start : end, &steps)) return 0;
    }
    start = end + 1;
  }
  for (int i = 0; i < n - 1; i++) {
    int least = i;
    for (int j = i + 1; j < n; j++) {
      if (d[j] < d[least]) least = j;
    }
    if (least == i) continue;
    T value = d[i];
    d[i] = d[least], d[least] = value;
    for (int row = 0; row < n; row++) {
      T element = z[row + (size_t)i * n];
      z[row + (size_t)i * n] = z[row + (size_t)least * n], z[row + (size_t)least * n] = element;
    }
  }
  return 1;
}
