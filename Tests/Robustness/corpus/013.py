getattr(1, "ab" * 999999_000)
