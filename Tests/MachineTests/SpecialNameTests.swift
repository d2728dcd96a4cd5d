import Machine
import Testing

@Suite struct SpecialNameTests {
  /// What is written otherwise than its case is called.
  private static let otherwise: [SpecialName: String] = [
    .initialize: "init", .setName: "set_name", .initSubclass: "init_subclass", .lengthHint: "length_hint",
    .classGetitem: "class_getitem",
  ]

  @Test(arguments: SpecialName.allCases) func isWrittenAsItsCase(_ special: SpecialName) {
    #expect(special.text == "__\(Self.otherwise[special] ?? "\(special)")__")
  }
}
