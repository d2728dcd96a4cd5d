# How many digits an integer may have as text can be set, and what is beyond the limit is converted all the same.
import itertools
import sys


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


print(sys.get_int_max_str_digits())
for limit in (639, -1, "a", 1.5, 2**31, True, None):
    attempt(lambda: sys.set_int_max_str_digits(limit))
sys.set_int_max_str_digits(640)
print(sys.get_int_max_str_digits())
for work in (
    lambda: int("1" * 641), lambda: int(b"1" * 641), lambda: len(str(10**639)), lambda: str(10**640),
    lambda: f"{10**640:,}", lambda: "%d" % 10**640, lambda: "%d" % (10**640), lambda: len(f"{10**640:x}"),
    lambda: int("1" * 641, 7), lambda: int("1" * 641, 16) % 1_000_007, lambda: int("0" * 641 + "1"),
):
    attempt(work)
sys.set_int_max_str_digits(0)
print(str(10**5000 - 1) == "9" * 5000, int("7" * 9000) == 7 * (10**9000 - 1) // 9)
print(str(-7**20000)[-30:], len("%d" % -7**20000), int(str(3**50000)) == 3**50000)
print(int("z1" * 3000, 36) % 1_000_007, int("12" * 30000, 11) % 1_000_007, hex(7**3000)[-20:], oct(-5**3000)[:20])
sys.set_int_max_str_digits(maxdigits=4300)

print((2**999).to_bytes(130, "big").hex()[:14], (-2**999).to_bytes(126, "little", signed=True).hex()[-10:])
for number, length, signed in ((2**64, 8, False), (128, 1, True), (-128, 1, True), (-129, 1, True), (-1, 0, True)):
    attempt(lambda: number.to_bytes(length, "big", signed=signed))
print(int.from_bytes(bytes(range(256)) * 100, "big", signed=True) % 1_000_007)
print(int.from_bytes(b"\x80" + bytes(9), "big", signed=True), int.from_bytes(b"\xff" * 9, "little", signed=True))

for times in (2**63 - 1, 2**60, 2**60 - 1, -1):
    for lists in ([], [[1]], [[1], [2]]):
        attempt(lambda: type(itertools.product(*lists, repeat=times)).__name__)
