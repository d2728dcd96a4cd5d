def mark(name):
    print("making", name)
    def decorate(f):
        print("applying", name)
        def wrapper(*a):
            print("enter", name)
            result = f(*a)
            print("leave", name)
            return result
        return wrapper
    return decorate
@mark("outer")
@mark("inner")
def work(x): return x + 1
print(work(1))
@(lambda f: f())
def value(): return "called at once"
print(value)
decorators = [mark("from a list")]
@decorators[0]
def other(x): return x
print(other(5))
