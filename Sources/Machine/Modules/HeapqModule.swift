/// `heapq`: a list kept so that the smallest is first. The steps are CPython's, so the order within the list is, too.
enum HeapqModule {
  /// - Parameter place: What errors call the argument.
  private static func list(_ value: Value, _ place: String) throws -> ListObject {
    guard let list = value.asList else {
      throw PythonError.typeFault("\(place) must be list, not \(value.typeName)")
    }
    return list
  }

  private static func isLess(_ a: Value, _ b: Value) throws -> Bool {
    try Machine.current.isLess(a, b)
  }

  private static func checkUnchanged(_ heap: ListObject, _ count: Int) throws {
    if heap.items.count != count { throw PythonError(.runtimeError, "list changed size during iteration") }
  }

  static func siftDown(
    _ heap: ListObject, _ start: Int, _ place: Int, _ isLess: (Value, Value) throws -> Bool
  ) throws {
    let count = heap.items.count
    var place = place
    while place > start {
      let parent = (place - 1) >> 1
      let before = try isLess(heap.items[place], heap.items[parent])
      try checkUnchanged(heap, count)
      if !before { break }
      heap.items.swapAt(place, parent)
      place = parent
    }
  }

  static func siftUp(_ heap: ListObject, _ place: Int, _ isLess: (Value, Value) throws -> Bool) throws {
    let count = heap.items.count
    let start = place
    var place = place
    while place < count >> 1 {
      var child = 2 * place + 1
      if child + 1 < count {
        let before = try isLess(heap.items[child], heap.items[child + 1])
        try checkUnchanged(heap, count)
        if !before { child += 1 }
      }
      heap.items.swapAt(place, child)
      place = child
    }
    try siftDown(heap, start, place, isLess)
  }

  static func heapify(_ heap: ListObject, _ isLess: (Value, Value) throws -> Bool) throws {
    for at in stride(from: heap.items.count / 2 - 1, through: 0, by: -1) { try siftUp(heap, at, isLess) }
  }

  static func pop(_ heap: ListObject, _ isLess: (Value, Value) throws -> Bool) throws -> Value {
    guard let last = heap.items.popLast() else { throw PythonError.indexFault("index out of range") }
    guard let first = heap.items.first else { return last }
    heap.items[0] = last
    try siftUp(heap, 0, isLess)
    return first
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("heapq", summary: "Lists kept so that the smallest is first.")
    let heap = Parameter.positional("heap")
    module.function(
      "heapify", [heap], summary: "Makes a list a heap.",
      .unary {
        try heapify(list($0, "heapify() argument"), isLess)
        return .none
      })
    module.function(
      "heappush", [heap, .positional("item")], summary: "Adds an element.",
      .binary {
        let heap = try list($0, "heappush() argument 1")
        heap.items.append($1)
        try siftDown(heap, 0, heap.items.count - 1, isLess)
        return .none
      })
    module.function(
      "heappop", [heap], summary: "Takes the smallest out.", .unary { try pop(list($0, "heappop() argument"), isLess) })
    module.function(
      "heapreplace", [heap, .positional("item")], summary: "Takes the smallest out, then adds an element.",
      .binary {
        let heap = try list($0, "heapreplace() argument 1")
        guard let first = heap.items.first else { throw PythonError.indexFault("index out of range") }
        heap.items[0] = $1
        try siftUp(heap, 0, isLess)
        return first
      })
    module.function(
      "heappushpop", [heap, .positional("item")], summary: "Adds an element, then takes the smallest out.",
      .binary {
        let heap = try list($0, "heappushpop() argument 1")
        guard let first = heap.items.first else { return $1 }
        let count = heap.items.count
        let isSmaller = try isLess(first, $1)
        try checkUnchanged(heap, count)
        if !isSmaller { return $1 }
        heap.items[0] = $1
        try siftUp(heap, 0, isLess)
        return first
      })
    for (name, isLargest) in [("nlargest", true), ("nsmallest", false)] {
      module.function(
        name, [Parameter("n"), Parameter("iterable"), Parameter("key", default: Value.none)],
        summary: "The \(isLargest ? "largest" : "smallest") elements in order.",
        .bound { arguments in
          let machine = Machine.current
          let count = try machine.index(arguments[0])
          let sorted = try Sorting.sorted(machine.elements(arguments[1]), key: arguments[2], reverse: isLargest)
          return .list(Array(sorted.prefix(Swift.max(count, 0))))
        })
    }
    module.function(
      "merge", [.variadic("iterables"), .keyword("key", default: .none), .keyword("reverse", default: .bool(false))],
      summary: "The elements of sorted iterables, sorted.",
      .bound { arguments in
        let machine = Machine.current
        let reverse = try machine.truth(arguments[2])
        var sources = try (arguments[0].asTuple?.items ?? []).map {
          source -> (iterator: Value, head: Value?, key: Value) in
          let iterator = try machine.iterate(source)
          let head = try machine.next(iterator)
          return (
            iterator, head, try head.map { arguments[1].isNone ? $0 : try machine.call(arguments[1], [$0]) } ?? .none
          )
        }
        let keyFunction = arguments[1]
        return .object(
          ClosureIterator(.generator) {
            var best: Int?
            for at in sources.indices where sources[at].head != nil {
              guard let known = best else {
                best = at
                continue
              }
              let before =
                reverse
                ? try machine.isLess(sources[known].key, sources[at].key)
                : try machine.isLess(sources[at].key, sources[known].key)
              if before { best = at }
            }
            guard let best, let head = sources[best].head else { return nil }
            let next = try machine.next(sources[best].iterator)
            sources[best].head = next
            sources[best].key = try next.map { keyFunction.isNone ? $0 : try machine.call(keyFunction, [$0]) } ?? .none
            return head
          })
      })
    return module
  }
}

/// `bisect`: places in sorted lists.
enum BisectModule {
  private static func place(_ arguments: BoundArguments, isRight: Bool) throws -> Int {
    let machine = Machine.current
    var low = try machine.index(arguments[2])
    if low < 0 { throw PythonError.valueFault("lo must be non-negative") }
    var high = arguments[3].isNone ? try machine.length(arguments[0]) : try machine.index(arguments[3])
    while low < high {
      let middle = low + (high - low) / 2
      var item = try machine.getItem(arguments[0], .int(middle))
      if !arguments[4].isNone { item = try machine.call(arguments[4], [item]) }
      if isRight {
        if try machine.isLess(arguments[1], item) { high = middle } else { low = middle + 1 }
      } else {
        if try machine.isLess(item, arguments[1]) { low = middle + 1 } else { high = middle }
      }
    }
    return low
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("bisect", summary: "Places in sorted lists.")
    let parameters: [Parameter] = [
      Parameter("a"), Parameter("x"), Parameter("lo", default: .int(0)), Parameter("hi", default: Value.none),
      .keyword("key", default: .none),
    ]
    for (suffix, isRight) in [("_left", false), ("_right", true), ("", true)] {
      module.function(
        "bisect" + suffix, parameters, summary: "Where an element goes, \(isRight ? "behind" : "before") its equals.",
        .bound { .int(try place($0, isRight: isRight)) })
      module.function(
        "insort" + suffix, parameters,
        summary: "Puts an element where it goes, \(isRight ? "behind" : "before") its equals.",
        .bound { arguments in
          let machine = Machine.current
          let at: Int
          if arguments[4].isNone {
            at = try place(arguments, isRight: isRight)
          } else {
            let key = try machine.call(arguments[4], [arguments[1]])
            at = try [arguments[0], key, arguments[2], arguments[3], arguments[4]].withUnsafeBufferPointer { buffer in
              guard let base = UnsafeMutablePointer(mutating: buffer.baseAddress) else { return 0 }
              return try place(BoundArguments(base, count: buffer.count), isRight: isRight)
            }
          }
          _ = try machine.call(machine.attribute(of: arguments[0], "insert"), [.int(at), arguments[1]])
          return .none
        })
    }
    return module
  }
}
