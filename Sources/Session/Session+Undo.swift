import Machine
import Recall

extension Session {
  /// How many cells can be undone where a person wants that.
  public static let usualCheckpoints = 20
  /// The bytes of numbers that the kept checkpoints may hold together.
  private static let mostBytes = 256 << 20

  /// Takes note of the session as it stands, while nothing is waited for; the next cell then need not.
  public func rest() {
    guard keptCheckpoints > 0, restingCheckpoint == nil else { return }
    let resting = checkpoint()
    restingCheckpoint = resting
    if beginning == nil { beginning = resting }
  }

  /// Keeps the session as it stands before a cell.
  func keepCheckpoint() {
    let standing = restingCheckpoint ?? checkpoint()
    if beginning == nil { beginning = standing }
    checkpoints.append(standing)
    restingCheckpoint = nil
    if checkpoints.count > keptCheckpoints { checkpoints.removeFirst(checkpoints.count - keptCheckpoints) }
    while checkpoints.count > 1, heldBytes > Session.mostBytes { checkpoints.removeFirst() }
  }

  /// The bytes of numbers in the checkpoints, those that several share once.
  private var heldBytes: Int {
    let sum = checkpoints.reduce(0) { $0 + ($1.recollection?.byteCount ?? 0) }
    guard sum > Session.mostBytes else { return sum }
    var seen: Set<ObjectIdentifier> = []
    var bytes = 0
    for checkpoint in checkpoints {
      for copy in checkpoint.recollection?.copies.values ?? [:].values
      where seen.insert(ObjectIdentifier(copy.object)).inserted { bytes += copy.byteCount }
    }
    return bytes
  }

  /// `%undo`: back to before the last `count` cells, the one that says so not counted.
  func undo(_ count: Int, _ say: (String) -> Void) {
    guard keptCheckpoints > 0 else { return say("Nothing can be undone here: %config undo=on keeps what is needed.") }
    if !checkpoints.isEmpty { checkpoints.removeLast() }
    guard count <= checkpoints.count else {
      return say(checkpoints.isEmpty ? "Nothing to undo." : "Only \(checkpoints.count) can be undone.")
    }
    let target = checkpoints[checkpoints.count - count]
    let undone = rawInputs.dropFirst(target.cell + 1).prefix(cell - 1 - target.cell)
    do {
      try restore(target)
    } catch {
      return say("Not undone: \(error.description).")
    }
    checkpoints.removeLast(count)
    for (at, text) in undone.enumerated() {
      let first = text.split(separator: "\n").first.map(String.init) ?? ""
      say("Undone: In [\(target.cell + 1 + at)]: \(first)\(text.contains("\n") ? " …" : "")")
    }
    for what in target.leftAlone { say("Not put back: a \(what) that is under way") }
  }

  /// `%restart`: as if nothing had been done.
  func restart() {
    checkpoints = []
    restingCheckpoint = nil
    if let beginning { try? restore(beginning) }
    for (name, _) in variables() { forget(name) }
    forgetOutputs()
    forgetInputs()
    inputs.items = [.string("")]
    rawInputs = [""]
    lineage = Lineage()
    cell = 0
  }

  /// Says that a person is at a prompt: what they do can be undone, and files are theirs to name.
  public func beginInteraction() {
    isInteractive = true
    isTimedByCell = true
    keptCheckpoints = Session.usualCheckpoints
  }
}
