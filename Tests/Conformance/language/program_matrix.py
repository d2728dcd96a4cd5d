def matmul(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]
def transpose(m): return [list(r) for r in zip(*m)]
def det(m):
    if len(m) == 1: return m[0][0]
    return sum((-1) ** j * m[0][j] * det([r[:j] + r[j + 1:] for r in m[1:]]) for j in range(len(m)))
A = [[1, 2], [3, 4]]; B = [[0, 1], [1, 0]]
print(matmul(A, B), transpose(A), det(A), det([[2, 0, 1], [1, 3, 2], [1, 1, 1]]))
I = [[1 if i == j else 0 for j in range(3)] for i in range(3)]
print(I, matmul(I, [[1], [2], [3]]))
P = [[1]]
for n in range(1, 6):
    P.append([1] + [P[-1][k] + P[-1][k + 1] for k in range(n - 1)] + [1])
for row in P: print(" ".join(f"{v:2d}" for v in row).center(20).rstrip())
