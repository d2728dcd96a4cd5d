def scale(x: float, by: "int" = 2, *rest: str, key: list = None, **more: dict) -> float:
    "Scales."
    return x * by
print(scale(2.0), scale.__annotations__, scale.__doc__, scale.__name__)
def returns_nothing() -> None: pass
print(returns_nothing(), returns_nothing.__annotations__)
def evaluated(x: print("annotation is run")): pass
print((lambda x: x).__annotations__)
from typing import Optional, List, Callable
def typed(xs: List[int], f: Optional[Callable[[int], int]] = None) -> list[int]: return [f(x) if f else x for x in xs]
print(typed([1, 2], lambda x: x + 1), list(typed.__annotations__))
