import Testing

extension MachineTests {
  @Suite("Classes, look-up of attributes, special methods.") struct ClassesTests {
    @Test func cooperativeSuper() {
      #expect(
        output(
          of: """
            class A:
                def who(self): return ["A"]
            class B(A):
                def who(self): return ["B"] + super().who()
            class C(A):
                def who(self): return ["C"] + super(C, self).who()
            class D(B, C):
                def who(self): return ["D"] + super().who()
            print(D().who(), [c.__name__ for c in D.__mro__])
            try:
                class X(A, B): pass
            except TypeError as e: print(e)
            """) == """
            ['D', 'B', 'C', 'A'] ['D', 'B', 'C', 'A', 'object']
            Cannot create a consistent method resolution
            order (MRO) for bases A, B
            """)
    }

    @Test func propertiesAndOtherDescriptors() {
      #expect(
        output(
          of: """
            class D:
                def __get__(self, obj, cls=None): return ("get", obj is None)
                def __set__(self, obj, value): print("set", value)
                def __set_name__(self, owner, name): print("name", owner.__name__, name)
            class A:
                d = D()
                def __init__(self): self._v = 1
                @property
                def v(self): return self._v
                @v.setter
                def v(self, x): self._v = x * 2
                @property
                def fixed(self): return 0
                @staticmethod
                def s(x): return x + 1
                @classmethod
                def c(cls): return cls.__name__
            class B(A): pass
            a = A()
            a.v = 4
            a.d = 5
            print(a.v, A.d, a.d, a.s(1), B.c(), B().c())
            try: a.fixed = 1
            except AttributeError as e: print(e)
            """) == """
            name A d
            set 5
            8 ('get', True) ('get', False) 2 B B
            property 'fixed' of 'A' object has no setter
            """)
    }

    @Test func specialMethods() {
      #expect(
        output(
          of: """
            class V:
                def __init__(self, x): self.x = x
                def __add__(self, o): return V(self.x + (o.x if isinstance(o, V) else o))
                __radd__ = __add__
                def __iadd__(self, o):
                      self.x += 100
                      return self
                def __eq__(self, o): return isinstance(o, V) and self.x == o.x
                def __lt__(self, o): return self.x < o.x
                def __repr__(self): return f"V({self.x})"
                def __bool__(self): return self.x != 0
                def __len__(self): return 3
                def __getitem__(self, i):
                      if i > 2: raise IndexError
                      return i * 10
                def __contains__(self, v): return v == 7
                def __call__(self, *a): return a
                def __neg__(self): return V(-self.x)
                def __index__(self): return 2
                def __format__(self, spec): return f"<{spec}>"
            v = V(1)
            print(v + 1, 1 + v, v + v, v == V(1), v != V(2), V(2) > v, bool(V(0)), len(v), list(v), 7 in v, v(1, 2), -v)
            v += 1
            print(v, [1, 2, 3][v], f"{v:abc}", sorted([V(3), V(1)]))
            try: {v: 1}
            except TypeError as e: print(e)
            """) == """
            V(2) V(2) V(2) True True True False 3 [0, 10, 20] True (1, 2) V(-1)
            V(101) 3 <abc> [V(1), V(3)]
            unhashable type: 'V'
            """)
    }

    @Test func instancesOfBuiltInTypes() {
      #expect(
        output(
          of: """
            class L(list):
                def total(self): return sum(self)
            class D(dict):
                def __missing__(self, key): return key * 2
            class I(int):
                def __add__(self, o): return "own"
            class E(Exception):
                def __init__(self, code):
                      super().__init__("code", code)
                      self.code = code
            l = L([1, 2])
            l.append(3)
            l.name = "three"
            print(l, l.total(), l.name, D(a=1)["zz"], I(3) + 1, I(3) * 2, isinstance(l, list))
            try: raise E(5)
            except E as e: print(repr(e), e.code, e)
            """) == """
            [1, 2, 3] 6 three zzzz own 6 True
            E('code', 5) 5 ('code', 5)
            """)
    }

    @Test func attributesFollowTheClass() {
      #expect(
        output(
          of: """
            class A:
                x = 1
            a, b = A(), A()
            a.x += 1
            print(a.x, b.x, A.x)
            A.x = 10
            print(a.x, b.x)
            del a.x
            print(a.x)
            def hello(self): return "hello"
            A.hello = hello
            print(b.hello())
            b.hello = lambda: "own"
            print(b.hello(), a.hello())
            for name in ["y", "x"]:
                print(hasattr(a, name), getattr(a, name, None))
            try: a.missing
            except AttributeError as e: print(e)
            """) == """
            2 1 1
            2 10
            10
            hello
            own hello
            False None
            True 10
            'A' object has no attribute 'missing'
            """)
    }

    @Test func methodsCachedAcrossClasses() {
      #expect(
        output(
          of: """
            class A:
                def f(self): return "A"
            class B:
                def f(self): return "B"
            class C(A): pass
            def call(x): return x.f()
            print([call(x) for x in [A(), B(), C(), A()]])
            C.f = lambda self: "C"
            print([call(x) for x in [A(), B(), C(), A()]])
            c = C()
            c.f = lambda: "c"
            print([call(x) for x in [c, C(), A()]])
            """) == """
            ['A', 'B', 'A', 'A']
            ['A', 'B', 'C', 'A']
            ['c', 'C', 'A']
            """)
    }

    @Test func privateNamesBelongToTheirClass() {
      #expect(
        output(
          of: """
            class A:
                def __init__(self): self.__v = 3
                def get(self): return self.__v
            print(A().get(), A()._A__v)
            """) == """
            3 3
            """)
    }

    @Test func hooksOfSubclassing() {
      #expect(
        output(
          of: """
            class Base:
                made = []
                def __init_subclass__(cls, tag=None): Base.made.append((cls.__name__, tag))
                def __class_getitem__(cls, item): return (cls.__name__, item)
            class One(Base, tag=1): pass
            class Two(One): pass
            print(Base.made, One[int])
            """) == """
            [('One', 1), ('Two', None)] ('One', <class 'int'>)
            """)
    }
  }
}
