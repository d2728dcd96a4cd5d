def f(a: int, b: str = "x", *c: float, d: "fwd" = None, **e: dict) -> bool: return True
print(f.__annotations__, f(1))
x: int = 5
y: str
print(x, __annotations__)
class A:
    p: int = 1
    q: "str"
print(A.__annotations__, A.p)
from typing import List, Dict, Optional, Union, Tuple, Any, Callable
def g(v: List[int], w: Optional[str] = None) -> Dict[str, int]: return {}
print(g([1]), list[int], dict[str, int], int | None, Optional[int], Union[int, str], List[int], Dict[str, Any], Tuple[int, ...])
