ba = bytearray(b'hello'); ba[0]=72; ba += b' w'; ba.append(33); print(ba, ba.upper(), ba.decode(), len(ba), ba[1:3], bytes(ba), ba.find(b'l'), 104 in ba, list(ba)[:2], ba == b'Hello w!')
x = b'a,b,,c'
print(x.split(b','), x.replace(b',', b';'), x.find(b','), x.partition(b','), x.hex(), x.hex(':'), b'  s '.strip(), x.startswith(b'a'), bytes.fromhex('61 62'), x.upper(), b'-'.join([b'a', b'b']), x.count(b','), b'abc'.center(9, b'*'), b'12'.isdigit(), b'a b  c'.split(), b'1\n2'.splitlines())
try: x.find('a')
except TypeError as e: print(e)
print(bytearray(b"it's"), bytearray(b'a"b'), bytearray(b"\x27\x22"), [bytearray(b"it's")], "%r" % bytearray(b"it's"))
