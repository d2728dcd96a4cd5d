// Included once for each element type: T and NAME(x) are defined.

void NAME(ag_columns)(const ag_window *p, long channels, const T *x, T *columns) {
  for (long c = 0; c < channels; c++)
    for (long i = 0; i < p->kh; i++)
      for (long j = 0; j < p->kw; j++) {
        const T *plane = x + c * p->h * p->w;
        for (long r = 0; r < p->oh; r++) {
          long row = r * p->sh - p->ph + i * p->dh;
          T *to = columns + r * p->ow;
          if (row < 0 || row >= p->h) {
            memset(to, 0, (size_t)p->ow * sizeof(T));
            continue;
          }
          const T *from = plane + row * p->w;
          long start = j * p->dw - p->pw;
          if (p->sw == 1 && start >= 0 && start + p->ow <= p->w) {
            memcpy(to, from + start, (size_t)p->ow * sizeof(T));
            continue;
          }
          for (long q = 0; q < p->ow; q++) {
            long column = q * p->sw + start;
            to[q] = column >= 0 && column < p->w ? from[column] : 0;
          }
        }
        columns += p->oh * p->ow;
      }
}

void NAME(ag_uncolumns)(const ag_window *p, long channels, const T *columns, T *x) {
  for (long c = 0; c < channels; c++)
    for (long i = 0; i < p->kh; i++)
      for (long j = 0; j < p->kw; j++) {
        T *plane = x + c * p->h * p->w;
        for (long r = 0; r < p->oh; r++) {
          long row = r * p->sh - p->ph + i * p->dh;
          if (row < 0 || row >= p->h) continue;
          const T *from = columns + r * p->ow;
          for (long q = 0; q < p->ow; q++) {
            long column = q * p->sw - p->pw + j * p->dw;
            if (column >= 0 && column < p->w) plane[row * p->w + column] += from[q];
          }
        }
        columns += p->oh * p->ow;
      }
}

// Whether the pictures are their own columns.
static int NAME(is_plain)(const ag_window *p) {
  return p->kh == 1 && p->kw == 1 && p->sh == 1 && p->sw == 1 && p->ph == 0 && p->pw == 0;
}

int NAME(ag_convolve)(const ag_window *p, const T *x, const T *weight, const T *bias, T *out) {
  long channels = p->channels / p->groups, filters = p->filters / p->groups;
  long depth = channels * p->kh * p->kw, places = p->oh * p->ow;
  int plain = NAME(is_plain)(p);
  T *columns = plain ? NULL : malloc((size_t)(depth * places) * sizeof(T));
  if (!plain && columns == NULL) return 1;
  for (long n = 0; n < p->n; n++)
    for (long g = 0; g < p->groups; g++) {
      const T *from = x + (n * p->channels + g * channels) * p->h * p->w;
      T *to = out + (n * p->filters + g * filters) * places;
      if (!plain) NAME(ag_columns)(p, channels, from, columns);
      NAME(ag_product)
      (filters, places, depth, weight + g * filters * depth, depth, 1, plain ? from : columns, places, 1, to);
      if (bias != NULL)
        for (long f = 0; f < filters; f++) {
          T b = bias[g * filters + f];
          for (long i = 0; i < places; i++) to[f * places + i] += b;
        }
    }
  free(columns);
  return 0;
}

int NAME(ag_convolve_back)(const ag_window *p, const T *g, const T *weight, T *x) {
  long channels = p->channels / p->groups, filters = p->filters / p->groups;
  long depth = channels * p->kh * p->kw, places = p->oh * p->ow;
  T *columns = malloc((size_t)(depth * places + 1) * sizeof(T));
  if (columns == NULL) return 1;
  for (long n = 0; n < p->n; n++)
    for (long group = 0; group < p->groups; group++) {
      const T *from = g + (n * p->filters + group * filters) * places;
      memset(columns, 0, (size_t)(depth * places) * sizeof(T));
      NAME(ag_product)
      (depth, places, filters, weight + group * filters * depth, 1, depth, from, places, 1, columns);
      NAME(ag_uncolumns)(p, channels, columns, x + (n * p->channels + group * channels) * p->h * p->w);
    }
  free(columns);
  return 0;
}

int NAME(ag_convolve_weight)(const ag_window *p, const T *x, const T *g, T *weight) {
  long channels = p->channels / p->groups, filters = p->filters / p->groups;
  long depth = channels * p->kh * p->kw, places = p->oh * p->ow;
  T *columns = malloc((size_t)(depth * places + 1) * sizeof(T));
  T *part = malloc((size_t)(filters * depth + 1) * sizeof(T));
  if (columns == NULL || part == NULL) {
    free(columns);
    free(part);
    return 1;
  }
  for (long n = 0; n < p->n; n++)
    for (long group = 0; group < p->groups; group++) {
      NAME(ag_columns)(p, channels, x + (n * p->channels + group * channels) * p->h * p->w, columns);
      memset(part, 0, (size_t)(filters * depth) * sizeof(T));
      NAME(ag_product)
      (filters, depth, places, g + (n * p->filters + group * filters) * places, places, 1, columns, 1, places, part);
      T *to = weight + group * filters * depth;
      for (long i = 0; i < filters * depth; i++) to[i] += part[i];
    }
  free(columns);
  free(part);
  return 0;
}

void NAME(ag_tile_max)(const ag_tiles *t, const T *x, T *out, long *places) {
  for (long plane = 0; plane < t->planes; plane++, x += t->h * t->w)
    for (long i = 0; i < t->oh; i++)
      for (long j = 0; j < t->ow; j++) {
        long place = t->row_from[i] * t->w + t->column_from[j];
        T most = -INFINITY;
        for (long r = t->row_from[i]; r < t->row_to[i]; r += t->row_step)
          for (long c = t->column_from[j]; c < t->column_to[j]; c += t->column_step) {
            T value = x[r * t->w + c];
            if (value > most || value != value) {
              most = value;
              place = r * t->w + c;
            }
          }
        *out++ = most;
        *places++ = place;
      }
}

void NAME(ag_give_back)(long planes, long area, long count, const long *places, const T *g, T *x) {
  for (long plane = 0; plane < planes; plane++, x += area, g += count, places += count)
    for (long i = 0; i < count; i++) x[places[i]] += g[i];
}

void NAME(ag_tile_mean)(const ag_tiles *t, const T *x, const T *divisors, T *out) {
  for (long plane = 0; plane < t->planes; plane++, x += t->h * t->w)
    for (long i = 0; i < t->oh; i++)
      for (long j = 0; j < t->ow; j++) {
        T sum = 0;
        for (long r = t->row_from[i]; r < t->row_to[i]; r++)
          for (long c = t->column_from[j]; c < t->column_to[j]; c++) sum += x[r * t->w + c];
        *out++ = sum / divisors[i * t->ow + j];
      }
}

void NAME(ag_tile_spread)(const ag_tiles *t, const T *g, const T *divisors, T *x) {
  for (long plane = 0; plane < t->planes; plane++, x += t->h * t->w)
    for (long i = 0; i < t->oh; i++)
      for (long j = 0; j < t->ow; j++) {
        T share = *g++ / divisors[i * t->ow + j];
        for (long r = t->row_from[i]; r < t->row_to[i]; r++)
          for (long c = t->column_from[j]; c < t->column_to[j]; c++) x[r * t->w + c] += share;
      }
}

void NAME(ag_mix)(const ag_mixing *m, const T *row_weights, const T *column_weights, const T *x, T *out) {
  long taps = m->taps;
  for (long plane = 0; plane < m->planes; plane++, x += m->h * m->w)
    for (long i = 0; i < m->oh; i++)
      for (long j = 0; j < m->ow; j++) {
        if (taps == 1) {
          *out++ = x[m->rows[i] * m->w + m->columns[j]];
          continue;
        }
        T sum = 0;
        for (long r = 0; r < taps; r++) {
          const T *row = x + m->rows[i * taps + r] * m->w;
          T part = 0;
          for (long c = 0; c < taps; c++) part += column_weights[j * taps + c] * row[m->columns[j * taps + c]];
          sum += row_weights[i * taps + r] * part;
        }
        *out++ = sum;
      }
}

void NAME(ag_unmix)(const ag_mixing *m, const T *row_weights, const T *column_weights, const T *g, T *x) {
  long taps = m->taps;
  for (long plane = 0; plane < m->planes; plane++, x += m->h * m->w)
    for (long i = 0; i < m->oh; i++)
      for (long j = 0; j < m->ow; j++, g++)
        for (long r = 0; r < taps; r++) {
          T *row = x + m->rows[i * taps + r] * m->w;
          T share = taps == 1 ? *g : row_weights[i * taps + r] * *g;
          for (long c = 0; c < taps; c++)
            row[m->columns[j * taps + c]] += taps == 1 ? share : column_weights[j * taps + c] * share;
        }
}

// After the first tap, PyTorch's compiler multiplies as many taps at a time as 16 bytes hold and adds them one by one;
// what is left over is added without a rounding of the product.
static T NAME(taps)(const T *weights, const T *x, long step, long count) {
  if (count == 0) return 0;
  T sum = x[0] * weights[0];
  long j = 1, block = 16 / sizeof(T);
  for (; j + block <= count; j += block)
    for (long k = j; k < j + block; k++) {
      T product = x[k * step] * weights[k];
      sum += product;
    }
  for (; j < count; j++) sum = NAME(fma)(x[j * step], weights[j], sum);
  return sum;
}

void NAME(ag_smooth)(long outer, long inner, const ag_smoothing *s, const T *weights, const T *x, T *out) {
  for (long o = 0; o < outer; o++, x += s->size * inner)
    for (long i = 0; i < s->target; i++)
      for (long k = 0; k < inner; k++)
        *out++ = NAME(taps)(weights + i * s->width, x + s->from[i] * inner + k, inner, s->count[i]);
}

void NAME(ag_unsmooth)(
    long planes, const ag_smoothing *rows, const ag_smoothing *columns, const T *row_weights, const T *column_weights,
    const T *g, T *x) {
  for (long plane = 0; plane < planes; plane++, x += rows->size * columns->size)
    for (long i = 0; i < rows->target; i++)
      for (long j = 0; j < columns->target; j++, g++)
        for (long r = 0; r < rows->count[i]; r++) {
          T *row = x + (rows->from[i] + r) * columns->size + columns->from[j];
          for (long c = 0; c < columns->count[j]; c++) {
            T weight = column_weights[j * columns->width + c] * row_weights[i * rows->width + r];
            row[c] = NAME(fma)(weight, *g, row[c]);
          }
        }
}
