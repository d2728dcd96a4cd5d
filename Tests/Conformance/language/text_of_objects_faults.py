# What str and repr say of methods that give no text.
class Quiet:
    def __repr__(self):
        return None


class Silent:
    def __str__(self):
        return 5


for attempt in (lambda: str(Quiet()), lambda: repr(Quiet()), lambda: f"{Quiet()}", lambda: f"{Quiet()!r}",
                lambda: str(Silent()), lambda: "%s" % Quiet(), lambda: [Quiet()].__repr__()):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
