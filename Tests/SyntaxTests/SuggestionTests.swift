import Diagnostics
import Testing

/// What CPython 3.11 adds to `AttributeError: 'X' object has no attribute 'name'` for an object with these attributes,
/// which it looks through in alphabetical order.
@Suite struct SuggestionTests {
  static let recorded: [(name: String, known: [String], nearest: String?)] = [
    ("requires_gard", ["requires_grad", "grad", "data"], "requires_grad"),
    ("bakward", ["backward", "grad"], "backward"),
    ("zero", ["zeros", "zeros_like", "ones"], "zeros"),
    ("Tensor", ["tensor", "sensor"], "tensor"),
    ("tensr", ["tensor", "Tensor", "tenser"], "tenser"),
    ("x", ["y", "z"], nil),
    ("ab", ["ba", "abc", "b"], "abc"),
    ("lenght", ["length", "len"], "length"),
    ("prnit", ["print", "input"], "print"),
    ("foo", ["bar", "baz"], nil),
    ("mena", ["mean", "man", "men"], "men"),
    ("GRAD", ["grad", "Grad"], "Grad"),
    ("grad_", ["grad", "grad_fn"], "grad"),
    ("np", ["nn", "mp"], "mp"),
    ("item", ["items", "iterm", "tem"], "items"),
    ("α_rate", ["a_rate", "α_rates"], "α_rates"),
    ("unsqeeze", ["unsqueeze", "squeeze"], "unsqueeze"),
    ("optimzer", ["optimizer"], "optimizer"),
    ("forwrad", ["forward", "backward"], "forward"),
    ("epoh", ["epoch", "epochs"], "epoch"),
    ("los", ["loss", "lose"], "lose"),
    ("model_", ["model", "models"], "model"),
    ("pritn", ["print", "printf"], "print"),
    ("xs", ["x", "ys", "xss"], "x"),
    ("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", ["ccccccccccccccccccccccccccccccccccccccccc"], nil),
    ("aZ", ["Az", "az", "AZ"], "AZ"),
    ("_x", ["x", "__x"], "__x"),
    ("one", ["two", "on", "oNe"], "oNe"),
    ("aAaB", ["BBBbaBaB", "aBAba", "aaaa", "bBabB"], "aaaa"),
    ("bAbbBA", ["Ba", "AaA", "BbAABBa", "bBBbA"], nil),
    ("AaBabBA", ["aBaAB", "bbbabbB", "AABAaB", "bbBaBAbB"], nil),
    ("ABAaAB", ["abbbaA", "aa", "aBaAbAab", "Aabb"], nil),
    ("bAABA", ["BaaAB", "BbAa", "bBab", "Bb"], nil),
    ("bBB", ["bBbaBA", "BaAbbaA", "aA", "bBAb"], "bBAb"),
    ("abB", ["aBb", "abBb", "aBABa", "BAab"], "aBb"),
    ("AbAB", ["AaB", "ABbaaa", "bbb", "AAAA"], "AaB"),
    ("aAbBb", ["aAaBaB", "bbAaBaba", "AAaB", "aaAa"], nil),
    ("aaBaabb", ["BbaBbbba", "BAABA", "bA", "aa"], nil),
    ("ABBAB", ["aA", "BaAbBA", "bbAb", "AaA"], nil),
    ("BaA", ["BAa", "bAAb", "aabb", "bB"], "BAa"),
    ("Aaa", ["aA", "ABBbaAab", "bbA", "aAbb"], nil),
    ("aAbb", ["Bbab", "aBBA", "BBaBAb", "BaBa"], nil),
    ("Abb", ["AAB", "BbabBa", "ABb", "ABB"], "ABb"),
    ("BAAb", ["aA", "bAA", "AAbBaaB", "bAB"], "bAA"),
    ("aBBA", ["baaAa", "abaB", "bBBBbABb", "BbaBBa"], nil),
    ("AbBab", ["BaabAb", "Abb", "AABb", "ABBabB"], "ABBabB"),
    ("Aaaa", ["aAbaAA", "AAaaB", "BAABABa", "BBbaAbB"], "AAaaB"),
    ("BAbBbAa", ["BBBAaBb", "AaBbBAb", "aaAABAbB", "ABbBaAaB"], nil),
    ("AaB", ["bb", "aBAAbbb", "AaaA", "abAAA"], nil),
    ("bBBbBAA", ["bAbaBAB", "bAbabBbA", "bbbBA", "Bbab"], "bbbBA"),
    ("aabBA", ["abaaa", "baBBAAab", "bB", "BBB"], nil),
    ("bbAB", ["BbBAAB", "abaaaa", "BABAbBbb", "aaBbaBAb"], nil),
    ("BAa", ["ab", "Aa", "abaBb", "AbBBAAA"], "Aa"),
    ("babA", ["aABbB", "aAaAbab", "bB", "aaaBAaAa"], nil),
    ("aBbB", ["BaAaAAaA", "Ba", "AAbABaA", "Bb"], nil),
    ("bAABBab", ["BaAbbAB", "AaBAba", "AA", "AAAAA"], nil),
    ("aabAAAa", ["ABBAB", "aabaBAbA", "ABAB", "AbabAb"], "aabaBAbA"),
    ("babBaaA", ["abAaaab", "bBaABAb", "BbB", "AbBaA"], "AbBaA"),
    (
      String(repeating: "a", count: 45), [String(repeating: "a", count: 44) + "b"],
      String(repeating: "a", count: 44) + "b"
    ),
  ]

  @Test(arguments: recorded)
  func theNearestNameIsPythons(_ asked: (name: String, known: [String], nearest: String?)) {
    let sorted = asked.known.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(Suggestion.nearest(to: asked.name, in: sorted) == asked.nearest)
  }

  @Test func amongTooManyNamesPythonDoesNotLook() {
    let known = (0..<749).map { "name\($0)" }
    #expect(Suggestion.nearest(to: "nam1", in: known) == "name1")
    #expect(Suggestion.nearest(to: "nam1", in: known + ["other"]) == nil)
  }
}
