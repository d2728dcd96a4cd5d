import warnings
warnings.simplefilter('always')
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('a'); warnings.warn('b', DeprecationWarning); warnings.warn(RuntimeWarning('c'))
    print(len(w), [str(x.message) for x in w], w[0].category, w[0].lineno)
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: warnings.warn('boom')
    except UserWarning as e: print('raised', e)
with warnings.catch_warnings():
    warnings.filterwarnings('ignore', message='x.*')
    warnings.filterwarnings('error', category=FutureWarning)
    warnings.warn('xyz')
    try: warnings.warn('q', FutureWarning)
    except FutureWarning as e: print(repr(e))
try: warnings.warn('x', int)
except TypeError as e: print(e)
try: warnings.simplefilter('bogus')
except AssertionError as e: print(e)
