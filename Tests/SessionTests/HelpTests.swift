import Session
import Testing

@Suite(.serialized) struct HelpTests {
  private func output(_ cells: String...) -> String {
    let session = Session()
    _ = session.run("torch.set_default_dtype(torch.float32); torch.set_printoptions(profile='default')")
    var text = ""
    for cell in cells {
      for case .output(let part) in session.run(cell) { text += part }
    }
    return text
  }

  @Test func anOperation() {
    let page = """
      torch.sin(input, *, out=None)                                          operation
        The sine of each element, in radians.

        formula    sin(x)
        gradient   SinBackward0
        also       x.sin, x.sin_

        >>> torch.sin(torch.tensor([-1., 0., 1.]))
        tensor([-0.8415,  0.0000,  0.8415])

      """
    #expect(output("torch.sin?") == page)
    #expect(output("?sin") == page)
    #expect(output("help(torch.sin)") == page)
  }

  @Test func severalWaysToCall() {
    #expect(
      output("x = torch.ones(2)", "x.mean?").hasPrefix(
        """
        Tensor.mean(*, dtype=None)                                  operation of tensors
        Tensor.mean(dim, keepdim=False, *, dtype=None)
          The mean of every element, or of the elements along `dim`.

        """))
  }

  @Test func aPersonsFunction() {
    #expect(
      output(
        "def area(width, height=1):\n    \"\"\"The area.\n\n    In metres.\n    \"\"\"\n    return width * height",
        "area??")
          == """
          area(width, height=1)                                                   function
            The area.

            In metres.

            defined   In [2], line 1

            def area(width, height=1):
                \"""The area.

                In metres.
                \"""
                return width * height

          """)
  }

  @Test func aTensor() {
    #expect(
      output("x = torch.tensor([1., 2.], requires_grad=True)", "x?") == """
        x                                                                         Tensor
          tensor([1., 2.], requires_grad=True)

          shape      (2,)
          dtype      torch.float32
          gradient   a leaf: gradients end here
          class      Tensor: A multi-dimensional array with a history.

        """)
  }

  @Test func whatIsNotThere() {
    #expect(output("nosuch?") == "Object `nosuch` not found.\n")
    #expect(output("torch.nosuch?") == "Object `torch.nosuch` not found.\n")
  }

  @Test func examplesLeaveTheRandomNumbersAlone() {
    let plain = output("torch.manual_seed(0);", "print(torch.rand(1))")
    #expect(output("torch.manual_seed(0);", "randn_like?", "print(torch.rand(1))").hasSuffix(plain))
  }

  @Test func aPageIsACellLikeAnother() {
    let session = Session()
    _ = session.run("len?")
    #expect(session.cell == 1)
    _ = session.run("x = 'a?'")
    guard case .result(let result)? = session.run("x").last else {
      Issue.record("the cell gave nothing")
      return
    }
    #expect(result.text == "'a?'")
  }
}
