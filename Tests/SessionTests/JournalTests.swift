import Foundation
import Session
import Testing

@Suite(.serialized) struct JournalTests {
  private func folder() -> String {
    FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)").path
  }

  /// What the cells of a session with a journal say.
  private func session(in folder: String, _ cells: [String]) throws -> String {
    let session = Session()
    session.beginInteraction()
    let journal: Journal = try #require(Journal(in: folder, seed: 7))
    session.keepJournal(journal)
    var answers = ["Ada", "Grace"]
    session.readLines { _ in answers.isEmpty ? nil : answers.removeFirst() }
    return cells.map { said(session, $0) }.joined()
  }

  private static let cells = [
    "torch.manual_seed(3); import random, numpy as np", "x = torch.tensor([1., 2.], requires_grad=True)",
    "(x ** 2).sum().backward()", "x.grad += 1", "%undo", "1 / 0", "name = input('? ')",
    "a = [random.Random().random(), torch.rand(1).item()]", "b = np.random.RandomState().rand()", "seen = [a]",
    "seen[0].append('é\\n')",
  ]
  private static let question =
    "x.grad, name, a, b, seen[0] is a, In[-2], random.Random().random(), torch.rand(1)"

  @Test func aSessionComesBack() throws {
    let (folder, other) = (folder(), folder())
    defer { for each in [folder, other] { try? FileManager.default.removeItem(atPath: each) } }
    let unbroken = try session(in: other, JournalTests.cells + [JournalTests.question])
    _ = try session(in: folder, JournalTests.cells)
    let again = Session()
    again.beginInteraction()
    again.readLines { _ in nil }
    let journal = try #require(Journal.latest(in: folder))
    let result = again.resume(journal)
    #expect(result.cells == 9 && result.interrupted == [] && !result.isCutShort)
    let answer = said(again, JournalTests.question)
    #expect(unbroken.hasSuffix(answer) && answer.contains("'Ada'"), "\(answer)")
    #expect(Journal.latest(in: folder) == nil, "a session that is in use is nobody else's")
  }

  @Test func aRecordThatIsNotWholeIsLeftOut() throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try session(in: folder, ["x = 1", "y = 2"])
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    let file = URL(filePath: folder + "/" + name)
    let whole = try Data(contentsOf: file)
    let first = try #require(whole.range(of: Data("x = 1\n".utf8))).upperBound
    for cut in [25, first - 1, first, first + 5, whole.count - 1, whole.count] {
      try whole.prefix(cut).write(to: file)
      let journal = try #require(Journal.latest(in: folder))
      #expect(Session().resume(journal).cells == (cut == whole.count ? 2 : cut >= first ? 1 : 0), "\(cut)")
    }
  }

  @Test func onlyThePersonCanReadIt() throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try session(in: folder, ["x = 1"])
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func whatCannotBeWrittenIsSaidOnce() throws {
    let session = Session()
    let journal: Journal = try #require(Journal(in: "/proc/nowhere", seed: 1))
    session.keepJournal(journal)
    #expect(said(session, "x = 1").hasPrefix("argent: this session is not kept: /proc/nowhere/"))
    #expect(said(session, "x") == "1\n")
  }
}
