extension WrittenPart {
  /// Where the parameters and the values of distributions may lie.
  static let constraints = WrittenPart(
    owner: "torch.distributions.constraints", module: "torch.distributions.constraints",
    names: [
      "Constraint", "boolean", "dependent", "greater_than",
      "greater_than_eq", "half_open_interval", "independent", "integer_interval",
      "interval", "is_dependent", "less_than", "lower_cholesky",
      "multinomial", "nonnegative", "nonnegative_integer", "one_hot",
      "positive", "positive_definite", "positive_integer", "real",
      "real_vector", "simplex", "unit_interval",
    ],
    source: #"""
      import torch


      class Constraint:
          """Where the values of a parameter, or of a distribution, may lie."""

          is_discrete = False
          event_dim = 0

          def check(self, value):
              """For each value, whether it lies there."""
              raise NotImplementedError

          def __repr__(self):
              name = type(self).__name__
              return (name[1:] if name.startswith("_") else name) + "()"


      class _Dependent(Constraint):
          def check(self, x):
              raise ValueError("Cannot determine validity of dependent constraint")


      class _Boolean(Constraint):
          is_discrete = True

          def check(self, value):
              return (value == 0) | (value == 1)


      class _OneHot(Constraint):
          is_discrete = True
          event_dim = 1

          def check(self, value):
              return ((value == 0) | (value == 1)).all(-1) & value.sum(-1).eq(1)


      class _Real(Constraint):
          def check(self, value):
              return value == value


      class _Bounded(Constraint):
          bounds = ("lower_bound", "upper_bound")

          def __init__(self, *values):
              for name, value in zip(self.bounds, values):
                  setattr(self, name, value)

          def __repr__(self):
              return type(self).__name__[1:] + "(" + ", ".join(f"{name}={getattr(self, name)}" for name in self.bounds) + ")"


      class _GreaterThan(_Bounded):
          bounds = ("lower_bound",)

          def check(self, value):
              return self.lower_bound < value


      class _GreaterThanEq(_GreaterThan):
          def check(self, value):
              return self.lower_bound <= value


      class _LessThan(_Bounded):
          bounds = ("upper_bound",)

          def check(self, value):
              return value < self.upper_bound


      class _Interval(_Bounded):
          def check(self, value):
              return (self.lower_bound <= value) & (value <= self.upper_bound)


      class _HalfOpenInterval(_Bounded):
          def check(self, value):
              return (self.lower_bound <= value) & (value < self.upper_bound)


      class _IntegerInterval(_Bounded):
          is_discrete = True

          def check(self, value):
              return (value % 1 == 0) & (self.lower_bound <= value) & (value <= self.upper_bound)


      class _IntegerGreaterThan(_GreaterThan):
          is_discrete = True

          def check(self, value):
              return (value % 1 == 0) & (value >= self.lower_bound)


      class _Simplex(Constraint):
          event_dim = 1

          def check(self, value):
              return torch.all(value >= 0, dim=-1) & ((value.sum(-1) - 1).abs() < 1e-6)


      class _Multinomial(Constraint):
          is_discrete = True
          event_dim = 1

          def __init__(self, upper_bound):
              self.upper_bound = upper_bound

          def check(self, x):
              return (x >= 0).all(dim=-1) & (x.sum(dim=-1) <= self.upper_bound)


      class _IndependentConstraint(Constraint):
          def __init__(self, base_constraint, reinterpreted_batch_ndims):
              self.base_constraint = base_constraint
              self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
              self.is_discrete = base_constraint.is_discrete
              self.event_dim = base_constraint.event_dim + reinterpreted_batch_ndims

          def check(self, value):
              result = self.base_constraint.check(value)
              if result.dim() < self.reinterpreted_batch_ndims:
                  expected = self.base_constraint.event_dim + self.reinterpreted_batch_ndims
                  raise ValueError(f"Expected value.dim() >= {expected} but got {value.dim()}")
              kept = result.shape[:result.dim() - self.reinterpreted_batch_ndims]
              return result.reshape(kept + (-1,)).all(-1)

          def __repr__(self):
              return f"IndependentConstraint({self.base_constraint!r}, {self.reinterpreted_batch_ndims})"


      class _LowerCholesky(Constraint):
          event_dim = 2

          def check(self, value):
              is_lower = (value.tril() == value).view(value.shape[:-2] + (-1,)).min(-1)[0]
              return is_lower & (value.diagonal(dim1=-2, dim2=-1) > 0).min(-1)[0]


      class _PositiveDefinite(Constraint):
          event_dim = 2

          def check(self, value):
              is_symmetric = torch.isclose(value, value.mT, atol=1e-6).all(-2).all(-1)
              if not is_symmetric.all():
                  return is_symmetric
              return torch.linalg.cholesky_ex(value).info.eq(0)


      def is_dependent(constraint):
          """Whether a constraint depends on other parameters."""
          return isinstance(constraint, _Dependent)


      dependent = _Dependent()
      independent = _IndependentConstraint
      boolean = _Boolean()
      one_hot = _OneHot()
      nonnegative_integer = _IntegerGreaterThan(0)
      positive_integer = _IntegerGreaterThan(1)
      integer_interval = _IntegerInterval
      real = _Real()
      real_vector = independent(real, 1)
      positive = _GreaterThan(0.0)
      nonnegative = _GreaterThanEq(0.0)
      greater_than = _GreaterThan
      greater_than_eq = _GreaterThanEq
      less_than = _LessThan
      multinomial = _Multinomial
      unit_interval = _Interval(0.0, 1.0)
      interval = _Interval
      half_open_interval = _HalfOpenInterval
      simplex = _Simplex()
      lower_cholesky = _LowerCholesky()
      positive_definite = _PositiveDefinite()
      """#)
}
