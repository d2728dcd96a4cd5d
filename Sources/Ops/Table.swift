/// Every operation there is. A declaration that is missing here is found by a test.
extension Op {
  public static let all: [Op] =
    creation + arithmetic + elementary + comparisons + reductions

  private static let creation: [Op] = [
    Creation.zeros, Creation.ones, Creation.empty, Creation.full, Creation.zerosLike, Creation.onesLike,
    Creation.emptyLike, Creation.fullLike, Creation.newZeros, Creation.newOnes, Creation.newEmpty, Creation.newFull,
    Creation.eye, Sequences.arange, Sequences.range, Sequences.linspace, Sequences.logspace, RandomCreation.rand,
    RandomCreation.randn, RandomCreation.randLike, RandomCreation.randnLike, RandomCreation.randint,
    RandomCreation.randintLike, RandomCreation.randperm, RandomCreation.normal, RandomCreation.bernoulli,
    RandomCreation.multinomial,
  ]

  private static let arithmetic: [Op] = [Add.op, Sub.op, Mul.op, Div.op, Pow.op, Neg.op, Square.op, Abs.op]

  private static let elementary: [Op] = [
    Sin.op, Cos.op, Tan.op, Sinh.op, Cosh.op, Tanh.op, Asin.op, Acos.op, Atan.op, Asinh.op, Acosh.op, Atanh.op, Exp.op,
    Exp2.op, Expm1.op, Log.op, Log2.op, Log10.op, Log1p.op, Sqrt.op, Rsqrt.op, Reciprocal.op, Sigmoid.op, Erf.op,
    Erfc.op, Erfinv.op, Lgamma.op, Digamma.op, Floor.op, Ceil.op, Trunc.op, Round.op, Sign.op,
  ]

  private static let comparisons: [Op] = [
    Equal.op, NotEqual.op, Less.op, LessOrEqual.op, Greater.op, GreaterOrEqual.op, LogicalAnd.op, LogicalOr.op,
    LogicalNot.op,
  ]

  private static let reductions: [Op] = [Sum.op, Mean.op]
}
