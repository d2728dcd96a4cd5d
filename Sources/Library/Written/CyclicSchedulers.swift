extension WrittenPart {
  /// Rates that go in cycles, follow each other, or listen; run in the names of `schedulers`.
  static let cyclicSchedulers = WrittenPart(
    owner: "torch.optim.lr_scheduler", module: "torch.optim.lr_scheduler",
    names: [
      "CosineAnnealingWarmRestarts", "SequentialLR", "ChainedScheduler", "ReduceLROnPlateau", "CyclicLR",
      "OneCycleLR",
    ],
    source: #"""
      def for_each(optimizer, value, name):
          """One value for each group of parameters."""
          if isinstance(value, (list, tuple)):
              if len(value) != len(optimizer.param_groups):
                  raise ValueError(f"{name} must have the same length as optimizer.param_groups. {name} has {len(value)} "
                                   f"values, param_groups has {len(optimizer.param_groups)}.")
              return list(value)
          return [value] * len(optimizer.param_groups)


      class CosineAnnealingWarmRestarts(LRScheduler):
          """Down along a cosine, then from the top again, each time for longer."""

          def __init__(self, optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1):
              if T_0 <= 0 or not isinstance(T_0, int):
                  raise ValueError(f"Expected positive integer T_0, but got {T_0}")
              if T_mult < 1 or not isinstance(T_mult, int):
                  raise ValueError(f"Expected integer T_mult >= 1, but got {T_mult}")
              if not isinstance(eta_min, (float, int)):
                  raise ValueError(f"Expected float or int eta_min, but got {eta_min} of type {type(eta_min)}")
              self.optimizer = checked(optimizer)
              self.T_0 = T_0
              self.T_i = T_0
              self.T_mult = T_mult
              self.eta_min = eta_min
              self.T_cur = last_epoch
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              share = (1 + math.cos(math.pi * self.T_cur / self.T_i)) / 2
              return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]

          def step(self, epoch=None):
              if epoch is None and self.last_epoch < 0:
                  epoch = 0
              if epoch is None:
                  epoch = self.last_epoch + 1
                  self.T_cur += 1
                  if self.T_cur >= self.T_i:
                      self.T_cur -= self.T_i
                      self.T_i *= self.T_mult
              elif epoch < 0:
                  raise ValueError(f"Expected non-negative epoch, but got {epoch}")
              elif epoch < self.T_0:
                  self.T_i, self.T_cur = self.T_0, epoch
              elif self.T_mult == 1:
                  self.T_cur = epoch % self.T_0
              else:
                  n = int(math.log(epoch / self.T_0 * (self.T_mult - 1) + 1, self.T_mult))
                  self.T_cur = epoch - self.T_0 * (self.T_mult ** n - 1) / (self.T_mult - 1)
                  self.T_i = self.T_0 * self.T_mult ** n
              self.last_epoch = math.floor(epoch)
              self._get_lr_called_within_step = True
              rates = self.get_lr()
              self._get_lr_called_within_step = False
              self._set(rates)


      class SequentialLR(LRScheduler):
          """One scheduler until a milestone, then the next."""

          def __init__(self, optimizer, schedulers, milestones, last_epoch=-1):
              if len(schedulers) < 1:
                  raise ValueError("SequentialLR expects at least one scheduler, but got no scheduler.")
              for index, scheduler in enumerate(schedulers):
                  if scheduler.optimizer is not optimizer:
                      raise ValueError(
                          f"SequentialLR expects all schedulers to belong to the same optimizer, but got scheduler "
                          f"{type(scheduler).__name__} at index {index} has {scheduler.optimizer}, which is different from "
                          f"{type(optimizer).__name__}.")
              if len(milestones) != len(schedulers) - 1:
                  raise ValueError(
                      "Sequential Schedulers expects number of schedulers provided to be one more than the number of "
                      f"milestone points, but got number of schedulers {len(schedulers)} and the number of milestones to be "
                      f"equal to {len(milestones)}")
              self._schedulers = schedulers
              self._milestones = milestones
              self.last_epoch = last_epoch + 1
              self.optimizer = checked(optimizer)
              for group in optimizer.param_groups:
                  group["lr"] = group["initial_lr"]
              for scheduler in schedulers:
                  scheduler.last_epoch -= 1
              first = schedulers[0]
              first._is_initial = True
              first._step_count = 0
              first.step()
              first._is_initial = False
              self._last_lr = first.get_last_lr()

          def step(self):
              self.last_epoch += 1
              index = bisect_right(self._milestones, self.last_epoch)
              scheduler = self._schedulers[index]
              if index > 0 and self._milestones[index - 1] == self.last_epoch:
                  scheduler._update_lr(0)
              else:
                  scheduler.step()
              self._last_lr = scheduler.get_last_lr()

          def state_dict(self):
              state = {k: v for k, v in self.__dict__.items() if k not in ("optimizer", "_schedulers")}
              state["_schedulers"] = [s.state_dict() for s in self._schedulers]
              return state

          def load_state_dict(self, state_dict):
              self.__dict__.update({k: v for k, v in state_dict.items() if k != "_schedulers"})
              for scheduler, state in zip(self._schedulers, state_dict["_schedulers"]):
                  scheduler.load_state_dict(state)


      class ChainedScheduler(LRScheduler):
          """Several schedulers, all of them at every epoch."""

          def __init__(self, schedulers, optimizer=None):
              if len(schedulers) < 1:
                  raise ValueError("ChainedScheduler expects at least one scheduler to be chained, but got no scheduler.")
              self.optimizer = optimizer or schedulers[0].optimizer
              self._schedulers = schedulers
              self._last_lr = [group["lr"] for group in schedulers[-1].optimizer.param_groups]

          def step(self):
              for scheduler in self._schedulers:
                  scheduler.step()
              self._last_lr = [group["lr"] for group in self._schedulers[-1].optimizer.param_groups]

          def state_dict(self):
              state = {k: v for k, v in self.__dict__.items() if k not in ("optimizer", "_schedulers")}
              state["_schedulers"] = [s.state_dict() for s in self._schedulers]
              return state

          def load_state_dict(self, state_dict):
              self.__dict__.update({k: v for k, v in state_dict.items() if k != "_schedulers"})
              for scheduler, state in zip(self._schedulers, state_dict["_schedulers"]):
                  scheduler.load_state_dict(state)


      class ReduceLROnPlateau(LRScheduler):
          """A smaller rate when a measure no longer gets better."""

          def __init__(self, optimizer, mode="min", factor=0.1, patience=10, threshold=1e-4, threshold_mode="rel", cooldown=0,
                       min_lr=0, eps=1e-8):
              if factor >= 1.0:
                  raise ValueError("Factor should be < 1.0.")
              self.factor = factor
              self.optimizer = checked(optimizer)
              if isinstance(min_lr, (list, tuple)):
                  if len(min_lr) != len(optimizer.param_groups):
                      raise ValueError(f"expected {len(optimizer.param_groups)} min_lrs, got {len(min_lr)}")
                  self.default_min_lr = None
                  self.min_lrs = list(min_lr)
              else:
                  self.default_min_lr = min_lr
                  self.min_lrs = [min_lr] * len(optimizer.param_groups)
              self.patience = patience
              self.cooldown = cooldown
              self.eps = eps
              self.last_epoch = 0
              self._last_lr = self._rates()
              if mode not in ("min", "max"):
                  raise ValueError(f"mode {mode} is unknown!")
              if threshold_mode not in ("rel", "abs"):
                  raise ValueError(f"threshold mode {threshold_mode} is unknown!")
              self.mode_worse = math.inf if mode == "min" else -math.inf
              self.mode = mode
              self.threshold = threshold
              self.threshold_mode = threshold_mode
              self._reset()

          def _reset(self):
              self.best = self.mode_worse
              self.cooldown_counter = 0
              self.num_bad_epochs = 0

          def step(self, metrics, epoch=None):
              current = float(metrics)
              self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
              if self._is_better(current, self.best):
                  self.best = current
                  self.num_bad_epochs = 0
              else:
                  self.num_bad_epochs += 1
              if self.in_cooldown:
                  self.cooldown_counter -= 1
                  self.num_bad_epochs = 0
              if self.num_bad_epochs > self.patience:
                  for group, least in zip(self.optimizer.param_groups, self.min_lrs):
                      new = max(group["lr"] * self.factor, least)
                      if group["lr"] - new > self.eps:
                          group["lr"] = new
                  self.cooldown_counter = self.cooldown
                  self.num_bad_epochs = 0
              self._last_lr = self._rates()

          @property
          def in_cooldown(self):
              return self.cooldown_counter > 0

          def _is_better(self, a, best):
              if self.mode == "min":
                  return a < (best * (1.0 - self.threshold) if self.threshold_mode == "rel" else best - self.threshold)
              return a > (best * (self.threshold + 1.0) if self.threshold_mode == "rel" else best + self.threshold)


      class CyclicLR(LRScheduler):
          """Up and down between two rates."""

          def __init__(self, optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode="triangular", gamma=1.0,
                       scale_fn=None, scale_mode="cycle", cycle_momentum=True, base_momentum=0.8, max_momentum=0.9,
                       last_epoch=-1):
              self.optimizer = checked(optimizer)
              base_lrs = for_each(optimizer, base_lr, "base_lr")
              if last_epoch == -1:
                  for rate, group in zip(base_lrs, optimizer.param_groups):
                      group["lr"] = rate
              self.max_lrs = for_each(optimizer, max_lr, "max_lr")
              up = float(step_size_up)
              down = float(step_size_down) if step_size_down is not None else up
              self.total_size = up + down
              self.step_ratio = up / self.total_size
              if mode not in ("triangular", "triangular2", "exp_range") and scale_fn is None:
                  raise ValueError("mode is invalid and scale_fn is None")
              self.mode = mode
              self.gamma = gamma
              self._scale_fn_custom = scale_fn
              self.scale_mode = scale_mode if scale_fn is not None or mode != "exp_range" else "iterations"
              self.cycle_momentum = cycle_momentum
              if cycle_momentum:
                  if "momentum" not in optimizer.defaults and "betas" not in optimizer.defaults:
                      raise ValueError("optimizer must support momentum or beta1 with `cycle_momentum` option enabled")
                  self.use_beta1 = "betas" in optimizer.defaults
                  self.base_momentums = for_each(optimizer, base_momentum, "base_momentum")
                  self.max_momentums = for_each(optimizer, max_momentum, "max_momentum")
                  if last_epoch == -1:
                      for most, least, group in zip(self.max_momentums, self.base_momentums, optimizer.param_groups):
                          set_momentum(group, most, self.use_beta1)
                          group["max_momentum"] = most
                          group["base_momentum"] = least
              super().__init__(optimizer, last_epoch)
              self.base_lrs = base_lrs

          def scale_fn(self, x):
              if self._scale_fn_custom is not None:
                  return self._scale_fn_custom(x)
              if self.mode == "triangular":
                  return 1.0
              return 1 / (2.0 ** (x - 1)) if self.mode == "triangular2" else self.gamma ** x

          def get_lr(self):
              cycle = math.floor(1 + self.last_epoch / self.total_size)
              x = 1.0 + self.last_epoch / self.total_size - cycle
              height = x / self.step_ratio if x <= self.step_ratio else (x - 1) / (self.step_ratio - 1)
              scale = self.scale_fn(cycle if self.scale_mode == "cycle" else self.last_epoch)
              rates = [base + (most - base) * height * scale for base, most in zip(self.base_lrs, self.max_lrs)]
              if self.cycle_momentum:
                  groups = self.optimizer.param_groups
                  for base, most, group in zip(self.base_momentums, self.max_momentums, groups):
                      set_momentum(group, most - (most - base) * height * scale, self.use_beta1)
              return rates

          def state_dict(self):
              state = super().state_dict()
              custom = state.pop("_scale_fn_custom")
              is_plain = custom is None or isinstance(custom, types.FunctionType)
              state["_scale_fn_custom"] = None if is_plain else custom.__dict__.copy()
              return state


      class OneCycleLR(LRScheduler):
          """Up to one high rate, then down to a very low one."""

          def __init__(self, optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3,
                       anneal_strategy="cos", cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0,
                       final_div_factor=1e4, three_phase=False, last_epoch=-1):
              self.optimizer = checked(optimizer)
              if total_steps is not None:
                  if total_steps <= 0 or not isinstance(total_steps, int):
                      raise ValueError(f"Expected positive integer total_steps, but got {total_steps}")
                  self.total_steps = total_steps
              elif epochs is not None and steps_per_epoch is not None:
                  if not isinstance(epochs, int) or epochs <= 0:
                      raise ValueError(f"Expected positive integer epochs, but got {epochs}")
                  if not isinstance(steps_per_epoch, int) or steps_per_epoch <= 0:
                      raise ValueError(f"Expected positive integer steps_per_epoch, but got {steps_per_epoch}")
                  self.total_steps = epochs * steps_per_epoch
              else:
                  raise ValueError("You must define either total_steps OR (epochs AND steps_per_epoch)")
              if pct_start < 0 or pct_start > 1 or not isinstance(pct_start, float):
                  raise ValueError(f"Expected float between 0 and 1 pct_start, but got {pct_start}")
              if anneal_strategy not in ("cos", "linear"):
                  raise ValueError(f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}")
              names = ("end_step", "start_lr", "end_lr", "start_momentum", "end_momentum")
              up = float(pct_start * self.total_steps) - 1
              rising = (up, "initial_lr", "max_lr", "max_momentum", "base_momentum")
              if three_phase:
                  phases = [rising, (float(2 * pct_start * self.total_steps) - 2, "max_lr", "initial_lr", "base_momentum",
                                     "max_momentum"),
                            (self.total_steps - 1, "initial_lr", "min_lr", "max_momentum", "max_momentum")]
              else:
                  phases = [rising, (self.total_steps - 1, "max_lr", "min_lr", "base_momentum", "max_momentum")]
              self._schedule_phases = [dict(zip(names, phase)) for phase in phases]
              self._anneal_func_type = anneal_strategy
              most = for_each(optimizer, max_lr, "max_lr")
              if last_epoch == -1:
                  for rate, group in zip(most, optimizer.param_groups):
                      group["initial_lr"] = rate / div_factor
                      group["max_lr"] = rate
                      group["min_lr"] = group["initial_lr"] / final_div_factor
              self.cycle_momentum = cycle_momentum
              if cycle_momentum:
                  if "momentum" not in optimizer.defaults and "betas" not in optimizer.defaults:
                      raise ValueError("optimizer must support momentum or beta1 with `cycle_momentum` option enabled")
                  self.use_beta1 = "betas" in optimizer.defaults
                  highest = for_each(optimizer, max_momentum, "max_momentum")
                  lowest = for_each(optimizer, base_momentum, "base_momentum")
                  if last_epoch == -1:
                      for high, low, group in zip(highest, lowest, optimizer.param_groups):
                          set_momentum(group, high, self.use_beta1)
                          group["max_momentum"] = high
                          group["base_momentum"] = low
              super().__init__(optimizer, last_epoch)

          def _between(self, start, end, share):
              if self._anneal_func_type == "linear":
                  return (end - start) * share + start
              return end + (start - end) / 2.0 * (math.cos(math.pi * share) + 1)

          def get_lr(self):
              step = self.last_epoch
              if step > self.total_steps:
                  raise ValueError(f"Tried to step {step} times. The total number of steps is {self.total_steps}")
              rates = []
              for group in self.optimizer.param_groups:
                  start = 0.0
                  for index, phase in enumerate(self._schedule_phases):
                      end = phase["end_step"]
                      if step <= end or index == len(self._schedule_phases) - 1:
                          share = (step - start) / (end - start)
                          rates.append(self._between(group[phase["start_lr"]], group[phase["end_lr"]], share))
                          if self.cycle_momentum:
                              momentum = self._between(
                                  group[phase["start_momentum"]], group[phase["end_momentum"]], share)
                          break
                      start = phase["end_step"]
                  if self.cycle_momentum:
                      set_momentum(group, momentum, self.use_beta1)
              return rates


      def set_momentum(group, value, is_beta):
          if is_beta:
              group["betas"] = (value, *group["betas"][1:])
          else:
              group["momentum"] = value
      """#)
}
