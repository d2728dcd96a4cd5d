/// Documentation that is written from the declarations it is about.
///
/// A hand-written page holds stretches between a line `<!-- generated: NAME -->` and a line `<!-- end -->`; a section
/// says what stands there. A whole page has no hand-written part. To add either is one row in the lists below.
public enum Reference {
  /// The stretches of hand-written pages.
  static var sections: [Section] { Section.language + Section.session }

  /// The pages that are generated from the first line to the last.
  static var pages: [Page] { [] }

  /// Every page that has something generated in it, as it should be.
  ///
  /// - Parameters:
  ///   - more: Sections written from what this room does not know.
  ///   - read: The text of a page now, by its path below the folder of documentation.
  public static func written(
    with more: [Section] = [], reading read: (_ path: String) throws -> String
  ) throws -> [Page] {
    var texts: [(path: String, text: String)] = []
    for section in sections + more {
      let place = texts.firstIndex { $0.path == section.page } ?? texts.count
      if place == texts.count { texts.append((section.page, try read(section.page))) }
      texts[place].text = try section.placed(in: texts[place].text)
    }
    return texts.map { Page($0.path, $0.text) } + pages
  }
}

/// A page below the folder of documentation.
public struct Page {
  public let path: String
  public let text: String

  public init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }
}

/// A stretch of a hand-written page.
public struct Section {
  let page: String
  let name: String
  /// What stands between the markers, without a newline at either end.
  let text: () throws -> String

  public init(_ name: String, of page: String, _ text: @escaping () throws -> String) {
    self.page = page
    self.name = name
    self.text = text
  }

  /// The page with this section as it should be.
  func placed(in text: String) throws -> String {
    let begin = "<!-- generated: \(name) -->"
    let end = "<!-- end -->"
    var result: [Substring] = []
    var isInside = false
    var isPlaced = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if isInside, line == end { isInside = false }
      if !isInside { result.append(line) }
      if line == begin {
        result += ["", Substring(try self.text()), ""]
        isInside = true
        isPlaced = true
      }
    }
    guard isPlaced, !isInside else { throw ReferenceError("\(page): no line '\(begin)' with '\(end)' below it") }
    return result.joined(separator: "\n")
  }
}

/// A page that is not as the generator needs it.
public struct ReferenceError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
