/// A formula of up to four values that can be evaluated on tiles; what it does not read is any tile.
public protocol TileFormula {
  static func onTiles(_ a: FloatTile, _ b: FloatTile, _ c: FloatTile, _ d: FloatTile) throws -> FloatTile
  static func onTiles(_ a: DoubleTile, _ b: DoubleTile, _ c: DoubleTile, _ d: DoubleTile) throws -> DoubleTile
}

// One code serves every formula, because a tile is long enough for the cost of a dynamic call not to matter.
extension UnaryFormula {
  @_semantics("optimize.sil.specialize.generic.never")
  public static func onTiles(_ a: FloatTile, _ b: FloatTile, _ c: FloatTile, _ d: FloatTile) throws -> FloatTile {
    try value(a)
  }
  @_semantics("optimize.sil.specialize.generic.never")
  public static func onTiles(_ a: DoubleTile, _ b: DoubleTile, _ c: DoubleTile, _ d: DoubleTile) throws -> DoubleTile {
    try value(a)
  }
}

extension BinaryFormula {
  @_semantics("optimize.sil.specialize.generic.never")
  public static func onTiles(_ a: FloatTile, _ b: FloatTile, _ c: FloatTile, _ d: FloatTile) throws -> FloatTile {
    try value(a, b)
  }
  @_semantics("optimize.sil.specialize.generic.never")
  public static func onTiles(_ a: DoubleTile, _ b: DoubleTile, _ c: DoubleTile, _ d: DoubleTile) throws -> DoubleTile {
    try value(a, b)
  }
}

extension DerivativeFormula {
  @_semantics("optimize.sil.specialize.generic.never")
  public static func onTiles(_ a: FloatTile, _ b: FloatTile, _ c: FloatTile, _ d: FloatTile) throws -> FloatTile {
    try value(a, b, c, d)
  }
  @_semantics("optimize.sil.specialize.generic.never")
  public static func onTiles(_ a: DoubleTile, _ b: DoubleTile, _ c: DoubleTile, _ d: DoubleTile) throws -> DoubleTile {
    try value(a, b, c, d)
  }
}
