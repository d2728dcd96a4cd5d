import Recall
import Testing

private class Base {
  var number = 1
  var next: AnyObject?
}

private final class Derived: Base {
  var list: [Base] = []
  var pairs: [(id: Int, held: Base?)] = []
  var byName: [String: Base] = [:]
  var text = "a"
  var choice = Choice.nothing
  private var hidden: Base?
  weak var back: Base?
  lazy var late = Base()
  var anything: Any = 0

  func hide(_ base: Base?) { hidden = base }
  var shown: Base? { hidden }
}

private enum Choice {
  case nothing, one(Base)
  indirect case several([Choice])
}

private struct Pair { var a: Base, b: Base? }

private final class Holder {
  var pair = Pair(a: Base(), b: nil)
  let fixed = Base()
}

@Test func everyFieldComesBack() {
  let root = Derived()
  let other = Base()
  root.list = [other, Base()]
  root.next = root
  root.hide(other)
  root.byName = ["x": other]
  root.pairs = [(1, other)]
  let late = root.late
  let recollection = Recollection(of: [root])
  root.number = 9
  root.next = nil
  root.list.removeLast()
  root.hide(nil)
  root.byName = [:]
  root.pairs.append((2, nil))
  root.text = "b"
  root.late = Base()
  other.number = 7
  recollection.recall()
  #expect(root.number == 1 && root.text == "a")
  #expect(root.next === root && root.shown === other && root.late === late)
  #expect(root.list.count == 2 && root.list[0] === other && other.number == 1)
  #expect(root.byName["x"] === other && root.pairs.count == 1)
}

@Test func whatIsReachedThroughAnyKindOfFieldIsFound() {
  let root = Derived()
  let bases = (0..<6).map { _ in Base() }
  root.list = [bases[0]]
  root.pairs = [(1, bases[1])]
  root.byName = ["x": bases[2]]
  root.choice = .several([.one(bases[3]), .nothing])
  root.anything = bases[4]
  let holder = Holder()
  holder.pair.b = bases[5]
  root.next = holder
  let recollection = Recollection(of: [root])
  for base in bases { base.number = 5 }
  holder.fixed.number = 5
  holder.pair = Pair(a: bases[0], b: nil)
  recollection.recall()
  #expect(bases.map(\.number) == [1, 1, 1, 1, 1, 1])
  #expect(holder.fixed.number == 1 && holder.pair.b === bases[5])
}

@Test func canBeDoneAgain() {
  let root = Base()
  let recollection = Recollection(of: [root])
  for _ in 0..<3 {
    root.number += 1
    recollection.recall()
    #expect(root.number == 1)
  }
}

@Test func nothingIsKeptAliveAfterwards() {
  weak var gone: Base?
  let root = Derived()
  do {
    let base = Base()
    gone = base
    root.list = [base]
    let recollection = Recollection(of: [root])
    root.list = []
    #expect(recollection.count == 2)
  }
  #expect(gone == nil)
}

@Test func aLongChainIsNoDeepRecursion() {
  var chain = Base()
  for _ in 0..<20_000 {
    let link = Base()
    link.next = chain
    chain = link
  }
  let recollection = Recollection(of: [chain])
  #expect(recollection.count == 20_001)
  recollection.recall()
  // Freed link by link: Swift would do it by recursion.
  var link: Base? = chain
  while let now = link {
    link = now.next as? Base
    now.next = nil
  }
}

private final class Named: Recalled {
  var kept = 1
  var derived = 0
  func memory(_ recollector: Recollector) -> Int { kept }
  func recall(_ memory: Int) { kept = memory }
  func settle() { derived = kept * 2 }
}

@Test func aClassMaySpeakForItself() {
  let object = Named()
  let recollection = Recollection(of: [object])
  object.kept = 5
  object.derived = 5
  recollection.recall()
  #expect(object.kept == 1 && object.derived == 2)
}
