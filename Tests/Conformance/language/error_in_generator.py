def halves(xs):
    for x in xs: yield 10 / x
for h in halves([5, 2, 0, 1]): print(h)
