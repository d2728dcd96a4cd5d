# Every NaN that float() makes is another object, and is equal to nothing; containers look at identity first.
import math

nan = float("nan")
print(float("nan") in [float("nan")], nan in [nan], [nan] == [nan], [float("nan")] == [float("nan")])
print(len({float("nan"), float("nan")}), len({nan, nan}), {nan: 1}.get(nan), {nan: 1}.get(float("nan")))
print([nan].count(nan), [nan].count(float("nan")), [float("nan"), nan].index(nan), math.nan in [math.nan])
print((nan, 1) == (nan, 1), (nan, 1) == (float("nan"), 1), nan is nan, nan == nan, nan != nan)
print(nan, float("-nan"), repr(float(" NaN ")), math.isnan(-nan), math.copysign(1, float("nan")), math.copysign(1, float("-nan")))
print(max([nan, 1]) is nan, min([1, nan]), sorted([3, 1, 2]), nan in {nan}, float("nan") in {nan})
