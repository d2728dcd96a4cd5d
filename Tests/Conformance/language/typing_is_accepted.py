from typing import Any, Callable, Dict, Generic, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple, TypeVar, Union
T = TypeVar("T")
def first(xs: Sequence[T], default: Optional[T] = None) -> Optional[T]: return xs[0] if xs else default
def apply(f: Callable[[int], int], xs: List[int]) -> List[int]: return [f(x) for x in xs]
def group(pairs: Iterable[Tuple[str, int]]) -> Dict[str, List[int]]:
    out: Dict[str, List[int]] = {}
    for k, v in pairs: out.setdefault(k, []).append(v)
    return out
print(first([1]), first([], 5), apply(lambda x: x + 1, [1, 2]), group([("a", 1), ("b", 2), ("a", 3)]))
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: List[T] = []
    def push(self, x: T) -> "Stack[T]":
        self.items.append(x)
        return self
print(Stack().push(1).push(2).items, Stack[int]().push(3).items)
class Employee(NamedTuple):
    name: str
    id: int = 3
e = Employee("Guido")
print(e, e.id, e[0], e._asdict(), isinstance(e, tuple))
x: int | None = None
y: list[int] = [1]
z: dict[str, tuple[int, ...]] = {}
def u(a: Union[int, str], b: Any = 1) -> None: ...
print(x, y, z, list[int], dict[str, int], int | str, Optional[int], Union[int, str], List[int], Callable[[int], str], Tuple[int, ...])
