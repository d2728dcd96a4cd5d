def later(): ...
def nothing(): pass
class Empty: pass
class Also: ...
if True: pass
for _ in range(2): ...
while False: pass
try: pass
except ValueError: ...
finally: pass
with_doc = later.__doc__
print(later(), nothing(), Empty.__name__, Also.__name__, with_doc, ..., Ellipsis is ...)
def documented():
    "only a string"
print(documented(), documented.__doc__)
