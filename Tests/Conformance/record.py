"""Writes what the oracle says into the tree, and leaves a file alone that says so already: a fresh date on a source would
have the compiler build it, and all that follows from it, again."""


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
