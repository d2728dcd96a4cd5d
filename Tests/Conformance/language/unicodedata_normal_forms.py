import unicodedata
for f in ['NFC','NFD']:
    for t in ['Ślusàrski','é','e\u0301','한글','Å', 'abc', '']:
        print(f, [hex(ord(c)) for c in unicodedata.normalize(f, t)], unicodedata.is_normalized(f, t))
for a in [('X','a'),('NFC',1),(1,'a'),('NFC',)]:
    try: print(unicodedata.normalize(*a))
    except Exception as e: print(type(e).__name__, e)
