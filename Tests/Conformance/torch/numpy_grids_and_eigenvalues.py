import numpy as np
X, Y = np.meshgrid(np.arange(3), np.arange(2))
print(np.c_[X.ravel(), Y.ravel()], np.r_[1:4, 7], np.mgrid[0:2, 0:3], np.mgrid[0:1:5j], np.mgrid[-1:1:3j, 0:2])
print(np.ogrid[0:2, 0:3]); print(np.r_[np.array([1., 2]), 0, [5]], np.c_[np.ones((2, 2)), [5, 6]], np.s_[1:3, ...], np.r_['0,2', [1, 2], [3, 4]], np.c_[1:3], np.r_[0:1:3j], np.index_exp[2])
for m in ([[1, 2], [3, 4]], [[2., 0], [0, 3]], [[4, 1, 0], [1, 3, 1], [0, 1, 2]], np.arange(16.).reshape(4, 4) + np.eye(4) * 3, np.eye(3), [[0, 0], [0, 0]], np.stack([np.eye(2), np.eye(2) * 2])):
    print(np.linalg.det(m), type(np.linalg.det(m)))
    try:
        w, v = np.linalg.eig(m); print(w, v, np.linalg.eigvals(m))
    except Exception as e: print(type(e).__name__)
print(np.linalg.eig([[2., 0], [0, 3]]))
for bad in ([1, 2], [[1, 2]], [[np.nan, 1], [1, 1]]):
    try: np.linalg.eig(bad)
    except Exception as e: print(type(e).__name__, e)
