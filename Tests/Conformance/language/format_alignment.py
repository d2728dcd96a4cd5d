for spec in ["10", "<10", ">10", "^10", "*<10", "*>10", "*^10", "^9", "#^4", "<", "3"]:
    print(f"|{'text':{spec}}|{42:{spec}}|")
for spec in ["<8", ">8", "^8", "=8", "0=8", "*=+8", "08", "+08", " 08", "-8"]:
    print(f"|{-42:{spec}}|{42:{spec}}|{3.5:{spec}}|")
print(f"{'ab':.1}|{'ab':5.1}|{'ab':>5.1}|{'':3}|{'x':é^5}|{True:5}|{True:<5}|{None!s:>6}|")
for bad in ["=5", "+", ",", "d", "05d", "x", "#", ".2f"]:
    try: print(repr(format("text", bad)))
    except ValueError as e: print(bad, e)
