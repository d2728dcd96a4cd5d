import Glibc
import TensorText
import Testing

private func printf(_ format: String, _ precision: Int, _ value: Double) -> String {
  var buffer = [CChar](repeating: 0, count: 1500)
  _ = withVaList([Int32(precision), value]) { vsnprintf(&buffer, buffer.count, format, $0) }
  return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
}

@Test func roundsAsPrintfDoes() {
  var bits: UInt64 = 0x9e37_79b9_7f4a_7c15
  func next() -> UInt64 {
    bits ^= bits << 13
    bits ^= bits >> 7
    bits ^= bits << 17
    return bits
  }
  for round in 0..<40_000 {
    let any = Double(bitPattern: next())
    let value: Double
    switch round % 4 {
    case 0: value = any.isFinite ? any : 0
    case 1: value = Double(Int64(bitPattern: next()) >> Int64(next() % 64)) / 1024
    case 2: value = Double(next() % 100_000) / 1e4 + 5e-5
    default: value = Double(Int64(bitPattern: next()) >> 40) * 0.001
    }
    let precision = Int(next() % (round % 10 == 0 ? 30 : 9))
    #expect(DecimalText.fixed(value, precision: precision) == printf("%.*f", precision, value))
    #expect(DecimalText.scientific(value, precision: precision) == printf("%.*e", precision, value))
  }
}

@Test(
  arguments: [
    (0.5, 0, "0", "5e-01"), (1.5, 0, "2", "2e+00"), (2.5, 0, "2", "2e+00"), (-0.0, 2, "-0.00", "-0.00e+00"),
    (9.9999, 3, "10.000", "1.000e+01"), (0.125, 2, "0.12", "1.25e-01"), (.infinity, 3, "inf", "inf"),
    (-.infinity, 3, "-inf", "-inf"), (-.nan, 3, "nan", "nan"), (1e22, 1, "10000000000000000000000.0", "1.0e+22"),
    (.leastNonzeroMagnitude, 3, "0.000", "4.941e-324"), (123, -1, "123", "1e+02"),
  ] as [(Double, Int, String, String)])
func halvesGoToEven(value: Double, precision: Int, fixed: String, scientific: String) {
  #expect(DecimalText.fixed(value, precision: precision) == fixed)
  #expect(DecimalText.scientific(value, precision: precision) == scientific)
}
