"""What is known to differ from PyTorch, and why; nothing else may."""

import re

# (operation's key, what differs, a pattern in Argent's text, a pattern in PyTorch's, the reason)
TABLE = []


def reason(key, source, difference):
    """Why a difference is known, or nil."""
    what, ours, theirs = difference
    for where, which, mine, real, why in TABLE:
        if re.fullmatch(where, key) and re.fullmatch(which, what) and re.search(mine, ours) and re.search(real, theirs):
            return why
    return None
