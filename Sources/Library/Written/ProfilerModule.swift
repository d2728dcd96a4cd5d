extension WrittenPart {
  /// `torch.autograd.profiler`.
  static let profiler = WrittenPart(
    owner: "torch.autograd.profiler", module: "torch.autograd.profiler",
    names: ["profile", "record_function", "EventList", "FunctionEvent", "FunctionEventAvg"],
    source: #"""
      import functools
      import warnings
      from torch.autograd import _recorder as recorder
      from torch.autograd.profiler_util import EventList, FunctionEvent, FunctionEventAvg


      class profile:
          """Measures the operations that run inside a `with`."""

          def __init__(self, enabled=True, *, use_cuda=False, use_device=None, record_shapes=False, with_flops=False,
                       profile_memory=False, with_stack=False, with_modules=False, use_kineto=False, use_cpu=True,
                       experimental_config=None, acc_events=False, custom_trace_id_callback=None,
                       post_processing_timeout_s=None, activity_filters=None):
              self.enabled = enabled
              if not enabled:
                  return
              self.use_cuda = use_cuda
              if use_cuda:
                  warnings.warn("The attribute `use_cuda` will be deprecated soon, "
                                "please use ``use_device = 'cuda'`` instead.", FutureWarning, stacklevel=2)
                  use_device = "cuda"
              if not use_cpu and not use_kineto:
                  raise AssertionError("Device-only events supported only with Kineto (use_kineto=True)")
              if use_device is not None:
                  if use_device not in ("cuda", "xpu", "mtia", "hpu"):
                      warnings.warn(f"The {use_device} is not a valid device option.", stacklevel=2)
                  elif use_device == "mtia":
                      raise AssertionError(
                          "Legacy MTIA profiling is not supported. Requires use_kineto=True on MTIA devices.")
                  else:
                      name = use_device.upper()
                      warnings.warn(f"{name} is not available, disabling {name} profiling", stacklevel=2)
                  use_device = None
                  self.use_cuda = False
              self.use_device = use_device
              self.record_shapes = record_shapes or with_flops
              self.with_flops = with_flops
              self.profile_memory = profile_memory
              self.with_stack = with_stack
              self.with_modules = with_modules
              self.use_cpu = use_cpu
              self.acc_events = acc_events
              self.entered = False
              self._function_events = None

          def __enter__(self):
              if not self.enabled:
                  return None
              if self.entered:
                  raise RuntimeError("Profiler context manager is not reentrant")
              self.entered = True
              recorder._start()
              return self

          def __exit__(self, exc_type, exc_val, exc_tb):
              if not self.enabled:
                  return None
              events = EventList((FunctionEvent(number, *record, keeps_shapes=self.record_shapes,
                                                keeps_memory=self.profile_memory)
                                  for number, record in enumerate(recorder._stop(), 1)),
                                 use_device=self.use_device, profile_memory=self.profile_memory,
                                 with_flops=self.with_flops)
              events._build_tree()
              if self.acc_events and self._function_events:
                  events.extend(self._function_events)
              self._function_events = events
              return False

          def __repr__(self):
              events = self._function_events
              return "<unfinished torch.autograd.profile>" if events is None else repr(events)

          def __str__(self):
              events = self._function_events
              return "<unfinished torch.autograd.profile>" if events is None else str(events)

          @property
          def function_events(self):
              """What was measured, in the order of its beginning."""
              if self._function_events is None:
                  self._function_events = EventList([], use_device=self.use_device,
                                                    profile_memory=self.profile_memory, with_flops=self.with_flops)
                  self._function_events._build_tree()
              return self._function_events

          def table(self, *args, **kwargs):
              """One row for each event."""
              return self.function_events.table(*args, **kwargs)

          def key_averages(self, group_by_input_shape=False, group_by_stack_n=0, group_by_overload_name=False):
              """The events of one name added up."""
              return self.function_events.key_averages(group_by_input_shape, group_by_stack_n, group_by_overload_name)

          def total_average(self):
              """All events added up."""
              return self.function_events.total_average()

          def export_chrome_trace(self, path, metadata=None, use_python_export=False):
              """Writes the events for the trace viewer of a browser."""
              self.function_events.export_chrome_trace(path)

          @property
          def self_cpu_time_total(self):
              """Millionths of a second, those inside of other events counted once."""
              return self.function_events.self_cpu_time_total


      class record_function:
          """Gives a name to what runs inside a `with`, or inside a function it decorates."""

          def __init__(self, name, args=None):
              self.name = name
              self.args = args

          def __enter__(self):
              self.record = recorder._enter(self.name)
              return self

          def __exit__(self, exc_type, exc_value, traceback):
              recorder._leave(self.record)

          def __call__(self, function):
              @functools.wraps(function)
              def named(*args, **kwargs):
                  with record_function(self.name, self.args):
                      return function(*args, **kwargs)
              return named
      """#)
}
