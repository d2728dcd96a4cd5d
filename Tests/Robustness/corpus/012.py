import warnings; warnings.warn("ab" * 999999_000)
