extension WrittenPart {
  /// Parameters in lists and under names.
  static let parameterContainers = WrittenPart(
    owner: "torch.nn", module: "torch.nn.modules.container",
    names: ["ParameterList", "ParameterDict"],
    source: #"""
      import torch
      import torch.nn as nn


      def held(value):
          if isinstance(value, torch.Tensor) and not isinstance(value, nn.Parameter):
              return nn.Parameter(value)
          return value


      def description(value, kind):
          if isinstance(value, torch.Tensor):
              size = "x".join(str(s) for s in value.size())
              return f"Parameter containing: [{kind(value)} of size {size}]"
          return f"Object of type: {type(value).__name__}"


      class ParameterList(nn.Module):
          """A list of parameters."""

          def __init__(self, values=None):
              super().__init__()
              self._size = 0
              if values is not None:
                  self += values

          def _place(self, index):
              place = index.__index__()
              if not -self._size <= place < self._size:
                  raise IndexError(f"index {place} is out of range")
              return str(place % self._size)

          def __getitem__(self, index):
              if isinstance(index, slice):
                  return type(self)([getattr(self, str(i)) for i in range(*index.indices(self._size))])
              return getattr(self, self._place(index))

          def __setitem__(self, index, value):
              setattr(self, self._place(index), held(value))

          def __len__(self):
              return self._size

          def __iter__(self):
              return iter([self[i] for i in range(self._size)])

          def __iadd__(self, values):
              return self.extend(values)

          def __dir__(self):
              return [name for name in super().__dir__() if not name.isdigit()]

          def append(self, value):
              self._size += 1
              self[self._size - 1] = value
              return self

          def extend(self, values):
              if not hasattr(values, "__iter__"):
                  raise TypeError(
                      f"ParameterList.extend should be called with an iterable, but got {type(values).__name__}")
              for value in values:
                  self.append(value)
              return self

          def pop(self, index=-1):
              value = self[index]
              rest = [v for i, v in enumerate(self) if i != int(self._place(index))]
              for i in range(self._size):
                  delattr(self, str(i))
              self._size = 0
              self.extend(rest)
              return value

          def extra_repr(self):
              return "\n".join(f"  ({i}): {description(value, lambda v: v.dtype)}" for i, value in enumerate(self))

          def __call__(self, *args, **kwargs):
              raise RuntimeError("ParameterList should not be called.")


      class ParameterDict(nn.Module):
          """Parameters under names."""

          def __init__(self, parameters=None):
              super().__init__()
              self._keys = {}
              if parameters is not None:
                  self.update(parameters)

          def __getitem__(self, key):
              return getattr(self, key)

          def __setitem__(self, key, value):
              self._keys[key] = None
              setattr(self, key, held(value))

          def __delitem__(self, key):
              del self._keys[key]
              delattr(self, key)

          def __len__(self):
              return len(self._keys)

          def __iter__(self):
              return iter(self._keys)

          def __contains__(self, key):
              return key in self._keys

          def keys(self):
              return self._keys.keys()

          def values(self):
              return [self[key] for key in self._keys]

          def items(self):
              return [(key, self[key]) for key in self._keys]

          def get(self, key, default=None):
              return self[key] if key in self else default

          def setdefault(self, key, default=None):
              if key not in self:
                  self[key] = default
              return self[key]

          def pop(self, key):
              value = self[key]
              del self[key]
              return value

          def clear(self):
              for key in list(self._keys):
                  del self[key]

          def update(self, parameters):
              pairs = parameters.items() if hasattr(parameters, "items") else parameters
              if type(parameters) is dict:
                  pairs = sorted(pairs)
              for key, value in pairs:
                  self[key] = value

          def extra_repr(self):
              return "\n".join(f"  ({key}): {description(value, lambda v: v.type())}" for key, value in self.items())

          def __call__(self, input):
              raise RuntimeError("ParameterDict should not be called.")
      """#)
}
