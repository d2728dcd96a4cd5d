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

    @inline(__always) func reload() {
      frame = self.frame
      r = frame.pointee.registers
      pc = frame.pointee.pc
      constants = frame.pointee.layout.pointee.constants.unsafelyUnwrapped
      caches = frame.pointee.layout.pointee.caches.unsafelyUnwrapped
    }

    while true {
      do {
        while true {
          let i = pc.pointee
          pc += 1
          let a = r + Int(i.a)
          let b = r + Int(i.b)
          let c = r + Int(i.c)
          switch i.opcode {

          // MARK: Moving

          case .loadConstant: a.pointee = constants[Int(i.b)]
          case .loadInteger: a.set(Int(i.b))
          case .move: a.pointee = b.pointee
          case .take: a.takeOver(b)
          case .clear:
            if a.holdsReference {
              frame.pointee.pc = pc
              dispose(a)
            } else {
              a.forget()
            }
          case .checkLocal: if a.isUndefined { throw unboundLocal(constants[Int(i.b)], frame) }
          case .deleteLocal:
            if a.isUndefined { throw unboundLocal(constants[Int(i.b)], frame) }
            a.release()

          // MARK: Names

          case .loadGlobal:
            let cache = caches + Int(i.b)
            let globals = frame.pointee.globals
            if cache.pointee.found == .entry {
              if let entry = Machine.entry(globals, cache) {
                a.pointee = entry.pointee.value
                continue
              }
            } else if cache.pointee.found == .builtin {
              if globals._withUnsafeGuaranteedRef({ $0.keysVersion }) == cache.pointee.version,
                let entry = Machine.entry(Unmanaged.passUnretained(builtins), cache)
              {
                a.pointee = entry.pointee.value
                continue
              }
            }
            frame.pointee.pc = pc
            a.pointee = try loadGlobal(cache, globals)
          case .storeGlobal:
            let cache = caches + Int(i.b)
            if cache.pointee.found == .entry, let entry = Machine.entry(frame.pointee.globals, cache) {
              entry.pointee.value = a.pointee
            } else {
              storeGlobal(cache, frame.pointee.globals, a.pointee)
            }
          case .deleteGlobal: try deleteGlobal(constants[Int(i.b)], frame)
          case .loadName:
            frame.pointee.pc = pc
            a.pointee = try loadName(constants[Int(i.b)], frame)
          case .storeName: try storeName(constants[Int(i.b)], a.pointee, frame)
          case .deleteName: try deleteName(constants[Int(i.b)], frame)
          case .loadClassFree: a.pointee = try loadClassFree(constants[Int(i.b)], Int(i.c), frame)
          case .makeCell:
            let value = a.takeOut()
            a.pointee = .object(CellObject(value))
          case .newCell: a.pointee = .object(CellObject(.undefined))
          case .loadCell:
            let value = b.reference(CellObject.self)._withUnsafeGuaranteedRef { $0.value }
            if case .undefined = value { throw unboundLocal(constants[Int(i.c)], frame) }
            a.pointee = value
          case .storeCell: a.reference(CellObject.self)._withUnsafeGuaranteedRef { $0.value = b.pointee }
          case .deleteCell:
            let cell = a.reference(CellObject.self)
            if cell._withUnsafeGuaranteedRef({ $0.value.isUndefined }) {
              throw unboundLocal(constants[Int(i.c)], frame)
            }
            cell._withUnsafeGuaranteedRef { $0.value = .undefined }
          case .loadFree:
            let value = frame.pointee.function._withUnsafeGuaranteedRef { $0.closure[Int(i.b)].value }
            if case .undefined = value { throw unboundFree(constants[Int(i.c)]) }
            a.pointee = value
          case .storeFree:
            frame.pointee.function._withUnsafeGuaranteedRef { $0.closure[Int(i.a)].value = b.pointee }
          case .deleteFree:
            let cell = frame.pointee.function._withUnsafeGuaranteedRef { $0.closure[Int(i.a)] }
            if cell.value.isUndefined { throw unboundFree(constants[Int(i.c)]) }
            cell.value = .undefined
          case .captureCell: a.pointee = frame.pointee.function._withUnsafeGuaranteedRef { .object($0.closure[Int(i.b)]) }
          case .setAnnotation: try setAnnotation(constants[Int(i.b)], a.pointee, frame)

          // MARK: Operators

          case .add:
            if b.tag == Tag.int, c.tag == Tag.int {
              let (sum, overflow) = b.bits.addingReportingOverflow(c.bits)
              if !overflow {
                a.set(sum)
                continue
              }
            } else if b.tag == Tag.float, c.tag == Tag.float {
              a.set(b.double + c.double)
              continue
            }
            frame.pointee.pc = pc
            try operate(.add, a, b, c, i.d)
          case .subtract:
            if b.tag == Tag.int, c.tag == Tag.int {
              let (difference, overflow) = b.bits.subtractingReportingOverflow(c.bits)
              if !overflow {
                a.set(difference)
                continue
              }
            } else if b.tag == Tag.float, c.tag == Tag.float {
              a.set(b.double - c.double)
              continue
            }
            frame.pointee.pc = pc
            try operate(.subtract, a, b, c, i.d)
          case .multiply:
            if b.tag == Tag.int, c.tag == Tag.int {
              let (product, overflow) = b.bits.multipliedReportingOverflow(by: c.bits)
              if !overflow {
                a.set(product)
                continue
              }
            } else if b.tag == Tag.float, c.tag == Tag.float {
              a.set(b.double * c.double)
              continue
            }
            frame.pointee.pc = pc
            try operate(.multiply, a, b, c, i.d)
          case .divide:
            if b.tag == Tag.float, c.tag == Tag.float, c.double != 0 {
              a.set(b.double / c.double)
              continue
            }
            frame.pointee.pc = pc
            try operate(.divide, a, b, c, i.d)
          case .floorDivide:
            if b.tag == Tag.int, c.tag == Tag.int, c.bits > 0 {
              a.set(Integers.floorDivide(b.bits, c.bits))
              continue
            }
            frame.pointee.pc = pc
            try operate(.floorDivide, a, b, c, i.d)
          case .modulo:
            if b.tag == Tag.int, c.tag == Tag.int, c.bits > 0 {
              a.set(Integers.modulo(b.bits, c.bits))
              continue
            }
            frame.pointee.pc = pc
            try operate(.modulo, a, b, c, i.d)
          case .binary:
            frame.pointee.pc = pc
            try operate(BinaryOperator(rawValue: UInt8(truncatingIfNeeded: i.d >> 4)).unsafelyUnwrapped, a, b, c, i.d)
          case .addInteger:
            if b.tag == Tag.int {
              let (sum, overflow) = b.bits.addingReportingOverflow(Int(i.c))
              if !overflow {
                a.set(sum)
                continue
              }
            }
            frame.pointee.pc = pc
            try operateInteger(i.d & Flag.subtraction != 0 ? .subtract : .add, a, b, i)
          case .multiplyInteger:
            if b.tag == Tag.int {
              let (product, overflow) = b.bits.multipliedReportingOverflow(by: Int(i.c))
              if !overflow {
                a.set(product)
                continue
              }
            }
            frame.pointee.pc = pc
            try operateInteger(.multiply, a, b, i)
          case .floorDivideInteger:
            if b.tag == Tag.int {
              a.set(Integers.floorDivide(b.bits, Int(i.c)))
              continue
            }
            frame.pointee.pc = pc
            try operateInteger(.floorDivide, a, b, i)
          case .moduloInteger:
            if b.tag == Tag.int {
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
            } else if b.tag == Tag.float, c.tag == Tag.float {
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
            } else if b.tag == Tag.float, c.tag == Tag.float {
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

          case .jump: pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c)
          case .jumpBack:
            if interrupt.pointee != 0 { try raiseInterrupt() }
            pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c)
          case .jumpIfFalse:
            let truth: Bool
            if a.tag == Tag.bool {
              truth = a.bits & 1 != 0
            } else {
              frame.pointee.pc = pc
              truth = try test(a, i.d)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpIfTrue:
            let truth: Bool
            if a.tag == Tag.bool {
              truth = a.bits & 1 != 0
            } else {
              frame.pointee.pc = pc
              truth = try test(a, i.d)
            }
            if truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessEqual:
            let truth: Bool
            if a.tag == Tag.int, b.tag == Tag.int {
              truth = a.bits == b.bits
            } else {
              frame.pointee.pc = pc
              truth = try test(.equal, a, b, i.d)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessNotEqual:
            let truth: Bool
            if a.tag == Tag.int, b.tag == Tag.int {
              truth = a.bits != b.bits
            } else {
              frame.pointee.pc = pc
              truth = try test(.notEqual, a, b, i.d)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessLess:
            let truth: Bool
            if a.tag == Tag.int, b.tag == Tag.int {
              truth = a.bits < b.bits
            } else if a.tag == Tag.float, b.tag == Tag.float {
              truth = a.double < b.double
            } else {
              frame.pointee.pc = pc
              truth = try test(.less, a, b, i.d)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessLessOrEqual:
            let truth: Bool
            if a.tag == Tag.int, b.tag == Tag.int {
              truth = a.bits <= b.bits
            } else {
              frame.pointee.pc = pc
              truth = try test(.lessOrEqual, a, b, i.d)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessGreater:
            let truth: Bool
            if a.tag == Tag.int, b.tag == Tag.int {
              truth = a.bits > b.bits
            } else if a.tag == Tag.float, b.tag == Tag.float {
              truth = a.double > b.double
            } else {
              frame.pointee.pc = pc
              truth = try test(.greater, a, b, i.d)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessGreaterOrEqual:
            let truth: Bool
            if a.tag == Tag.int, b.tag == Tag.int {
              truth = a.bits >= b.bits
            } else {
              frame.pointee.pc = pc
              truth = try test(.greaterOrEqual, a, b, i.d)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessEqualInteger:
            let truth: Bool
            if a.tag == Tag.int {
              truth = a.bits == Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.equal, a, i)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessNotEqualInteger:
            let truth: Bool
            if a.tag == Tag.int {
              truth = a.bits != Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.notEqual, a, i)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessLessInteger:
            let truth: Bool
            if a.tag == Tag.int {
              truth = a.bits < Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.less, a, i)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessLessOrEqualInteger:
            let truth: Bool
            if a.tag == Tag.int {
              truth = a.bits <= Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.lessOrEqual, a, i)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessGreaterInteger:
            let truth: Bool
            if a.tag == Tag.int {
              truth = a.bits > Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.greater, a, i)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpUnlessGreaterOrEqualInteger:
            let truth: Bool
            if a.tag == Tag.int {
              truth = a.bits >= Int(i.b)
            } else {
              frame.pointee.pc = pc
              truth = try testInteger(.greaterOrEqual, a, i)
            }
            if !truth { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .jumpIfUndefined:
            if a.isUndefined { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }

          // MARK: Attributes and items

          case .getAttribute:
            let cache = caches + Int(i.c)
            if cache.pointee.found == .field, b.kindTag == Kind.instance.rawValue,
              let value = Machine.cachedField(b.reference(InstanceObject.self), cache)
            {
              a.pointee = value
              if i.d & Flag.clearFirst != 0 { b.release() }
              continue
            }
            frame.pointee.pc = pc
            try getAttribute(a, b, cache, i.d)
          case .setAttribute:
            let cache = caches + Int(i.c)
            if cache.pointee.found == .field, a.kindTag == Kind.instance.rawValue, i.d & Flag.clearFirst == 0,
              Machine.setCachedField(a.reference(InstanceObject.self), cache, b)
            {
              if i.d & Flag.clearSecond != 0 { b.release() }
              continue
            }
            frame.pointee.pc = pc
            try setAttribute(a, b, cache, i.d)
          case .deleteAttribute:
            frame.pointee.pc = pc
            guard let name = constants[Int(i.b)].asString else { continue }
            try deleteAttribute(of: a.pointee, name)
          case .loadMethod:
            let cache = caches + Int(i.c)
            if cache.pointee.found == .method, b.kindTag == Kind.instance.rawValue,
              Machine.cachedMethodFits(b.reference(InstanceObject.self), cache)
            {
              a.pointee = cache.pointee.value
              if b != a + 1 { (a + 1).pointee = b.pointee }
              continue
            }
            frame.pointee.pc = pc
            try loadMethod(a, b, cache)
          case .superObject:
            frame.pointee.pc = pc
            a.pointee = try makeSuper(b.pointee, c.pointee)
          case .getItem:
            if c.tag == Tag.int, b.kindTag == Kind.list.rawValue,
              let value = b.reference(ListObject.self)._withUnsafeGuaranteedRef({ $0.item(at: c.bits) })
            {
              a.pointee = value
              if i.d & Flag.clearFirst != 0 { b.release() }
              continue
            }
            frame.pointee.pc = pc
            try getItem(a, b, c, i.d)
          case .setItem:
            if b.tag == Tag.int, a.kindTag == Kind.list.rawValue,
              a.reference(ListObject.self)._withUnsafeGuaranteedRef({ $0.setItem(at: b.bits, c.pointee) })
            {
              continue
            }
            frame.pointee.pc = pc
            try setItem(a, b, c)
          case .deleteItem:
            frame.pointee.pc = pc
            try deleteItem(a.pointee, b.pointee)

          // MARK: Building

          case .buildList: a.pointee = .object(ListObject(Machine.takeAll(b, Int(i.c))))
          case .buildTuple:
            a.pointee = i.c == 0 ? .object(TupleObject.empty) : .object(TupleObject(Machine.takeAll(b, Int(i.c))))
          case .buildSet:
            frame.pointee.pc = pc
            try buildSet(a, b, Int(i.c))
          case .buildDict:
            frame.pointee.pc = pc
            try buildDict(a, b, Int(i.c))
          case .buildSlice:
            let parts = (b.takeOut(), (b + 1).takeOut(), (b + 2).takeOut())
            a.pointee = .object(SliceObject(start: parts.0, stop: parts.1, step: parts.2))
          case .buildString: buildString(a, b, Int(i.c))
          case .formatValue:
            frame.pointee.pc = pc
            try formatValue(a, b, i.c < 0 ? nil : c, i.d)
          case .listAppend: a.reference(ListObject.self)._withUnsafeGuaranteedRef { $0.items.append(b.takeOut()) }
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
          case .makeFunction: makeFunction(a, constants[Int(i.b)], c, frame)
          case .buildClass:
            frame.pointee.pc = pc
            try buildClass(a, b, constants[Int(i.c)])

          // MARK: Calls

          case .call:
            frame.pointee.pc = pc
            if a.kindTag == Kind.function.rawValue {
              let function = a.reference(FunctionObject.self)
              let layout = function._withUnsafeGuaranteedRef { $0.layout }
              if layout.pointee.isSimple, layout.pointee.positionalCount == i.b {
                try enter(function, layout, a + 2, i.c, .plain)
                reload()
                continue
              }
            }
            if try call(a, a + 2, Int(i.b), nil, i.c) { reload() }
          case .callMethod:
            frame.pointee.pc = pc
            let isBound = !(a + 1).isUndefined
            let base = isBound ? a + 1 : a + 2
            let count = isBound ? i.b + 1 : i.b
            if a.kindTag == Kind.function.rawValue {
              let function = a.reference(FunctionObject.self)
              let layout = function._withUnsafeGuaranteedRef { $0.layout }
              if layout.pointee.isSimple, layout.pointee.positionalCount == count {
                try enter(function, layout, base, i.c, .plain)
                reload()
                continue
              }
            }
            if try call(a, base, Int(count), nil, i.c) { reload() }
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
          case .returnValue, .returnNone:
            var value = Value.none
            if i.opcode == .returnValue { value = a.takeOut() }
            frame.pointee.pc = pc
            if frame.pointee.kind == .plain {
              var register = r
              let end = r + Int(frame.pointee.layout.pointee.registerCount)
              while register < end {
                register.release()
                register += 1
              }
              let destination = frame.pointee.destination
              self.frame -= 1
              reload()
              top = r + Int(frame.pointee.layout.pointee.registerCount)
              (r + Int(destination)).pointee = value
            } else {
              if try leave(value) { return value }
              reload()
            }

          // MARK: Iteration

          case .getIterator:
            frame.pointee.pc = pc
            let iterator = try iterate(b.pointee)
            a.pointee = iterator
          case .forIterator:
            let kind = a.kindTag
            if kind == Kind.rangeIterator.rawValue {
              let found = a.reference(RangeIterator.self)._withUnsafeGuaranteedRef { iterator -> Bool in
                if iterator.remaining == 0 { return false }
                iterator.remaining &-= 1
                b.set(iterator.current)
                iterator.current &+= iterator.step
                return true
              }
              if found { continue }
              a.release()
              pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c)
            } else if kind == Kind.listIterator.rawValue {
              let value = a.reference(ListIterator.self)._withUnsafeGuaranteedRef { $0.advance() }
              if let value {
                b.pointee = value
                continue
              }
              a.release()
              pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c)
            } else if kind == Kind.generator.rawValue {
              frame.pointee.pc = pc
              if try enterGenerator(a.reference(GeneratorObject.self), i.b) {
                reload()
              } else {
                a.release()
                pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c)
              }
            } else {
              frame.pointee.pc = pc
              if let value = try next(a.pointee) {
                b.pointee = value
              } else {
                a.release()
                pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c)
              }
            }
          case .unpack:
            if c.kindTag == Kind.tuple.rawValue,
              c.reference(TupleObject.self)._withUnsafeGuaranteedRef({ $0.unpack(into: a, Int(i.b)) })
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
            if try !send(a, b) { pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + Int(i.c) }
          case .getYieldFromIterator:
            frame.pointee.pc = pc
            let iterator = try iterate(b.pointee)
            a.pointee = iterator

          // MARK: Exceptions

          case .raise:
            frame.pointee.pc = pc
            throw try raised(i.a < 0 ? nil : a, cause: i.b < 0 ? nil : b)
          case .reraise:
            guard let exception = a.pointee.asException else { throw PythonError(.systemError, "no exception to raise") }
            throw PythonError(exception)
          case .pushHandled:
            a.pointee = handled.map { .object($0) } ?? .none
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
            a.pointee = .object(try importModule(constants[Int(i.b)].asString?.text ?? "", innermost: i.d == 1))
          case .importFrom:
            frame.pointee.pc = pc
            a.pointee = try importName(constants[Int(i.c)].asString ?? .empty, from: b.pointee)
          case .importStar:
            frame.pointee.pc = pc
            try importAll(from: a.pointee, into: frame)

          // MARK: Patterns

          case .matchSequence:
            a.set(try matchSequence(b.pointee, Int(i.c), orMore: i.d == 1))
          case .matchMapping: a.set(b.pointee.asDict != nil)
          case .matchKey:
            frame.pointee.pc = pc
            a.pointee = try b.pointee.asDict?.get(c.pointee) ?? .undefined
          case .matchRest:
            frame.pointee.pc = pc
            try matchRest(a, b, r + Int(i.d), Int(i.c))
          case .matchClass:
            frame.pointee.pc = pc
            try matchClass(a, b, Int(i.c), constants[Int(i.d)].asTuple ?? .empty)
          }
        }
      } catch {
        frame.pointee.pc = pc
        self.frame = frame
        try unwind(error)
        reload()
      }
    }
  }

  // MARK: Caches

  /// The entry that a cache remembers, when it still holds the name.
  @inline(__always) static func entry(
    _ dictionary: Unmanaged<DictObject>, _ cache: UnsafeMutablePointer<InlineCache>
  ) -> UnsafeMutablePointer<DictObject.Entry>? {
    let index = cache.pointee.index
    let found = dictionary._withUnsafeGuaranteedRef { $0.used > index ? $0.entries + index : nil }
    guard let found else { return nil }
    // The key is the first field of an entry; names in code are interned, so identity decides.
    let key = UnsafeMutableRawPointer(found).load(as: Int.self)
    return key == cache.pointee.nameBits ? found : nil
  }

  @inline(__always) static func cachedField(
    _ instance: Unmanaged<InstanceObject>, _ cache: UnsafeMutablePointer<InlineCache>
  ) -> Value? {
    instance._withUnsafeGuaranteedRef { instance in
      guard instance.shapeBits == cache.pointee.guardBits, instance.classVersion == cache.pointee.version else {
        return nil
      }
      return instance.values.unsafelyUnwrapped[cache.pointee.index]
    }
  }

  @inline(__always) static func setCachedField(
    _ instance: Unmanaged<InstanceObject>, _ cache: UnsafeMutablePointer<InlineCache>, _ value: Slot
  ) -> Bool {
    instance._withUnsafeGuaranteedRef { instance in
      guard instance.shapeBits == cache.pointee.guardBits, instance.classVersion == cache.pointee.version else {
        return false
      }
      instance.values.unsafelyUnwrapped[cache.pointee.index] = value.pointee
      return true
    }
  }

  @inline(__always) static func cachedMethodFits(
    _ instance: Unmanaged<InstanceObject>, _ cache: UnsafeMutablePointer<InlineCache>
  ) -> Bool {
    instance._withUnsafeGuaranteedRef { instance in
      instance.classVersion == cache.pointee.version && !instance.classObject.instancesMayShadow
    }
  }

  /// Moves values out of registers into an array.
  @inline(__always) static func takeAll(_ first: Slot, _ count: Int) -> [Value] {
    guard count > 0 else { return [] }
    return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.baseAddress.unsafelyUnwrapped.moveInitialize(from: first, count: count)
      for at in 0..<count { (first + at).forget() }
      initialized = count
    }
  }
}
