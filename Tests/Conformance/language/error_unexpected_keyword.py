def greet(name, greeting="hi"): return f"{greeting} {name}"
print(greet("a", greeting="yo"))
greet("b", greetings="yo")
