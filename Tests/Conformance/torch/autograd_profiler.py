import re
import warnings

import torch

warnings.simplefilter("ignore")

# What both sides run by the same name.
SHARED = {
    "aten::pow", "aten::sin", "PowBackward0", "SinBackward0", "torch::autograd::AccumulateGrad",
    "autograd::engine::evaluate_function: SinBackward0", "label", "Optimizer.step#SGD.step",
}

x = torch.ones(2, 3, requires_grad=True)
optimizer = torch.optim.SGD([x], lr=0.1)
prof = torch.autograd.profiler.profile(use_cuda=False, record_shapes=True)
print(prof, prof.enabled, prof.use_cuda, prof.record_shapes)
with prof as same:
    for _ in range(5):
        y = torch.sin(x)
        with torch.autograd.profiler.record_function("label"):
            z = x.sin()
        y.backward(torch.ones(2, 3))
    optimizer.step()
print(same is prof, prof.self_cpu_time_total > 0)

averages = prof.key_averages()
print(type(prof.function_events).__name__, type(averages).__name__, type(averages[0]).__name__)
for event in sorted(averages, key=lambda event: event.key):
    if event.key in SHARED:
        print(event.key, event.count, event.cpu_time_total >= event.self_cpu_time_total)

for event in prof.key_averages(group_by_input_shape=True):
    if event.key == "aten::sin":
        print(event.key, event.input_shapes, event.count, event.cpu_time == event.cpu_time_total / event.count)

labels = [event for event in prof.function_events if event.name == "label"]
print([child.name for child in labels[0].cpu_children], labels[0].cpu_children[0].cpu_parent is labels[0])


def rows(table):
    # Times, shares and the rows of what is inside of operations differ from run to run and from engine to engine.
    for line in table.splitlines():
        line = re.sub(r"\d+\.\d+(us|ms|s)\b", "<time>", re.sub(r"\d+\.\d+%", "<share>", line))
        name = line.split("  ")[-0].strip() if line.startswith("-") else line.strip().split("  ")[0]
        if name in SHARED or not re.match(r"aten::|autograd|torch::|\w+Backward|detach", name):
            yield re.sub(r" +", " ", re.sub(r"-+", "-", line)).rstrip()


for row in sorted(set(rows(averages.table(sort_by="self_cpu_time_total")))):
    print(row)
print(averages.table(sort_by="cpu_time_total", header="Mine", row_limit=1).splitlines()[1])
print(averages.table(time_unit="ms", top_level_events_only=True).splitlines()[1])
print(len(averages.table(row_limit=2).splitlines()), averages.table(row_limit=0).splitlines()[-1].split(":")[0])

for call in (
    lambda: averages.table(sort_by="nothing"),
    lambda: prof.__enter__(),
    lambda: torch.autograd.profiler.profile(cuda=True),
    lambda: torch.autograd.profiler.EventList([]).key_averages(),
    lambda: torch.autograd.profiler.profile(use_cpu=False),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

with torch.autograd.profiler.profile(enabled=False) as off:
    x * 2
print(off)
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as said:
    torch.autograd.profiler.profile(use_cuda=True)
for warning in said:
    print(warning.category.__name__, warning.message)


@torch.autograd.profiler.record_function("decorated")
def double(t):
    return t * 2


with torch.autograd.profiler.profile() as prof:
    double(x)
print([(event.key, event.count) for event in prof.key_averages() if event.key == "decorated"])
print(repr(torch.autograd.profiler.profile()))
