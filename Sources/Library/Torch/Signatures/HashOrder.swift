/// The order in which a hash table of the GNU C++ library goes over its entries, which PyTorch's messages show.
enum HashOrder {
  /// Entries put in one after the other, as they are found again.
  static func arranged<V>(_ entries: [(String, V)]) -> [(name: String, value: V)] {
    // The table grows through these numbers of buckets; a new entry stands before the others of its bucket, a new
    // bucket before all others.
    var size = 13
    for larger in [29, 59, 127] where entries.count > size { size = larger }
    var list: [(name: String, value: V)] = []
    var buckets: [UInt64] = []
    for (name, value) in entries {
      let bucket = hash(Array(name.utf8)) % UInt64(size)
      let place = buckets.firstIndex(of: bucket) ?? 0
      list.insert((name, value), at: place)
      buckets.insert(bucket, at: place)
    }
    return list
  }

  /// MurmurHash64A with the library's seed.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    let multiplier: UInt64 = 0xc6a4_a793_5bd1_e995
    var result = 0xc70f_6907 ^ (UInt64(bytes.count) &* multiplier)
    let whole = bytes.count / 8 * 8
    for start in stride(from: 0, to: whole, by: 8) {
      var word = little(bytes[start..<start + 8]) &* multiplier
      word = (word ^ (word >> 47)) &* multiplier
      result = (result ^ word) &* multiplier
    }
    if whole < bytes.count { result = (result ^ little(bytes[whole...])) &* multiplier }
    result = (result ^ (result >> 47)) &* multiplier
    return result ^ (result >> 47)
  }

  private static func little(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
