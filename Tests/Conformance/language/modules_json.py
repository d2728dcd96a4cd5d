import json
d = {'a': [1, 2.5, None, True, {'b': 'x"\n\u00e9\U0001f600'}], 'n': float('inf'), 3: (1, 2), None: 1, True: 'y', 1.5: [], 'e': {}}
print(json.dumps(d)); print(json.dumps(d, indent=2)); print(json.dumps(d, ensure_ascii=False, separators=(',', ':'))); print(json.dumps({'b': 1, 'a': 2}, sort_keys=True, indent='\t'))
for bad in (lambda: json.dumps({1,2}), lambda: json.dumps({(1,2): 3}), lambda: json.dumps(float('nan'), allow_nan=False), lambda: json.dumps(object)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
x = []; x.append(x)
try: json.dumps(x)
except ValueError as e: print(e)
print(json.dumps({1,2}, default=list), json.dumps({(1,2): 3}, skipkeys=True), json.dumps(10**30), json.dumps('\x7f\x00'))
print(json.loads('{"a": [1, 2.5e3, -0, true, null, "\\u00e9\\ud83d\\ude00\\n"], "b": {}}'), json.loads(' [] '), json.loads('1e5'), json.loads('-12'), json.loads(b'"x"'), json.loads('NaN'), json.loads('123456789012345678901234567890'))
for bad in ['', '{', '[1,]', '{"a"}', '{"a":}', '{a:1}', '[1 2]', 'nul', '"abc', '"\\q"', '{"a":1,}', '1 2', '\n\n x', '"\t"', '[', '"\\u12"', "{'a': 1}", '01']:
    try: print(json.loads(bad))
    except json.JSONDecodeError as e: print(e, '|', e.msg, e.pos, e.lineno, e.colno)
print(json.loads('{"a":1}', object_hook=lambda d: list(d)), json.loads('[1.5, 2]', parse_float=str, parse_int=lambda s: s+'!'), json.loads('{"a":1,"a":2}', object_pairs_hook=lambda p: p))
class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex_like): return str(o)
        return super().default(o)
class complex_like:
    def __str__(self): return 'cl'
print(json.dumps([complex_like()], cls=Enc))
try: json.dumps(object(), cls=Enc)
except TypeError as e: print(e)
import io
f = io.StringIO(); json.dump([1, {'a': 2}], f); print(f.getvalue(), json.load(io.StringIO('[1]')))
try: json.loads(3)
except TypeError as e: print(e)
