import Session
import Testing

/// A cell with the cursor at its end, and what is said beside it.
struct HintCase: CustomTestStringConvertible, Sendable {
  let text: String
  let hint: String?
  var testDescription: String { text }

  init(_ text: String, _ hint: String?) {
    self.text = text
    self.hint = hint
  }

  static let all: [HintCase] = [
    .init("x", "float32 [2, 3]"),
    .init("y", "float32 [4] grad"),
    .init("x @ w", "✗ [2, 3] @ [4, 3]: inner 3 and 4 differ"),
    .init("x @ w.T", "[2, 4]"),
    .init("h = relu(x @ w.T)", "[2, 4]"),
    .init("h = x @ w.T\nh.sum(dim=1, keepdim=True)", "[2, 1]"),
    .init("x + y", "✗ [2, 3] + [4]: 3 and 4 do not match"),
    .init("x[0, 5]", "✗ index 5 into a size of 3"),
    .init("x[5, 0] = 1", "✗ index 5 into a size of 2"),
    .init("x += torch.ones(2, 2, 3)", "✗ [2, 3] cannot become [2, 2, 3] in place"),
    .init("net(x)", "[2, 1]"),
    .init("net(w.T)", "✗ Linear(3, 5) of [3, 4]: 4 where 3 is needed"),
    .init("print(x @ w", "✗ [2, 3] @ [4, 3]: inner 3 and 4 differ"),
    .init("x.sum(", "sum(dim, keepdim=False, *, dtype=None)"),
    .init("x.sum(0, ", "sum(dim, keepdim=False, *, dtype=None)"),
    .init("x.sum(dim=", "sum(dim, keepdim=False, *, dtype=None)"),
    .init("greet(", "greet(word, times=1)"),
    .init("(1 + ", "( is open"),
    .init("[1, 2", "[ is open"),
    .init("torch.topk(x, 2)", "([2, 2], [2, 2])"),
    .init("# x @ w", nil),
    .init("'x @ w'", nil),
    .init("n = 3", nil),
    .init("", nil),
    .init("def f(a):\n    return a @ w", nil),
    .init("for row in x:\n    x @ w.T", "[2, 4]"),
    // A name that the cell itself gives is not the one of the session.
    .init("x = input()\nx @ w", nil),
  ]
}

@Suite(.serialized) struct HintTests {
  static func session() -> Session {
    let session = Session()
    for cell in [
      "torch.set_default_dtype(torch.float32)",
      "x = torch.ones(2, 3); w = torch.ones(4, 3); y = torch.ones(4, requires_grad=True)",
      "net = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 1))",
      "def greet(word, times=1): return word * times",
    ] { _ = session.run(cell) }
    return session
  }

  @Test(arguments: HintCase.all)
  func whatIsSaidBesideACell(_ c: HintCase) {
    #expect(HintTests.session().hint(for: c.text, at: c.text.utf8.count)?.text == c.hint)
  }

  @Test func aSignatureIsCutAroundTheArgument() {
    let text = "torch.zeros(2, requires_grad="
    #expect(
      HintTests.session().hint(for: text, at: text.utf8.count, room: 50)?.text
        == "zeros(…, pin_memory=False, requires_grad=False)")
  }

  /// Whatever is guessed is what is; what is refused fails. Unknown is always allowed, but not for most.
  @Test func guessesAreTrue() throws {
    let session = Session()
    for cell in InferenceCases.preparation { _ = session.run(cell) }
    var unknown: [String] = []
    for text in InferenceCases.all {
      let hint = session.hint(for: text, at: text.utf8.count)?.text
      let events = session.run(
        "_v = (\(text)); str([list(t.shape) for t in _v] if isinstance(_v, tuple) else list(_v.shape))")
      switch (hint, events.last) {
      case (nil, _): unknown.append(text)
      case (let hint?, .failure(let failure)):
        #expect(hint.hasPrefix("✗"), "\(text) fails (\(failure.headline)), the hint is \(hint)")
      case (let hint?, .result(let result)):
        let shape = String(result.text.dropFirst().dropLast())
        let plain = hint.hasPrefix("(") ? "[" + hint.dropFirst().dropLast() + "]" : hint
        #expect(
          plain.drop { $0 != "[" && $0 != "✗" }.prefix(shape.count) == shape, "\(text) is \(shape), the hint is \(hint)"
        )
      default: Issue.record("\(text) gave nothing")
      }
    }
    #expect(unknown == [])
  }
}

enum InferenceCases {
  static let preparation = [
    "x = torch.ones(2, 3); w = torch.ones(4, 3); v = torch.ones(3); b = torch.ones(5, 2, 3); s = torch.tensor(2.)",
    "i = torch.tensor([0, 1, 1]); n = 3; img = torch.ones(8, 3, 12, 10); sig = torch.ones(2, 4, 20); t = (2, 3)",
    "lin = nn.Linear(3, 5); conv = nn.Conv2d(3, 6, 3, padding=1, stride=2); seq = nn.Sequential(nn.Flatten(), nn.Linear(6, 2))",
  ]

  static let all = [
    "x + 1", "1 - x", "x * v", "x / w", "x + b", "b * s", "-x", "x ** 2", "x // 2", "x % 2", "x @ v", "v @ w.T",
    "v @ v",
    "b @ w.T", "b @ x", "x @ s", "x < 1", "x == v", "x == w", "x.T @ x", "b.mT", "torch.matmul(b, v)", "x.mm(w)",
    "x.mm(w.t())", "w.mv(v)", "torch.dot(v, v)", "torch.dot(v, x)", "torch.outer(v, v)",
    "torch.bmm(b, b.transpose(1, 2))", "torch.bmm(b, x)",
    "x.sum()", "x.sum(0)", "x.sum(dim=1, keepdim=True)", "x.sum((0, 1))", "x.sum(-1)", "x.sum(2)", "x.mean(dim=(0,))",
    "b.mean((0, 2), keepdim=True)", "torch.sum(x, 1)", "torch.mean(b, dim=-1)", "x.std(0)", "x.var(unbiased=False)",
    "x.std(0, keepdim=True)", "x.prod(1)", "x.max()", "x.max(0)", "x.max(dim=1, keepdim=True)", "torch.max(x, v)",
    "x.argmax()", "x.argmax(1)", "x.argmax(dim=1, keepdim=True)", "x.amax((0, 1))", "x.norm()", "x.norm(dim=1)",
    "torch.logsumexp(x, 1)", "x.median()", "x.median(0)", "x.all()", "x.any(0)", "x.cumsum(0)", "x.softmax(-1)",
    "torch.softmax(x, dim=1)", "F.softmax(x, dim=0)", "F.relu(x)", "torch.relu(x)", "x.sigmoid()", "x.exp().log()",
    "x.clamp(0, 1)", "torch.where(x > 0, x, v)", "torch.where(x > 0, 1., 0.)", "torch.where(x > 0, x, w)",
    "torch.maximum(x, v)", "torch.add(x, v, alpha=2)", "x.add(w)", "x.lt(1)", "torch.pow(x, 2)",
    "x.view(6)", "x.view(3, -1)", "x.view(4, 2)", "x.view((3, 2))", "x.reshape(-1, 1)", "x.reshape(-1, -1)",
    "torch.reshape(x, (6,))", "b.flatten()", "b.flatten(1)", "b.flatten(0, 1)", "b.unflatten(0, (5, 1))", "x.ravel()",
    "x.unsqueeze(0)", "x.unsqueeze(-1)", "x.unsqueeze(4)", "x.unsqueeze(1).squeeze()", "x.unsqueeze(1).squeeze(1)",
    "x.squeeze(0)", "x.transpose(0, 1)", "x.transpose(0, 2)", "x.t()", "b.t()", "b.permute(2, 0, 1)", "b.permute(0, 1)",
    "b.permute(0, 0, 1)", "x.T", "v.expand(2, 3)", "v.expand(2, 4)", "x.expand(5, -1, -1)", "x.repeat(2, 2)",
    "v.tile(2)",
    "x.repeat(2)", "x.select(0, 1)", "x.narrow(1, 0, 2)", "x.index_select(0, i)", "x.split(1)", "b.chunk(2)",
    "x.unbind()",
    "x[0]", "x[0, 1]", "x[-1]", "x[:, 1]", "x[1:]", "x[:, ::2]", "x[..., 0]", "x[None]", "x[:, None, :]", "x[i]",
    "x[0, 1, 2]",
    "x[3]", "x[[0, 1]]", "x[:-1]", "x[:n - 1]", "b[0][1]", "b[1, :, -2:]", "b[..., None]", "x[1:1]",
    "torch.cat([x, w])", "torch.cat([x, w], dim=1)", "torch.cat((x, x), 1)", "torch.cat([x, v])", "torch.stack([x, x])",
    "torch.stack([x, x], dim=1)", "torch.stack([x, x], -1)", "torch.stack([x, w])",
    "torch.zeros(2, 3)", "torch.zeros((2, 3))", "torch.ones(n, n + 1)", "torch.rand(2, 3) + x", "torch.randn(*t)",
    "torch.zeros(*x.shape)", "torch.zeros(x.shape)", "torch.zeros(x.size())", "torch.ones(x.size(0), 2)",
    "torch.ones(x.shape[1])",
    "torch.full((2, 2), 7.)", "torch.eye(3)", "torch.eye(2, 3)", "torch.arange(5)", "torch.arange(1, 10, 3)",
    "torch.linspace(0, 1, 5)", "torch.randint(0, 5, (2, 2))", "torch.randint(5, (3,))", "torch.randperm(4)",
    "torch.zeros_like(x)", "x.new_zeros(4)", "torch.tensor([[1, 2], [3, 4]])", "torch.tensor(3.)",
    "torch.tensor([1, [2]])",
    "tensor([1., 2.], grad)", "zeros(2, 3, grad)", "torch.tensor([[1], [2, 3]])", "x.clone().detach()",
    "lin(x)", "lin(w.T)", "nn.Linear(3, 7)(x)", "nn.Linear(4, 7)(x)", "conv(img)", "conv(sig)",
    "nn.Conv2d(3, 2, (3, 2))(img)",
    "nn.Conv1d(4, 2, 5)(sig)", "nn.Conv2d(1, 2, 3)(img)", "nn.MaxPool2d(2)(img)", "nn.MaxPool2d(3, stride=1)(img)",
    "nn.AvgPool2d(2)(img)", "nn.AdaptiveAvgPool2d(1)(img)", "nn.Flatten()(img)", "nn.Flatten(2)(img)",
    "seq(x.view(1, 6))",
    "seq(x)", "nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 1))(x)",
    "nn.Sequential(nn.Linear(3, 4), nn.Linear(5, 1))(x)",
    "nn.ReLU()(x)", "nn.BatchNorm1d(3)(x)", "nn.LayerNorm(3)(x)", "nn.Embedding(10, 4)(i)", "nn.Dropout(0.5)(x)",
    "seq[1](x)",
    "seq[1](x.view(1, 6))", "nn.MSELoss()(x, x)", "F.mse_loss(x, v)", "F.mse_loss(x, x, reduction='none')",
    "F.cross_entropy(x, torch.tensor([0, 1]))", "F.linear(x, w)", "F.one_hot(i, 3)", "F.embedding(i, w)",
    "torch.topk(x, 2)", "torch.topk(x, 5)", "x.sort(0)", "x.gather(1, torch.tensor([[0], [1]]))", "x.float()",
    "x.to(torch.float64)",
    "x.masked_fill(x > 0, 0.)", "(x > 0).sum()", "((x - x.mean(0)) / x.std(0)).pow(2).mean()", "x.unsqueeze(1) - w",
    "(x.unsqueeze(1) - w.unsqueeze(0)).norm(dim=-1)",
  ]
}
