import Machine

extension Session {
  /// Keeps every cell from now on, so that the session can be brought back. Call before the first cell.
  public func keepJournal(_ journal: Journal? = nil) {
    self.journal = journal ?? Journal(seed: Entropy.clock)
    if let seed = self.journal?.seed { Entropy.source = Entropy(seed: seed) }
  }

  /// Where the cells are kept, once there is one.
  public var journalPath: String? { journal?.path }

  /// What came of bringing a session back.
  public struct Resumption {
    /// The cells that are there again.
    public var cells = 0
    /// The cells that a person had interrupted: they are not run again.
    public var interrupted: [Int] = []
    /// Whether a person stopped it before its end.
    public var isCutShort = false
  }

  /// Runs the cells of a journal again, without showing what they say, and goes on with it. Say before how lines are read
  /// (`readLines`), so that cells that asked for some are given the same ones.
  public func resume(_ journal: Journal) -> Resumption {
    var result = Resumption()
    keepJournal(journal)
    let records = journal.records()
    self.journal = nil
    for record in records {
      guard record.ending != .interrupted else {
        skip(record.text)
        result.interrupted.append(cell)
        continue
      }
      replayed = record.answers
      var isInterrupted = false
      run(record.text) { event in
        if case .failure(let failure) = event { isInterrupted = isInterrupted || failure.isInterrupt }
      }
      replayed = nil
      if isInterrupted {
        result.isCutShort = true
        break
      }
    }
    isOver = false
    nextText = nil
    result.cells = cell
    // What was cut short becomes a session of its own: its journal would no longer tell how it came about.
    if result.isCutShort { self.journal = Journal(seed: journal.seed) } else { self.journal = journal }
    return result
  }

  /// A cell that keeps its number and is not run.
  private func skip(_ text: String) {
    cell += 1
    rememberInput(text, raw: text)
  }

  /// Takes note of the cell that has just ended.
  func journalize(_ text: String, _ ending: Journal.Ending) {
    defer { answers = [] }
    guard let journal, !isOver else { return }
    journal.add(Journal.Record(ending: ending, text: text, answers: answers))
    if let complaint = journal.complaint {
      sink?(.complaint("argent: this session is not kept: \(journal.path): \(complaint)\n"))
      self.journal = nil
    }
  }

  /// Something that a cell takes in from outside, which a session that is brought back is given again.
  func fromOutside(_ get: () throws -> String) throws -> String {
    if replayed != nil {
      guard let answer = replayed?.first else { throw PythonError(.eofError, "EOF when reading a line") }
      replayed?.removeFirst()
      return answer
    }
    let answer = try get()
    if journal != nil { answers.append(answer) }
    return answer
  }

  /// Says how a line is read that a program or a magic asks a person for; nil is the end of input.
  public func readLines(_ read: @escaping (_ prompt: String) -> String?) {
    StandardInput.readLine = { [weak self] prompt in
      guard let self else { return nil }
      let line = try fromOutside {
        guard let line = read(prompt) else {
          try machine.checkInterrupt()
          throw PythonError(.eofError, "EOF when reading a line")
        }
        return line
      }
      try machine.checkInterrupt()
      return line
    }
  }
}
