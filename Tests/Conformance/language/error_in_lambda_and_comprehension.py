f = lambda x: x["k"]
print([f(d) for d in [{"k": 1}]])
print([f(d) for d in [{"k": 1}, {"l": 2}]])
