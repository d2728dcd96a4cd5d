import Syntax

extension Machine {
  /// Runs the topmost frame until it returns. Instructions whose operands are plain numbers or that a cache answers
  /// are done here; everything else is in functions of their own, so that this one stays small.
  func execute() throws -> Value {
    var frame = self.frame
    var r = frame.pointee.registers
    var pc = frame.pointee.pc
    var constants = frame.pointee.layout.pointee.constants.unsafelyUnwrapped
    var caches = frame.pointee.layout.pointee.caches.unsafelyUnwrapped
    let interrupt = interruptFlag

    @inline(__always) func resume() {
      r = frame.pointee.registers
      pc = frame.pointee.pc
      constants = frame.pointee.layout.pointee.constants.unsafelyUnwrapped
      caches = frame.pointee.layout.pointee.caches.unsafelyUnwrapped
    }

    @inline(__always) func reload() {
      frame = self.frame
      resume()
    }

    /// Takes the topmost frame, a plain one, away; its first registers, `live` of them, may hold references.
    @inline(__always) func leavePlain(_ live: Int) {
      var register = r
      let end = r + live
      while register < end {
        if register.holdsReference { register.drop() }
        register += 1
      }
      assert(isDropped(from: end, of: frame), "a temporary value outlives its statement")
      let function = frame.pointee.function
      frame -= 1
      self.frame = frame
      resume()
      ReferenceCount.decrement(Int(bitPattern: function.toOpaque()))
    }

    while true {
      do {
        while true {
          let at = pc
          pc += 1
          // Computed where they are used, which is not in every case.
          var i: Instruction { @inline(__always) get { at.pointee } }
          var a: Slot { @inline(__always) get { r.at(i.a) } }
          var b: Slot { @inline(__always) get { r.at(i.b) } }
          var c: Slot { @inline(__always) get { r.at(i.c) } }
          switch i.opcode {

          // MARK: Moving

          case .loadConstant: a.copy(constants.at(i.b))
          case .loadInteger: a.set(Int(i.b))
          case .move: a.copy(b)
          case .take: a.takeOver(b)
          case .clear:
            if a.holdsReference {
              frame.pointee.pc = pc
              dispose(a)
            } else {
              a.forget()
            }
          case .checkLocal: if a.isUndefined { throw unboundLocal(constants.at(i.b).pointee, frame) }
          case .deleteLocal:
            if a.isUndefined { throw unboundLocal(constants.at(i.b).pointee, frame) }
            a.release()

          // MARK: Names

          case .loadGlobal:
            let cache = caches.at(i.b)
            let globals = frame.pointee.globals
            let version = Machine.keysVersion(globals)
            if cache.pointee.version == version {
              a.copy(cache.pointee.place)
              continue
            }
            if cache.pointee.found == .builtin, cache.pointee.guardBits == version,
              cache.pointee.index == Machine.keysVersion(Unmanaged.passUnretained(builtins))
            {
              a.copy(cache.pointee.place)
              continue
            }
            frame.pointee.pc = pc
            a.put(try loadGlobal(cache, globals))
          case .storeGlobal:
            let cache = caches.at(i.b)
            if cache.pointee.version == Machine.keysVersion(frame.pointee.globals) {
              cache.pointee.place.copy(a)
            } else {
              storeGlobal(cache, frame.pointee.globals, a.pointee)
            }
          case .deleteGlobal: try deleteGlobal(constants.at(i.b).pointee, frame)
          case .loadName:
            frame.pointee.pc = pc
            a.put(try loadName(constants.at(i.b).pointee, frame))
          case .storeName: try storeName(constants.at(i.b).pointee, a.pointee, frame)
          case .deleteName: try deleteName(constants.at(i.b).pointee, frame)
          case .loadClassFree: a.put(try loadClassFree(constants.at(i.b).pointee, Int(i.c), frame))
          case .makeCell:
            let value = a.takeOut()
            a.put(.object(CellObject(value)))
          case .newCell: a.put(.object(CellObject(.undefined)))
          case .loadCell:
            if !Machine.load(b.reference(CellObject.self), to: a) {
              throw unboundLocal(constants.at(i.c).pointee, frame)
            }
          case .storeCell: Machine.store(b, to: a.reference(CellObject.self))
          case .deleteCell:
            let cell = a.reference(CellObject.self)
            if cell._withUnsafeGuaranteedRef({ $0.value.isUndefined }) {
              throw unboundLocal(constants.at(i.c).pointee, frame)
            }
            cell._withUnsafeGuaranteedRef { $0.value = .undefined }
          case .loadFree:
            if !Machine.load(Machine.cell(frame.pointee.function, Int(i.b)), to: a) {
              throw unboundFree(constants.at(i.c).pointee)
            }
          case .storeFree: Machine.store(b, to: Machine.cell(frame.pointee.function, Int(i.a)))
          case .deleteFree:
            let cell = frame.pointee.function._withUnsafeGuaranteedRef { $0.closure[Int(i.a)] }
            if cell.value.isUndefined { throw unboundFree(constants.at(i.c).pointee) }
            cell.value = .undefined
          case .captureCell:
            a.put(frame.pointee.function._withUnsafeGuaranteedRef { .object($0.closure[Int(i.b)]) })
          case .setAnnotation: try setAnnotation(constants.at(i.b).pointee, a.pointee, frame)

          // MARK: Operators

          case .add:
            if b.tag == Tag.int, c.tag == Tag.int {
              let (sum, overflow) = b.bits.addingReportingOverflow(c.bits)
              if _fastPath(!overflow) {
                a.set(sum)
                continue
              }
            } else if b.tag == Tag.float, c.tag == Tag.float {
              a.set(b.double + c.double)
              continue
            } else if _fastPath(b.isNumber && c.isNumber) {
              a.set(b.number + c.number)
              continue
            }
            frame.pointee.pc = pc
            try operate(.add, a, b, c, i.d)
          case .subtract:
            if b.tag == Tag.int, c.tag == Tag.int {
              let (difference, overflow) = b.bits.subtractingReportingOverflow(c.bits)
              if _fastPath(!overflow) {
                a.set(difference)
                continue
              }
            } else if b.tag == Tag.float, c.tag == Tag.float {
              a.set(b.double - c.double)
              continue
            } else if _fastPath(b.isNumber && c.isNumber) {
              a.set(b.number - c.number)
              continue
            }
            frame.pointee.pc = pc
            try operate(.subtract, a, b, c, i.d)
          case .multiply:
            if b.tag == Tag.int, c.tag == Tag.int {
              let (product, overflow) = b.bits.multipliedReportingOverflow(by: c.bits)
              if _fastPath(!overflow) {
                a.set(product)
                continue
              }
            } else if b.tag == Tag.float, c.tag == Tag.float {
              a.set(b.double * c.double)
              continue
            } else if _fastPath(b.isNumber && c.isNumber) {
              a.set(b.number * c.number)
              continue
            }
            frame.pointee.pc = pc
            try operate(.multiply, a, b, c, i.d)
          case .divide:
            if _fastPath(b.isNumber && c.isNumber && Machine.dividesPlainly(b, c)) {
              a.set(b.number / c.number)
              continue
            }
            frame.pointee.pc = pc
            try operate(.divide, a, b, c, i.d)
          case .floorDivide:
            if _fastPath(b.tag == Tag.int && c.tag == Tag.int && c.bits > 0) {
              a.set(Integers.floorDivide(b.bits, c.bits))
              continue
            }
            frame.pointee.pc = pc
            try operate(.floorDivide, a, b, c, i.d)
          case .modulo:
            if _fastPath(b.tag == Tag.int && c.tag == Tag.int && c.bits > 0) {
              a.set(Integers.modulo(b.bits, c.bits))
              continue
            }
            frame.pointee.pc = pc
            try operate(.modulo, a, b, c, i.d)
          case .binary:
            if b.tag == Tag.int, c.tag == Tag.int {
              // The three that need no more than one instruction.
              switch i.d >> 4 {
              case UInt16(BinaryOperator.bitAnd.rawValue):
                a.set(b.bits & c.bits)
                continue
              case UInt16(BinaryOperator.bitOr.rawValue):
                a.set(b.bits | c.bits)
                continue
              case UInt16(BinaryOperator.bitXor.rawValue):
                a.set(b.bits ^ c.bits)
                continue
              default: break
              }
            }
            frame.pointee.pc = pc
            try operate(BinaryOperator(rawValue: UInt8(truncatingIfNeeded: i.d >> 4)).unsafelyUnwrapped, a, b, c, i.d)
          case .addInteger:
            if _fastPath(b.tag == Tag.int) {
              let (sum, overflow) = b.bits.addingReportingOverflow(Int(i.c))
              if _fastPath(!overflow) {
                a.set(sum)
                continue
              }
            }
            frame.pointee.pc = pc
            try operateInteger(i.d & Flag.subtraction != 0 ? .subtract : .add, a, b, i)
          case .multiplyInteger:
            if _fastPath(b.tag == Tag.int) {
              let (product, overflow) = b.bits.multipliedReportingOverflow(by: Int(i.c))
              if _fastPath(!overflow) {
                a.set(product)
                continue
              }
            }
            frame.pointee.pc = pc
            try operateInteger(.multiply, a, b, i)
          case .floorDivideInteger:
            if _fastPath(b.tag == Tag.int) {
              a.set(Integers.floorDivide(b.bits, Int(i.c)))
              continue
            }
            frame.pointee.pc = pc
            try operateInteger(.floorDivide, a, b, i)
          case .moduloInteger:
            if _fastPath(b.tag == Tag.int) {
              a.set(Integers.modulo(b.bits, Int(i.c)))
              continue
            }
            frame.pointee.pc = pc
            try operateInteger(.modulo, a, b, i)
          case .unary:
            frame.pointee.pc = pc
            try operateUnary(UnaryOperator(rawValue: UInt8(truncatingIfNeeded: i.d >> 4)).unsafelyUnwrapped, a, b, i.d)
          case .not:
            if b.tag == Tag.bool {
              a.set(b.bits & 1 == 0)
            } else {
              frame.pointee.pc = pc
              try operateUnary(.not, a, b, i.d)
            }
          case .equal:
            if b.tag == Tag.int, c.tag == Tag.int {
              a.set(b.bits == c.bits)
            } else {
              frame.pointee.pc = pc
              try comparison(.equal, a, b, c, i.d)
            }
          case .notEqual:
            if b.tag == Tag.int, c.tag == Tag.int {
              a.set(b.bits != c.bits)
            } else {
              frame.pointee.pc = pc
              try comparison(.notEqual, a, b, c, i.d)
            }
          case .less:
            if b.tag == Tag.int, c.tag == Tag.int {
              a.set(b.bits < c.bits)
            } else if _fastPath(b.tag == Tag.float && c.tag == Tag.float) {
              a.set(b.double < c.double)
            } else {
              frame.pointee.pc = pc
              try comparison(.less, a, b, c, i.d)
            }
          case .lessOrEqual:
            if b.tag == Tag.int, c.tag == Tag.int {
              a.set(b.bits <= c.bits)
            } else {
              frame.pointee.pc = pc
              try comparison(.lessOrEqual, a, b, c, i.d)
            }
          case .greater:
            if b.tag == Tag.int, c.tag == Tag.int {
              a.set(b.bits > c.bits)
            } else if _fastPath(b.tag == Tag.float && c.tag == Tag.float) {
              a.set(b.double > c.double)
            } else {
              frame.pointee.pc = pc
              try comparison(.greater, a, b, c, i.d)
            }
          case .greaterOrEqual:
            if b.tag == Tag.int, c.tag == Tag.int {
              a.set(b.bits >= c.bits)
            } else {
              frame.pointee.pc = pc
              try comparison(.greaterOrEqual, a, b, c, i.d)
            }
          case .compare:
            frame.pointee.pc = pc
            let operation = ComparisonOperator(rawValue: UInt8(truncatingIfNeeded: i.d >> 4)).unsafelyUnwrapped
            try comparison(operation, a, b, c, i.d)

          // MARK: Jumps

          case .jump: pc = pc.at(i.c)
          case .jumpBack:
            if _slowPath(interrupt.value != 0) { try raiseInterrupt() }
            pc = pc.at(i.c)
          case .jumpIfFalse:
            let truth: Bool
            if _fastPath(a.tag == Tag.bool) {
              truth = a.bits & 1 != 0
            } else {
              frame.pointee.pc = pc
              truth = try test(a, i.d)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpIfTrue:
            let truth: Bool
            if _fastPath(a.tag == Tag.bool) {
              truth = a.bits & 1 != 0
            } else {
              frame.pointee.pc = pc
              truth = try test(a, i.d)
            }
            if truth { pc = pc.at(i.c) }
          case .jumpUnlessEqual:
            let truth: Bool
            if _fastPath(a.tag == Tag.int && b.tag == Tag.int) {
              truth = a.bits == b.bits
            } else {
              frame.pointee.pc = pc
              truth = try test(.equal, a, b, i.d)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessNotEqual:
            let truth: Bool
            if _fastPath(a.tag == Tag.int && b.tag == Tag.int) {
              truth = a.bits != b.bits
            } else {
              frame.pointee.pc = pc
              truth = try test(.notEqual, a, b, i.d)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessLess:
            let truth: Bool
            if a.tag == Tag.int, b.tag == Tag.int {
              truth = a.bits < b.bits
            } else if _fastPath(a.tag == Tag.float && b.tag == Tag.float) {
              truth = a.double < b.double
            } else {
              frame.pointee.pc = pc
              truth = try test(.less, a, b, i.d)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessLessOrEqual:
            let truth: Bool
            if _fastPath(a.tag == Tag.int && b.tag == Tag.int) {
              truth = a.bits <= b.bits
            } else {
              frame.pointee.pc = pc
              truth = try test(.lessOrEqual, a, b, i.d)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessGreater:
            let truth: Bool
            if a.tag == Tag.int, b.tag == Tag.int {
              truth = a.bits > b.bits
            } else if _fastPath(a.tag == Tag.float && b.tag == Tag.float) {
              truth = a.double > b.double
            } else {
              frame.pointee.pc = pc
              truth = try test(.greater, a, b, i.d)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessGreaterOrEqual:
            let truth: Bool
            if _fastPath(a.tag == Tag.int && b.tag == Tag.int) {
              truth = a.bits >= b.bits
            } else {
              frame.pointee.pc = pc
              truth = try test(.greaterOrEqual, a, b, i.d)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessEqualInteger:
            let truth: Bool
            if _fastPath(a.tag == Tag.int) {
              truth = a.bits == Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.equal, a, i)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessNotEqualInteger:
            let truth: Bool
            if _fastPath(a.tag == Tag.int) {
              truth = a.bits != Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.notEqual, a, i)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessLessInteger:
            let truth: Bool
            if _fastPath(a.tag == Tag.int) {
              truth = a.bits < Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.less, a, i)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessLessOrEqualInteger:
            let truth: Bool
            if _fastPath(a.tag == Tag.int) {
              truth = a.bits <= Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.lessOrEqual, a, i)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessGreaterInteger:
            let truth: Bool
            if _fastPath(a.tag == Tag.int) {
              truth = a.bits > Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.greater, a, i)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpUnlessGreaterOrEqualInteger:
            let truth: Bool
            if _fastPath(a.tag == Tag.int) {
              truth = a.bits >= Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.greaterOrEqual, a, i)
            }
            if !truth { pc = pc.at(i.c) }
          case .jumpIfUndefined:
            if a.isUndefined { pc = pc.at(i.c) }

          // MARK: Attributes and items

          case .getAttribute:
            let cache = caches.at(i.c)
            if cache.pointee.found == .field, b.kindTag == Kind.instance.rawValue,
              let value = Machine.cachedField(b.reference(InstanceObject.self), cache)
            {
              a.copy(value)
              if i.d & Flag.clearFirst != 0 { b.drop() }
              continue
            }
            frame.pointee.pc = pc
            try getAttribute(a, b, cache, i.d)
          case .setAttribute:
            let cache = caches.at(i.c)
            if cache.pointee.found == .field, a.kindTag == Kind.instance.rawValue, i.d & Flag.clearFirst == 0,
              Machine.setCachedField(a.reference(InstanceObject.self), cache, b)
            {
              if i.d & Flag.clearSecond != 0 { b.drop() }
              continue
            }
            frame.pointee.pc = pc
            try setAttribute(a, b, cache, i.d)
          case .deleteAttribute:
            frame.pointee.pc = pc
            guard let name = constants.at(i.b).pointee.asString else { continue }
            try deleteAttribute(of: a.pointee, name)
          case .loadMethod:
            let cache = caches.at(i.c)
            if cache.pointee.found == .method, b.kindTag == Kind.instance.rawValue,
              Machine.cachedMethodFits(b.reference(InstanceObject.self), cache)
            {
              a.copy(InlineCache.valueSlot(cache))
              if b != a + 1 { (a + 1).copy(b) }
              continue
            }
            if cache.pointee.found == .kindMethod, cache.pointee.guardBits == Int(b.kindTag) {
              a.copy(InlineCache.valueSlot(cache))
              if b != a + 1 { (a + 1).copy(b) }
              continue
            }
            frame.pointee.pc = pc
            try loadMethod(a, b, cache)
          case .superObject:
            frame.pointee.pc = pc
            a.put(try makeSuper(b.pointee, c.pointee))
          case .getItem:
            let kind = b.kindTag
            if kind == Kind.list.rawValue {
              if c.tag == Tag.int, let place = Machine.place(b.reference(ListObject.self), c.bits) {
                a.copy(place)
                if i.d & Flag.clearFirst != 0 { b.drop() }
                continue
              }
            } else if kind == Kind.dict.rawValue, let place = Machine.place(b.reference(DictObject.self), c) {
              let (bits, tag) = (place.bits, place.tag)
              if Tag.isReference(tag) { ReferenceCount.increment(bits) }
              if i.d & Flag.clearFirst != 0 { b.drop() }
              if i.d & Flag.clearSecond != 0 { c.drop() }
              a.replace(bits: bits, tag: tag)
              continue
            }
            frame.pointee.pc = pc
            try getItem(a, b, c, i.d)
          case .setItem:
            let kind = a.kindTag
            if kind == Kind.list.rawValue {
              if b.tag == Tag.int, Machine.setItem(a.reference(ListObject.self), b.bits, c) { continue }
            } else if kind == Kind.dict.rawValue, let place = Machine.place(a.reference(DictObject.self), b) {
              place.copy(c)
              continue
            }
            frame.pointee.pc = pc
            try setItem(a, b, c)
          case .deleteItem:
            frame.pointee.pc = pc
            try deleteItem(a.pointee, b.pointee)

          // MARK: Building

          case .buildList: a.put(.object(ListObject(Machine.takeAll(b, Int(i.c)))))
          case .buildTuple:
            a.put(i.c == 0 ? .object(TupleObject.empty) : .object(TupleObject(Machine.takeAll(b, Int(i.c)))))
          case .buildSet:
            frame.pointee.pc = pc
            try buildSet(a, b, Int(i.c), timesAgain: i.d)
          case .buildDict:
            frame.pointee.pc = pc
            try buildDict(a, b, Int(i.c))
          case .buildSlice:
            let parts = (b.takeOut(), (b + 1).takeOut(), (b + 2).takeOut())
            a.put(.object(SliceObject(start: parts.0, stop: parts.1, step: parts.2)))
          case .buildText:
            constants.at(i.c).reference(TextPlan.self)._withUnsafeGuaranteedRef { buildText(a, b, $0) }
          case .formatField:
            frame.pointee.pc = pc
            try constants.at(i.b).reference(TextPlan.self)._withUnsafeGuaranteedRef {
              try $0.pieces[Int(i.c)].field._withUnsafeGuaranteedRef { try formatField(a, $0) }
            }
          case .formatValue:
            frame.pointee.pc = pc
            try formatValue(a, b, i.c < 0 ? nil : c, i.d)
          case .listAppend: Machine.append(b, to: a.reference(ListObject.self))
          case .listExtend:
            frame.pointee.pc = pc
            try listExtend(a, b, i.d == 0 ? nil : c)
          case .setAdd:
            frame.pointee.pc = pc
            let value = b.takeOut()
            _ = try a.reference(SetObject.self)._withUnsafeGuaranteedRef { try $0.insert(value) }
          case .setUpdate:
            frame.pointee.pc = pc
            try setUpdate(a, b)
          case .dictSet:
            frame.pointee.pc = pc
            try dictSet(a, b, c)
          case .dictMerge:
            frame.pointee.pc = pc
            try dictMerge(a, b, i.d == 0 ? nil : c)
          case .listToTuple:
            if let list = a.pointee.asList { a.pointee = .tuple(list.items) }
          case .makeFunction: makeFunction(a, constants.at(i.b).pointee, c, frame)
          case .buildClass:
            frame.pointee.pc = pc
            try buildClass(a, b, constants.at(i.c).pointee)

          // MARK: Calls

          case .call:
            frame.pointee.pc = pc
            let kind = a.kindTag
            if _fastPath(kind == Kind.function.rawValue) {
              let function = a.reference(FunctionObject.self)
              let layout = Machine.layout(function)
              if _fastPath(Int(layout.pointee.plainArity) == Int(i.b)) {
                let base = a + 2
                try enter(function, layout, base, i.c, .plain)
                // The frame has the reference now.
                a.overwrite(bits: 0, tag: Tag.int)
                frame += 1
                r = base
                pc = layout.pointee.instructions.unsafelyUnwrapped
                constants = layout.pointee.constants.unsafelyUnwrapped
                caches = layout.pointee.caches.unsafelyUnwrapped
                continue
              }
            } else if kind == Kind.nativeFunction.rawValue {
              try callNative(a, a + 2, Int(i.b), c)
              continue
            }
            if try call(a, a + 2, Int(i.b), nil, i.c) { reload() }
          case .callMethod:
            frame.pointee.pc = pc
            let isBound = !(a + 1).isUndefined
            let base = isBound ? a + 1 : a + 2
            let count = isBound ? Int(i.b) + 1 : Int(i.b)
            let kind = a.kindTag
            if _fastPath(kind == Kind.function.rawValue) {
              let function = a.reference(FunctionObject.self)
              let layout = Machine.layout(function)
              if _fastPath(Int(layout.pointee.plainArity) == count) {
                try enter(function, layout, base, i.c, .plain)
                a.overwrite(bits: 0, tag: Tag.int)
                frame += 1
                r = base
                pc = layout.pointee.instructions.unsafelyUnwrapped
                constants = layout.pointee.constants.unsafelyUnwrapped
                caches = layout.pointee.caches.unsafelyUnwrapped
                continue
              }
            } else if kind == Kind.nativeFunction.rawValue {
              try callNative(a, base, count, c)
              continue
            }
            if try call(a, base, count, nil, i.c) { reload() }
          case .callKeywords:
            frame.pointee.pc = pc
            if try call(a, a + 2, Int(i.b), constants[Int(i.d)].asTuple, i.c) { reload() }
          case .callMethodKeywords:
            frame.pointee.pc = pc
            let isBound = !(a + 1).isUndefined
            let names = constants[Int(i.d)].asTuple
            if try call(a, isBound ? a + 1 : a + 2, Int(i.b) + (isBound ? 1 : 0), names, i.c) { reload() }
          case .callUnpacked:
            frame.pointee.pc = pc
            try callUnpacked(a, hasReceiver: i.b == 1 && !(a + 1).isUndefined, c)
          case .returnValue:
            if _fastPath(frame.pointee.kind == .plain) {
              let (bits, tag) = (a.bits, a.tag)
              a.overwrite(bits: 0, tag: Tag.int)
              leavePlain(Int(i.b))
              r.at((frame + 1).pointee.destination).replace(bits: bits, tag: tag)
            } else {
              frame.pointee.pc = pc
              let value = a.takeOut()
              if try leave(value) { return value }
              reload()
            }
          case .returnNone:
            if _fastPath(frame.pointee.kind == .plain) {
              leavePlain(Int(i.b))
              r.at((frame + 1).pointee.destination).replace(bits: 0, tag: Tag.empty)
            } else {
              frame.pointee.pc = pc
              if try leave(.none) { return .none }
              reload()
            }

          // MARK: Iteration

          case .getIterator:
            frame.pointee.pc = pc
            let iterator = try iterate(b.pointee)
            a.put(iterator)
          case .forIterator:
            let kind = a.kindTag
            if kind == Kind.rangeIterator.rawValue {
              if Machine.advance(a.reference(RangeIterator.self), to: b) { continue }
              a.release()
              pc = pc.at(i.c)
            } else if kind == Kind.listIterator.rawValue {
              if Machine.advance(a.reference(ListIterator.self), to: b) { continue }
              a.release()
              pc = pc.at(i.c)
            } else if kind == Kind.generator.rawValue {
              frame.pointee.pc = pc
              if try enterGenerator(a.reference(GeneratorObject.self), i.b) {
                reload()
              } else {
                a.release()
                pc = pc.at(i.c)
              }
            } else {
              frame.pointee.pc = pc
              if let value = try next(a.pointee) {
                b.pointee = value
              } else {
                a.release()
                pc = pc.at(i.c)
              }
            }
          case .unpack:
            if c.kindTag == Kind.tuple.rawValue,
              Machine.unpack(c.reference(TupleObject.self), to: a, Int(i.b))
            {
              continue
            }
            frame.pointee.pc = pc
            try unpack(a, Int(i.b), c)
          case .unpackStarred:
            frame.pointee.pc = pc
            try unpackStarred(a, before: Int(i.b), after: Int(i.d), c)

          // MARK: Generators

          case .makeGenerator:
            frame.pointee.pc = pc
            let value = makeGenerator(frame)
            if try leave(value) { return value }
            reload()
          case .yield:
            frame.pointee.pc = pc
            let value = a.takeOut()
            if try leave(yielding: value) { return value }
            reload()
          case .send:
            frame.pointee.pc = pc
            if try !send(a, b) { pc = pc.at(i.c) }
          case .getYieldFromIterator:
            frame.pointee.pc = pc
            let iterator = try iterate(b.pointee)
            a.put(iterator)

          // MARK: Exceptions

          case .raise:
            frame.pointee.pc = pc
            throw try raised(i.a < 0 ? nil : a, cause: i.b < 0 ? nil : b)
          case .reraise:
            guard let exception = a.pointee.asException else {
              throw PythonError(.systemError, "no exception to raise")
            }
            throw PythonError(exception)
          case .pushHandled:
            a.put(handled.map { .object($0) } ?? .none)
            handled = b.pointee.asException
          case .popHandled:
            handled = a.pointee.asException
            a.release()
          case .matchException:
            frame.pointee.pc = pc
            a.set(try matches(b.pointee, c.pointee))
          case .assertionFailed:
            throw PythonError(.assertionError, arguments: i.a < 0 ? [] : [a.pointee])
          case .withEnter:
            frame.pointee.pc = pc
            let value = try enterContext(a.pointee)
            b.pointee = value
          case .withExit:
            frame.pointee.pc = pc
            let manager = a.takeOut()
            _ = try exitContext(manager, nil)
          case .withExitException:
            frame.pointee.pc = pc
            let manager = a.takeOut()
            c.set(try truth(exitContext(manager, b.pointee.asException)))

          // MARK: Imports

          case .importName:
            frame.pointee.pc = pc
            a.put(.object(try importModule(constants.at(i.b).pointee.asString?.text ?? "", innermost: i.d == 1)))
          case .importFrom:
            frame.pointee.pc = pc
            a.put(try importName(constants.at(i.c).pointee.asString ?? .empty, from: b.pointee))
          case .importStar:
            frame.pointee.pc = pc
            try importAll(from: a.pointee, into: frame)

          // MARK: Patterns

          case .matchSequence:
            a.set(try matchSequence(b.pointee, Int(i.c), orMore: i.d == 1))
          case .matchMapping: a.set(isMapping(b.pointee))
          case .matchKey:
            frame.pointee.pc = pc
            a.put(try matchedItem(of: b.pointee, c.pointee))
          case .matchRest:
            frame.pointee.pc = pc
            try matchRest(a, b, r + Int(i.d), Int(i.c))
          case .matchClass:
            frame.pointee.pc = pc
            try matchClass(a, b, Int(i.c), constants[Int(i.d)].asTuple ?? .empty)
          }
        }
      } catch {
        // Where a frame was entered or left before the error, it has its place already.
        if self.frame == frame { frame.pointee.pc = pc }
        try unwind(error)
        reload()
      }
    }
  }
}
