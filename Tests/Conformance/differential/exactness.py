"""How far values may be from PyTorch's.

What is exactly rounded must give every bit. Everything else may be 2 units in the last place of its dtype away, because
PyTorch takes its elementary functions and products from closed libraries. More is allowed only where a line below says
why, and then by the size of the terms: a sum of large terms that cancel keeps the rounding of those terms.
"""

import math
from dataclasses import dataclass


@dataclass
class Limit:
    """Elements may be `ulps` units in the last place apart, or `terms` such units of the largest term there was."""

    ulps: int = 0
    terms: float = 0
    # Such units of the largest element of PyTorch's result: what is stable only for the matrix as a whole.
    whole: float = 0


EXACT, CLOSE = Limit(), Limit(2)

# Every element of the result is one rounded operation, a choice, or a place: no bit may differ.
ROUNDED = set("""
add sub rsub mul div true_divide floor_divide neg positive square abs clamp clamp_min clamp_max maximum minimum fmax fmin
fmod remainder copysign floor ceil trunc round sign sgn frac nan_to_num reciprocal
eq ne lt le gt ge logical_and logical_or logical_not logical_xor isnan isinf isfinite isposinf isneginf signbit isreal
isclose allclose equal isin heaviside bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift bitwise_not
gcd lcm nextafter relu relu6 hardtanh threshold hardshrink softshrink leaky_relu prelu
max min amax amin argmax argmin aminmax cummax cummin all any count_nonzero
view reshape flatten ravel unflatten view_as reshape_as squeeze unsqueeze atleast_1d atleast_2d atleast_3d transpose t
permute adjoint movedim expand expand_as broadcast_to broadcast_tensors repeat tile repeat_interleave select narrow split
chunk unbind tensor_split hsplit vsplit dsplit unfold as_strided contiguous clone detach flip fliplr flipud rot90 roll tril
triu diagonal diag diag_embed diagflat cat stack hstack vstack dstack column_stack gather scatter index_select index_fill
index_copy take take_along_dim where masked_fill masked_select nonzero argwhere index_put copy_ zero_ fill_ fill_diagonal_
sort msort argsort topk kthvalue median nanmedian mode bincount unique unique_consecutive searchsorted bucketize meshgrid
cartesian_prod combinations tril_indices triu_indices block_diag one_hot embedding diff getitem setitem conversion tensor
zeros ones empty full zeros_like ones_like empty_like full_like new_zeros new_ones new_empty new_full eye arange
rand randn rand_like randn_like randint randint_like randperm bernoulli multinomial normal normal_ uniform_ random_
bernoulli_ exponential_ geometric_ dropout
""".split())

# Sums, whose terms PyTorch adds in the order of its vector registers, its blocks and its product library's tiles: where
# that order is another one, the difference is a few roundings of the largest term.
SUMS = set("""
scatter_reduce sum mean nansum nanmean var std var_mean std_mean norm vector_norm logsumexp cumsum cumprod logcumsumexp prod trapezoid
cumulative_trapezoid mm bmm mv dot vdot inner outer matmul addmm addmv addr baddbmm addbmm linear bilinear tensordot einsum
kron cov corrcoef scatter_add index_add cross trace dist cdist pairwise_distance cosine_similarity renorm normalize
softmax log_softmax softmin mse_loss l1_loss smooth_l1_loss huber_loss kl_div binary_cross_entropy
binary_cross_entropy_with_logits nll_loss cross_entropy hinge_embedding_loss margin_ranking_loss soft_margin_loss
poisson_nll_loss gaussian_nll_loss triplet_margin_loss cosine_embedding_loss histc histogram gradient quantile nanquantile
""".split())

# Products add along dimensions as long as they please. Each library adds tiles of its own size, and every thousand terms
# leave about as many roundings of the largest term again.
PRODUCTS = set("""
mm bmm mv dot vdot inner matmul linear bilinear tensordot einsum addmm addmv baddbmm addbmm multi_dot chain_matmul vecdot
""".split())


def growth(key, shapes):
    """How many times the limit for terms counts, by the longest sum that inputs of these shapes can make."""
    if key.rsplit(".", 1)[-1] not in PRODUCTS:
        return 1.0
    longest = max((math.prod(s) // (max(min(s), 1) if len(s) > 1 else 1) for s in shapes), default=1)
    return max(1.0, longest / 1000)


# Convolutions and what else is a matrix product of rearranged elements; and decompositions, which PyTorch takes from
# MKL and Argent from the system's LAPACK: each rounds in its own order, on well-conditioned matrices by a few units of
# the largest term for each of their few steps.
SUMS |= set("""
conv1d conv2d conv_transpose1d conv_transpose2d avg_pool1d avg_pool2d adaptive_avg_pool1d adaptive_avg_pool2d fold
interpolate upsample multi_dot chain_matmul vecdot matrix_norm gaussian_nll_loss addcmul addcdiv lerp ndtr logaddexp
logaddexp2 tanhshrink pdist lp_pool1d lp_pool2d lp_pool3d conv3d conv_transpose3d avg_pool3d adaptive_avg_pool3d
affine_grid grid_sample ctc_loss
""".split())
# PyTorch takes gelu of contiguous floats from a library that has one polynomial for processors with AVX-512 and another for
# the rest; up to four units of the argument lie between them, and Argent gives the latter everywhere.
SUMS |= {"gelu"}
# Series that PyTorch sums in single precision for elements in single precision, and Argent in double precision; and
# derivatives with them. Not listed among what is rounded exactly is sqrt: PyTorch takes it from a closed library, too.
SERIES = set("i0 i0e i1 i1e erfcx log_ndtr ndtri digamma psi polygamma lgamma gammaln multigammaln mvlgamma zeta".split())
DECOMPOSED = set("""
det slogdet logdet inverse inv inv_ex matrix_power matrix_exp lu_factor lu pinv pinverse cond qr svdvals svd cholesky
cholesky_ex eigh eigvalsh cholesky_inverse solve solve_ex solve_triangular triangular_solve cholesky_solve lstsq tensorinv tensorsolve
matrix_norm
""".split())
# Derivatives in which a result that is a unit or two off is squared, and for a tangent or an exponent weighs twice or more.
SQUARED = set("tan erfinv".split())


def tolerance(key, part, dtype):
    """The limit for `r`esults, `g`radients and second derivatives `h` of an operation."""
    name = key.rsplit(".", 1)[-1]
    if name in DECOMPOSED:
        # Gradients of decompositions are solutions and quotients of differences of singular values: the errors of both
        # libraries are small beside the largest element, not beside each. An exponential is squared up to ten times.
        # Eigenvectors move with the inverse of the distance between eigenvalues, which may be small.
        return Limit(8, 64, 0 if part in "riv" and name != "matrix_exp" else 4096 if name in ("eigh", "svd") else 256)
    # PyTorch's kernel takes exp, log1p and tanh from another library than its functions of these names, and their errors
    # add up; Argent gives what the functions one after the other give, to the bit.
    if name == "mish" and part in "riv":
        return Limit(4)
    # A weight's gradient is a sum of hundreds of products, one for each place of the pictures: each leaves a rounding.
    if name.startswith("conv") and part in "gh":
        return Limit(2, 128)
    if name in SERIES:
        return Limit(32, 4 if part == "r" else 64)
    # The gradient of an element is the sum over all the places that show it, which may be hundreds.
    if name in ("interpolate", "upsample") and part == "g":
        return Limit(2, 32)
    # At the border the places' slopes are zero, as sums of sixteen products that cancel.
    if name == "grid_sample" and part == "h":
        return Limit(4, 16)
    # Sums over as many rows as there are, whose terms, as large as the largest gradient, cancel.
    if name == "corrcoef" and part == "g":
        return Limit(16, 4, 64)
    if name in ("cov", "corrcoef"):
        # Squares are summed that are larger than the elements whose size counts as that of the terms.
        return Limit(16, 4)
    if name in SUMS:
        return Limit(2, 4)
    if part in "riv":
        return EXACT if name in ROUNDED else CLOSE
    if name in SQUARED:
        return Limit(8, 2) if part == "g" else Limit(16, 8)
    # A gradient is summed over what was stretched; a second derivative is a formula of several roundings.
    return Limit(2, 2) if part == "g" else Limit(4, 8)
