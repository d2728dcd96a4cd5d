// Included once for each element type, by optimiser.c.

AG_INLINE void NAME(sgd_loop)(T *p, const T *g, T *momentum, long n, const ag_sgd_settings *s) {
  T step = (T)-s->lr, decay = (T)s->weight_decay, keep = (T)s->momentum, take = (T)(1 - s->dampening);
  T sign = s->maximize ? -1 : 1;
  if (!momentum) {
    for (long i = 0; i < n; i++) p[i] = FMA(step, decay != 0 ? FMA(decay, p[i], sign * g[i]) : sign * g[i], p[i]);
    return;
  }
  for (long i = 0; i < n; i++) {
    T d = sign * g[i];
    if (decay != 0) d = FMA(decay, p[i], d);
    momentum[i] = s->first ? d : FMA(take, d, momentum[i] * keep);
    p[i] = FMA(step, s->nesterov ? FMA(keep, momentum[i], d) : momentum[i], p[i]);
  }
}

AG_INLINE void NAME(adam_loop)(
    T *p, const T *g, T *average, T *square, T *largest, long n, const ag_adam_settings *s) {
  T towards = (T)(1 - s->beta1), keep = (T)s->beta2, take = (T)(1 - s->beta2), decay = (T)s->weight_decay;
  T shrink = (T)s->shrink, step = (T)-s->step_size, root = (T)s->root_correction, eps = (T)s->eps;
  T sign = s->maximize ? -1 : 1;
  for (long i = 0; i < n; i++) {
    T d = sign * g[i];
    if (s->shrink != 1) p[i] = p[i] * shrink;
    if (decay != 0) d = FMA(decay, p[i], d);
    // lerp goes from the nearer end.
    T way = d - average[i];
    average[i] = towards < (T)0.5 ? FMA(towards, way, average[i]) : FMA(towards - 1, way, d);
    square[i] = FMA(take * d, d, square[i] * keep);
    T size = square[i];
    if (largest) size = largest[i] = largest[i] > size ? largest[i] : size;
    p[i] = step * average[i] / (ROOT(size) / root + eps) + p[i];
  }
}

AG_INLINE void NAME(rmsprop_loop)(
    T *p, const T *g, T *square, T *average, T *momentum, long n, const ag_rmsprop_settings *s) {
  T keep = (T)s->alpha, take = (T)(1 - s->alpha), decay = (T)s->weight_decay, step = (T)-s->lr, eps = (T)s->eps;
  T again = (T)s->momentum, sign = s->maximize ? -1 : 1;
  for (long i = 0; i < n; i++) {
    T d = sign * g[i];
    if (decay != 0) d = FMA(decay, p[i], d);
    square[i] = FMA(take * d, d, square[i] * keep);
    T size = square[i];
    if (average) {
      T way = d - average[i];
      average[i] = take < (T)0.5 ? FMA(take, way, average[i]) : FMA(take - 1, way, d);
      size = FMA(-average[i], average[i], size);
    }
    T scale = ROOT(size) + eps;
    if (momentum) {
      momentum[i] = d / scale + momentum[i] * again;
      p[i] = FMA(step, momentum[i], p[i]);
    } else {
      p[i] = step * d / scale + p[i];
    }
  }
}

AG_INLINE void NAME(adagrad_loop)(T *p, const T *g, T *sum, long n, const ag_adagrad_settings *s) {
  T decay = (T)s->weight_decay, step = (T)-s->rate, eps = (T)s->eps, sign = s->maximize ? -1 : 1;
  for (long i = 0; i < n; i++) {
    T d = sign * g[i];
    if (decay != 0) d = FMA(decay, p[i], d);
    sum[i] = FMA(d, d, sum[i]);
    p[i] = step * d / (ROOT(sum[i]) + eps) + p[i];
  }
}

STEP(sgd, (T *p, const T *g, T *momentum, long n, const ag_sgd_settings *s), (p, g, momentum, n, s))
STEP(adam, (T *p, const T *g, T *average, T *square, T *largest, long n, const ag_adam_settings *s),
     (p, g, average, square, largest, n, s))
STEP(rmsprop, (T *p, const T *g, T *square, T *average, T *momentum, long n, const ag_rmsprop_settings *s),
     (p, g, square, average, momentum, n, s))
STEP(adagrad, (T *p, const T *g, T *sum, long n, const ag_adagrad_settings *s), (p, g, sum, n, s))
