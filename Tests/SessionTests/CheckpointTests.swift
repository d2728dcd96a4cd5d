import Session
import Testing

/// A cell that makes something, one that spoils it, and what shows that it is as it was.
struct Undone: CustomTestStringConvertible, Sendable {
  let made: String
  let spoilt: String
  let shown: String
  var testDescription: String { "\(made) / \(spoilt)" }

  init(_ made: String, _ spoilt: String, _ shown: String) {
    self.made = made
    self.spoilt = spoilt
    self.shown = shown
  }
}

/// What a cell says, as text.
func said(_ session: Session, _ text: String) -> String {
  var result = ""
  session.run(text) { event in
    switch event {
    case .output(let text), .complaint(let text): result += text
    case .result(let value): result += value.text + "\n"
    case .failure(let failure): result += failure.headline + "\n"
    case .picture(let picture): result += picture.text + "\n"
    }
  }
  return result
}

@Suite(.serialized) struct CheckpointTests {
  static let cases: [Undone] = [
    Undone("x = 1", "x = 2; y = 3", "x, 'y' in globals()"),
    Undone("a = [1, [2, 3]]; b = a", "a.append(4); a[1].append(5); b = 0", "a, b, a is b"),
    Undone("d = {'k': [1], 2: 'two'}; e = d", "d['k'].append(2); d['n'] = 1; del d[2]", "d, e is d, list(d)"),
    Undone("d = {i: i for i in range(50)}", "[d.pop(i) for i in range(0, 50, 3)]; d.clear()", "d"),
    Undone("s = {1, 2, 3}; f = frozenset(s)", "s.add(4); s.discard(1)", "s, f"),
    Undone("t = ([1], 2)", "t[0].append(9)", "t"),
    Undone("b = bytearray(b'abc')", "b += b'd'; b[0] = 0", "b"),
    Undone(
      "from collections import *; q = deque([1, 2], maxlen=3); c = Counter('aab'); z = OrderedDict(a=1)\nw = defaultdict(list)\nw['x'].append(1)",
      "q.append(5); q.append(6); c['a'] += 5; z['b'] = 2; z.move_to_end('a'); w['y'].append(2); w['x'].append(3)",
      "q, c, z, w"),
    Undone(
      "class A:\n  k = [0]\n  def __init__(self): self.v = 1\n  def m(self): return self.v\na = A(); b = a",
      "a.v = 2; a.w = 3; A.k.append(1); A.z = 1; A.m = lambda self: 99\na.__class__ = type('B', (), {})",
      "a.v, hasattr(a, 'w'), A.k, hasattr(A, 'z'), a.m(), type(a).__name__, a is b"),
    Undone("class A: pass\na = A(); a.v = 1", "a.__dict__['u'] = 2; del a.v", "a.__dict__"),
    Undone(
      "class A:\n  def f(self): return 1\nclass B(A): pass\nb = B()\nb.f()", "A.f = lambda self: 2; b.f()", "b.f()"),
    Undone(
      "def counter():\n  n = 0\n  def step():\n    nonlocal n\n    n += 1\n    return n\n  return step\nc = counter(); c()",
      "c(); c()", "c()"),
    Undone(
      "def f(x, acc=[]):\n  acc.append(x)\n  return acc\nf(1)", "f(2); f.note = 1; f.__defaults__ = ([],)",
      "f(3), hasattr(f, 'note')"),
    Undone("def g():\n  yield 1\n  yield 2\n  yield 3\ni = g(); next(i)", "next(i); next(i)", "list(i)"),
    Undone("i = iter([1, 2, 3]); r = iter(range(5)); next(i); next(r)", "list(i); next(r)", "list(i), list(r)"),
    Undone(
      "from collections.abc import Sequence\nclass C:\n  def __len__(self): return 1\n  def __getitem__(self, i): return [1][i]\ndef kind(c):\n  match c:\n    case [_]: return 'sequence'\n  return 'no'",
      "Sequence.register(C)", "kind(C()), isinstance(C(), Sequence)"),
    Undone("import math", "math.pi = 3; import json", "math.pi, 'json' in globals()"),
    Undone(
      "import random; random.seed(1); r = random.Random(5)", "random.random(); r.random()",
      "random.random(), r.random()"),
    Undone(
      "import numpy as np; np.random.seed(0); a = np.zeros(3); b = a", "a[0] = 5; np.random.rand(); b = 1",
      "a, b, a is b, np.random.rand()"),
    Undone("torch.manual_seed(0); torch.randn(2)", "torch.randn(3)", "torch.randn(2)"),
    Undone("g = torch.Generator().manual_seed(3)", "torch.rand(2, generator=g)", "torch.rand(2, generator=g)"),
    Undone("x = torch.tensor([1., 2.]); y = x; v = x[0:1]", "x.add_(5); x[1] = 0", "x, y is x, v, x._version"),
    Undone("x = torch.tensor(3.)", "x += 1; x.mul_(2)", "x, x._version"),
    Undone("x = torch.zeros(3)", "x.resize_(5) if False else x.data.fill_(7); x.foo = 1", "x, hasattr(x, 'foo')"),
    Undone("x = torch.tensor([1.])", "x.requires_grad_()", "x.requires_grad, x.grad, (x * 2).requires_grad"),
    Undone("x = torch.tensor([1.], requires_grad=True)", "x.requires_grad_(False)", "(x * 2).sum().backward(); x.grad"),
    Undone("x = torch.tensor([1., 2.], requires_grad=True); y = (x ** 2).sum()", "y.backward()", "x.grad"),
    Undone(
      "x = torch.tensor([1., 2.], requires_grad=True); y = (x ** 2).sum()", "y.backward()", "y.backward(); x.grad"),
    Undone(
      "x = torch.tensor([1., 2.], requires_grad=True); y = (x.exp() @ x) * x.sin().sum(); y.backward(retain_graph=True)",
      "y.backward()", "y.backward(); x.grad"),
    Undone(
      "x = torch.tensor(2., requires_grad=True); seen = []", "x.register_hook(lambda g: g * 10)",
      "(x * 3).backward(); x.grad"),
    Undone(
      "x = torch.tensor(2., requires_grad=True); h = x.register_hook(lambda g: g * 10)", "h.remove()",
      "(x * 3).backward(); x.grad"),
    Undone("x = torch.ones(2, requires_grad=True); y = x * 2; y.retain_grad()", "y.sum().backward()", "y.grad, x.grad"),
    Undone(
      "torch.manual_seed(1); m = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Linear(3, 1))\no = optim.Adam(m.parameters(), lr=0.1); xs = torch.ones(4, 2)\ndef step():\n  o.zero_grad()\n  l = m(xs).pow(2).mean() + m[2].bias.sum()\n  l.backward()\n  o.step()\n  return l.item()\nstep()",
      "step(); step(); m.eval(); m.add_module('x', nn.ReLU()); o.param_groups[0]['lr'] = 5",
      "step(), o.param_groups[0]['lr'], m.training, len(m), [p.sum().item() for p in m.parameters()], m.state_dict()['1.running_mean']"
    ),
    Undone(
      "w = torch.ones(2, requires_grad=True); o = optim.SGD([w], lr=0.1, momentum=0.9); s = optim.lr_scheduler.StepLR(o, 1)\ndef step():\n  o.zero_grad(); (w ** 2).sum().backward(); o.step(); s.step()\nstep()",
      "step(); step(); w.requires_grad_(False)", "step(); w, o.param_groups[0]['lr'], s.get_last_lr(), o.state_dict()"),
    Undone(
      "torch.get_default_dtype()", "torch.set_default_dtype(torch.float64); torch.set_printoptions(precision=2)",
      "torch.tensor(1.23456).dtype, torch.tensor(1.23456)"),
    Undone("torch.is_grad_enabled()", "torch.set_grad_enabled(False)", "torch.is_grad_enabled()"),
    Undone("import sys; sys.getrecursionlimit()", "sys.setrecursionlimit(500)", "sys.getrecursionlimit()"),
    Undone(
      "try:\n  1/0\nexcept ZeroDivisionError as e:\n  err = e", "err.args = ('x',); err.note = 1",
      "err.args, hasattr(err, 'note')"),
    Undone(
      "from functools import lru_cache\ncalls = []\n@lru_cache\ndef f(x):\n  calls.append(x)\n  return x\nf(1)", "f(2)",
      "f(2); calls, f.cache_info()"),
    Undone("a = []; a.append(a)", "a.clear()", "a[0] is a"),
    Undone(
      "from enum import Enum\nclass E(Enum):\n  A = 1\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n  x: list\np = P([1])",
      "p.x.append(2); p.x = 0", "p, E.A"),
    Undone("n = torch.zeros(2); m = n.numpy()", "m[0] = 4", "n, m"),
  ]

  /// The same cells without the one that spoils must show the same.
  @Test(arguments: cases) func goesBack(_ undone: Undone) throws {
    let straight = Session()
    _ = said(straight, undone.made)
    let expected = said(straight, undone.shown)
    let spoilt = Session()
    _ = said(spoilt, undone.made)
    // Some settings are the whole program's.
    let untouched = spoilt.checkpoint()
    _ = said(spoilt, undone.spoilt)
    #expect(said(spoilt, undone.shown) != expected, "the cell in between spoils nothing")
    try spoilt.restore(untouched)
    let session = Session()
    _ = said(session, undone.made)
    let checkpoint = session.checkpoint()
    for round in 1...2 {
      _ = said(session, undone.spoilt)
      try session.restore(checkpoint)
      #expect(said(session, undone.shown) == expected, "round \(round)")
      try session.restore(checkpoint)
    }
    #expect(checkpoint.leftAlone == [])
  }

  @Test func cellNumbersInAndOutGoBack() throws {
    let session = Session()
    _ = said(session, "1 + 1")
    let checkpoint = session.checkpoint()
    _ = said(session, "40 + 2")
    try session.restore(checkpoint)
    #expect(session.cell == 1)
    #expect(said(session, "In, Out, _") == "(['', '1 + 1', 'In, Out, _'], {1: 2}, 2)\n")
  }

  @Test func iteratorsThatOnlySwiftKnowsAreNamed() {
    let session = Session()
    _ = said(session, "z = zip([1], [2])")
    #expect(session.checkpoint().leftAlone == ["zip"])
  }

  @Test func whatWouldBeNoticedIsNotKept() throws {
    let session = Session()
    _ = said(session, "class A:\n  def __del__(self): print('gone')\na = A()")
    let checkpoint = session.checkpoint()
    #expect(checkpoint.obstacle == "A has a __del__, which would come late")
    #expect(said(session, "del a") == "gone\n")
    #expect(throws: CheckpointError.self) { try session.restore(checkpoint) }
  }

  @Test func largeUnchangedNumbersAreKeptOnce() throws {
    let session = Session()
    _ = said(session, "x = torch.ones(1000000); y = torch.zeros(3)")
    let first = session.checkpoint()
    _ = said(session, "y += 1")
    let second = session.checkpoint()
    _ = said(session, "x += 1; y += 1")
    try session.restore(second)
    #expect(said(session, "x.sum(), y") == "(tensor(1000000.), tensor([1., 1., 1.]))\n")
    try session.restore(first)
    #expect(said(session, "x.sum(), y") == "(tensor(1000000.), tensor([0., 0., 0.]))\n")
  }
}
