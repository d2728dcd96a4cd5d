text = """the quick brown fox jumps over the lazy dog
the dog sleeps while the fox runs
quick quick says the brown fox"""
counts = {}
for line in text.splitlines():
    for word in line.split():
        counts[word] = counts.get(word, 0) + 1
for w, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:6]:
    print(f"{w:<8}{n:>3} {'#' * n}")
print(len(counts), sum(counts.values()), max(counts, key=counts.get))
longest = max(text.split(), key=len)
print(longest, text.count("the"), text.title()[:19], [len(l) for l in text.split("\n")])
print({k: [w for w in sorted(counts) if len(w) == k] for k in sorted({len(w) for w in counts})})
