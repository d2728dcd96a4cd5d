import Glibc

/// How much memory a program may have.
public enum MemoryCap {
  /// The bytes that the process may use.
  nonisolated(unsafe) public private(set) static var bytes = mostOfMachine()
  /// Whether a person set it.
  nonisolated(unsafe) private(set) static var isOwn = false

  /// Sets the limit; nil is most of the machine's memory.
  public static func set(_ limit: Int?) {
    isOwn = limit != nil
    bytes = limit ?? mostOfMachine()
  }

  /// What is not asked about: a program notices those when it goes on.
  static let smallestAsked = 1 << 24

  /// Throws MemoryError when that much more cannot be had. Called before something large is made, because a flag is
  /// looked at only afterwards.
  @inline(__always) static func check(_ needed: Int) throws {
    if needed > smallestAsked { try refuse(needed) }
  }

  /// The same for a number of elements.
  @inline(__always) public static func check(elements: Int, ofSize size: Int) throws {
    let (needed, overflow) = elements.multipliedReportingOverflow(by: size)
    if overflow || needed > smallestAsked { try refuse(overflow ? .max : needed) }
  }

  /// The same for so many copies of a text at a time.
  @inline(__always) static func check(copies: Int, of text: StringObject) throws {
    if text.byteCount > smallestAsked / 16 { try check(elements: text.byteCount, ofSize: copies) }
  }

  /// The same for a text that is looked for as a name: what is not found is named in a message, and compared with what is.
  @inline(__always) static func check(copiesOfName name: StringObject) throws {
    try check(copies: bytesOfCodePoint * 2, of: name)
  }

  /// What a character takes while text is worked on code point by code point, in arrays that grow.
  static let bytesOfCodePoint = 16

  /// Asks for what it takes to work on a text code point by code point.
  @inline(__always) static func check(codePointsOf text: StringObject) throws {
    try check(copies: bytesOfCodePoint, of: text)
  }

  @inline(never) static func refuse(_ needed: Int) throws {
    if needed <= available { return }
    throw isOwn ? Permission.memoryOver(bytes, isOwn: true) : PythonError(.memoryError)
  }

  // MARK: What grows by itself

  /// Fewer elements than this need no asking: an array of them doubles within what is not asked about.
  static let manyElements = 1 << 19

  /// Throws MemoryError when an array that is full cannot be doubled.
  @inline(never) static func checkGrowth(of items: [Value]) throws {
    if items.count < items.capacity { return }
    try check(elements: items.count.multipliedReportingOverflow(by: 2).partialValue, ofSize: MemoryLayout<Value>.stride)
  }

  /// Makes room for one more element in an array of many. Where it cannot be doubled the program is asked to end, and the
  /// array grows by little, or not at all: false, and the element is left out.
  @inline(never) static func makeRoom(in items: inout [Value]) -> Bool {
    if items.count < items.capacity { return true }
    let doubled = items.count.multipliedReportingOverflow(by: 2).partialValue
    if hasRoom(elements: doubled, ofSize: MemoryLayout<Value>.stride) { return true }
    let more = items.count + items.count / 8 + 1
    guard more * MemoryLayout<Value>.stride <= available else { return false }
    items.reserveCapacity(more)
    return true
  }

  /// Whether so many elements can be had; where not, the program is asked to end as soon as it can be.
  static func hasRoom(elements: Int, ofSize size: Int) -> Bool {
    let (needed, overflow) = elements.multipliedReportingOverflow(by: size)
    if !overflow, needed <= smallestAsked || needed <= available { return true }
    Watchdog.reportMemory()
    return false
  }

  /// `512 MB`, `1.5 GB`.
  static func text(_ bytes: Int) -> String {
    let units = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)]
    guard let (unit, size) = units.first(where: { bytes >= $0.1 }) else { return "\(bytes) bytes" }
    let tenths = (Double(bytes) / Double(size) * 10).rounded() / 10
    return (tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)) + " " + unit
  }

  // MARK: The system's figures

  private static let pageSize = Swift.max(Int(sysconf(Int32(_SC_PAGESIZE))), 4096)
  private static let statistics = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)

  /// The bytes of the process now: those of its addresses, and those of them that are in memory.
  static var used: (addresses: Int, resident: Int) {
    guard let numbers = numbers(statistics), numbers.count > 1 else { return (0, 0) }
    return (numbers[0] * pageSize, numbers[1] * pageSize)
  }

  /// The bytes in memory now.
  static var resident: Int { used.resident }

  /// What the process may have of addresses, which `ulimit -v` sets; beyond it nothing can be had.
  static let addressLimit: Int = {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return .max }
    return Int(clamping: limit.rlim_cur)
  }()

  /// What stays of the addresses for what is not asked about.
  private static let addressReserve = 48 << 20

  /// The bytes that can still be had.
  static var available: Int {
    let used = used
    let left = addressLimit == .max ? Int.max : addressLimit - used.addresses - addressReserve
    return Swift.min(bytes - used.resident, left)
  }

  private static func mostOfMachine() -> Int {
    var most = Int(sysconf(Int32(_SC_PHYS_PAGES))).multipliedReportingOverflow(by: pageSize).partialValue
    if most <= 0 { most = .max }
    // A container may have less than the machine.
    for path in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      if let limit = numbers(file)?.first, limit > 0 { most = Swift.min(most, limit) }
    }
    return Swift.min(most, addressLimit) / 10 * 8
  }

  /// The numbers that a small file begins with.
  private static func numbers(_ file: Int32) -> [Int]? {
    guard file >= 0 else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
      let count = pread(file, buffer.baseAddress, buffer.count, 0)
      guard count > 0 else { return nil }
      var result: [Int] = []
      var number: Int?
      for byte in buffer.prefix(count) {
        if byte >= 0x30, byte <= 0x39 {
          number = (number ?? 0).multipliedReportingOverflow(by: 10).partialValue &+ Int(byte - 0x30)
        } else {
          if let number { result.append(number) }
          number = nil
          if byte != 0x20, byte != 0x0A { break }
        }
      }
      return result
    }
  }
}
