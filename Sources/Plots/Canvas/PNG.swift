/// PNG files, written whole.
public enum PNG {
  /// The picture as a file of eight bits a channel; transparent where a pixel is.
  public static func encode(_ image: PixelImage) -> [UInt8] {
    let hasAlpha = image.pixels.contains { $0.alpha < 1 }
    let channels = hasAlpha ? 4 : 3
    var rows: [UInt8] = []
    rows.reserveCapacity((image.width * channels + 1) * image.height)
    for row in 0..<image.height {
      rows.append(0)
      for column in 0..<image.width {
        let pixel = image.pixels[row * image.width + column]
        rows.append(pixel.red)
        rows.append(pixel.green)
        rows.append(pixel.blue)
        if hasAlpha { rows.append(UInt8((min(max(pixel.alpha, 0), 1) * 255).rounded())) }
      }
    }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    chunk("IHDR", word(image.width) + word(image.height) + [8, hasAlpha ? 6 : 2, 0, 0, 0], to: &file)
    chunk("IDAT", Deflate.zlib(rows), to: &file)
    chunk("IEND", [], to: &file)
    return file
  }

  private static func word(_ number: Int) -> [UInt8] {
    let number = UInt32(truncatingIfNeeded: number)
    return [UInt8(number >> 24), UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
  }

  private static func chunk(_ name: String, _ content: [UInt8], to file: inout [UInt8]) {
    file += word(content.count)
    let body = Array(name.utf8) + content
    file += body
    file += word(Int(checksum(body)))
  }

  private static let checksumTable: [UInt32] = (0..<256).map { start in
    (0..<8).reduce(UInt32(start)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var value = UInt32.max
    for byte in bytes { value = checksumTable[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8) }
    return value ^ .max
  }
}

/// Compression as PNG wants it: repetitions are found by a table of what came before, codes are the fixed ones.
enum Deflate {
  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    var bits = Bits()
    bits.bytes = [0x78, 0x01]
    bits.write(1, 1)
    bits.write(1, 2)
    var last = [Int32](repeating: -1, count: 1 << 15)
    var at = 0
    while at < bytes.count {
      let found = match(bytes, at, &last)
      if found.length >= 4 {
        bits.write(length: found.length)
        bits.write(distance: found.distance)
        at += found.length
      } else {
        bits.write(symbol: Int(bytes[at]))
        at += 1
      }
    }
    bits.write(symbol: 256)
    bits.flush()
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in bytes {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return bits.bytes + [UInt8(b >> 8), UInt8(b & 0xFF), UInt8(a >> 8), UInt8(a & 0xFF)]
  }

  /// The stretch before `at` that repeats there.
  private static func match(_ bytes: [UInt8], _ at: Int, _ last: inout [Int32]) -> (length: Int, distance: Int) {
    guard at + 4 <= bytes.count else { return (0, 0) }
    let four =
      UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
    let slot = Int((four &* 2_654_435_761) >> 17)
    let before = Int(last[slot])
    last[slot] = Int32(truncatingIfNeeded: at)
    guard before >= 0, at - before <= 32768 else { return (0, 0) }
    var length = 0
    let most = min(258, bytes.count - at)
    while length < most, bytes[before + length] == bytes[at + length] { length += 1 }
    return (length, at - before)
  }

  private struct Bits {
    var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var count: UInt32 = 0

    mutating func write(_ value: UInt32, _ width: UInt32) {
      pending |= value << count
      count += width
      while count >= 8 {
        bytes.append(UInt8(pending & 0xFF))
        pending >>= 8
        count -= 8
      }
    }

    mutating func flush() {
      if count > 0 { bytes.append(UInt8(pending & 0xFF)) }
      pending = 0
      count = 0
    }

    /// Codes of Huffman stand with their first bit first.
    private mutating func write(code: UInt32, _ width: UInt32) {
      var turned: UInt32 = 0
      for bit in 0..<width where code >> bit & 1 == 1 { turned |= 1 << (width - 1 - bit) }
      write(turned, width)
    }

    mutating func write(symbol: Int) {
      let symbol = UInt32(symbol)
      switch symbol {
      case 0...143: write(code: 0x30 + symbol, 8)
      case 144...255: write(code: 0x190 + symbol - 144, 9)
      case 256...279: write(code: symbol - 256, 7)
      default: write(code: 0xC0 + symbol - 280, 8)
      }
    }

    private static let lengths = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    private static let distances = [
      1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
      8193, 12289, 16385, 24577,
    ]

    mutating func write(length: Int) {
      guard let at = Bits.lengths.lastIndex(where: { $0 <= length }) else { return }
      write(symbol: 257 + at)
      let extra = at < 8 || at == 28 ? 0 : UInt32(at / 4 - 1)
      write(UInt32(length - Bits.lengths[at]), extra)
    }

    mutating func write(distance: Int) {
      guard let at = Bits.distances.lastIndex(where: { $0 <= distance }) else { return }
      write(code: UInt32(at), 5)
      write(UInt32(distance - Bits.distances[at]), at < 4 ? 0 : UInt32(at / 2 - 1))
    }
  }
}

/// Bytes as letters.
public enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  public static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 4 / 3 + 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let a = bytes[start]
      let b = start + 1 < bytes.count ? bytes[start + 1] : 0
      let c = start + 2 < bytes.count ? bytes[start + 2] : 0
      result.append(letters[Int(a >> 2)])
      result.append(letters[Int((a & 3) << 4 | b >> 4)])
      result.append(start + 1 < bytes.count ? letters[Int((b & 15) << 2 | c >> 6)] : 0x3D)
      result.append(start + 2 < bytes.count ? letters[Int(c & 63)] : 0x3D)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
