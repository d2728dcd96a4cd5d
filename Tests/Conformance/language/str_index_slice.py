s = "hello world"
print(s[0], s[-1], s[4], s[0:5], s[6:], s[:5], s[-5:], s[::2], s[::-1], s[1:10:3], s[10:2:-2], s[100:], s[5:2])
u = "αβγδε漢字"
print(u[0], u[-1], u[1:4], u[::-1], len(u), u[5], u.find("δ"), u.index("漢"))
try:
    s[50]
except IndexError as e:
    print(e)
try:
    s["a"]
except TypeError as e:
    print(e)
