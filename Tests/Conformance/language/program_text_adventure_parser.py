# Commands in words, dispatched by name; the world as nested dicts.
rooms = {
    "hall": {"text": "A cold hall.", "exits": {"north": "library", "east": "kitchen"}, "items": ["lamp"]},
    "library": {"text": "Books to the ceiling.", "exits": {"south": "hall"}, "items": ["book", "key"]},
    "kitchen": {"text": "It smells of soup.", "exits": {"west": "hall"}, "items": [], "locked": True},
}
class Game:
    short = {"n": "north", "s": "south", "e": "east", "w": "west", "i": "inventory", "l": "look", "get": "take"}
    def __init__(self, rooms): self.rooms, self.here, self.bag, self.turns, self.over = rooms, "hall", [], 0, False
    @property
    def room(self): return self.rooms[self.here]
    def do(self, line):
        words = [self.short.get(w, w) for w in line.lower().split() if w not in ("the", "a", "to")]
        if not words: return "Say something."
        self.turns += 1
        verb, *rest = words
        if verb in ("north", "south", "east", "west"): verb, rest = "go", [verb]
        command = getattr(self, "cmd_" + verb, None)
        if command is None: return f"I do not know how to {verb}."
        try: return command(*rest)
        except TypeError: return f"{verb.capitalize()} what?"
    def cmd_look(self):
        things = ", ".join(self.room["items"]) or "nothing"
        return f"{self.room['text']} You see {things}. Ways: {', '.join(sorted(self.room['exits']))}."
    def cmd_go(self, way):
        match self.room["exits"].get(way):
            case None: return "No way there."
            case name if self.rooms[name].get("locked"): return "The door is locked."
            case name:
                self.here = name
                return self.cmd_look()
    def cmd_take(self, thing):
        if thing == "all": return " ".join(self.cmd_take(t) for t in self.room["items"][:]) or "Nothing here."
        if thing not in self.room["items"]: return f"No {thing} here."
        self.room["items"].remove(thing)
        self.bag.append(thing)
        return f"Taken: {thing}."
    def cmd_drop(self, thing):
        if thing not in self.bag: return f"You have no {thing}."
        self.bag.remove(thing)
        self.room["items"].append(thing)
        return f"Dropped: {thing}."
    def cmd_inventory(self): return "You carry " + (" and ".join(filter(None, [", ".join(self.bag[:-1]), self.bag[-1]])) if self.bag else "nothing") + "."
    def cmd_unlock(self, way):
        name = self.room["exits"].get(way)
        if not name or not self.rooms[name].pop("locked", False): return "Nothing to unlock."
        if "key" in self.bag: return "Click."
        self.rooms[name]["locked"] = True
        return "You have no key."
    def cmd_quit(self):
        self.over = True
        return f"Over after {self.turns} turns."
game = Game(rooms)
for line in ["look", "take lamp", "take lamp", "e", "unlock east", "go north", "get all", "inventory", "dance", "take", "s", "unlock the east", "east", "drop book", "l", "i", "", "quit"]:
    print(f"> {line}\n{game.do(line)}")
    if game.over: break
