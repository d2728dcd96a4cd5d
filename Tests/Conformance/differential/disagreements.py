"""What is known to differ from PyTorch, and why; nothing else may."""

import re

# (operation's key, what differs, a pattern in Argent's text, a pattern in PyTorch's, the reason[, a pattern in the case])
TABLE = [
    (r".*", r"error missing", r"", r"tolist\(\) shouldn't be called on a tensor with unallocated storage",
     "PyTorch's derivatives that are zero everywhere may be tensors without memory, which refuse to be listed"),
    (r".*", r"error.*", r"", r"INTERNAL ASSERT FAILED",
     "PyTorch stops at an assertion of its own and asks for a report"),
    (r".*", r"message", r"", r"Exception raised from .*\.(h|cpp):\d+",
     "PyTorch's message ends with a listing of its own C++ stack"),
    (r".*scatter.*", r"error missing", r"", r"returned an invalid gradient at index 1",
     "PyTorch refuses its own derivative where `src` is larger than `index`"),
    (r"F\..*", r"error", r"TypeError", r"AttributeError .* has no attribute",
     "a function that PyTorch writes in Python stops at the first attribute it misses; Argent names the argument"),
    (r"torch\.(norm|split|sum|mean)", r"error", r"TypeError", r"AttributeError .* has no attribute",
     "a function that PyTorch writes in Python stops at the first attribute it misses; Argent names the argument"),
    (r"F\..*", r"(error|message)", r"argument '(inplace|reduction|training|swap|full|log_input|log_target|mode)'", r"",
     "a function that PyTorch writes in Python takes any object for a flag; Argent names the argument"),
    (r"F\..*", r"error not PyTorch's", r"argument '(inplace|training|swap|full|log_input|log_target)'", r"",
     "a function that PyTorch writes in Python takes any object for a flag; Argent names the argument"),
    (r"torch\.mode", r"(gradient |second gradient )?values", r"", r"",
     "PyTorch compares without regard to NaN, so that its sort may leave anything", r"'odd'"),
    (r"F\.max_unpool[123]d", r"(error|message)", r"argument '(kernel_size|stride|padding|output_size)'", r"",
     "PyTorch multiplies and adds sizes in Python before anyone looks at what they are; Argent names the argument"),
    (r"F\.(interpolate|upsample)", r"(error|message)", r"must be (Number|object), not", r"",
     "PyTorch looks at a size that is no number only after many other things; Argent refuses it at once"),
    (r"F\.gelu", r"values", r"^\[nan at", r"",
     "the closed library's polynomial for processors with AVX-512 gives NaN for infinity, the one for the rest does not",
     r"float32, '(odd|wide)'"),
    (r"F\.triplet_margin_loss", r"second gradient values", r"for -?0\.0\]", r"",
     "the norm of a single number has the second derivative 0, as a difference of large terms that cancel",
     r"T\(\d+, \(1,\), "),
    (r"torch\.cosine_similarity", r"second gradient values", r"e-\d+ for ", r"",
     "the direction of a single number that is stretched has the second derivative 0, as a sum of terms that cancel",
     r"T\(\d+, \((1,)?\), "),
    (r"torch\.(median|nanmedian|kthvalue)", r"(gradient |second gradient )?values", r"", r"",
     "PyTorch selects in place within what it takes for a copy: of a stretched tensor it reads past the memory",
     r"a = T\(.*layout='expanded'"),
    (r"(torch\.|Tensor\.new_)empty", r"values", r"", r"",
     "elements that nobody has set are whatever the memory held; Argent's are zeros"),
    (r"torch\.sinc", r"second gradient values", r" ulp at ", r"",
     "near zero the second derivative is a difference of terms as large as the cube of the reciprocal; PyTorch's sine and "
     "cosine are of a closed library"),
    (r"torch\.signbit", r"values", r"^not equal", r"",
     "the sign of what is no number: PyTorch's vectors make a bfloat16 of it that has every bit, its scalar code does not",
     r"torch\.bfloat16, 'odd'"),
    (r"torch\.copysign", r"values", r"for -", r"",
     "the sign of what is no number: PyTorch's vectors make a bfloat16 of it that has every bit, its scalar code does not",
     r"b = .*torch\.bfloat16, 'odd'"),
    (r"torch\.block_diag", r"(second )?gradient values", r"", r"",
     "PyTorch leaves the row of an empty vector out of its derivative, so that the gradients of the others are those of "
     "other elements", r"T\(\d+, \(0,\), "),
    (r"torch\.tensordot", r"error", r"argument 'out' must be Tensor", r"tensordot expects dims",
     "PyTorch compares the number of dimensions before its parser looks at `out`"),
    (r"torch\.multinomial", r"values", r"^not equal|: -?0\.0 for -?0\.0\]", r"",
     "indices of equal elements: PyTorch takes the order in which the C++ library's selection leaves them"),
    (r"torch\.linalg\.(svd|eigh)", r"(gradient |second gradient )?values", r"", r"",
     "the vectors of a singular value or eigenvalue that there is several times are any basis of their space",
     r"layout='expanded'"),
    (r"torch\.svd|torch\.linalg\.svdvals", r"(gradient |second gradient )?values", r"", r"",
     "the vectors of a singular value or eigenvalue that there is several times are any basis of their space",
     r"layout='expanded'"),
    (r"torch\.linalg\.qr", r"(second )?gradient values", r"", r"",
     "the gradient goes through the inverse of R, which there is none of where rows are equal", r"layout='expanded'"),
    (r"torch\.linalg\.svd", r"(gradient |second gradient )?values", r"", r"",
     "a pair of singular vectors is known but for its sign, which rounding decides in single precision", r"float32"),
    (r"torch\.linalg\.matrix_norm", r"message", r"contained non-finite values", r"is ill-conditioned",
     "which of its steps finds numbers that are not finite is a matter of LAPACK's make"),
    (r"torch\.(linalg\.)?matrix_exp", r"error not PyTorch's", r"Low precision dtypes not supported", r"",
     "PyTorch takes 16-bit elements and gives numbers that have nothing to do with the exponential"),
    (r"torch\.index_put", r"values", r"", r"",
     "which of several values for one place stays is left open by PyTorch: it goes over them in the order of memory",
     r"layout='(turned|expanded|strided)'"),
    (r"torch\.linalg\.lstsq", r".*values", r"", r"",
     "a matrix of less than full rank, as `rcond` has it, is cut down in the steps of LAPACK's factorisation", r", b, 1\)"),
    (r"torch\.tensordot", r"error", r"argument 'dims' \(position 3\) must be object", r"but got dims=<class",
     "PyTorch shows what is no number of dimensions as Python does"),
    (r"torch\.(addbmm|baddbmm)", r"error not PyTorch's|message", r"doesn't match the broadcast shape|refers to a single memory", r"",
     "PyTorch gives the tensor another shape, or writes several results to one place", r"add?bmm_\("),
]


def reason(key, source, difference):
    """Why a difference is known, or nil."""
    what, ours, theirs = difference
    for where, which, mine, real, why, *case in TABLE:
        if re.fullmatch(where, key) and re.fullmatch(which, what) and re.search(mine, ours) and re.search(real, theirs):
            if all(re.search(pattern, source) for pattern in case):
                return why
    return None
