import statistics as st, string
print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, repr(string.whitespace), string.punctuation, len(string.printable), string.ascii_letters, string.capwords("hello big  world"))
data = [2.5, 3.25, 5.5, 11.25, 11.75]
print(st.mean(data), st.median(data), st.median([1, 2, 3, 4]), st.mode([1, 1, 2]), st.mode("aab"), st.stdev(data), st.pstdev(data), st.variance(data), st.pvariance(data), st.mean([1, 2, 3]), st.mean([1, 2]), st.fmean([1, 2]), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.multimode("aabbc"), st.harmonic_mean([1, 2]), st.geometric_mean([1, 4]), st.quantiles([1, 2, 3, 4, 5]))
for bad in [lambda: st.mean([]), lambda: st.median([]), lambda: st.stdev([1]), lambda: st.mode([]), lambda: st.variance([])]:
    try: print(bad())
    except st.StatisticsError as e: print(type(e).__name__, e)
