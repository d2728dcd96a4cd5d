import string, statistics
print(string.ascii_lowercase, string.digits, string.punctuation, string.hexdigits, string.capwords("hello big world"))
print(statistics.mean([1, 2, 3, 4]), statistics.mean([1, 2, 3]), statistics.mean([1.5, 2.5]), statistics.median([3, 1, 2]), statistics.median([1, 2, 3, 4]), statistics.mode([1, 2, 2]), statistics.stdev([1, 2, 3, 4]), statistics.pvariance([1, 2, 3, 4]), statistics.variance([1, 2, 3, 4]), statistics.fmean([1, 2]))
