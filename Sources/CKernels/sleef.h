// The SLEEF functions used one value at a time. The library's own header hides the fused ones from
// a compiler that may not emit fused instructions by itself, so they are declared here.
#pragma once
#include "precision.h"

#define AG_SLEEF1(op, bound)                                                                                          \
  extern float Sleef_##op##f1_##bound##purecfma(float);                                                               \
  extern float Sleef_##op##f1_##bound##purec(float);                                                                  \
  extern double Sleef_##op##d1_##bound##purecfma(double);                                                             \
  extern double Sleef_##op##d1_##bound##purec(double);                                                                \
  static inline __attribute__((unused)) float sleef_##op##f(float x) {                                                \
    return ag_has_fma() ? Sleef_##op##f1_##bound##purecfma(x) : Sleef_##op##f1_##bound##purec(x);                     \
  }                                                                                                                   \
  static inline __attribute__((unused)) double sleef_##op(double x) {                                                 \
    return ag_has_fma() ? Sleef_##op##d1_##bound##purecfma(x) : Sleef_##op##d1_##bound##purec(x);                     \
  }

#define AG_SLEEF2(op, bound)                                                                                          \
  extern float Sleef_##op##f1_##bound##purecfma(float, float);                                                        \
  extern float Sleef_##op##f1_##bound##purec(float, float);                                                           \
  extern double Sleef_##op##d1_##bound##purecfma(double, double);                                                     \
  extern double Sleef_##op##d1_##bound##purec(double, double);                                                        \
  static inline __attribute__((unused)) float sleef_##op##f(float x, float y) {                                       \
    return ag_has_fma() ? Sleef_##op##f1_##bound##purecfma(x, y) : Sleef_##op##f1_##bound##purec(x, y);               \
  }                                                                                                                   \
  static inline __attribute__((unused)) double sleef_##op(double x, double y) {                                       \
    return ag_has_fma() ? Sleef_##op##d1_##bound##purecfma(x, y) : Sleef_##op##d1_##bound##purec(x, y);               \
  }

// What SLEEF says is rounded exactly has no bound in its name.
#define AG_SLEEF2_EXACT(op)                                                                                           \
  extern float Sleef_##op##f1_purecfma(float, float);                                                                 \
  extern float Sleef_##op##f1_purec(float, float);                                                                    \
  extern double Sleef_##op##d1_purecfma(double, double);                                                              \
  extern double Sleef_##op##d1_purec(double, double);                                                                 \
  static inline __attribute__((unused)) float sleef_##op##f(float x, float y) {                                       \
    return ag_has_fma() ? Sleef_##op##f1_purecfma(x, y) : Sleef_##op##f1_purec(x, y);                                 \
  }                                                                                                                   \
  static inline __attribute__((unused)) double sleef_##op(double x, double y) {                                       \
    return ag_has_fma() ? Sleef_##op##d1_purecfma(x, y) : Sleef_##op##d1_purec(x, y);                                 \
  }
