import Foundation
import Testing

/// A lesson with what PyTorch shows recorded inside, in lines that begin `#>`.
struct Lesson: CustomTestStringConvertible, Sendable {
  let file: URL
  var testDescription: String { file.lastPathComponent }

  static let all = ["Examples", "Tests/Conformance/notebooks", "Tests/Conformance/courses"]
    .flatMap { files(in: $0, ending: "ag") }.map { Lesson(file: $0) }

  /// The recorded outputs, each the lines below one cell.
  func record() throws -> [[String]] {
    var outputs: [[String]] = []
    var isOpen = false
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      let isOutput = line == "#>" || line.hasPrefix("#> ")
      if isOutput {
        if !isOpen { outputs.append([]) }
        outputs[outputs.count - 1].append(String(line.dropFirst(3)))
      }
      isOpen = isOutput
    }
    return outputs
  }
}

/// An executed notebook, as far as these tests read it.
private struct Notebook: Decodable {
  struct Cell: Decodable {
    let outputs: [Output]?

    /// What it shows, line by line, as an `.ag` file records it.
    var lines: [String] {
      var lines: [String] = []
      for output in outputs ?? [] {
        if output.name == "stdout", let text = output.text?.text {
          lines += (text.hasSuffix("\n") ? String(text.dropLast()) : text).components(separatedBy: "\n")
        }
        // Pictures have no text that IPython would show.
        if let data = output.data, data["image/png"] == nil, let text = data["text/plain"]?.text {
          lines += text.components(separatedBy: "\n")
        }
        if let kind = output.ename, let message = output.evalue?.components(separatedBy: "\n").first {
          let beyond = /\ \([^()]*line \d+\)$|\. Did you mean: '[^']*'\?$/
          lines.append("\(kind): " + message.replacing(beyond, with: ""))
        }
      }
      return lines.map(\.withoutAddresses)
    }
  }

  struct Output: Decodable {
    let name: String?
    let text: Text?
    let data: [String: Text]?
    let ename: String?
    let evalue: String?
  }

  /// One string or a list of lines.
  struct Text: Decodable {
    let text: String
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text = try (try? container.decode(String.self)) ?? container.decode([String].self).joined()
    }
  }

  let cells: [Cell]
}

@Test(arguments: Lesson.all)
func lessonShowsWhatPyTorchShows(_ lesson: Lesson) throws {
  let folder = try Folder()
  let made = folder.url.appending(path: "made.ipynb")
  let ending = try Program.run([lesson.file.path, "--keep-going", "--output", made.path])
  let notebook = try JSONDecoder().decode(Notebook.self, from: try Data(contentsOf: made))
  let shown = notebook.cells.map(\.lines).filter { !$0.isEmpty }
  #expect(shown == (try lesson.record()), "\(ending.errors)")
}
