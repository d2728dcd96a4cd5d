import copy


class Answers:
    def __init__(self):
        self.a = [1]

    def __getattr__(self, name):
        return 'no ' + name


class Restored:
    def __init__(self):
        self.a = [1]

    def __setstate__(self, state):
        print('state', state)
        self.__dict__.update(state, b=2)


for make in (copy.copy, copy.deepcopy):
    for value in (Answers(), Restored(), {}.keys(), {}.values(), (i for i in []), copy):
        try:
            print(vars(make(value)))
        except Exception as e:
            print(type(e).__name__, e)
