def load(n):
    try: return int(n)
    except ValueError as e:
        e.add_note(f"while loading {n!r}")
        e.add_note("check the file")
        raise
print(load("5"))
load("five")
