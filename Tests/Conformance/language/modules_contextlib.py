from contextlib import contextmanager, suppress, nullcontext, ExitStack, redirect_stdout, closing, ContextDecorator
import io
@contextmanager
def tag(name):
    """Doc."""
    print('<', name)
    try:
        yield name.upper()
    except ValueError as e:
        print('caught', e)
    finally:
        print('>', name)
with tag('a') as t: print(t)
with tag('b'): raise ValueError('x')
try:
    with tag('c'): raise KeyError('k')
except KeyError as e: print('out', e)
@tag('deco')
def f(a): print('f', a); return a
print(f(3)); print(f(4)); print(tag.__name__, tag.__doc__, f.__name__)
class K:
    @contextmanager
    def m(self, x):
        yield (self.__class__.__name__, x)
with K().m(5) as r: print(r)
with suppress(ZeroDivisionError, KeyError): 1/0
with nullcontext(5) as n: print(n)
with ExitStack() as st:
    st.enter_context(tag('1')); st.enter_context(tag('2')); st.callback(print, 'cb', sep='-')
with redirect_stdout(io.StringIO()) as buf: print('inside')
print(repr(buf.getvalue()))
class C:
    def close(self): print('closed')
with closing(C()) as c: print('using')
@contextmanager
def bad(): yield 1; yield 2
try:
    with bad(): pass
except RuntimeError as e: print(e)
@contextmanager
def none(): return; yield
try:
    with none(): pass
except RuntimeError as e: print(e)
class T(ContextDecorator):
    def __enter__(self): print('in'); return self
    def __exit__(self, *a): print('out')
@T()
def g(): return 7
print(g())
try:
    with ExitStack() as s:
        s.push(lambda *a: True)
        1/0
    print('swallowed')
except ZeroDivisionError: print('no')
@contextmanager
def re():
    try: yield
    except Exception as e: raise RuntimeError('wrapped') from e
try:
    with re(): 1/0
except RuntimeError as e: print(e, repr(e.__cause__))
