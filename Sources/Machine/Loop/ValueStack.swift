/// The one stack that registers of running frames and arguments of native calls lie on.
final class ValueStack {
  /// Frames of a person's functions in progress.
  var depth = 0
}
