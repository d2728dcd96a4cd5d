import Session
import Testing

@Suite(.serialized) struct GraphMagicTests {
  /// What `%graph` draws after a cell: as text, and as SVG.
  private func drawn(_ made: String, _ expression: String) -> (text: String, svg: String) {
    let session = Session()
    _ = said(session, made)
    var found = ("", "")
    session.run("%graph \(expression)") { event in
      guard case .picture(let picture) = event else { return }
      found = (picture.text, picture.forms().first { $0.type == "image/svg+xml" }?.data ?? "")
    }
    return found
  }

  @Test func namesAndShapes() {
    let (text, svg) = drawn("x = torch.ones(3, requires_grad=True); h = x * 2; y = (h * h).sum()", "y")
    #expect(
      text == """
        y = SumBackward0 ()
        └─ MulBackward0
           ├─ h = MulBackward0 (3,)
           │  └─ x (3,)
           └─ h = MulBackward0 (3,), as above
        """)
    // Four boxes; the edge that is there twice is drawn twice.
    #expect(svg.matches(of: /<rect class="b/).count == 4)
    #expect(svg.matches(of: /<path class="e"/).count == 4)
    #expect(svg.contains(">y = SumBackward0</text>") && svg.contains(">(3,)</text>"))
  }

  @Test func gradientsAndParameters() {
    let made = "net = nn.Linear(2, 1); x = torch.ones(1, 2); net(x).sum().backward()"
    #expect(
      drawn(made, "net(x)").text
        == "AddmmBackward0 (1, 1)\n├─ net.bias (1,), has grad\n└─ TBackward0\n   └─ net.weight (1, 2), has grad")
  }

  @Test func aLongChainIsCut() {
    let text = drawn("y = torch.ones(1, requires_grad=True)\nfor i in range(100_000): y = y * 1.0", "y").text
    #expect(text.split(separator: "\n").count == 401)
    #expect(text.hasSuffix("\nand more: a picture has at most 400 nodes"))
  }

  @Test func whatHasNoGraph() {
    #expect(said(Session(), "%graph torch.ones(2)").hasPrefix("UsageError: %graph needs a tensor"))
    #expect(said(Session(), "%graph").hasPrefix("UsageError: %graph needs a tensor"))
  }
}
