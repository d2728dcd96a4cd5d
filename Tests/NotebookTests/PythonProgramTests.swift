import Session
import Testing

@testable import Notebook

/// What a lesson's code is as a PyTorch program.
private func program(_ text: String) throws -> String {
  let lesson = try Lesson.ag(Array(text.utf8), name: "t.ag")
  return PythonProgram(Exhibit(lesson, .recorded), name: "t").text()
}

/// The lines of the only cell.
private func code(_ text: String) throws -> String {
  let lines = try program("# %%\n" + text).linesSplit
  let start = (lines.firstIndex(of: "# %%") ?? 0) + 1
  return lines[start...].joined(separator: "\n").trimmed.description
}

@Suite(.serialized) struct PythonProgramTests {
  static let shortForms = [
    ("x = tensor([1, 2, 3], grad)", "x = torch.tensor([1., 2., 3.], requires_grad=True)"),
    ("x = tensor([[1, -2]], grad)", "x = torch.tensor([[1., -2.]], requires_grad=True)"),
    ("x = tensor(0.5, grad)", "x = torch.tensor(0.5, requires_grad=True)"),
    ("d = [1]; x = tensor(d, grad)", "d = [1]; x = torch.tensor(d).mul(1.0).requires_grad_()"),
    ("x = tensor([1], dtype=float64)", "x = torch.tensor([1], dtype=torch.float64)"),
    ("x = ones(2, 2, grad)", "x = torch.ones(2, 2, requires_grad=True)"),
    ("x = torch.arange(3, grad)", "x = torch.arange(3., requires_grad=True)"),
    ("n = 3; x = arange(n, grad)", "n = 3; x = torch.arange(n, dtype=torch.get_default_dtype(), requires_grad=True)"),
    ("x = full((2,), 7, grad)", "x = torch.full((2,), 7., requires_grad=True)"),
    ("g = grad(y, x)", "g = torch.autograd.grad(y, x)"),
    ("g = grad(lambda t: t**2)", "g = torch.func.grad(lambda t: t**2)"),
    ("def f(t): return t\ng = grad(f)", "def f(t): return t\ng = torch.func.grad(f)"),
    ("sin = 3\ny = sin", "sin = 3\ny = sin"),
    ("y = [sin for sin in z]", "y = [sin for sin in z]"),
    ("def f(sin): return sin + cos(1)", "def f(sin): return sin + torch.cos(1)"),
    ("y = sum([1]) + max(1, 2)", "y = sum([1]) + max(1, 2)"),
    ("y = f\"{zeros(2)} {ones}\"", "y = f\"{torch.zeros(2)} {torch.ones}\""),
    ("from torch import tensor\nx = tensor(1)", "from torch import tensor\nx = tensor(1)"),
    ("%timeit x\ny = 1", "# %timeit x\ny = 1"),
    ("x = (", "# x = ("),
    ("print(relu(1))", "print(torch.relu(1))"),
    ("x.grad", "show(x.grad)"),
    ("1, 2", "show((1, 2))"),
    ("(1), (2)", "show(((1), (2)))"),
    ("x.backward()", "x.backward()"),
    ("1;", "1;"),
  ]

  @Test(arguments: shortForms)
  func shortFormsAreWrittenOut(short: String, long: String) throws {
    #expect(try code(short) == long)
  }

  @Test func whatWasAtHandIsImported() throws {
    #expect(
      try program("# %%\nx = F.relu(nn.Linear(1, 1)(zeros(1)))\ny = np.ones(1) * math.pi\n") == """
        # A PyTorch program, made by argent export from t
        import torch
        import torch.nn.functional as F
        import math
        from torch import nn
        import numpy as np

        # %%
        x = F.relu(nn.Linear(1, 1)(torch.zeros(1)))
        y = np.ones(1) * math.pi

        """)
  }

  @Test func errorsDoNotEndTheProgram() throws {
    #expect(
      try code("s = '''a\nb'''\n\n1/0\n#> ZeroDivisionError: division by zero") == """
        try:
            s = '''a
        b'''

            1/0
        except Exception as error:
            print(f"{type(error).__name__}: {error}".split("\\n")[0])
        #> ZeroDivisionError: division by zero
        """)
  }

  @Test func shownValuesThatAreAskedForAreKept() throws {
    let text = try program("# %%\n1\n#> 1\n# %%\nOut[1] + _1\n#> 2\n")
    #expect(text.contains("show(1)\nOut[1] = _1 = _\n"))
  }
}
