import re
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
pats = ['a*b','(a|b)*c','(a+)+$','(?P<x>\\d+)-(?P<y>\\w+)','^\\s*(\\w+)\\s*=\\s*(.*?)\\s*$','(?i)HeLLo','[^abc]+','a{2,3}','a{2,3}?','(a)(b)?','\\bfoo\\b','(?<=a)b','(?<!a)b','a(?=b)','a(?!b)','(\\w)\\1','(?:ab)+','(?P<q>[\'"]).*?(?P=q)','x*','','.+?,','(a*)*','(a*)+','(?:a|ab)(?:c|bcd)(d*)','(?>a+)b','a++b','[\\w.]+@[\\w.]+','\\d{1,3}(?:,\\d{3})*','(a(b)c)+','(?s).+','(?m)^x','^.*$','(?x) a b # c','[]a]+','[a-]+','\\.','(?i:a)b','(a)|b','(a)?(?(1)b|c)','((a)|b)*','(?:(a)|b)*','[^\\W\\d]+']
texts = ['aaab','12-abc, 34-d','  key = value with  spaces  ','"a\'b" \'c\'','a,b,,c','line1\nxline2\n','aB AB','\u00e9t\u00e9 na\u00efve 12']
for p in pats:
    for s in texts:
        t(lambda: re.findall(p, s))
        t(lambda: [ (m.span(), m.groups(), m.lastindex, m.lastgroup) for m in re.finditer(p, s)])
        t(lambda: re.sub(p, '<\\g<0>>', s))
        t(lambda: re.split(p, s))
        t(lambda: re.match(p, s))
        t(lambda: re.fullmatch(p, s))
for bad in ['(', ')', '[', 'a**', '*a', 'a{3,2}', '\\', '[b-a]', '(?P<1>a)', '(?P<a', '(?Pa)', '(?z)', '\\q', '(?<=a*)b', '(?P=x)', '\\1', '(a)\\2', 'a|*', '(?:', '[\\', '(?P<x>a)(?P<x>b)', '(?(2)a)', '\\x1', '(?i', 'a(?i)b', '(?#', '[a\nb', 'a\n(b', '+', '?', '{1}', 'a{,3}', 'a{', 'a{1', '(?<a', '(?']:
    t(lambda: re.compile(bad))
p = re.compile(r'(\d+)', re.I | re.M)
print(p, p.flags, p.groups, p.groupindex, p.pattern)
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'hello world'), re.sub('a', lambda m: m.group().upper()+str(m.start()), 'banana'), re.subn('a','b','aaa',count=2))
print(re.escape('a.b*c d_e-f/\n'), re.split(r'(,)\s*', 'a, b,c', maxsplit=1))
m = re.search(r'(?P<first>\w+) (?P<second>\w+)', 'xx hello world')
print(m['first'], m[2], m.group('first','second'), m.groupdict(), m.expand(r'\2-\g<first>'), m.re, m.string, m.pos, m.endpos, m.regs)
t(lambda: m.group(5)); t(lambda: m['zz']); t(lambda: re.match(3,'a')); t(lambda: re.match('a',3)); t(lambda: re.match(b'a','a')); t(lambda: re.sub('a','\\q','a')); t(lambda: re.sub('a','\\3','a')); t(lambda: re.sub('a','\\g<x>','a')); t(lambda: re.match(p,'a',re.I))
print(re.findall(b'a+', b'caat aa'), re.sub(rb'(a)', rb'<\1>', b'bab'), re.compile(b'x'))
print(p.match('abc12', 3), p.search('abc12 34', 5), p.findall('1 2 3', 2, 4), p == re.compile(r'(\d+)', re.I | re.M), bool(m))
print([x.group() for x in re.finditer('', 'ab')], re.sub('x*', '-', 'abxd'), re.split('x*', 'axbc'))
