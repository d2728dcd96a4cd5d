print(3j, 1+2j, complex(1,2), complex('1+2j'), complex(3), complex('j'), -1j, 1-2j, (1+2j)*(3-1j), (1+2j)/(3-1j), (1+2j)**2, abs(3+4j), (1+2j).conjugate(), (1+2j).real, (1+2j).imag, 1j==1j, 1+0j==1, hash(1+0j)==hash(1), bool(0j), 2j-2j)
print([1j, 2.5+0j, -0.0j, complex(-0.0, 1), 1e20+1e-20j, complex(float('inf'), float('nan'))], type(1j), 1j.__class__, isinstance(1j, complex), repr(-3.5-2j), str(1+1j))
for bad in (lambda: 1j < 2j, lambda: 1j // 2, lambda: 1j % 2, lambda: int(1j), lambda: float(1j), lambda: 1j/0, lambda: complex('x'), lambda: complex('1', 2), lambda: 0j**-1, lambda: divmod(1j, 2), lambda: round(1j)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(f'{1+2j:.2f}', f'{3j}', '{:10.1f}|'.format(1+2j), 1j*1j, (-1)**0.5, (-8)**(1/3), 2**1j, 1j**2, 1j**0.5, (1+2j)**-1, (2+0j)**3, +1j, sum([1j, 2]), 1 in [1+0j], {1j: 2}[1j], 3+4j != 3, pow(1j, 2), 5-3j-2)
