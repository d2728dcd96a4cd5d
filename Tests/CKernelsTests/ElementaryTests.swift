import CKernels
import Glibc
import Testing

/// Replays `Golden/elementary.txt`: functions and reductions with PyTorch's bits.
@Test func computesAsPyTorchDoes() throws {
  var count = 0
  for line in try golden("elementary.txt").split(separator: "\n") {
    let parts = line.split(separator: ":").map { $0.split(separator: " ").map(String.init) }
    let kind = try #require(parts.first?.dropFirst(2).first)
    let checked = try kind == "float32" ? check(parts, Float.self) : check(parts, Double.self)
    #expect(checked, "\(line.prefix(40))")
    count += 1
  }
  #expect(count > 250)
}

private func check<T: Kernels>(_ parts: [[String]], _ type: T.Type) throws -> Bool {
  let head = parts[0], name = head[1]
  let slack = try #require(Int(head[3]))
  let wanted: [T] = try values(parts[parts.count - 1])
  return zip(try results(head, name, parts), wanted).allSatisfy { close($0, $1, slack) }

  func results(_ head: [String], _ name: String, _ parts: [[String]]) throws -> [T] {
    if head[0] == "fold" {
      let rows = try #require(Int(head[4])), columns = try #require(Int(head[5]))
      let m = (0..<rows * columns).map { T(Double(($0 * 7919 + 13) % 2003 - 1001) / 997) }
      let result = try #require(T.fold(name, m, rows, columns))
      #expect(result.count == wanted.count)
      return result
    }
    let x: [T] = try values(parts[1])
    let half = x.count / 2
    if head[0] == "each" {
      if let function = T.each2[name] { return (0..<half).map { function(x[$0], x[$0 + half]) } }
      return x.map(try #require(T.each[name]))
    }
    if let run = T.run2[name] { return filled(half) { run(x, Array(x[half...]), $0, half) } }
    let run = try #require(T.run[name])
    return filled(x.count) { run(x, $0, x.count) }
  }
}

/// Equal bits, any NaN for any NaN, or apart by no more than the slack in units of the last place.
private func close<T: Kernels>(_ a: T, _ b: T, _ slack: Int) -> Bool {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
  let low = min(a.pattern, b.pattern), high = max(a.pattern, b.pattern)
  return high - low <= T.Bits(slack)
}

private func values<T: Kernels>(_ words: [String]) throws -> [T] {
  try words.map { $0 == "nan" ? T.nan : T(pattern: try #require(T.Bits($0, radix: 16))) }
}

/// The text of a file in this target's `Golden` folder.
private func golden(_ name: String) throws -> String {
  let path = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.startIndex)) + "/Golden/" + name
  let file = try #require(fopen(path, "rb"))
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let size = fread(&chunk, 1, chunk.count, file)
    if size == 0 { return String(decoding: bytes, as: UTF8.self) }
    bytes += chunk[..<size]
  }
}

/// What several lanes compute at a time has the bits that one value has, in whatever place it stands and among whatever
/// others. Every 4,093rd of all floats here; the rest was compared when the lanes were written.
@Test(arguments: ["exp", "sin", "cos"]) func lanesComputeAsOneValueDoes(_ name: String) throws {
  let run = try #require(Float.run[name]), one = try #require(Float.each[name])
  let numbers = stride(from: 0, through: UInt64(UInt32.max), by: 4093).map { Float(bitPattern: UInt32($0)) }
  for start in 0..<2 {
    let some = Array(numbers[start...])
    let results: [Float] = filled(some.count) { run(some, $0, some.count) }
    let wrong = some.indices.first { index in
      let wanted = one(some[index])
      return results[index].bitPattern != wanted.bitPattern && !(results[index].isNaN && wanted.isNaN)
    }
    #expect(wrong == nil, "\(name) of \(wrong.map { some[$0] } ?? 0)")
  }
}
