"""Random calls of every operation, run by Argent and by PyTorch, compared case by case.

    differential.py --argent PROGRAM [--cases 200000] [--seed 1] [--only torch.add] [--number 17] [--show 3] [--answers FILE]

A case is made of the seed, the operation's name and its number alone: a short run is the beginning of a long one. The
numbers of cases that are known to differ still stand in open.json; a run fails where any other does. `--record` writes
that list anew, and the table of operations in docs/reference/operations.md.
"""

import argparse
import functools
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import answers
import calls
import compare
import disagreements
import registry
import sides
import table
from case import Skip

BATCH = 400
OPEN = Path(__file__).parent / "open.json"


class Tester:
    def __init__(self, options):
        self.options = options
        self.operations = registry.operations(options.argent)
        if options.only:
            self.operations = [op for op in self.operations if re.fullmatch(options.only, op["key"])]
        self.counts, self.agreed = Counter(), Counter()
        self.failed, self.known = defaultdict(list), Counter()
        self.answered = Counter()
        self.answers = answers.Answers(options.answers, sides.PRELUDE)

    def work(self):
        """Every case as (number, key, text), the same ones for the same seed."""
        each = -(-self.options.cases // max(len(self.operations), 1))
        for place, op in enumerate(self.operations):
            for number in range(each) if self.options.number is None else [self.options.number]:
                try:
                    text = calls.case(f"{self.options.seed} {op['key']} {number}", op)
                except Skip:
                    continue
                yield place * 1_000_000 + number, op["key"], text

    def run(self):
        running, work = [], self.work()
        waiting, over = [], False
        with tempfile.TemporaryDirectory() as folder:
            while running or waiting or not over:
                while len(running) < self.options.workers and (waiting or not over):
                    if waiting:
                        batch, whole = waiting.pop()
                    else:
                        batch, whole = {}, 256
                        for number, key, text in work:
                            batch[number] = (key, text)
                            if len(batch) == BATCH:
                                break
                        else:
                            over = True
                        if not batch:
                            break
                    texts = {number: text for number, (_, text) in batch.items()}
                    running.append((batch, whole, sides.Run(self.options.argent, texts, folder, whole, self.answers)))
                done = [one for one in running if one[2].finished()]
                running = [one for one in running if one not in done]
                for batch, whole, run in done:
                    waiting += self.judge(batch, whole, *run.answers(), run.died)
                if not done:
                    time.sleep(0.005)

    def judge(self, batch, whole, ours, theirs, died):
        """Compares a batch; gives the batches that must be run again."""
        again, lost, silent = {}, {}, {}
        for number, (key, text) in batch.items():
            if number not in theirs:
                silent[number] = (key, text)
                continue
            if number not in ours:
                lost[number] = (key, text)
                continue
            try:
                found = compare.differences(key, ours[number], theirs[number], functools.cache(lambda: sides.largest(key, text)))
            except compare.NeedsAll:
                again[number] = (key, text)
                continue
            self.counts[key] += 1
            if not any(line.startswith(("error", "setup")) for line in theirs[number]):
                self.answered[key] += 1
            unknown = []
            for difference in found:
                why = disagreements.reason(key, text, difference)
                if why:
                    self.known[why] += 1
                else:
                    unknown.append(difference)
            if unknown:
                self.fail(key, number, text, unknown[0])
            else:
                self.agreed[key] += 1
        # A call that ends PyTorch's own process takes the answers after it along: halves find it.
        if silent and len(batch) == 1 and died:
            self.known["PyTorch's own process ends"] += 1
            silent = {}
        elif silent and not died:
            for number, (key, text) in silent.items():
                self.fail(key, number, text, ("oracle", "", "PyTorch gave no answer"))
            silent = {}
        numbers = sorted(silent)
        halves = [numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]]
        parts = [(again, 10**9), (lost, whole), *(({n: silent[n] for n in half}, whole) for half in halves)]
        return [(one, size) for one, size in parts if one]

    def fail(self, key, number, text, difference):
        self.failed[(key, difference[0])].append((number % 1_000_000, text, difference))

    def report(self):
        """Prints what differs and is not in the list of what still does; gives whether nothing is."""
        total, all_bad = sum(self.counts.values()), sum(map(len, self.failed.values()))
        opened = json.loads(OPEN.read_text()) if OPEN.exists() and not self.options.all else {}
        if opened.get("seed") == self.options.seed:
            for (key, what), cases in list(self.failed.items()):
                known = set(opened["cases"].get(key, []))
                self.failed[key, what] = [case for case in cases if case[0] not in known]
        self.failed = {which: cases for which, cases in self.failed.items() if cases}
        bad = sum(map(len, self.failed.values()))
        for (key, what), cases in sorted(self.failed.items(), key=lambda item: len(item[1])):
            print(f"\n== {key}: {what}: {len(cases)} of {self.counts[key]}")
            for number, text, (_, ours, theirs) in sorted(cases, key=lambda one: len(one[1]))[: self.options.show]:
                body = "\n".join(line for line in text.splitlines()[1:])
                print(f"-- case {number}\n{body}\n   argent:  {ours}\n   pytorch: {theirs}")
        for why, count in sorted(self.known.items()):
            print(f"known {count}: {why}")
        few = [f"{key} {self.answered[key]}/{n}" for key, n in self.counts.items() if n >= 20 and self.answered[key] < n / 3]
        if few:
            print("mostly errors: " + ", ".join(few))
        still = f", {all_bad - bad} that still differ as open.json says" if all_bad > bad else ""
        print(f"{total} cases of {len(self.counts)} operations: {total - all_bad} agree, {bad} differ{still}")
        return bad == 0

    def record(self):
        opened = defaultdict(list)
        for (key, _), cases in self.failed.items():
            opened[key] += [number for number, _, _ in cases]
        cases = {key: sorted(numbers) for key, numbers in sorted(opened.items())}
        lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(numbers)}" for key, numbers in cases.items())
        OPEN.write_text(f'{{"seed": {self.options.seed}, "cases": {{\n{lines}\n}}}}\n')
        table.write(self.operations, self.counts, {key: len(numbers) for key, numbers in cases.items()})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--argent", required=True, type=os.path.abspath)
    parser.add_argument("--cases", type=int, default=8000, help="how many cases over all operations")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="a pattern for the operations to test")
    parser.add_argument("--number", type=int, help="one case of each operation")
    parser.add_argument("--show", type=int, default=2, help="how many cases of each difference are shown")
    parser.add_argument("--answers", help="a file that keeps PyTorch's answers for the next run")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="show the cases of open.json, too")
    parser.add_argument("--record", action="store_true", help="write open.json and the table of operations")
    options = parser.parse_args()
    import torch

    torch.set_num_threads(1)
    tester = Tester(options)
    tester.run()
    if options.record:
        tester.record()
    sys.exit(0 if tester.report() else 1)


if __name__ == "__main__":
    main()
