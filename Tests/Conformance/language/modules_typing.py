from typing import *
import typing
class Pt(NamedTuple):
    x: int
    y: int = 0
    def norm(self): return self.x + self.y
p = Pt(3)
print(p, p.x, p._fields, p.norm(), Pt._field_defaults, Pt.__annotations__, p._replace(x=1), isinstance(p, tuple), Pt.__doc__)
class Movie(TypedDict, total=False):
    name: str
    year: int
m = Movie(name='x', year=3); print(m, type(m), Movie.__annotations__, Movie.__total__)
T = TypeVar('T')
class Stack(Generic[T]):
    def __init__(self): self.items: List[T] = []
    def push(self, x: T) -> None: self.items.append(x)
s = Stack[int](); s.push(1); print(s.items, Stack[int], Stack.__name__)
class Shape(Protocol):
    def area(self) -> float: ...
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...
print(isinstance([], HasLen), isinstance(3, HasLen))
try: Shape()
except TypeError as e: print(e)
UserId = NewType('UserId', int); print(UserId(5), UserId)
print(Optional[int], Union[int, str], List[int], Dict[str, List[int]], Callable[[int], str], Tuple[int, ...], Any, Literal['a', 1], Union[int, None], Final[int], ClassVar[int], Type[int], Iterable[T], Annotated[int, 'x'])
print(get_type_hints(Pt), get_args(Dict[str, int]), get_origin(List[int]), get_origin(Union[int,str]), cast(int, 'x'))
def f(a: int, b: 'str' = 'x', *args: float, c: Optional[int] = None) -> List[int]: ...
print(f.__annotations__, get_type_hints(f))
