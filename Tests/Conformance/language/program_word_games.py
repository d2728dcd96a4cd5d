from collections import Counter, defaultdict
text = """Beautiful is better than ugly. Explicit is better than implicit.
Simple is better than complex. Complex is better than complicated."""
words = [w.strip(".,").lower() for w in text.split()]
counts = Counter(words)
print(f"{len(words)} words, {len(counts)} different, {sum(map(len, words)) / len(words):.2f} letters each")
width = max(map(len, counts))
for word, n in counts.most_common(4): print(f"{word:<{width}} {n:>3} {'▇' * n} {n / len(words):6.1%}")
sentences = [s.strip() for s in text.replace("\n", " ").split(".") if s.strip()]
for i, s in enumerate(sentences, 1): print(f"{i}. {s} ({len(s.split())})")
def anagrams(words):
    groups = defaultdict(list)
    for w in words: groups["".join(sorted(w))].append(w)
    return [g for g in groups.values() if len(g) > 1]
print(anagrams("listen silent enlist google gogole cat act tac dog".split()))
def is_palindrome(s):
    letters = [c for c in s.lower() if c.isalnum()]
    return letters == letters[::-1]
print({s: is_palindrome(s) for s in ["A man, a plan, a canal: Panama", "Not one", "12321", ""]})
def pig(word): return word + "way" if word[0] in "aeiou" else word[(i := next((k for k, c in enumerate(word) if c in "aeiou"), len(word))):] + word[:i] + "ay"
print(" ".join(pig(w) for w in "the quick apple my string".split()))
def wrap(text, width):
    lines, line = [], ""
    for w in text.split():
        if len(line) + len(w) + bool(line) > width: lines.append(line); line = w
        else: line += " " * bool(line) + w
    return lines + [line]
for line in wrap(text, 32): print(f"|{line:<32}|{line:>32}|{line:^32}|")
print("\n".join(f"{n:>2} " + " ".join(f"{n * m:3}" for m in range(1, 8)) for n in range(1, 5)))
print([("Fizz" * (n % 3 == 0) + "Buzz" * (n % 5 == 0)) or n for n in range(1, 16)])
def say(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out += f"{j - i}{s[i]}"
        i = j
    return out
s = "1"
for _ in range(6): print(s, end=" "); s = say(s)
print()
ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
tens = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
def spell(n):
    if n < 20: return ones[n]
    if n < 100: return tens[n // 10] + ("-" + ones[n % 10] if n % 10 else "")
    if n < 1000: return ones[n // 100] + " hundred" + (" and " + spell(n % 100) if n % 100 else "")
    return spell(n // 1000) + " thousand" + (" " + spell(n % 1000) if n % 1000 else "")
print([spell(n) for n in (0, 13, 42, 100, 342, 1_001, 90_017, 123_456)])
