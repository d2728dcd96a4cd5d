import Session
import Syntax
import Testing

/// Cells and all that they say.
struct Talk: CustomTestStringConvertible, Sendable {
  let cells: [String]
  let says: String
  var testDescription: String { cells.joined(separator: " | ") }

  init(_ cells: String..., says: String) {
    self.cells = cells
    self.says = says
  }
}

@Suite(.serialized) struct MagicTests {
  static let talks: [Talk] = [
    Talk("x = 1", "%who", "%who str", says: "x\t \nNo variables match your requested type.\n"),
    Talk("%tme 1", says: "UsageError: Line magic function `%tme` not found.\n"),
    Talk("!ls", says: "UsageError: shell commands are closed: a session starts no other program\n"),
    Talk(
      "%hints off", "%pip install torch",
      says:
        "UsageError: %pip is closed: nothing can be installed here, and nothing needs to be: torch and numpy are built in\n"
    ),
    Talk("who", says: "NameError: name 'who' is not defined\n"),
    Talk(
      "%pprint", "['a' * 50, 'b']",
      says: "Pretty printing has been turned OFF\n['\(String(repeating: "a", count: 50))', 'b']\n"),
    Talk("%matplotlib inline", "%config InlineBackend.figure_format = 'retina'", "%load_ext autoreload", says: ""),
    Talk("%seed 3", "torch.rand(2)", says: "tensor([0.0043, 0.1056])\n"),
    Talk(
      "%seed 3", "import random, numpy as np", "random.random(), np.random.rand()",
      says: "(0.23796462709189137, 0.5507979025745755)\n"),
    Talk("x = 2", "y = x + 1", "x = 5", "%who", says: "x\t y\t \ny is stale: x was reassigned in In [3]\n"),
    Talk(
      "x = 2", "def f(): return x + 1", "y = f()", "z = y * 2", "x = 5", "%rerun z", "y, z", "%who",
      says: "=== Executing: ===\ny = f()\nz = y * 2\n=== Output: ===\n(6, 12)\nf\t x\t y\t z\t \n"),
    Talk("x = 1", "x += 1", "x = x + 1", "%who", says: "x\t \n"),
    Talk("7", "_", "__, _1, Out[1], In[2], _i, _i2", says: "7\n7\n(7, 7, 7, '_', '_', '_')\n"),
    Talk("1 + 1;", "Out", says: "{}\n"),
    Talk(
      "%rerun", "%rerun 99", says: "No lines in history match specification\nNo lines in history match specification\n"),
    Talk("%save", says: "UsageError: Missing filename.\n"),
    Talk("%save x.py", says: "UsageError: files are closed\n"),
    Talk("%run x.py", says: "Exception: File `'x.py'` not found.\n"),
    Talk("%edit", says: "UsageError: %edit needs a terminal\n"),
    Talk("%undo", says: "Nothing can be undone here: %config undo=on keeps what is needed.\n"),
    Talk("%config undo=on", "x = 1", "x = 2", "%undo", "x", says: "Undone: In [3]: x = 2\n1\n"),
    Talk(
      "%config undo=on", "x = 1", "x = 2", "%undo 9", "%undo x",
      says: "Only 2 can be undone.\nUsageError: %undo takes a number of cells\n"),
    Talk("%config nothing", says: "UsageError: there is no setting 'nothing'\n"),
    Talk("%hints off", "%hints", says: "hints are off\n"),
    Talk("x = 1", "%restart", "x", "In", says: "NameError: name 'x' is not defined\n['', 'x', 'In']\n"),
    Talk("%seed?", says: "%seed N\n\nSeeds torch's, Python's and numpy's random numbers.\n"),
    Talk("%nothing?", says: "Object `%nothing` not found.\n"),
    Talk("s = '''\n%who\n'''; x = (5\n% 3)", "x", says: "2\n"),
    Talk("def f():\n  a = %who_ls int\n  return a", "n = 1", "f()", says: "['n']\n"),
  ]

  @Test(arguments: talks) func says(_ talk: Talk) {
    let session = Session()
    #expect(talk.cells.map { said(session, $0) }.joined() == talk.says)
  }

  @Test func timesAreInIPythonsWords() throws {
    let session = Session()
    let time = said(session, "%time 1 + 1")
    #expect(time.wholeMatch(of: /CPU times: user [^,]+, sys: [^,]+, total: .+\nWall time: .+\n2\n/) != nil)
    let loop = said(session, "%timeit -n 10 -r 2 pass")
    let words = /[\d.e+]+ [mnμ]?s ± [\d.e+]+ [mnμ]?s per loop \(mean ± std. dev. of 2 runs, 10 loops each\)\n/
    #expect(loop.hasPrefix("The slowest run took") || loop.wholeMatch(of: words) != nil)
    #expect(said(session, "%timeit -n 1000 -r 1 -q pass") == "")
  }

  @Test func aFaultIsShownWhereItStands() throws {
    let session = Session()
    var lines: [String] = []
    session.run("%%time\nx = 1\n1/0") { event in
      if case .failure(let failure) = event { lines = failure.lines() }
    }
    #expect(lines == ["ZeroDivisionError: division by zero", "  In [1], line 3", "    1/0", "    ^^^"])
  }

  @Test func cellsThatRunOneAnotherEnd() {
    let session = Session()
    _ = said(session, "%rerun")
    #expect(said(session, "%rerun 1").hasSuffix("UsageError: cells that run one another run without end\n"))
  }

  @Test func everyMagicIsDeclaredWhole() {
    for magic in Magic.all {
      #expect(magic.summary.hasSuffix("."), "\(magic.name)")
      #expect(magic.page.contains(magic.usage))
      #expect(Set(magic.options.map(\.letter)).count == magic.options.count, "\(magic.name)")
    }
    let names = Magic.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: [
    ("%who", true), ("%%time\nx", false), ("%%time\nx\n", true), ("if x:\n  %who", false), ("x = %who_ls", true),
    ("%timeit f(", true),
  ]) func completeness(_ text: String, _ isComplete: Bool) {
    let session = Session()
    if case .complete = session.completeness(of: text) {
      #expect(isComplete)
    } else {
      #expect(!isComplete)
    }
  }
}
