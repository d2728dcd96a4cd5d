import Machine
import NDArray
import Ops
import Syntax

/// Taking elements out, putting them in, and sets of them.
enum NumpyPicking {
  static func add(to module: ModuleObject) {
    addPlaces(to: module)
    addTakingOut(to: module)
    addSets(to: module)
    module.function(
      "einsum", [.init("subscripts"), .variadic("operands"), .keyword("optimize", default: .bool(false))],
      summary: "Sums of products, by letters for dimensions.",
      .bound { arguments in
        let parts = try (arguments[1].asTuple?.items ?? []).map { try Numpy.anything($0) }
        let type = parts.dropFirst().reduce(parts.first?.dtype ?? .float64) { NumpyTypes.promoted($0, $1.dtype) }
        return try NumpyBorrowed.call(
          "einsum", [arguments[0]] + parts.map { NumpyBorrowed.tensor(try $0.converted(to: type)) })
      })
    module.function(
      "vdot", [.positional("a"), .positional("b")], summary: "The inner product of all elements.",
      .bound { arguments in
        let a = try Numpy.anything(arguments[0])
        let b = try Numpy.anything(arguments[1])
        return Numpy.value(try NumpyProducts.dot(a.reshaped([a.count]), b.reshaped([b.count])))
      })
  }

  static func array(_ numbers: [Int]) throws -> NDArray {
    let result = try NDArray.uninitialized(shape: [numbers.count], .int64).inMemory()
    if let out = result.pointer(Int.self) { for (i, number) in numbers.enumerated() { out[i] = number } }
    return result
  }

  // MARK: Places

  private static func addPlaces(to module: ModuleObject) {
    module.function(
      "nonzero", [.init("a")], summary: "Where elements are not zero.",
      .bound { .tuple(try NumpyIndexing.nonzero(Numpy.anything($0[0])).map { .native(NumpyArray($0)) }) })
    module.function(
      "flatnonzero", [.init("a")], summary: "Where elements in a row are not zero.",
      .bound { arguments in
        let data = try Numpy.anything(arguments[0])
        return .native(NumpyArray(try NumpyIndexing.nonzero(data.reshaped([data.count]))[0]))
      })
    module.function(
      "argwhere", [.init("a")], summary: "The indices of elements that are not zero.",
      .bound { arguments in
        let data = try Numpy.anything(arguments[0])
        let places = try NumpyIndexing.nonzero(data)
        guard !places.isEmpty else { return .native(NumpyArray(try NDArray.zeros(shape: [0, 0], .int64))) }
        return .native(NumpyArray(try NumpyShapes.joined(places.map { $0.unsqueezed(1) }, 1)))
      })
    module.function(
      "digitize", [.init("x"), .init("bins"), .init("right", default: .bool(false))],
      summary: "The bin of each element.",
      .bound { arguments in
        let right = try Machine.current.truth(arguments[2])
        return try NumpyBorrowed.call(
          "bucketize",
          [
            NumpyBorrowed.tensor(Numpy.anything(arguments[0]).converted(to: .float64)),
            NumpyBorrowed.tensor(Numpy.anything(arguments[1]).converted(to: .float64)),
          ], [("right", .bool(!right))])
      })
    module.function(
      "ix_", [.variadic("args")], summary: "Indices that pick a grid of rows and columns.",
      .bound { arguments in
        let parts = try (arguments[0].asTuple?.items ?? []).map { try Numpy.anything($0) }
        return .tuple(
          try parts.enumerated().map { place, part in
            guard part.rank == 1 else { throw PythonError(.valueError, "Cross index must be 1 dimensional") }
            let indices = try part.dtype == .bool ? NumpyIndexing.nonzero(part)[0] : part
            var shape = [Int](repeating: 1, count: parts.count)
            shape[place] = indices.count
            return .native(NumpyArray(try indices.reshaped(shape)))
          })
      })
    module.function(
      "indices", [.init("dimensions")], summary: "The indices of every element of a grid.",
      .bound { .native(NumpyArray(try indices(NumpyBuilding.shape($0[0])))) })
    for (name, isUpper) in [("triu_indices", true), ("tril_indices", false)] {
      module.function(
        name, [.init("n"), .init("k", default: .int(0)), .init("m", default: Value.none)],
        summary: "The indices of a triangle.",
        .bound { arguments in
          let n = max(try Machine.current.index(arguments[0]), 0)
          let k = try Machine.current.index(arguments[1])
          let m = max(try arguments[2].isNone ? n : Machine.current.index(arguments[2]), 0)
          try MemoryCap.check(elements: n.times(m), ofSize: 4 * MemoryLayout<Int>.stride)
          var (rows, columns): ([Int], [Int]) = ([], [])
          for i in 0..<(m == 0 ? 0 : n) {
            for j in 0..<m where isUpper ? j - i >= k : j - i <= k {
              rows.append(i)
              columns.append(j)
            }
          }
          return .tuple([.native(NumpyArray(try array(rows))), .native(NumpyArray(try array(columns)))])
        })
    }
  }

  static func indices(_ shape: [Int]) throws -> NDArray {
    let parts = try shape.indices.map { axis -> NDArray in
      var line = [Int](repeating: 1, count: shape.count)
      line[axis] = shape[axis]
      let steps = try array(Array(0..<shape[axis])).reshaped(line)
      return try steps.inMemory().expanded(to: shape).copied().inMemory().unsqueezed(0)
    }
    guard !parts.isEmpty else { return try NDArray.zeros(shape: [0], .int64) }
    return try NumpyShapes.joined(parts, 0)
  }

  // MARK: Taking out and putting in

  private static func picked(_ data: NDArray, _ axis: Int, _ order: [Int]) throws -> NDArray {
    var shape = data.shape
    shape[axis] = order.count
    let source = try data.inMemory()
    let result = try NDArray.uninitialized(shape: shape, data.dtype).inMemory()
    for (to, from) in order.enumerated() { result.selected(axis, to).assign(source.selected(axis, from)) }
    return result
  }

  /// The array in a row, or as it is with the axis that is meant.
  private static func laidOut(_ data: NDArray, _ axis: Value) throws -> (NDArray, Int) {
    axis.isNone ? (try data.reshaped([data.count]), 0) : (data, try NumpyReductions.axis(axis, data.rank))
  }

  private static func place(_ index: Int, _ size: Int, _ axis: Int) throws -> Int {
    guard index >= -size, index < size else {
      throw PythonError(.indexError, "index \(index) is out of bounds for axis \(axis) with size \(size)")
    }
    return index < 0 ? index + size : index
  }

  static func taken(_ data: NDArray, _ indices: NDArray, _ axis: Value) throws -> Value {
    let (source, dim) = try laidOut(data, axis)
    let size = source.shape[dim]
    let order = try indices.ints().map { index -> Int in
      guard index >= -size, index < size else {
        throw PythonError(
          .indexError, "index \(index) is out of bounds for \(axis.isNone ? "size" : "axis \(dim) with size") \(size)")
      }
      return index < 0 ? index + size : index
    }
    let result = try picked(source, dim, order)
    let shape = source.shape[..<dim] + indices.shape + source.shape[(dim + 1)...]
    return Numpy.value(try result.reshaped(Array(shape)))
  }

  private static func addTakingOut(to module: ModuleObject) {
    module.function(
      "take", [.init("a"), .init("indices"), .init("axis", default: Value.none)], summary: "Elements at places.",
      .bound { try taken(Numpy.anything($0[0]), Numpy.anything($0[1]), $0[2]) })
    module.function(
      "delete", [.init("arr"), .init("obj"), .init("axis", default: Value.none)], summary: "Without some elements.",
      .bound { arguments in
        let (source, dim) = try laidOut(Numpy.anything(arguments[0]), arguments[2])
        let size = source.shape[dim]
        var gone: Set<Int> = []
        if let slice = arguments[1].asSlice {
          let (start, _, step, count) = try slice.indices(count: size)
          for i in 0..<count { gone.insert(start + i * step) }
        } else {
          let given = try Numpy.anything(arguments[1])
          if given.dtype == .bool, given.shape != [size] {
            throw PythonError(
              .valueError,
              "boolean array argument obj to delete must be one dimensional and match the axis length of \(size)")
          }
          let list = given.dtype == .bool ? try NumpyIndexing.nonzero(given)[0].ints() : given.ints()
          for index in list { gone.insert(try place(index, size, dim)) }
        }
        return .native(NumpyArray(try picked(source, dim, (0..<size).filter { !gone.contains($0) })))
      })
    module.function(
      "insert", [.init("arr"), .init("obj"), .init("values"), .init("axis", default: Value.none)],
      summary: "With elements put in.",
      .bound { arguments in
        let (source, dim) = try laidOut(Numpy.anything(arguments[0]), arguments[3])
        let size = source.shape[dim]
        let given = try Numpy.anything(arguments[1])
        var shape = source.shape
        var places = given.ints()
        let values = try Numpy.anything(arguments[2]).converted(to: source.dtype).inMemory()
        if given.rank == 0, values.rank == source.rank {
          places = [Int](repeating: places[0], count: values.shape[dim])
        }
        shape[dim] = places.count
        let new =
          source.rank == 1 && values.rank == 0 || values.rank == source.rank
          ? values : values.rank < source.rank && values.rank > 0 && source.rank > 1 ? values.unsqueezed(dim) : values
        let stretched = new.expanded(to: shape)
        var parts: [(at: Int, part: NDArray)] = []
        for (i, index) in places.enumerated() {
          guard index >= -size, index <= size else {
            throw PythonError(.indexError, "index \(index) is out of bounds for axis \(dim) with size \(size)")
          }
          parts.append((index < 0 ? index + size : index, stretched.sliced(dim, i, i + 1)))
        }
        let ordered = parts.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        var pieces: [NDArray] = []
        var start = 0
        let memory = try source.inMemory()
        for (_, (at, part)) in ordered {
          pieces += [memory.sliced(dim, start, at), part]
          start = at
        }
        pieces.append(memory.sliced(dim, start, size))
        return .native(NumpyArray(try NumpyShapes.joined(pieces, dim)))
      })
    module.function(
      "pad",
      [
        .init("array"), .init("pad_width"), .init("mode", default: .string("constant")),
        .keyword("constant_values", default: .int(0)),
      ], summary: "With a border.",
      .bound { arguments in
        let data = try Numpy.anything(arguments[0])
        let mode = try Machine.current.str(arguments[2])
        guard ["constant", "edge", "reflect", "wrap"].contains(mode) else {
          throw PythonError(.notImplementedError, "mode '\(mode)' is not available here")
        }
        let widths = try Numpy.anything(arguments[1]).inMemory()
        guard widths.rank <= 2, [1, 2].contains(widths.shape.last ?? 1),
          (try? Broadcast.shape(widths.shape, [data.rank, 2])) == [data.rank, 2]
        else { throw PythonError(.valueError, "operands could not be broadcast together with remapped shapes") }
        let all = widths.expanded(to: [data.rank, 2]).ints()
        guard all.allSatisfy({ $0 >= 0 }) else {
          throw PythonError(.valueError, "index can't contain negative values")
        }
        let fill = try Numpy.anything(arguments[3]).item
        var result = try data.inMemory()
        for axis in 0..<data.rank {
          let (before, after, size) = (all[2 * axis], all[2 * axis + 1], result.shape[axis])
          if mode == "constant" {
            var shape = result.shape
            shape[axis] = before.plus(size).plus(after)
            guard shape[axis] < .max else {
              throw PythonError(.valueError, "negative dimensions are not allowed")
            }
            let wider = try NDArray.filled(shape: shape, fill, data.dtype).inMemory()
            wider.sliced(axis, before, before + size).assign(result)
            result = wider
            continue
          }
          guard size > 0 else { continue }
          let order = (-before..<(size + after)).map { place -> Int in
            switch mode {
            case "edge": return min(max(place, 0), size - 1)
            case "wrap": return (place % size + size) % size
            default:
              guard size > 1 else { return 0 }
              let turn = 2 * (size - 1)
              let at = (place % turn + turn) % turn
              return at < size ? at : turn - at
            }
          }
          result = try picked(result, axis, order)
        }
        return .native(NumpyArray(result))
      })
    module.function(
      "select", [.init("condlist"), .init("choicelist"), .init("default", default: .int(0))],
      summary: "Elements of the first array whose condition holds.",
      .bound { arguments in
        let machine = Machine.current
        let conditions = try machine.elements(arguments[0])
        let choices = try machine.elements(arguments[1])
        guard conditions.count == choices.count else {
          throw PythonError(.valueError, "list of cases must be same length as list of conditions")
        }
        let pick = try machine.attribute(of: .object(machine.importModule("numpy")), "where")
        return try zip(conditions, choices).reversed().reduce(arguments[2]) {
          try machine.call(pick, [$1.0, $1.1, $0])
        }
      })
  }

  // MARK: Sets

  private static func addSets(to module: ModuleObject) {
    module.function(
      "unique",
      [
        .init("ar"), .init("return_index", default: .bool(false)), .init("return_inverse", default: .bool(false)),
        .init("return_counts", default: .bool(false)), .init("axis", default: Value.none),
      ], summary: "Each value once, sorted.",
      .bound { arguments in
        guard arguments[4].isNone else {
          throw PythonError(.notImplementedError, "unique along an axis is not available here")
        }
        let data = try Numpy.anything(arguments[0])
        let (sorted, order) = try NumpyShapes.sorted(data.rank == 0 ? data.reshaped([1]) : data, .none)
        let numbers = sorted.numbers()
        // What is not a number counts as one value.
        let kept = numbers.indices.filter {
          $0 == 0 || numbers[$0] != numbers[$0 - 1] && !(numbers[$0].asDouble.isNaN && numbers[$0 - 1].asDouble.isNaN)
        }
        let places = order.ints()
        var results = [
          Value.native(NumpyArray(try picked(sorted, 0, kept)))
        ]
        let machine = Machine.current
        if try machine.truth(arguments[1]) { results.append(.native(NumpyArray(try array(kept.map { places[$0] })))) }
        if try machine.truth(arguments[2]) {
          var inverse = [Int](repeating: 0, count: numbers.count)
          var group = -1
          var next = 0
          for at in numbers.indices {
            if next < kept.count, kept[next] == at { (group, next) = (group + 1, next + 1) }
            inverse[places[at]] = group
          }
          results.append(.native(NumpyArray(try array(inverse).reshaped(data.shape))))
        }
        if try machine.truth(arguments[3]) {
          let ends = kept.dropFirst() + [numbers.count]
          results.append(.native(NumpyArray(try array(zip(ends, kept).map { $0 - $1 }))))
        }
        return results.count == 1 ? results[0] : .tuple(results)
      })
    for name in ["intersect1d", "union1d", "setdiff1d", "setxor1d"] {
      module.function(
        name, [.init("ar1"), .init("ar2")], summary: "A set of two arrays' values.",
        .bound { arguments in
          let machine = Machine.current
          let numpy = Value.object(try machine.importModule("numpy"))
          let (a, b) = (try Numpy.anything(arguments[0]), try Numpy.anything(arguments[1]))
          let type = name == "setdiff1d" ? a.dtype : NumpyTypes.promoted(a.dtype, b.dtype)
          let (x, y) = (a.doubles(), b.doubles())
          let (inX, inY) = (Set(x), Set(y))
          let found: [Double]
          switch name {
          case "intersect1d": found = x.filter(inY.contains)
          case "union1d": found = x + y
          case "setdiff1d": found = x.filter { !inY.contains($0) }
          default: found = x.filter { !inY.contains($0) } + y.filter { !inX.contains($0) }
          }
          let values = Value.native(NumpyArray(try NumpyStatistics.array(found, type)))
          return try machine.call(machine.attribute(of: numpy, "unique"), [values])
        })
    }
  }
}
