import io, sys
b = io.StringIO()
print('hi', file=b); b.write('there\nx'); print(repr(b.getvalue())); b.seek(0); print(b.readline(), b.read(3), b.readlines(), b.tell())
old = sys.stdout
sys.stdout = b = io.StringIO()
print('captured')
sys.stdout = old
print(repr(b.getvalue()))
with io.StringIO('a\nb\n') as f: print(list(f)); 
try: f.read()
except ValueError as e: print(e)
f = io.BytesIO(b'abc'); print(f.read(2), f.getvalue(), f.write(b'xyz'), f.getvalue())
try: io.StringIO().write(3)
except TypeError as e: print(e)
