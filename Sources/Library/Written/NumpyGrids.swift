extension WrittenPart {
  /// What numpy makes of slices: `np.mgrid[0:2, 0:3]`, `np.r_[1:4, 7]`, `np.c_[a, b]`.
  static let numpyGrids = WrittenPart(
    owner: "numpy", module: "numpy.lib._index_tricks_impl",
    names: ["mgrid", "ogrid", "r_", "c_", "s_", "index_exp"],
    source: #"""
      import numpy as np


      def steps(part):
          """The numbers of a slice; a step of `5j` is a count, the end included."""
          start, stop, step = part.start or 0, part.stop, 1 if part.step is None else part.step
          if isinstance(step, complex):
              return np.linspace(start, stop, int(abs(step)))
          return np.arange(start, stop, step)


      class MeshGrid:
          """Numbers along each of several slices, as a grid."""

          def __init__(self, sparse):
              self.sparse = sparse

          def __getitem__(self, key):
              if not isinstance(key, tuple):
                  return steps(key)
              rows = [steps(part) for part in key]
              if any(row.dtype.kind == "f" for row in rows):
                  rows = [row.astype(float) for row in rows]
              if not self.sparse:
                  return np.array(np.meshgrid(*rows, indexing="ij"))
              return tuple([row.reshape([-1 if at == axis else 1 for at in range(len(rows))])
                            for axis, row in enumerate(rows)])


      class Joined:
          """Slices, numbers and arrays, one after the other."""

          def __init__(self, columns):
              self.columns = columns

          def __getitem__(self, key):
              parts = key if isinstance(key, tuple) else (key,)
              axis, depth, place = (-1, 2, 0) if self.columns else (0, 1, -1)
              if parts and isinstance(parts[0], str):
                  numbers = [int(number) for number in parts[0].split(",")]
                  axis, depth, place = (numbers + [depth, place][len(numbers) - 1:])[:3]
                  parts = parts[1:]
              arrays = []
              for part in parts:
                  array = steps(part) if isinstance(part, slice) else np.asarray(part)
                  if array.ndim < depth:
                      missing = depth - array.ndim
                      before = missing if place == -1 else min(place, missing)
                      array = array.reshape((1,) * before + array.shape + (1,) * (missing - before))
                  arrays.append(array)
              return np.concatenate(arrays, axis=axis)


      class Index:
          """The key itself, to be used later."""

          def __init__(self, is_tuple):
              self.is_tuple = is_tuple

          def __getitem__(self, key):
              return (key,) if self.is_tuple and not isinstance(key, tuple) else key


      mgrid, ogrid = MeshGrid(False), MeshGrid(True)
      r_, c_ = Joined(False), Joined(True)
      s_, index_exp = Index(False), Index(True)
      """#)
}
