import Autograd
import Machine
import NDArray
import Ops

/// What `torch.unique_consecutive` gives: PyTorch looks for its two flags at each other's places, so that a flag that is
/// given by its place is computed for one result and asked for the other.
enum ConsecutiveResults {
  /// - Parameters:
  ///   - arguments: The call's.
  ///   - bound: The same as the operation takes them: the tensor, the two flags, the dimension.
  static func of(_ overload: Overload, _ arguments: Arguments, _ bound: [Argument]) throws -> Argument {
    func isAsked(_ name: String, _ place: Int) throws -> Bool {
      guard let value = arguments.keyword(name) ?? (place < arguments.count ? arguments[place] : nil) else {
        return false
      }
      return try Machine.current.truth(value)
    }
    guard bound.count == 4 else { return try overload.call(bound) }
    let all = try overload.call([bound[0], .number(.bool(true)), .number(.bool(true)), bound[3]])
    guard case .list(let results) = all, results.count == 3 else { return all }
    var given = [results[0]]
    for (name, place, index) in [("return_inverse", 2, 1), ("return_counts", 1, 2)] where try isAsked(name, place) {
      // Parts along a dimension are always counted; elements only where the operation itself is told to.
      let isOfParts = try Int?.from(bound[3]).map { $0 != 0 || (try? Tensor.from(bound[0]).rank) != 1 } ?? false
      let isComputed = try isOfParts || Bool.from(bound[index])
      given.append(isComputed ? results[index] : .tensor(Tensor(try NDArray.zeros(shape: [0], .int64))))
    }
    return given.count == 1 ? given[0] : .list(given)
  }
}
