extension WrittenModule {
  /// Module `numbers`.
  static let numbers = WrittenModule(
    "numbers", "The abstract classes of numbers.",
    names: "Complex Integral Number Rational Real",
    source: #"""
      from abc import ABCMeta, abstractmethod


      class Number(metaclass=ABCMeta):
          "All numbers inherit from this class."
          __slots__ = ()
          __hash__ = None


      class Complex(Number):
          "Numbers with a real and an imaginary part."
          __slots__ = ()

          @abstractmethod
          def __complex__(self): ...

          def __bool__(self):
              return self != 0

          @property
          @abstractmethod
          def real(self): ...

          @property
          @abstractmethod
          def imag(self): ...

          @abstractmethod
          def __add__(self, other): ...

          @abstractmethod
          def __radd__(self, other): ...

          @abstractmethod
          def __neg__(self): ...

          @abstractmethod
          def __pos__(self): ...

          def __sub__(self, other):
              return self + -other

          def __rsub__(self, other):
              return -self + other

          @abstractmethod
          def __mul__(self, other): ...

          @abstractmethod
          def __rmul__(self, other): ...

          @abstractmethod
          def __truediv__(self, other): ...

          @abstractmethod
          def __rtruediv__(self, other): ...

          @abstractmethod
          def __pow__(self, exponent): ...

          @abstractmethod
          def __rpow__(self, base): ...

          @abstractmethod
          def __abs__(self): ...

          @abstractmethod
          def conjugate(self): ...

          @abstractmethod
          def __eq__(self, other): ...


      class Real(Complex):
          "Numbers on the line."
          __slots__ = ()

          @abstractmethod
          def __float__(self): ...

          @abstractmethod
          def __trunc__(self): ...

          @abstractmethod
          def __floor__(self): ...

          @abstractmethod
          def __ceil__(self): ...

          @abstractmethod
          def __round__(self, ndigits=None): ...

          def __divmod__(self, other):
              return self // other, self % other

          def __rdivmod__(self, other):
              return other // self, other % self

          @abstractmethod
          def __floordiv__(self, other): ...

          @abstractmethod
          def __rfloordiv__(self, other): ...

          @abstractmethod
          def __mod__(self, other): ...

          @abstractmethod
          def __rmod__(self, other): ...

          @abstractmethod
          def __lt__(self, other): ...

          @abstractmethod
          def __le__(self, other): ...

          def __complex__(self):
              return complex(float(self))

          @property
          def real(self):
              return +self

          @property
          def imag(self):
              return 0

          def conjugate(self):
              return +self


      class Rational(Real):
          "Quotients of whole numbers."
          __slots__ = ()

          @property
          @abstractmethod
          def numerator(self): ...

          @property
          @abstractmethod
          def denominator(self): ...

          def __float__(self):
              return int(self.numerator) / int(self.denominator)


      class Integral(Rational):
          "Whole numbers."
          __slots__ = ()

          @abstractmethod
          def __int__(self): ...

          def __index__(self):
              return int(self)

          @abstractmethod
          def __pow__(self, exponent, modulus=None): ...

          @abstractmethod
          def __lshift__(self, other): ...

          @abstractmethod
          def __rlshift__(self, other): ...

          @abstractmethod
          def __rshift__(self, other): ...

          @abstractmethod
          def __rrshift__(self, other): ...

          @abstractmethod
          def __and__(self, other): ...

          @abstractmethod
          def __rand__(self, other): ...

          @abstractmethod
          def __xor__(self, other): ...

          @abstractmethod
          def __rxor__(self, other): ...

          @abstractmethod
          def __or__(self, other): ...

          @abstractmethod
          def __ror__(self, other): ...

          @abstractmethod
          def __invert__(self): ...

          def __float__(self):
              return float(int(self))

          @property
          def numerator(self):
              return +self

          @property
          def denominator(self):
              return 1


      Complex.register(complex)
      Real.register(float)
      Integral.register(int)


      def _fractions():
          import fractions
          return fractions.Fraction


      Rational.register(_fractions())
      """#)
}
