import NDArray
public import Recall

extension Tensor: Recalled {
  /// Everything but the numbers in a storage, which the storage remembers.
  public struct Memory {
    let data: NDArray
    let node: Node?
    let slot: Int32
    let ownVersion: UInt32
    let origin: UInt32
    let isParameter: Bool
    let isInference: Bool
    let extra: Extra?
    let owner: AccumulateGrad.Owner?
  }

  public func memory(_ recollector: Recollector) -> Memory {
    if let storage = data.storage { recollector.visit(storage) }
    if let storedNode { recollector.visit(storedNode) }
    if let extra { recollector.visit(extra) }
    return Memory(
      data: data, node: storedNode, slot: slot, ownVersion: ownVersion, origin: origin, isParameter: isParameter,
      isInference: isInference, extra: extra, owner: owner)
  }

  public func recall(_ memory: Memory) {
    // A leaf that is none again must not be found by the node that it had meanwhile.
    if owner !== memory.owner { owner?.tensor = nil }
    owner = memory.owner
    owner?.tensor = self
    data = memory.data
    storedNode = memory.node
    slot = memory.slot
    ownVersion = memory.ownVersion
    origin = memory.origin
    isParameter = memory.isParameter
    isInference = memory.isInference
    extra = memory.extra
  }
}
