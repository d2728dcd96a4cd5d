class VM:
    def __init__(self, code):
        self.code, self.stack, self.calls, self.names, self.pc, self.steps = code, [], [], {}, 0, 0
    def run(self, limit=10000):
        while self.pc < len(self.code):
            self.steps += 1
            if self.steps > limit: raise RuntimeError(f"stopped after {limit} steps")
            op, *args = self.code[self.pc]
            self.pc += 1
            getattr(self, "do_" + op, self.unknown)(*args)
        return self
    def unknown(self, *args): raise ValueError(f"unknown instruction {self.code[self.pc - 1][0]!r} at {self.pc - 1}")
    def pop(self):
        if not self.stack: raise IndexError(f"empty stack at {self.pc - 1}")
        return self.stack.pop()
    def do_push(self, v): self.stack.append(v)
    def do_add(self): b, a = self.pop(), self.pop(); self.stack.append(a + b)
    def do_sub(self): b, a = self.pop(), self.pop(); self.stack.append(a - b)
    def do_mul(self): b, a = self.pop(), self.pop(); self.stack.append(a * b)
    def do_less(self): b, a = self.pop(), self.pop(); self.stack.append(a < b)
    def do_dup(self): self.stack.append(self.stack[-1])
    def do_store(self, name): self.names[name] = self.pop()
    def do_load(self, name): self.stack.append(self.names[name])
    def do_jump(self, to): self.pc = to
    def do_unless(self, to):
        if not self.pop(): self.pc = to
    def do_call(self, to): self.calls.append(self.pc); self.pc = to
    def do_ret(self): self.pc = self.calls.pop()
    def do_print(self): print("out:", self.pop())
    def do_halt(self): self.pc = len(self.code)
def assemble(text):
    labels, lines = {}, []
    for line in (l.split("#")[0].strip() for l in text.splitlines()):
        if line.endswith(":"): labels[line[:-1]] = len(lines)
        elif line: lines.append(line.split())
    def value(word): return labels[word] if word in labels else int(word) if word.lstrip("-").isdigit() else word
    return [(op, *map(value, args)) for op, *args in lines]
source = """
    push 10
    store n
    push 1
    store f
loop:               # f = n!
    push 0
    load n
    less
    unless done
    load f
    load n
    mul
    store f
    load n
    push 1
    sub
    store n
    jump loop
done:
    load f
    print
    push 7
    call square
    print
    halt
square:
    dup
    mul
    ret
"""
code = assemble(source)
for i, (op, *args) in enumerate(code[:6]): print(f"{i:3} {op:<7}{' '.join(map(str, args))}")
vm = VM(code).run()
print(vm.steps, "steps", vm.names, vm.stack, vm.calls)
for bad in ["add", "push 1\nfoo", "l:\njump l", "load q"]:
    try: VM(assemble(bad)).run(100)
    except Exception as e: print(type(e).__name__, e)
