raise ValueError("ab" * 999999_000)
