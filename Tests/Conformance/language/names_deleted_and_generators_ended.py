# A parameter that was deleted is missed; a generator that raises StopIteration.

def gone(value, *rest):
    del value
    try:
        for _ in value:
            pass
    except UnboundLocalError as error:
        print(error)
    del rest
    try:
        rest += (1,)
    except UnboundLocalError as error:
        print(error)


gone(0)


def stops():
    yield next(iter([]))


def uses():
    return list(stops())


try:
    uses()
except RuntimeError as error:
    print(error, repr(error.__cause__))
