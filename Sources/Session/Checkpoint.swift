import Library
import Machine
import Recall

/// A session as it stood between two cells: variables and everything that hangs on them, gradients and graphs, the
/// state of random numbers, cell numbers, `In` and `Out`.
///
/// Objects are put back, not replaced: two names for one list stay two names for one list. What a program wrote to
/// files or printed stays, and so do the few kinds of `leftAlone`.
public final class Checkpoint {
  /// The cells that had run.
  public let cell: Int
  /// Iterators under way and open files, which stay where they are.
  public let leftAlone: [String]
  /// Why it cannot be gone back to; nil where it can.
  public let obstacle: String?
  /// Nil where there is an obstacle, so that nothing lives longer than its program expects.
  let recollection: Recollection?
  let settings: [() -> Void]
  let lineage: Lineage

  init(cell: Int, _ recollection: Recollection, settings: [() -> Void], lineage: Lineage) {
    self.cell = cell
    self.lineage = lineage
    self.settings = settings
    leftAlone = recollection.leftAlone.sorted()
    obstacle = recollection.obstacle
    self.recollection = obstacle == nil ? recollection : nil
  }
}

/// Why a session did not go back.
public struct CheckpointError: Error, CustomStringConvertible {
  public let description: String
}

extension Session {
  /// The session as it stands, to go back to with `restore`.
  ///
  /// Takes time in proportion to the objects that can be reached, and memory for the numbers of tensors that changed
  /// since the last checkpoint.
  public func checkpoint() -> Checkpoint {
    let roots = [globals, inputs, outputs] + machine.recalledRoots + LibraryState.roots
    let recollection = Recollection(of: roots, after: lastCheckpoint?.recollection)
    let result = Checkpoint(
      cell: cell, recollection, settings: [machine.rememberSettings(), LibraryState.remember(), displaySettings()],
      lineage: lineage)
    lastCheckpoint = result
    return result
  }

  /// Goes back to a checkpoint of this session. It can be gone back to again.
  public func restore(_ checkpoint: Checkpoint) throws(CheckpointError) {
    guard let recollection = checkpoint.recollection else {
      throw CheckpointError(description: checkpoint.obstacle ?? "nothing was kept")
    }
    guard recollection.canRecall else {
      throw CheckpointError(description: "a tensor that is too large to be copied was changed in place")
    }
    recollection.recall()
    for setting in checkpoint.settings { setting() }
    cell = checkpoint.cell
    lineage = checkpoint.lineage
    rawInputs = Array(rawInputs.prefix(cell + 1))
    restingCheckpoint = nil
    isOver = false
  }

  private func displaySettings() -> () -> Void {
    let format = Display.floatFormat
    return { Display.floatFormat = format }
  }
}
