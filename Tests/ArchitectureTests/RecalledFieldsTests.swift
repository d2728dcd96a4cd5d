import Foundation
import Testing

/// What `%undo` and checkpoints put back. A class that says itself what is remembered of it (`Recalled`), or that it
/// never changes (`Unchanging`), would silently lose a variable that was added later: each has to stand in what is
/// remembered, or here, with why not.
@Suite struct RecalledFieldsTests {
  /// Variables that need not be remembered, by class and reason.
  static let exempt: [String: [(why: String, names: Set<String>)]] = [
    "Storage": [("an address, and steps that are computed before it is asked for", ["block", "waiting"])],
    "TypeObject": [
      (
        "of native classes, set before a program runs",
        [
          "acceptsAttributes", "canBeSubclassed", "describe", "errorName", "metaAttribute",
          "notes",
          "slots", "subclassHook", "summary",
        ]
      ),
      ("runs when attributes are first asked for, as by what remembers them", ["lateDeclaration"]),
      ("set when the class is made", ["addsLayout", "bases", "mro", "slotNames", "slotNamesBesideDictionary"]),
      ("renewed by settle", ["attributeCache", "hasFinalizer", "plainResolved", "subclasses", "version"]),
      ("good for one version", ["initializerVersion", "knownInitializer"]),
      ("true only asks for care", ["instancesMayShadow"]),
    ],
    "DictObject": [("built by replaceAll", ["capacity", "index", "indexMask", "keysVersion"])],
    "ClosureIterator": [("stays where it is, and is said to", ["body", "text"])],
    "StreamObject": [
      (
        "stays where it is, and is said to", ["content", "descriptor", "isChanged", "isClosed", "position", "written"]
      )
    ],
    "StringObject": [("of a text that stays", ["cachedCount", "cachedHash", "isInterned", "whole"])],
    "Shape": [("found and kept for all", ["positions", "transitions"])],
    "Layout": [("found and kept", ["knownStretched"])],
    "NativeFunction": [
      (
        "declared",
        [
          "countsAsTaken", "declared", "defaults", "hidesFirst", "isMethod", "isRefusal", "isWrittenInPython", "module",
          "notes", "parametersLater",
          "qualifiedName",
          "shortcut", "takesTensors",
        ]
      )
    ],
    "CodeObject": [
      (
        "the compiler's",
        [
          "cacheCount", "captures", "constantCount", "doc", "freeNames", "handlers", "isGenerator", "keywordOnlyCount",
          "parameterNames", "positionalCount", "positionalOnlyCount", "spans", "variableNames", "variadicKeywordName",
          "variadicName",
        ]
      )
    ],
    "Machine": [
      ("rememberSettings puts them back", ["handled", "recursionLimit"]),
      ("modules are asked one by one", ["modules"]),
      ("of the cell that runs", ["clockStart", "frame", "isTimedByCell", "lent", "scratch", "timesStopped"]),
      ("found and kept", ["lastNativeClass", "lastNativeType", "lastRefinement", "nativeBinary", "nativeRefinements"]),
      ("names at hand only grow", ["namesAtHand", "namesAtHandList"]),
      (
        "of whoever runs the program",
        [
          "beforeExamples", "errorConversion", "files", "frameLimit", "isWatched", "moduleBuilders", "nativeDepth",
          "nativeEntries", "nativeTypes", "pageStyle", "releaseFreePages", "screenColumns", "secondsLimit",
          "showPicture",
          "standardError", "standardOutput", "warningForm",
        ]
      ),
    ],
  ]

  struct Conformance: Sendable, CustomTestStringConvertible {
    let name: String
    /// What the extension says.
    let body: String
    let isUnchanging: Bool
    var testDescription: String { name }
  }

  private static let sources: [String] = Target.all.filter { !$0.isTest }.flatMap(\.files).compactMap {
    try? String(contentsOf: $0, encoding: .utf8)
  }

  static let conformances: [Conformance] = sources.flatMap { text in
    text.matches(of: /(?m)^extension (\w+): (Recalled|Unchanging) \{/).map { match in
      Conformance(
        name: String(match.1), body: block(text[match.range.lowerBound...]), isUnchanging: match.2 == "Unchanging")
    }
  }

  /// A declaration up to its closing bracket, which stands at the start of a row or on the first.
  private static func block(_ text: Substring) -> String {
    let first = text.prefix { $0 != "\n" }
    if first.hasSuffix("}") { return String(first) }
    guard let end = text.firstRange(of: "\n}") else { return String(text) }
    return String(text[..<end.upperBound])
  }

  /// The stored variables that a class declares.
  static func variables(of name: String) -> Set<String> {
    let start = try? Regex("(?m)^(?:(?:public|package|open|final|private) )*class \(name)\\b.*\\{")
    guard let start else { return [] }
    for text in sources {
      guard let match = text.firstMatch(of: start) else { continue }
      return stored(in: block(text[match.range.lowerBound...]))
    }
    return []
  }

  static func stored(in declaration: String) -> Set<String> {
    let rows = declaration.split(separator: "\n", omittingEmptySubsequences: false)
    let variable = /^  (?:@\w+(?:\(.*?\))? )*(?:[\w()]+ )*?var (\w+)(.*)$/
    var found: Set<String> = []
    for (number, row) in rows.enumerated() {
      guard let match = row.wholeMatch(of: variable), !row.contains("static "), !row.contains("override ") else {
        continue
      }
      let rest = match.2
      if let bracket = rest.firstIndex(of: "{"), !rest[..<bracket].contains("=") {
        let next = rows.dropFirst(number + 1).first ?? ""
        if !next.contains("didSet"), !next.contains("willSet") { continue }
      }
      found.insert(String(match.1))
    }
    return found
  }

  @Test func theSourcesAreRead() {
    let names = Set(Self.conformances.map(\.name))
    #expect(names.isSuperset(of: ["Tensor", "Storage", "TypeObject", "DictObject", "InstanceObject", "Layout"]))
    #expect(Self.variables(of: "Tensor").isSuperset(of: ["data", "slot", "ownVersion", "extra", "owner"]))
    #expect(!Self.variables(of: "Tensor").contains("shape"))
    let sample =
      "class A {\n  var a = 1\n  private(set) var b: Int {\n    didSet {}\n  }\n  var c: Int { 2 }\n  let d = 3\n}"
    #expect(Self.stored(in: sample) == ["a", "b"])
  }

  @Test(arguments: conformances) func everyVariableIsRememberedOrExempt(_ conformance: Conformance) {
    let exempt = Set((Self.exempt[conformance.name] ?? []).flatMap(\.names))
    let variables = Self.variables(of: conformance.name)
    let said = Set(conformance.body.matches(of: /\w+/).map { String($0.output) })
    let unknown = variables.subtracting(conformance.isUnchanging ? [] : said).subtracting(exempt)
    #expect(unknown.isEmpty, "what %undo puts back of \(conformance.name) knows nothing of \(unknown.sorted())")
    #expect(exempt.isSubset(of: variables), "\(conformance.name) has no such variables any more")
  }
}
