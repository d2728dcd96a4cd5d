class State:
    def __init__(self, name): self.name, self.moves = name, {}
    def on(self, event, target, action=None):
        self.moves[event] = (target, action)
        return self
class Machine:
    def __init__(self, start):
        self.state, self.log = start, []
    def send(self, event, *args):
        if event not in self.state.moves: raise ValueError(f"no {event!r} in state {self.state.name!r}")
        target, action = self.state.moves[event]
        if action: self.log.append(action(*args))
        self.state = target
        return self
locked, unlocked, broken = State("locked"), State("unlocked"), State("broken")
total = 0
def pay(amount):
    global total
    total += amount
    return f"paid {amount}"
locked.on("coin", unlocked, pay).on("push", locked, lambda: "blocked").on("kick", broken)
unlocked.on("push", locked, lambda: "welcome").on("coin", unlocked, pay)
turnstile = Machine(locked)
for event, *args in [("push",), ("coin", 2), ("coin", 1), ("push",), ("push",), ("kick",)]:
    turnstile.send(event, *args)
    print(f"{event:<5} -> {turnstile.state.name}")
print(turnstile.log, total)
try: turnstile.send("coin", 1)
except ValueError as e: print(e)
def lights():
    while True:
        for color, seconds in ("green", 3), ("yellow", 1), ("red", 2):
            for left in range(seconds, 0, -1):
                button = yield f"{color} {left}"
                if button and color == "green": break
light = lights()
print([next(light) for _ in range(8)], light.send(True), next(light))
def accepts(text):
    "Whether the text is a number like -12.5e3."
    table = {
        "start": {"sign": "sign", "digit": "whole"}, "sign": {"digit": "whole"}, "whole": {"digit": "whole", "dot": "dot", "e": "e"},
        "dot": {"digit": "part"}, "part": {"digit": "part", "e": "e"}, "e": {"sign": "esign", "digit": "power"}, "esign": {"digit": "power"}, "power": {"digit": "power"},
    }
    state = "start"
    for c in text:
        kind = "digit" if c.isdigit() else {"+": "sign", "-": "sign", ".": "dot", "e": "e", "E": "e"}.get(c)
        state = table[state].get(kind)
        if state is None: return False
    return state in ("whole", "part", "power")
print({t: accepts(t) for t in ["12", "-1.5", "1.", ".5", "1e5", "1e", "--1", "+0.25E-7", ""]})
