"""Where the subjects' rules are kept: how the arguments of an operation are made that chance alone would not find."""

RULES = {}


def rule(*names):
    """Declares the maker of an operation's arguments: a function from a case to texts by parameter.

    A parameter with None is left out; one that is not named is filled by `arguments`.
    """
    def keep(make):
        for name in names:
            RULES[name] = make
        return make

    return keep
