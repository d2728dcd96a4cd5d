import itertools
for choose in (lambda: itertools.product([0, 1], repeat=2**32), lambda: itertools.product([], repeat=2**63 - 1),
               lambda: itertools.product('ab', repeat=2**62), lambda: itertools.combinations_with_replacement('ab', 2**40)):
    try: print(len(list(choose())))
    except (MemoryError, OverflowError) as error: print(type(error).__name__, error)
