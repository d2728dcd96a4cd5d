extension WrittenPart {
  /// Changes of values that can be undone.
  static let distributionTransforms = WrittenPart(
    owner: "torch.distributions.transforms", module: "torch.distributions.transforms",
    names: [
      "Transform", "ComposeTransform", "ExpTransform", "PowerTransform",
      "SigmoidTransform", "SoftplusTransform", "TanhTransform", "AbsTransform",
      "AffineTransform",
    ],
    source: #"""
      import math

      import torch
      import torch.distributions.constraints as constraints
      from torch.distributions.utils import broadcast_all
      from torch.nn.functional import softplus


      class Transform:
          """A change of values that can be undone, and how much it stretches."""

          bijective = False
          event_dim = 0

          def __init__(self, cache_size=0):
              self._inv = None

          @property
          def inv(self):
              if self._inv is None:
                  self._inv = _Inverse(self)
              return self._inv

          @property
          def sign(self):
              raise NotImplementedError

          def __call__(self, x):
              return self._call(x)

          def _call(self, x):
              raise NotImplementedError

          def _inverse(self, y):
              raise NotImplementedError

          def log_abs_det_jacobian(self, x, y):
              """The logarithm of the stretch at a value."""
              raise NotImplementedError

          def __eq__(self, other):
              return type(self) is type(other)

          def __repr__(self):
              return type(self).__name__ + "()"


      class _Inverse(Transform):
          def __init__(self, transform):
              super().__init__()
              self._inv = transform
              self.bijective = transform.bijective

          @property
          def domain(self):
              return self._inv.codomain

          @property
          def codomain(self):
              return self._inv.domain

          @property
          def sign(self):
              return self._inv.sign

          def __eq__(self, other):
              return isinstance(other, _Inverse) and self._inv == other._inv

          def _call(self, x):
              return self._inv._inverse(x)

          def _inverse(self, y):
              return self._inv._call(y)

          def log_abs_det_jacobian(self, x, y):
              return -self._inv.log_abs_det_jacobian(y, x)

          def __repr__(self):
              return f"_InverseTransform({self._inv!r})"


      class ComposeTransform(Transform):
          """Several changes, one after another."""

          def __init__(self, parts, cache_size=0):
              super().__init__()
              self.parts = parts
              self.bijective = all(part.bijective for part in parts)

          @property
          def codomain(self):
              return self.parts[-1].codomain if self.parts else constraints.real

          @property
          def sign(self):
              return math.prod(part.sign for part in self.parts)

          def __eq__(self, other):
              return isinstance(other, ComposeTransform) and self.parts == other.parts

          def _call(self, x):
              for part in self.parts:
                  x = part(x)
              return x

          def _inverse(self, y):
              for part in reversed(self.parts):
                  y = part.inv(y)
              return y

          def log_abs_det_jacobian(self, x, y):
              total = 0
              for part in self.parts:
                  after = part(x)
                  total = total + part.log_abs_det_jacobian(x, after)
                  x = after
              return total

          def __repr__(self):
              return "ComposeTransform(\n    " + ",\n    ".join(repr(part) for part in self.parts) + "\n)"


      class ExpTransform(Transform):
          """The exponential."""

          bijective = True
          domain = constraints.real
          codomain = constraints.positive
          sign = +1

          def _call(self, x):
              return x.exp()

          def _inverse(self, y):
              return y.log()

          def log_abs_det_jacobian(self, x, y):
              return x


      class PowerTransform(Transform):
          """A power."""

          bijective = True
          domain = constraints.positive
          codomain = constraints.positive

          def __init__(self, exponent, cache_size=0):
              super().__init__()
              (self.exponent,) = broadcast_all(exponent)

          @property
          def sign(self):
              return self.exponent.sign()

          def __eq__(self, other):
              return isinstance(other, PowerTransform) and bool((self.exponent == other.exponent).all())

          def _call(self, x):
              return x.pow(self.exponent)

          def _inverse(self, y):
              return y.pow(1 / self.exponent)

          def log_abs_det_jacobian(self, x, y):
              return (self.exponent * y / x).abs().log()


      class SigmoidTransform(Transform):
          """The logistic function."""

          bijective = True
          domain = constraints.real
          codomain = constraints.unit_interval
          sign = +1

          def _call(self, x):
              limits = torch.finfo(x.dtype)
              return torch.clamp(torch.sigmoid(x), min=limits.tiny, max=1.0 - limits.eps)

          def _inverse(self, y):
              limits = torch.finfo(y.dtype)
              y = y.clamp(min=limits.tiny, max=1.0 - limits.eps)
              return y.log() - (-y).log1p()

          def log_abs_det_jacobian(self, x, y):
              return -softplus(-x) - softplus(x)


      class SoftplusTransform(Transform):
          """The smooth rectifier."""

          bijective = True
          domain = constraints.real
          codomain = constraints.positive
          sign = +1

          def _call(self, x):
              return softplus(x)

          def _inverse(self, y):
              return (-y).expm1().neg().log() + y

          def log_abs_det_jacobian(self, x, y):
              return -softplus(-x)


      class TanhTransform(Transform):
          """The hyperbolic tangent."""

          bijective = True
          domain = constraints.real
          codomain = constraints.interval(-1.0, 1.0)
          sign = +1

          def _call(self, x):
              return x.tanh()

          def _inverse(self, y):
              return torch.atanh(y)

          def log_abs_det_jacobian(self, x, y):
              return 2.0 * (math.log(2.0) - x - softplus(-2.0 * x))


      class AbsTransform(Transform):
          """The absolute value."""

          domain = constraints.real
          codomain = constraints.positive

          def _call(self, x):
              return x.abs()

          def _inverse(self, y):
              return y


      class AffineTransform(Transform):
          """A stretch and a shift."""

          bijective = True
          domain = constraints.real
          codomain = constraints.real

          def __init__(self, loc, scale, event_dim=0, cache_size=0):
              super().__init__()
              self.loc = loc
              self.scale = scale
              self.event_dim = event_dim

          @property
          def sign(self):
              if isinstance(self.scale, (int, float)):
                  return (self.scale > 0) - (self.scale < 0)
              return self.scale.sign()

          def __eq__(self, other):
              def same(a, b):
                  return bool(torch.as_tensor(a == b).all())
              return isinstance(other, AffineTransform) and same(self.loc, other.loc) and same(self.scale, other.scale)

          def _call(self, x):
              return self.loc + self.scale * x

          def _inverse(self, y):
              return (y - self.loc) / self.scale

          def log_abs_det_jacobian(self, x, y):
              shape = x.shape
              if isinstance(self.scale, (int, float)):
                  result = torch.full_like(x, math.log(abs(self.scale)))
              else:
                  result = torch.abs(self.scale).log()
              if self.event_dim:
                  result = result.view(result.size()[:-self.event_dim] + (-1,)).sum(-1)
                  shape = shape[:-self.event_dim]
              return result.expand(shape)
      """#)
}
