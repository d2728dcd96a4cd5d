extension WrittenPart {
  /// `torch.autograd.profiler_util`: the lists and tables of the profiler.
  static let profilerEvents = WrittenPart(
    owner: "torch.autograd.profiler_util", module: "torch.autograd.profiler_util",
    names: ["EventList", "FunctionEvent", "FunctionEventAvg", "Interval"],
    source: #"""
      import json


      def format_time(microseconds):
          for unit, size in (("s", 1e6), ("ms", 1e3)):
              if microseconds >= size:
                  return f"{microseconds / size:.3f}{unit}"
          return f"{microseconds:.3f}us"


      def format_share(part, whole):
          return "NaN" if whole == 0 else f"{part * 100.0 / whole:.2f}%"


      def format_memory(size):
          for unit, factor in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
              if abs(size) >= factor:
                  return f"{size / factor:.2f} {unit}"
          return f"{size} B"


      def shortened(name, width):
          return name if width is None or len(name) < width - 3 else name[:width - 3] + "..."


      class DeviceType:
          """Where an event ran: here always on the CPU."""

          def __repr__(self):
              return "DeviceType.CPU"


      CPU = DeviceType()


      class Interval:
          """Begin and end, in millionths of a second."""

          def __init__(self, start, end):
              self.start = start
              self.end = end

          def elapsed_us(self):
              """How long it is."""
              return self.end - self.start


      class Times:
          """What events and sums of events say of their times."""

          use_device = None
          device_type = CPU
          device_time_total = self_device_time_total = 0
          device_memory_usage = self_device_memory_usage = 0
          is_async = is_remote = is_legacy = is_user_annotation = False
          node_id = -1
          overload_name = ""
          flops = 0

          @property
          def cpu_time(self):
              """The mean of one call."""
              return 0.0 if self.count == 0 else 1.0 * self.cpu_time_total / self.count

          @property
          def device_time(self):
              """The mean of one call on a device other than the CPU: none."""
              return 0.0

          cpu_time_str = property(lambda self: format_time(self.cpu_time))
          device_time_str = property(lambda self: format_time(self.device_time))
          cpu_time_total_str = property(lambda self: format_time(self.cpu_time_total))
          device_time_total_str = property(lambda self: format_time(self.device_time_total))
          self_cpu_time_total_str = property(lambda self: format_time(self.self_cpu_time_total))
          self_device_time_total_str = property(lambda self: format_time(self.self_device_time_total))


      class FunctionEvent(Times):
          """One operation that ran."""

          count = 1
          thread = 1
          sequence_nr = -1

          def __init__(self, id, name, start, end, shapes, scope, size, keeps_shapes=False, keeps_memory=False):
              self.id = id
              self.name = name
              self.time_range = Interval(start, end)
              self.input_shapes = shapes if keeps_shapes else []
              self.scope = scope
              self.own_size = size if keeps_memory else 0
              self.stack = []
              self.kernels = []
              self.cpu_children = []
              self.cpu_parent = None

          @property
          def key(self):
              """What it is added up by."""
              return self.name

          @property
          def cpu_time_total(self):
              """How long it ran, with what ran inside it."""
              return self.time_range.elapsed_us()

          @property
          def cpu_memory_usage(self):
              """Bytes of the results, with those of what ran inside it."""
              return max(self.own_size, sum(child.cpu_memory_usage for child in self.cpu_children))

          @property
          def self_cpu_memory_usage(self):
              """Bytes of the results of itself."""
              return self.cpu_memory_usage - sum(child.cpu_memory_usage for child in self.cpu_children)

          @property
          def self_cpu_time_total(self):
              """How long it ran itself."""
              return self.cpu_time_total - sum(child.cpu_time_total for child in self.cpu_children)

          def __repr__(self):
              device = self.use_device
              return (f"<FunctionEvent id={self.id} name={self.name} overload_name={self.overload_name} "
                      f"device_type={self.device_type} node_id={self.node_id} cpu_time={self.cpu_time_str} "
                      f"start_us={self.time_range.start} end_us={self.time_range.end} "
                      f"cpu_children={[child.id for child in self.cpu_children]} {device}_time={self.device_time_str} "
                      f"name={self.name} thread={self.thread} input_shapes={self.input_shapes} "
                      f"cpu_memory_usage={self.cpu_memory_usage} {device}_memory_usage={self.device_memory_usage} "
                      f"is_async={self.is_async} is_remote={self.is_remote} seq_nr={self.sequence_nr} "
                      f"is_legacy={self.is_legacy}>")


      class FunctionEventAvg(Times):
          """Events added up."""

          def __init__(self):
              self.key = None
              self.count = 0
              self.cpu_time_total = self.self_cpu_time_total = 0
              self.cpu_memory_usage = self.self_cpu_memory_usage = 0
              self.input_shapes = self.stack = self.scope = self.cpu_children = self.cpu_parent = None

          def add(self, other):
              """Counts one more in."""
              if self.key is None:
                  self.key = other.key
                  for name in ("node_id", "cpu_parent", "cpu_children", "input_shapes", "stack", "scope"):
                      setattr(self, name, getattr(other, name))
              if other.key != self.key:
                  raise AssertionError(f"Expected keys to match, but got {other.key} vs {self.key}")
              self.cpu_time_total += other.cpu_time_total
              self.self_cpu_time_total += other.self_cpu_time_total
              self.cpu_memory_usage += other.cpu_memory_usage
              self.self_cpu_memory_usage += other.self_cpu_memory_usage
              self.count += other.count
              return self

          def __iadd__(self, other):
              return self.add(other)

          def __repr__(self):
              device = self.use_device or "cuda"
              return (f"<FunctionEventAvg key={self.key} self_cpu_time={self.self_cpu_time_total_str} "
                      f"cpu_time={self.cpu_time_str}  self_{device}_time={self.self_device_time_total_str} "
                      f"{device}_time={self.device_time_str} input_shapes={self.input_shapes} "
                      f"cpu_memory_usage={self.cpu_memory_usage} {device}_memory_usage={self.device_memory_usage}>")


      class EventList(list):
          """Events, one by one or added up."""

          def __init__(self, *args, use_device=None, profile_memory=False, with_flops=False):
              super().__init__(*args)
              self._use_device = use_device
              self._profile_memory = profile_memory
              self._with_flops = with_flops
              self._tree_built = False

          def _build_tree(self):
              inside = []
              for event in self:
                  while inside and event.time_range.end > inside[-1].time_range.end:
                      inside.pop()
                  if inside:
                      inside[-1].cpu_children.append(event)
                      event.cpu_parent = inside[-1]
                  inside.append(event)
              self._tree_built = True

          def __str__(self):
              return self.table()

          @property
          def self_cpu_time_total(self):
              """Millionths of a second, those inside of other events counted once."""
              return sum(event.self_cpu_time_total for event in self)

          def table(self, sort_by=None, row_limit=100, max_src_column_width=75, max_name_column_width=55,
                    max_shapes_column_width=80, header=None, top_level_events_only=False, time_unit=None):
              """The events as text, one in a row."""
              if not self:
                  return ""
              events = self
              if sort_by is not None:
                  for device in ("cuda", "xpu", "privateuse1"):
                      sort_by = sort_by.replace(device, "device")
                  events = sorted(self, key=lambda event: getattr(event, sort_by), reverse=True)
              time = format_time
              if time_unit in ("s", "ms", "us"):
                  size = {"s": 1e6, "ms": 1e3, "us": 1.0}[time_unit]
                  time = lambda microseconds: f"{microseconds / size:.3f}{time_unit}"
              width = max(len(event.key) for event in events) + 4
              if max_name_column_width is not None:
                  width = min(width, max_name_column_width)
              headers = ["Name", "Self CPU %", "Self CPU", "CPU total %", "CPU total", "CPU time avg"]
              if self._profile_memory:
                  headers += ["CPU Mem", "Self CPU Mem"]
              headers.append("# of Calls")
              widths = [width] + [12] * (len(headers) - 1)
              has_shapes = any(event.input_shapes for event in events)
              if has_shapes:
                  shapes_width = max(len(str(event.input_shapes)) for event in events) + 4
                  if max_shapes_column_width is not None:
                      shapes_width = min(shapes_width, max_shapes_column_width)
                  headers.append("Input Shapes")
                  widths.append(shapes_width)
              row = "".join("{: >%d}  " % width for width in widths)
              line = "".join("-" * width + "  " for width in widths)
              whole = sum(event.self_cpu_time_total for event in events)
              lines = []
              if header is not None:
                  lines += ["=" * (len(line) - 2), header]
              if top_level_events_only:
                  lines += ["=" * (len(line) - 2), "This report only display top-level ops statistics"]
              lines += [line, row.format(*headers), line]
              shown = 0
              for event in events:
                  if shown == row_limit:
                      break
                  if top_level_events_only and event.cpu_parent is not None:
                      continue
                  shown += 1
                  cells = [shortened(event.key, max_name_column_width),
                           format_share(event.self_cpu_time_total, whole), time(event.self_cpu_time_total),
                           format_share(event.cpu_time_total, whole), time(event.cpu_time_total), time(event.cpu_time)]
                  if self._profile_memory:
                      cells += [format_memory(event.cpu_memory_usage), format_memory(event.self_cpu_memory_usage)]
                  cells.append(event.count)
                  if has_shapes:
                      cells.append(str(event.input_shapes)[:shapes_width])
                  lines.append(row.format(*cells))
              return "\n".join(lines + [line, f"Self CPU time total: {time(whole)}", ""])

          def key_averages(self, group_by_input_shapes=False, group_by_stack_n=0, group_by_overload_name=False):
              """The events of one name, or of one name and the same shapes, added up."""
              if not self._tree_built:
                  raise AssertionError("Expected tree to be built before calling key_averages")
              sums = {}
              for event in self:
                  key = (event.key, str(event.input_shapes)) if group_by_input_shapes else event.key
                  sums.setdefault(key, FunctionEventAvg()).add(event)
              for total in sums.values():
                  total.stack = []
                  if not group_by_input_shapes:
                      total.input_shapes = ""
              return EventList(sums.values(), use_device=self._use_device, profile_memory=self._profile_memory,
                               with_flops=self._with_flops)

          def total_average(self):
              """All events added up."""
              total = FunctionEventAvg()
              for event in self:
                  total.add(event)
                  total.key = None
              total.key = "Total"
              return total

          def export_chrome_trace(self, path):
              """Writes the events for the trace viewer of a browser."""
              with open(path, "w") as file:
                  json.dump([{"name": event.name, "ph": "X", "ts": event.time_range.start,
                              "dur": event.time_range.elapsed_us(), "tid": event.thread, "pid": "CPU functions",
                              "args": {}} for event in self], file)
      """#)
}
