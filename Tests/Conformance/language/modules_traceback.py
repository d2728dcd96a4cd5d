import re
import traceback


def f(n): return g(n) + 1
def g(n): return 1 / n


def shown(text): return re.sub(r'File ".*?"', 'File "…"', text)


try: f(0)
except ZeroDivisionError: print(shown(traceback.format_exc()))
try:
    try: {}['k']
    except KeyError as e: raise ValueError('bad') from e
except ValueError as e:
    print(shown(''.join(traceback.format_exception(e))))
    print(traceback.format_exception_only(e), len(traceback.format_tb(e.__traceback__)))
try:
    try: [][3]
    except IndexError: int('x')
except ValueError as e:
    e.add_note('a note')
    print(shown(''.join(traceback.format_exception(e))))
print(traceback.format_exc())
