extension TypeObject {
  nonisolated(unsafe) static let listReverseIterator = sealed("list_reverseiterator")
  nonisolated(unsafe) static let reversed = sealed("reversed")
  nonisolated(unsafe) static let dictKeyIterator = sealed("dict_keyiterator")
  nonisolated(unsafe) static let dictValueIterator = sealed("dict_valueiterator")
  nonisolated(unsafe) static let dictItemIterator = sealed("dict_itemiterator")
  nonisolated(unsafe) static let dictReverseKeyIterator = sealed("dict_reversekeyiterator")
  nonisolated(unsafe) static let dictReverseValueIterator = sealed("dict_reversevalueiterator")
  nonisolated(unsafe) static let dictReverseItemIterator = sealed("dict_reverseitemiterator")
  nonisolated(unsafe) static let orderedDictIterator = sealed("odict_iterator")
  nonisolated(unsafe) static let setIterator = sealed("set_iterator")
  nonisolated(unsafe) static let bytesIterator = sealed("bytes_iterator")
  nonisolated(unsafe) static let bytearrayIterator = sealed("bytearray_iterator")
  nonisolated(unsafe) static let callableIterator = sealed("callable_iterator")
  nonisolated(unsafe) static let dequeIterator = ofCollections("_deque_iterator")
  nonisolated(unsafe) static let dequeReverseIterator = ofCollections("_deque_reverse_iterator")
  nonisolated(unsafe) static let enumerate = TypeObject("enumerate", layout: .opaque)
  nonisolated(unsafe) static let zip = TypeObject("zip", layout: .opaque)
  nonisolated(unsafe) static let map = TypeObject("map", layout: .opaque)
  nonisolated(unsafe) static let filter = TypeObject("filter", layout: .opaque)

  private static func ofCollections(_ name: String) -> TypeObject {
    let type = TypeObject(name, module: "_collections", layout: .opaque)
    type.errorName = "_collections." + name
    type.canBeSubclassed = false
    return type
  }

  /// Gives a type of iterators `iter` and `next`.
  func becomesIterator() {
    slots.iterate = { $0 }
    slots.next = { value in
      guard case .object(let object) = value, let iterator = object as? IteratorObject else { return nil }
      return try iterator.next()
    }
  }
}

/// Backwards over what has a length and takes indices.
final class ReverseIterator: IteratorObject {
  private var sequence: Value?
  private var position: Int

  deinit { Reclaimer.release(&sequence) }

  init(_ type: TypeObject, _ sequence: Value, _ count: Int) {
    self.sequence = sequence
    position = count - 1
    super.init(type)
  }

  override func next() throws -> Value? {
    guard let sequence, position >= 0 else {
      self.sequence = nil
      return nil
    }
    if let list = sequence.asList, list.isExactly(.list), !list.items.indices.contains(position) {
      self.sequence = nil
      return nil
    }
    position -= 1
    return try Machine.current.getItem(sequence, .int(position + 1))
  }
}

enum IteratorTypes {
  static func install() {
    let types: [TypeObject] = [
      .rangeIterator, .longRangeIterator, .listIterator, .tupleIterator, .strASCIIIterator, .strIterator,
      .sequenceIterator, .listReverseIterator, .reversed,
      .dictKeyIterator, .dictValueIterator, .dictItemIterator, .dictReverseKeyIterator, .dictReverseValueIterator,
      .dictReverseItemIterator, .orderedDictIterator, .setIterator, .bytesIterator, .bytearrayIterator,
      .callableIterator, .enumerate, .zip, .map, .filter, .dequeIterator, .dequeReverseIterator,
    ]
    for type in types { type.becomesIterator() }
  }
}
