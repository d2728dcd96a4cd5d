x = "global"
class A:
    x = "class"
    y = x + "!"
    def m(self): return x
    z = [x for _ in range(1)]
    if True: w = 1
    for i in range(3): pass
    class Inner:
        v = 5
        def q(self): return "inner"
print(A.x, A.y, A().m(), A.z, A.w, A.i, A.Inner.v, A.Inner().q(), A.Inner.__qualname__, A.m.__qualname__)
def make(n):
    class K:
        val = n
        def get(self): return n + self.val
    return K
print(make(3)().get(), make(4).val, make(1).__qualname__)
