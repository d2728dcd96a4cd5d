/// The one object for each text that names in code use: open addressing by the hash that the objects keep.
struct InternTable {
  /// Empty places are nil; at most half of them are taken.
  private var places: [StringObject?]
  private var count = 0

  init() { places = Array(repeating: nil, count: 4096) }

  /// The object for a text of this hash, which `make` makes where there is none yet.
  mutating func object(_ bytes: UnsafeBufferPointer<UInt8>, hash: Int, make: () -> StringObject) -> StringObject {
    var place = hash & (places.count - 1)
    while let known = places[place] {
      if known.hash == hash, known.hasText(bytes) { return known }
      place = (place + 1) & (places.count - 1)
    }
    let object = make()
    places[place] = object
    count += 1
    if count * 2 > places.count { grow() }
    return object
  }

  private mutating func grow() {
    let known = places
    places = Array(repeating: nil, count: known.count * 2)
    for case let object? in known {
      var place = object.hash & (places.count - 1)
      while places[place] != nil { place = (place + 1) & (places.count - 1) }
      places[place] = object
    }
  }
}
