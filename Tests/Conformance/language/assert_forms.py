assert True
assert 1 < 2, "never shown"
for test in [lambda: 1, lambda: 0, lambda: [], lambda: "", lambda: None]:
    try:
        assert test(), f"failed for {test()!r}"
        print("passed")
    except AssertionError as e: print("AssertionError", e)
try: assert 2 + 2 == 5
except AssertionError as e: print(repr(e), e.args)
try: assert False, (1, 2)
except AssertionError as e: print(repr(e), e)
try: assert not "x", ValueError("inner")
except AssertionError as e: print(repr(e))
def never(): print("not called")
assert True, never()
