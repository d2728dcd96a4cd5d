import Diagnostics
import Syntax

/// Which variables were made from which, so that those can be named that are older than what they were made from.
///
/// Read from the cells' text alone: a statement's variables are made from all the names that it reads, those that its
/// functions read among them. Changes in place do not count.
struct Lineage {
  private struct Making {
    /// Counts statements, so that it says which was first.
    var time: Int
    var cell: Int
    var sources: Set<String>
  }

  private var makings: [String: Making] = [:]
  /// The names that functions of a person's read when they run.
  private var readByFunctions: [String: Set<String>] = [:]
  private var time = 0

  /// Takes note of a cell that ran.
  mutating func note(_ statements: [Statement], cell: Int) {
    for statement in statements {
      time += 1
      var facts = NameFacts()
      facts.read(statement)
      if facts.written.isEmpty { continue }
      var sources = facts.read
      for name in facts.read { sources.formUnion(readByFunctions[name] ?? []) }
      for name in facts.written {
        // A count that goes on stands for itself: `x += 1`.
        makings[name] = Making(time: time, cell: cell, sources: sources.subtracting(facts.written))
        readByFunctions[name] = facts.functions[name]
      }
    }
  }

  mutating func forget(_ name: String) { makings[name] = nil }

  /// The variable that is newer than one made from it, and the cell that made it; nil where all is up to date.
  private func newer(than name: String, _ seen: inout Set<String>) -> (name: String, cell: Int)? {
    guard let making = makings[name], seen.insert(name).inserted else { return nil }
    for source in making.sources.sorted() {
      if let made = makings[source], made.time > making.time { return (source, made.cell) }
    }
    for source in making.sources.sorted() {
      if let found = newer(than: source, &seen) { return found }
    }
    return nil
  }

  /// A line for each of the names that is out of date.
  func report(on names: [String]) -> [String] {
    names.compactMap { name in
      var seen: Set<String> = []
      return newer(than: name, &seen).map { "\(name) is stale: \($0.name) was reassigned in In [\($0.cell)]" }
    }
  }

  /// The cells that bring a variable up to date, in order: its own and those of what it is made from that are older than
  /// their own sources. Nil where no cell made it.
  func cells(toRemake name: String) -> [Int]? {
    guard let making = makings[name] else { return nil }
    var cells: Set<Int> = [making.cell]
    var seen: Set<String> = [name]
    var waiting = Array(making.sources)
    while let source = waiting.popLast() {
      guard seen.insert(source).inserted, let made = makings[source] else { continue }
      var visited: Set<String> = []
      if newer(than: source, &visited) != nil {
        cells.insert(made.cell)
        waiting += made.sources
      }
    }
    return cells.sorted()
  }
}

/// The names that a statement reads and writes.
private struct NameFacts {
  var read: Set<String> = []
  var written: Set<String> = []
  var functions: [String: Set<String>] = [:]

  mutating func read(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): read(value)
    case .assign(let targets, let value):
      read(value)
      for target in targets { write(target) }
    case .augmentedAssign(let target, _, let value):
      read(value)
      read(target)
      write(target)
    case .annotatedAssign(let target, _, let value):
      if let value {
        read(value)
        write(target)
      }
    case .if(let test, let then, let otherwise), .while(let test, let then, let otherwise):
      read(test)
      for inner in then + otherwise { read(inner) }
    case .for(let target, let iterable, let body, let otherwise, _):
      read(iterable)
      write(target)
      for inner in body + otherwise { read(inner) }
    case .function(let definition):
      written.insert(definition.name)
      var inner = NameFacts()
      for statement in definition.body { inner.read(statement) }
      let parameters = definition.parameters
      var own = Set((parameters.positionalOnly + parameters.positional + parameters.keywordOnly).map(\.name))
      own.formUnion([parameters.variadic, parameters.variadicKeyword].compactMap { $0?.name })
      functions[definition.name] = inner.read.subtracting(own).subtracting(inner.written)
    case .class(let definition):
      written.insert(definition.name)
      for argument in definition.arguments { read(argument.value) }
    case .with(let items, let body, _):
      for item in items {
        read(item.context)
        if let target = item.target { write(target) }
      }
      for inner in body { read(inner) }
    case .try(let body, let handlers, let otherwise, let finally):
      for inner in body + otherwise + finally + handlers.flatMap(\.body) { read(inner) }
    case .import(let names):
      for name in names { written.insert(name.alias ?? String(name.name.prefix { $0 != "." })) }
    case .importFrom(_, _, let names):
      for name in names { written.insert(name.alias ?? name.name) }
    case .match(let subject, let cases):
      read(subject)
      for inner in cases.flatMap(\.body) { read(inner) }
    case .return(let value): if let value { read(value) }
    case .delete, .break, .continue, .pass, .raise, .assert, .global, .nonlocal: break
    }
  }

  private mutating func read(_ expression: Expression) {
    if case .name(let name) = expression.kind { read.insert(name) }
    if case .named(let name, _, _) = expression.kind { written.insert(name) }
    expression.forEachChild { read($0) }
  }

  private mutating func write(_ target: Expression) {
    switch target.kind {
    case .name(let name): written.insert(name)
    case .tuple(let parts), .list(let parts):
      for part in parts { write(part) }
    case .starred(let part): write(part)
    default: read(target)
    }
  }
}
