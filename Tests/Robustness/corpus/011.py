import sys; sys.exit("ab" * 999999_000)
