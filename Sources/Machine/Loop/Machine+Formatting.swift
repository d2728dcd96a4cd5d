/// Formatted strings.
///
/// A field's value is formatted when its turn comes, because that may run a person's code; but a number or string whose
/// text is certain stays as it is and is written when the whole is put together, without a text of its own.
extension Machine {
  /// Formats a field's value, or leaves it when `buildText` can write it.
  @inline(never) func formatField(_ a: Slot, _ field: TextPlan.Field) throws {
    switch a.tag {
    case Tag.int:
      if field.integer != nil { return }
    case Tag.float:
      if field.fixed != nil || field.spec == nil { return }
    default:
      if field.spec == nil, a.kindTag == Kind.string.rawValue {
        // `buildText` copies it where it is put together, which doubles as it grows, and then for good.
        try a.reference(StringObject.self)._withUnsafeGuaranteedRef { try MemoryCap.check(copies: 4, of: $0) }
        return
      }
    }
    a.put(.object(StringObject(try formatted(a.pointee, field))))
  }

  private func formatted(_ value: Value, _ field: TextPlan.Field) throws -> String {
    guard let spec = field.spec else { return try format(value, "") }
    do {
      switch value {
      case .int(let number): return try field.numberSpec("int").integer(number, typeName: "int")
      case .float(let number): return try field.numberSpec("float").float(number, typeName: "float")
      default:
        guard let text = value.asString, text.isExactly(.string) else { return try format(value, spec) }
        return try field.stringSpec().string(text.text, count: text.count)
      }
    } catch let fault as TextFault { throw PythonError(fault) }
  }

  /// a ← the pieces of a plan, its fields' values from b on.
  @inline(never) func buildText(_ a: Slot, _ b: Slot, _ plan: TextPlan) {
    if plan.pieces.count == 1, b.kindTag == Kind.string.rawValue {
      let only = b.takeOut()
      a.put(only)
      return
    }
    scratch.clear()
    var isASCII = plan.isASCII
    var place = b
    for piece in plan.pieces {
      if let literal = piece.literal {
        literal._withUnsafeGuaranteedRef { scratch.append($0) }
        continue
      }
      switch place.tag {
      case Tag.int:
        let layout = piece.field._withUnsafeGuaranteedRef { $0.integer }
        scratch.append(place.bits, layout ?? PlainInteger())
      case Tag.float: piece.field._withUnsafeGuaranteedRef { append(place.double, $0) }
      default:
        if place.kindTag == Kind.string.rawValue {
          place.reference(StringObject.self)._withUnsafeGuaranteedRef { text in
            scratch.append(text)
            isASCII = isASCII && text.isASCII
          }
        }
      }
      place.drop()
      place += 1
    }
    a.put(.object(StringObject.of(scratch.bytes, isASCII: isASCII)))
  }

  private func append(_ number: Double, _ field: TextPlan.Field) {
    if let fixed = field.fixed {
      if scratch.append(number, fixed) { return }
      scratch.append((try? field.numberSpec("float").float(number, typeName: "float")) ?? "")
    } else {
      scratch.append(FloatText.repr(number))
    }
  }

  /// Formats with a conversion, or with a specification that the program works out.
  @inline(never) func formatValue(_ a: Slot, _ b: Slot, _ spec: Slot?, _ conversion: UInt16) throws {
    var value = b.pointee
    switch conversion {
    case 1: value = .string(try str(value))
    case 2: value = .string(try repr(value))
    case 3: value = .string(Machine.ascii(try repr(value)))
    default: break
    }
    let specText = spec?.pointee.asString?.text ?? ""
    spec?.release()
    if specText.isEmpty, case .object(let object) = value, object.tag == Kind.string.rawValue {
      a.put(value)
      return
    }
    let text = try format(value, specText)
    a.put(.object(StringObject(text)))
  }

  /// The text with everything outside ASCII escaped, as `ascii` has it.
  public static func ascii(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.value < 128 {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16)
        let (letter, width) = scalar.value < 256 ? ("x", 2) : (scalar.value < 65536 ? ("u", 4) : ("U", 8))
        result += "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
      }
    }
    return result
  }
}
