out = ""
for i in range(5): out += str(i) + ","
print(out, out[:-1], len(out))
rows = [("apple", 1.5, 3), ("kiwi", 0.25, 12)]
for name, price, qty in rows:
    print(f"{name:<10}{price:>8.2f}{qty:>5d}{price * qty:>10.2f}")
print("-" * 33)
print("\n".join(f"{i}: {'*' * i}" for i in range(1, 4)))
print("Total: {:,.2f}".format(sum(p * q for _, p, q in rows)))
