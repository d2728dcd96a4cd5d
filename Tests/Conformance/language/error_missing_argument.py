def area(width, height, unit="m"): return f"{width * height} {unit}"
print(area(2, 3))
area(2)
