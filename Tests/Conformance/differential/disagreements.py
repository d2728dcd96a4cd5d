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
    (r"torch\.(median|nanmedian|kthvalue|mode)", r"values", r"^not equal", r"",
     "indices of equal elements: PyTorch's selection leaves them in an order of its own, in a tensor of one element "
     "that stands for several even out of range"),
    (r"torch\.(median|nanmedian|kthvalue)", r"(gradient |second gradient )?values", r"", r"",
     "PyTorch selects in place within what it takes for a copy: of a stretched tensor it reads past the memory",
     r"a = T\(.*layout='expanded'"),
    (r"torch\.(quantile|nanquantile)", r"(second )?gradient values", r"", r"",
     "which of equal elements the gradient reaches: PyTorch's sort in vectors, which is not stable, leaves them in an order "
     "of its own", r"'(halves|odd|ints)'"),
    (r"torch\.empty", r"values", r"", r"",
     "elements that nobody has set are whatever the memory held; Argent's are zeros"),
    (r"torch\.sinc", r"second gradient values", r" ulp at ", r"",
     "near zero the second derivative is a difference of terms as large as the cube of the reciprocal; PyTorch's sine and "
     "cosine are of a closed library"),
    (r"torch\.signbit", r"values", r"^not equal", r"",
     "the sign of what is no number: PyTorch's vectors make a bfloat16 of it that has every bit, its scalar code does not",
     r"torch\.bfloat16, 'odd'"),
    (r"torch\.(topk|multinomial)", r"values", r"^not equal|: -?0\.0 for -?0\.0\]", r"",
     "indices of equal elements: PyTorch takes the order in which the C++ library's selection leaves them"),
]


def reason(key, source, difference):
    """Why a difference is known, or nil."""
    what, ours, theirs = difference
    for where, which, mine, real, why, *case in TABLE:
        if re.fullmatch(where, key) and re.fullmatch(which, what) and re.search(mine, ours) and re.search(real, theirs):
            if all(re.search(pattern, source) for pattern in case):
                return why
    return None
