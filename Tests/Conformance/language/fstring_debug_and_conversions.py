x, name, pi = 5, "Ann", 3.14159
print(f"{x=} {name=} {pi=:.2f} {x = } {name=!s} {name=!r:>8} {x+1=} {len(name)=}")
print(f"{name!r} {name!s} {name!a} {'é'!a} {name!r:>7}|{name!s:<5}|{[name]!s}")
print(f"{{}} {{{x}}} {{x}} {'{'} {x}}}")
print(f"{x:5}|{x:<5}|{x:^5}|{x:>5}|{x:05}|{x:+}|{x:.2f}|{x:e}|{x:b}|{x:%}|{name:5}|{name:>5}|{name:.2}|")
print(f"{pi:.3} {pi:10.2f} {pi:<10.1e}| {pi:+.1f} {-pi:,.2f} {12345.678:,.1f} {1e10:g} {0.1 + 0.2} {1/3:.3%}")
print(f"{x if x > 3 else 'small'} {[i * 2 for i in range(3)]} { {'a': 1}['a'] } {(lambda v: v * 2)(4)} {name.upper()[0]} {x:{'>'}{8}}|")
print(f"{'a' 'b'} {'nested: ' + f'{x}'} {f'{f"{x}"}'} {name!r:{'^'}{10}}|", f"", f"{''}", f'{"q"}')
width, precision = 10, 3
print(f"{pi:{width}.{precision}}|{pi:{width}.{precision}f}|{name:{'*'}^{width}}|{x:0{width // 2}d}|")
print(f"""multi
{x
 + 1}
line""")
print(f"{True} {None} {...} {[1, 'a']} {(1,)} { {1} } {b'x'}"[:40])
