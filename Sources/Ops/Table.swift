/// Every operation there is. A declaration that is missing here is found by a test.
extension Op {
  public static let all: [Op] = Array(
    [
      creation, arithmetic, elementary, comparisons, reductions, shapes, gathering, products, overwriting, activations,
      questions, losses, sorting, statistics, special, linalg, windows, tapers, Polynomials.all,
    ].joined())

  private static let creation: [Op] = [
    Creation.zeros, Creation.ones, Creation.empty, Creation.full, Creation.zerosLike, Creation.onesLike,
    Creation.emptyLike, Creation.fullLike, Creation.newZeros, Creation.newOnes, Creation.newEmpty, Creation.newFull,
    Creation.eye, Sequences.arange, Sequences.range, Sequences.linspace, Sequences.logspace, RandomCreation.rand,
    RandomCreation.randn, RandomCreation.randLike, RandomCreation.randnLike, RandomCreation.randint,
    RandomCreation.randintLike, RandomCreation.randperm, RandomCreation.normal, RandomCreation.bernoulli,
    RandomCreation.multinomial, RandomCounts.poisson, RandomCounts.binomial,
  ]

  private static let tapers: [Op] = [
    TaperWindows.hann, TaperWindows.hamming, TaperWindows.blackman, TaperWindows.bartlett, TaperWindows.kaiser,
  ]

  private static let arithmetic: [Op] = [
    Scaled.add, Scaled.sub, Scaled.subtract, Scaled.rsub, Scaled.floatPower, Scaled.ldexp, Scaled.positive, Mul.op,
    FloorDivide.div, FloorDivide.trueDivide, FloorDivide.op, Pow.op, Neg.op, Square.op, Abs.op, Bounds.clamp,
    Bounds.clampMin, Bounds.clampMax, Maximum.op, Minimum.op, Fmax.op, Fmin.op, Atan2.op, Hypot.op, Fmod.op,
    Remainder.op, Xlogy.op, Logaddexp.op, Logaddexp2.op, Copysign.op, Xlog1py.op, Parametric.addcmul,
    Parametric.addcdiv, Parametric.lerp,
  ]

  private static let elementary: [Op] = [
    Sin.op, Cos.op, Tan.op, Sinh.op, Cosh.op, Tanh.op, Asin.op, Acos.op, Atan.op, Asinh.op, Acosh.op, Atanh.op, Exp.op,
    Exp2.op, Expm1.op, Log.op, Log2.op, Log10.op, Log1p.op, Sqrt.op, Rsqrt.op, Reciprocal.op, Sigmoid.op, Erf.op,
    Erfc.op, Erfinv.op, Lgamma.op, Digamma.op, Floor.op, Ceil.op, Trunc.op, Parametric.round, Sign.op, Sgn.op,
    Sinc.op, I0.op, Frac.op, Deg2rad.op, Rad2deg.op, Entr.op, Parametric.logit, Parametric.polygamma,
    Parametric.nanToNum, Parametric.angle,
  ]

  private static let comparisons: [Op] = [
    Equal.op, NotEqual.op, Less.op, LessOrEqual.op, Greater.op, GreaterOrEqual.op, LogicalAnd.op, LogicalOr.op,
    LogicalNot.op,
  ]

  private static let reductions: [Op] = [
    Sum.op, Mean.op, Extrema.max, Extrema.min, Extrema.amax, Extrema.amin, Extrema.argmax, Extrema.argmin,
    Extrema.aminmax,
    Extrema.cummax, Extrema.cummin, Moments.prod, Moments.variance, Moments.std, Moments.varMean, Moments.stdMean,
    Moments.all, Moments.any, Moments.countNonzero, Running.cumsum, Running.cumprod, Running.logcumsumexp,
    Running.logsumexp, Norms.norm, Norms.normMethod, Norms.linalgVectorNorm, Norms.dist, Norms.renorm,
    Distances.pdist,
  ]

  private static let shapes: [Op] = [
    ShapeOps.view, ShapeOps.reshape, ShapeOps.flatten, ShapeOps.ravel, ShapeOps.unflatten, ShapeOps.viewAs,
    ShapeOps.reshapeAs, ShapeOps.squeeze, ShapeOps.unsqueeze, ShapeOps.atLeast1d, ShapeOps.atLeast2d,
    ShapeOps.atLeast3d,
    ShapeOps.transpose, ShapeOps.t, ShapeOps.permute, ShapeOps.adjoint, ShapeOps.movedim, ShapeOps.expand,
    ShapeOps.expandAs, ShapeOps.broadcastTo, ShapeOps.broadcastTensors, ShapeOps.repeat, ShapeOps.tile,
    ShapeOps.repeatInterleave, ShapeOps.repeatInterleaveMethod, ShapeOps.select, ShapeOps.narrow, ShapeOps.split,
    ShapeOps.splitMethod, ShapeOps.chunk,
    ShapeOps.unbind,
    ShapeOps.tensorSplit, ShapeOps.hsplit, ShapeOps.vsplit, ShapeOps.dsplit, ShapeOps.unfold, ShapeOps.asStrided,
    ShapeOps.contiguous, ShapeOps.clone, ShapeOps.detach, Rearrangements.flip, Rearrangements.fliplr,
    Rearrangements.flipud, Rearrangements.rot90, Rearrangements.roll, Rearrangements.tril, Rearrangements.triu,
    Rearrangements.diagonal, Rearrangements.linalgDiagonal, Rearrangements.diag, Rearrangements.diagEmbed,
    Rearrangements.diagflat, Joining.cat,
    Joining.stack, Joining.hstack, Joining.vstack, Joining.dstack, Joining.columnStack,
  ]

  private static let gathering: [Op] = [
    Gathering.gather, Gathering.scatter, Gathering.scatterAddOp, Gathering.indexSelectOp, Gathering.indexAddOp,
    Gathering.indexFill, Gathering.indexCopy, Scattering.select, Scattering.slice, Scattering.diagonal,
    Scattering.reduce, IndexReducing.reduce, IndexReducing.put, Gathering.take, Gathering.takeAlongDim, Masking.whereOp,
    Masking.whereMethod,
    Masking.maskedFill, Masking.maskedSelect, Masking.maskedScatter, Masking.nonzero, Masking.argwhere,
  ]

  private static let products: [Op] = [
    Products.mm, Products.bmm, Products.mv, Products.dot, Products.vdot, Products.outer, Products.inner,
    Products.matmul,
    Products.addmm, Products.addmv, Products.addr, Products.baddbmm, Products.addbmm, Products.linear,
    Products.bilinear,
    Contraction.tensordotOp, Contraction.einsum,
  ]

  private static let overwriting: [Op] = [
    Indexing.indexPut, Overwriting.copy, Overwriting.zero, Overwriting.fill, Overwriting.fillDiagonal,
    RandomOverwriting.normal,
    RandomOverwriting.uniform, RandomOverwriting.random, RandomOverwriting.bernoulli, RandomOverwriting.exponential,
    RandomOverwriting.cauchy, RandomOverwriting.logNormal, RandomOverwriting.geometric,
  ]

  private static let activations: [Op] = [
    Relu.op, Activations.relu, Silu.op, Mish.op, Activations.gelu, Hardsigmoid.op, Hardswish.op, LogSigmoid.op,
    Activations.leakyRelu, Activations.prelu, Activations.hardtanh, Activations.relu6, Activations.threshold,
    Activations.hardshrink, Activations.softshrink, Activations.elu, Activations.selu, Activations.functionalSelu,
    Activations.celu, Activations.softplus, Activations.softsign, Activations.tanhshrink, Activations.functionalSigmoid,
    Activations.functionalTanh, Activations.glu, Activations.softmax, Activations.logSoftmax,
    Activations.functionalSoftmax, Activations.functionalLogSoftmax, Activations.softmin, Activations.dropout,
    Activations.torchDropout,
  ]

  private static let questions: [Op] = [
    Questions.isnan, Questions.isinf, Questions.isfinite, Questions.isposinf, Questions.isneginf, Questions.signbit,
    Questions.isreal, Questions.isclose, Questions.allclose, Questions.equal, Questions.isin, Questions.heaviside,
    Bits.and,
    Bits.or, Bits.xor, Bits.shiftLeft, Bits.shiftRight, Bits.not, Bits.logicalXor, Bits.gcd, Bits.lcm,
  ]

  private static let losses: [Op] = [
    Losses.mse, Losses.l1, Losses.smoothL1, Losses.huber, Losses.klDivergence, Losses.binaryCrossEntropy,
    Losses.binaryCrossEntropyWithLogits, Losses.nll, Losses.crossEntropy, Losses.hingeEmbedding, Losses.marginRanking,
    Losses.softMargin, Losses.poisson, Losses.gaussian, Losses.tripletMargin, Losses.cosineEmbedding,
    Distances.pairwiseDistance, Distances.cosine, Distances.normalize, Distances.cdist, Embeddings.oneHot,
    Embeddings.embedding, Losses.ctc,
  ]

  private static let sorting: [Op] = [
    Sorting.sort, Sorting.msort, Sorting.argsort, Sorting.topk, Sorting.kthvalue, Sorting.median, Sorting.nanmedian,
    Sorting.mode, Sorting.quantile, Sorting.nanquantile,
  ]

  private static let statistics: [Op] = [
    Statistics.nansum, Statistics.nanmean, Statistics.diff, Statistics.trapezoid, Statistics.cumulativeTrapezoid,
    Statistics.gradient, Statistics.cov, Statistics.corrcoef, Counting.bincount, Counting.histc, Counting.histogram,
    Counting.unique, Counting.uniqueConsecutive, Counting.searchsorted, Counting.bucketize, Grids.meshgrid,
    Grids.cartesianProd, Grids.combinations, Grids.trilIndices, Grids.triuIndices, Grids.kron, Grids.trace, Grids.cross,
    Grids.linalgCross, Grids.vander, Grids.blockDiag,
  ]

  private static let special: [Op] = [
    SpecialFunctions.expit, SpecialFunctions.erf, SpecialFunctions.erfc, SpecialFunctions.erfinv, SpecialFunctions.exp2,
    SpecialFunctions.expm1, SpecialFunctions.log1p, SpecialFunctions.gammaln, SpecialFunctions.digamma,
    SpecialFunctions.psi, SpecialFunctions.round, SpecialFunctions.ndtr, SpecialFunctions.ndtri,
    SpecialFunctions.logNdtr,
    SpecialFunctions.erfcx, SpecialFunctions.i1, SpecialFunctions.i0e, SpecialFunctions.i1e, SpecialFunctions.zeta,
    SpecialFunctions.multigammaln, SpecialFunctions.mvlgamma, SpecialFunctions.nextafter,
  ]

  private static let linalg: [Op] = [
    Linalg.det, Linalg.linalgDet, Linalg.slogdet, Linalg.linalgSlogdet, Linalg.logdet, Linalg.inverseOp, Linalg.inv,
    Linalg.invEx, Linalg.solveOp, Linalg.solveEx, Linalg.solveTriangular, Linalg.triangularSolve, Linalg.lstsq,
    Linalg.matrixPower, Linalg.linalgMatrixPower, Linalg.multiDot, Linalg.chainMatmul, Linalg.vecdot, Linalg.tensorinv,
    Linalg.tensorsolve,
    Linalg.linalgVander, Linalg.matrixExp, Linalg.linalgMatrixExp, Decompositions.cholesky,
    Decompositions.torchCholesky, Decompositions.choleskyEx, Decompositions.choleskySolve,
    Decompositions.choleskyInverse, Decompositions.linalgQR, Decompositions.torchQR, Decompositions.linalgSVD,
    Decompositions.torchSVD, Decompositions.svdvals, Decompositions.eigh, Decompositions.eigvalsh,
    Decompositions.luFactor, Decompositions.lu, Decompositions.torchLU, Decompositions.linalgPinv,
    Decompositions.pinverse, Decompositions.matrixRank, Decompositions.cond, Decompositions.linalgNorm,
    Decompositions.matrixNormOp,
  ]

  private static let windows: [Op] = [
    Convolutions.conv1d, Convolutions.conv2d, Convolutions.conv3d, Convolutions.convTranspose1d,
    Convolutions.convTranspose2d, Convolutions.convTranspose3d,
    Pooling.maxPool1d, Pooling.maxPool2d, Pooling.torchMaxPool1d, Pooling.torchMaxPool2d, Pooling.avgPool1d,
    Pooling.avgPool2d, Pooling.lpPool1d, Pooling.lpPool2d, Pooling.adaptiveAvgPool1d, Pooling.adaptiveAvgPool2d,
    Pooling.adaptiveMaxPool1d,
    Pooling.adaptiveMaxPool2d, Padding.pad, Padding.constantOp, Folding.unfold, Folding.fold, Folding.pixelShuffle,
    Folding.pixelUnshuffle, Resampling.interpolate, Resampling.upsample, Activations.dropout1d, Activations.dropout2d,
    Activations.alphaDropout, Activations.dropout3d, Pooling.maxPool3d, Pooling.torchMaxPool3d, Pooling.avgPool3d,
    Pooling.lpPool3d, Pooling.adaptiveAvgPool3d, Pooling.adaptiveMaxPool3d, Unpooling.maxUnpool1d,
    Unpooling.maxUnpool2d, Unpooling.maxUnpool3d, GridSampling.affineGrid, GridSampling.gridSample,
  ]
}
