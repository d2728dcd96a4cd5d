# Annotations of variables are kept, not enforced.
count: int = 3
name: "str" = 5
total: float
print(count, name, __annotations__)
class Config:
    rate: float = 0.1
    size: int
    print(__annotations__)
print(Config.__annotations__, Config.rate, hasattr(Config, "size"))
def f():
    local: undefined_name = 1
    (local): int
    return local
print(f())
o = Config()
o.extra: list = []
print(o.extra, vars(o))
