extension WrittenModule {
  /// The text of `collections.abc`.
  static let containerClasses = WrittenModule(
    "collections.abc", "What containers have in common.",
    names: """
      AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Callable Collection Container Coroutine \
      Generator Hashable ItemsView Iterable Iterator KeysView Mapping MappingView MutableMapping \
      MutableSequence MutableSet Reversible Sequence Set Sized ValuesView
      """,
    source: #"""
      from abc import ABCMeta, abstractmethod


      def _decided(*asked):
          """A class decorator: what has all these methods counts as derived from the class."""
          def deciding(cls):
              def hook(other, subclass):
                  return _answers(subclass, *asked) or NotImplemented if other is cls else NotImplemented
              cls.__subclasshook__ = classmethod(hook)
              return cls
          return deciding


      @_decided("__hash__")
      class Hashable(metaclass=ABCMeta):
          __slots__ = ()

          @abstractmethod
          def __hash__(self):
              return 0


      @_decided("__await__")
      class Awaitable(metaclass=ABCMeta):
          __slots__ = ()
          __class_getitem__ = _alias

          @abstractmethod
          def __await__(self):
              yield


      @_decided("__await__", "send", "throw", "close")
      class Coroutine(Awaitable):
          __slots__ = ()

          @abstractmethod
          def send(self, value):
              raise StopIteration

          @abstractmethod
          def throw(self, typ, val=None, tb=None):
              raise typ if val is None else val

          def close(self):
              try:
                  self.throw(GeneratorExit)
              except (GeneratorExit, StopIteration):
                  pass
              else:
                  raise RuntimeError("coroutine ignored GeneratorExit")


      @_decided("__aiter__")
      class AsyncIterable(metaclass=ABCMeta):
          __slots__ = ()
          __class_getitem__ = _alias

          @abstractmethod
          def __aiter__(self):
              return self


      @_decided("__anext__", "__aiter__")
      class AsyncIterator(AsyncIterable):
          __slots__ = ()

          @abstractmethod
          def __anext__(self):
              raise StopAsyncIteration

          def __aiter__(self):
              return self


      @_decided("__aiter__", "__anext__", "asend", "athrow", "aclose")
      class AsyncGenerator(AsyncIterator):
          __slots__ = ()


      @_decided("__iter__")
      class Iterable(metaclass=ABCMeta):
          __slots__ = ()
          __class_getitem__ = _alias

          @abstractmethod
          def __iter__(self):
              while False:
                  yield None


      @_decided("__iter__", "__next__")
      class Iterator(Iterable):
          __slots__ = ()

          @abstractmethod
          def __next__(self):
              "Return the next item from the iterator. When exhausted, raise StopIteration"
              raise StopIteration

          def __iter__(self):
              return self


      @_decided("__reversed__", "__iter__")
      class Reversible(Iterable):
          __slots__ = ()

          @abstractmethod
          def __reversed__(self):
              while False:
                  yield None


      @_decided("__iter__", "__next__", "send", "throw", "close")
      class Generator(Iterator):
          __slots__ = ()

          def __next__(self):
              return self.send(None)

          @abstractmethod
          def send(self, value):
              raise StopIteration

          @abstractmethod
          def throw(self, typ, val=None, tb=None):
              raise typ if val is None else val

          def close(self):
              try:
                  self.throw(GeneratorExit)
              except (GeneratorExit, StopIteration):
                  pass
              else:
                  raise RuntimeError("generator ignored GeneratorExit")


      @_decided("__len__")
      class Sized(metaclass=ABCMeta):
          __slots__ = ()

          @abstractmethod
          def __len__(self):
              return 0


      @_decided("__contains__")
      class Container(metaclass=ABCMeta):
          __slots__ = ()
          __class_getitem__ = _alias

          @abstractmethod
          def __contains__(self, x):
              return False


      @_decided("__len__", "__iter__", "__contains__")
      class Collection(Sized, Iterable, Container):
          __slots__ = ()


      @_decided("__call__")
      class Callable(metaclass=ABCMeta):
          __slots__ = ()
          __class_getitem__ = _alias

          @abstractmethod
          def __call__(self, *args, **kwds):
              return False


      class Set(Collection):
          __slots__ = ()

          @classmethod
          def _from_iterable(cls, it):
              return cls(it)

          def _hash(self):
              return hash(frozenset(self))

          def __le__(self, other):
              if not isinstance(other, Set):
                  return NotImplemented
              return len(self) <= len(other) and all(element in other for element in self)

          def __lt__(self, other):
              if not isinstance(other, Set):
                  return NotImplemented
              return len(self) < len(other) and self <= other

          def __gt__(self, other):
              if not isinstance(other, Set):
                  return NotImplemented
              return len(self) > len(other) and self >= other

          def __ge__(self, other):
              if not isinstance(other, Set):
                  return NotImplemented
              return len(self) >= len(other) and all(element in self for element in other)

          def __eq__(self, other):
              if not isinstance(other, Set):
                  return NotImplemented
              return len(self) == len(other) and self <= other

          def __and__(self, other):
              if not isinstance(other, Iterable):
                  return NotImplemented
              return self._from_iterable(element for element in other if element in self)

          def isdisjoint(self, other):
              "Return True if two sets have a null intersection."
              return not any(element in self for element in other)

          def __or__(self, other):
              if not isinstance(other, Iterable):
                  return NotImplemented
              return self._from_iterable(element for part in (self, other) for element in part)

          def __sub__(self, other):
              if not isinstance(other, Set):
                  if not isinstance(other, Iterable):
                      return NotImplemented
                  other = self._from_iterable(other)
              return self._from_iterable(element for element in self if element not in other)

          def __rsub__(self, other):
              if not isinstance(other, Set):
                  if not isinstance(other, Iterable):
                      return NotImplemented
                  other = self._from_iterable(other)
              return self._from_iterable(element for element in other if element not in self)

          def __xor__(self, other):
              if not isinstance(other, Set):
                  if not isinstance(other, Iterable):
                      return NotImplemented
                  other = self._from_iterable(other)
              return (self - other) | (other - self)

          __rand__, __ror__, __rxor__ = __and__, __or__, __xor__


      class MutableSet(Set):
          __slots__ = ()

          @abstractmethod
          def add(self, value):
              "Add an element."
              raise NotImplementedError

          @abstractmethod
          def discard(self, value):
              "Remove an element.  Do not raise an exception if absent."
              raise NotImplementedError

          def remove(self, value):
              "Remove an element. If not a member, raise a KeyError."
              if value not in self:
                  raise KeyError(value)
              self.discard(value)

          def pop(self):
              "Return the popped value.  Raise KeyError if empty."
              for value in self:
                  self.discard(value)
                  return value
              raise KeyError from None

          def clear(self):
              try:
                  while True:
                      self.pop()
              except KeyError:
                  pass

          def __ior__(self, it):
              for value in it:
                  self.add(value)
              return self

          def __iand__(self, it):
              for value in self - it:
                  self.discard(value)
              return self

          def __ixor__(self, it):
              if it is self:
                  self.clear()
                  return self
              for value in it if isinstance(it, Set) else self._from_iterable(it):
                  if value in self:
                      self.discard(value)
                  else:
                      self.add(value)
              return self

          def __isub__(self, it):
              if it is self:
                  self.clear()
                  return self
              for value in it:
                  self.discard(value)
              return self


      class Mapping(Collection):
          __slots__ = ()

          @abstractmethod
          def __getitem__(self, key):
              raise KeyError

          def get(self, key, default=None):
              "D.get(k[,d]) -> D[k] if k in D, else d.  d defaults to None."
              try:
                  return self[key]
              except KeyError:
                  return default

          def __contains__(self, key):
              try:
                  self[key]
              except KeyError:
                  return False
              return True

          def keys(self):
              "D.keys() -> a set-like object providing a view on D's keys"
              return KeysView(self)

          def items(self):
              "D.items() -> a set-like object providing a view on D's items"
              return ItemsView(self)

          def values(self):
              "D.values() -> an object providing a view on D's values"
              return ValuesView(self)

          def __eq__(self, other):
              if not isinstance(other, Mapping):
                  return NotImplemented
              return dict(self.items()) == dict(other.items())

          __reversed__ = None


      class MappingView(Sized):
          __slots__ = ("_mapping",)
          __class_getitem__ = _alias

          def __init__(self, mapping):
              self._mapping = mapping

          def __len__(self):
              return len(self._mapping)

          def __repr__(self):
              return f"{type(self).__name__}({self._mapping!r})"


      class KeysView(MappingView, Set):
          __slots__ = ()

          @classmethod
          def _from_iterable(cls, it):
              return set(it)

          def __contains__(self, key):
              return key in self._mapping

          def __iter__(self):
              yield from self._mapping


      class ItemsView(MappingView, Set):
          __slots__ = ()

          @classmethod
          def _from_iterable(cls, it):
              return set(it)

          def __contains__(self, item):
              key, value = item
              try:
                  found = self._mapping[key]
              except KeyError:
                  return False
              return found is value or found == value

          def __iter__(self):
              for key in self._mapping:
                  yield key, self._mapping[key]


      class ValuesView(MappingView, Collection):
          __slots__ = ()

          def __contains__(self, value):
              return any(found is value or found == value for found in self)

          def __iter__(self):
              for key in self._mapping:
                  yield self._mapping[key]


      _missing = object()


      class MutableMapping(Mapping):
          __slots__ = ()

          @abstractmethod
          def __setitem__(self, key, value):
              raise KeyError

          @abstractmethod
          def __delitem__(self, key):
              raise KeyError

          def pop(self, key, default=_missing):
              "D.pop(k[,d]) -> v, remove specified key and return the corresponding value."
              try:
                  value = self[key]
              except KeyError:
                  if default is _missing:
                      raise
                  return default
              del self[key]
              return value

          def popitem(self):
              "D.popitem() -> (k, v), remove and return some (key, value) pair."
              for key in self:
                  value = self[key]
                  del self[key]
                  return key, value
              raise KeyError from None

          def clear(self):
              "D.clear() -> None.  Remove all items from D."
              try:
                  while True:
                      self.popitem()
              except KeyError:
                  pass

          def update(self, other=(), /, **kwds):
              "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F."
              if isinstance(other, Mapping) or hasattr(other, "keys"):
                  for key in other.keys():
                      self[key] = other[key]
              else:
                  for key, value in other:
                      self[key] = value
              for key, value in kwds.items():
                  self[key] = value

          def setdefault(self, key, default=None):
              "D.setdefault(k[,d]) -> D.get(k,d), also set D[k]=d if k not in D"
              try:
                  return self[key]
              except KeyError:
                  self[key] = default
              return default


      class Sequence(Reversible, Collection):
          __slots__ = ()

          @abstractmethod
          def __getitem__(self, index):
              raise IndexError

          def __iter__(self):
              index = 0
              try:
                  while True:
                      yield self[index]
                      index += 1
              except IndexError:
                  return

          def __contains__(self, value):
              return any(found is value or found == value for found in self)

          def __reversed__(self):
              for index in reversed(range(len(self))):
                  yield self[index]

          def index(self, value, start=0, stop=None):
              "S.index(value, [start, [stop]]) -> integer -- return first index of value."
              if start is not None and start < 0:
                  start = max(len(self) + start, 0)
              if stop is not None and stop < 0:
                  stop += len(self)
              index = start
              while stop is None or index < stop:
                  try:
                      found = self[index]
                  except IndexError:
                      break
                  if found is value or found == value:
                      return index
                  index += 1
              raise ValueError

          def count(self, value):
              "S.count(value) -> integer -- return number of occurrences of value"
              return sum(1 for found in self if found is value or found == value)


      class ByteString(Sequence):
          __slots__ = ()


      class MutableSequence(Sequence):
          __slots__ = ()

          @abstractmethod
          def __setitem__(self, index, value):
              raise IndexError

          @abstractmethod
          def __delitem__(self, index):
              raise IndexError

          @abstractmethod
          def insert(self, index, value):
              "S.insert(index, value) -- insert value before index"
              raise IndexError

          def append(self, value):
              "S.append(value) -- append value to the end of the sequence"
              self.insert(len(self), value)

          def clear(self):
              "S.clear() -> None -- remove all items from S"
              try:
                  while True:
                      self.pop()
              except IndexError:
                  pass

          def reverse(self):
              "S.reverse() -- reverse *IN PLACE*"
              n = len(self)
              for index in range(n // 2):
                  self[index], self[n - index - 1] = self[n - index - 1], self[index]

          def extend(self, values):
              "S.extend(iterable) -- extend sequence by appending elements from the iterable"
              for value in list(values) if values is self else values:
                  self.append(value)

          def pop(self, index=-1):
              "S.pop([index]) -> item -- remove and return item at index (default last)."
              value = self[index]
              del self[index]
              return value

          def remove(self, value):
              "S.remove(value) -- remove first occurrence of value."
              del self[self.index(value)]

          def __iadd__(self, values):
              self.extend(values)
              return self


      for _part, _types in [
          (Sequence, (tuple, str, range)), (ByteString, (bytes, bytearray)), (MutableSequence, (list, bytearray)),
          (Set, (frozenset,)), (MutableSet, (set,)), (MutableMapping, (dict,)), (Mapping, (type(type.__dict__),)),
          (KeysView, (type({}.keys()),)), (ItemsView, (type({}.items()),)), (ValuesView, (type({}.values()),)),
          (Generator, (type(_ for _ in ()),)),
      ]:
          for _type in _types:
              _part.register(_type)
      """#)
}
