import Session
import Testing

/// A cell with the cursor at `|`, and what could stand there.
struct CompletionCase: CustomTestStringConvertible, Sendable {
  let marked: String
  let names: [String]
  var testDescription: String { marked }

  init(_ marked: String, _ names: [String]) {
    self.marked = marked
    self.names = names
  }

  static let whole: [CompletionCase] = [
    .init("manual_se|", ["manual_seed"]),
    .init("torch.manual_|", ["manual_seed"]),
    .init("x.mea|", ["mean"]),
    .init("(x + 1).mea|", ["mean"]),
    .init("x.view(3, 2).T.mea|", ["mean"]),
    .init("torch.zeros(2).argmi|", ["argmin"]),
    .init("'text'.upp|", ["upper"]),
    .init("[1].appe|", ["append"]),
    .init("names['alpha'].mea|", ["mean"]),
    .init("person.na|", ["name"]),
    .init("torch.zeros(2, req|", ["requires_grad="]),
    .init("x.sum(dim=0, keep|", ["keepdim="]),
    .init("x.sum(0, keep|", ["keepdim="]),
    .init("greet(wo|", ["word="]),
    .init("greet(|", ["word=", "times="]),
    .init("greet('a', |", ["times="]),
    .init("greet(word=|", []),
    .init("nn.Linear(3, 4, bia|", ["bias="]),
    .init("torch.optim.SGD(mome|", ["momentum="]),
    .init("import sta|", ["statistics"]),
    .init("import torch.nn.func|", ["functional"]),
    .init("from math import fact|", ["factorial"]),
    .init("from torch import nn|", ["nn"]),
    .init("from torch.utils.data import DataL|", ["DataLoader"]),
    .init("names['al|", ["alpha"]),
    .init("names[|", ["'alpha'", "'beta'", "3"]),
    .init("# x.mea|", []),
    .init("'x.mea|", []),
    .init("1e|", []),
    .init("def mea|", []),
    .init("for index_of in x:\n    index_o|", ["index_of"]),
    .init("alpha_rate = 3\nalpha_r|", ["alpha_rate"]),
    .init("nosuch.attr|", []),
    .init("%lsma|", ["%lsmagic"]),
    .init("%%tim|", ["%%time", "%%timeit"]),
    .init("%timeit x.mea|", ["mean"]),
  ]
}

@Suite(.serialized) struct CompletionTests {
  static func session() -> Session {
    let session = Session()
    for cell in [
      "x = torch.ones(2, 3)", "names = {'alpha': x, 'beta': 2, 3: 4}",
      "class Person:\n    def __init__(self): self.name = 'a'", "person = Person()",
      "def greet(word, times=1): return word * times",
    ] { _ = session.run(cell) }
    return session
  }

  @Test(arguments: CompletionCase.whole)
  func whatCouldStandAtTheCursor(_ c: CompletionCase) {
    let cursor = c.marked.utf8.distance(
      from: c.marked.utf8.startIndex, to: c.marked.utf8.firstIndex(of: UInt8(ascii: "|")) ?? c.marked.utf8.endIndex)
    let text = c.marked.filter { $0 != "|" }
    #expect(CompletionTests.session().completions(in: text, at: cursor).names == c.names)
  }

  @Test func everyAttributeOfATensorIsThere() {
    let names = CompletionTests.session().completions(in: "x.", at: 2).names
    #expect(Set(["backward", "grad", "shape", "sin", "sin_", "T"]).isSubset(of: names))
    #expect(!names.contains { $0.hasPrefix("_") })
  }

  /// Completion, hints and help at every place of a cell whose objects would tell if any of their code ran.
  @Test func nothingOfThePersonsRuns() {
    let session = Session()
    _ = session.run(
      """
      ran = []
      class Meta(type):
          def __getattr__(cls, name): ran.append(name); raise AttributeError(name)
      class Loud(metaclass=Meta):
          def __init__(self): self.field = {'key': self}
          def __getattr__(self, name): ran.append(name); raise AttributeError(name)
          def __getitem__(self, key): ran.append(key); return self
          def __call__(self, *args, **kwargs): ran.append('call'); return self
          def __repr__(self): ran.append('repr'); return 'Loud'
          def __eq__(self, other): ran.append('eq'); return True
          def __hash__(self): ran.append('hash'); return 1
          def __dir__(self): ran.append('dir'); return []
          def __add__(self, other): ran.append('add'); return self
          def __len__(self): ran.append('len'); return 1
          @property
          def value(self): ran.append('value'); return 1
          def method(self, first, second=2): 'Says nothing.'
      loud = Loud()
      keys = {loud: 1, 'a': loud}
      def f(default=loud): ran.append('f')
      ran.clear()
      """)
    for text in [
      "loud.value", "loud.value.real", "loud.field['key'].method(1, second=3)", "loud[0].x", "loud().x", "(loud + 1).x",
      "keys[", "keys[loud].x", "f(", "f(default=loud).x", "len(loud)", "Loud.nosuch", "loud.nosuch.more", "loud == 1",
      "torch.zeros(len(loud)).x", "[loud][0].value", "{loud}",
    ] {
      for cursor in 0...text.utf8.count {
        _ = session.completions(in: text, at: cursor)
        _ = session.hint(for: text, at: cursor)
      }
    }
    for question in ["loud?", "loud.value?", "loud.method??", "f?", "Loud?", "loud[0]?", "keys?"] {
      _ = session.run(question)
    }
    guard case .result(let result)? = session.run("ran").last else {
      Issue.record("the cell gave nothing")
      return
    }
    #expect(result.text == "[]")
  }
}
