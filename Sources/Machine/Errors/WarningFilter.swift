/// Which warnings were shown already: by default each text once for a place.
final class WarningFilter {
  struct Key: Hashable {
    let category: ObjectIdentifier
    let text: String
    let source: String
    let line: Int
  }
  var shown: Set<Key> = []
}
