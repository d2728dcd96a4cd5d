extension WrittenPart {
  /// Rates that change from epoch to epoch.
  static let schedulers = WrittenPart(
    owner: "torch.optim.lr_scheduler", module: "torch.optim.lr_scheduler",
    names: [
      "LRScheduler", "LambdaLR", "MultiplicativeLR", "StepLR", "MultiStepLR", "ConstantLR", "LinearLR",
      "ExponentialLR", "PolynomialLR", "CosineAnnealingLR",
    ],
    source: #"""
      import math
      import types
      import warnings
      from bisect import bisect_right
      from collections import Counter

      from torch.optim import Optimizer

      EARLY = (
          "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, you should call them "
          "in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  Failure to do this will result in PyTorch "
          "skipping the first value of the learning rate schedule. See more details at "
          "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate")


      def checked(optimizer):
          if not isinstance(optimizer, Optimizer):
              raise TypeError(f"{type(optimizer).__name__} is not an Optimizer")
          return optimizer


      class LRScheduler:
          """Changes an optimiser's rates from epoch to epoch."""

          _get_lr_called_within_step = False
          _is_initial = False

          def __init__(self, optimizer, last_epoch=-1):
              self.optimizer = checked(optimizer)
              if last_epoch == -1:
                  for group in optimizer.param_groups:
                      group.setdefault("initial_lr", group["lr"])
              else:
                  for index, group in enumerate(optimizer.param_groups):
                      if "initial_lr" not in group:
                          raise KeyError(
                              f"param 'initial_lr' is not specified in param_groups[{index}] when resuming scheduler with "
                              "last_epoch >= 0.\nThis typically happens when:\n1. You're trying to resume training from a "
                              "checkpoint but haven't properly loaded the optimizer state\n2. You're using last_epoch >= 0 "
                              "for a fresh training run (not recommended)")
              self.base_lrs = [group["initial_lr"] for group in optimizer.param_groups]
              self.last_epoch = last_epoch
              self._step_count = 0
              self._is_initial = True
              try:
                  self.step()
              finally:
                  self._is_initial = False
              self._get_lr_called_within_step = False

          def state_dict(self):
              """All that changes, but for the optimiser."""
              return {name: value for name, value in self.__dict__.items() if name != "optimizer"}

          def load_state_dict(self, state_dict):
              """Takes over what state_dict gave."""
              self.__dict__.update(state_dict)

          def get_last_lr(self):
              """The rates that were last set."""
              return self._last_lr

          def get_lr(self):
              """The next rates."""
              raise NotImplementedError

          def step(self, epoch=None):
              """One epoch on."""
              if self._step_count == 1 and not self.optimizer._has_stepped:
                  warnings.warn(EARLY, UserWarning, stacklevel=2)
              self._step_count += 1
              self._update_lr(epoch)

          def _update_lr(self, epoch=None):
              self._get_lr_called_within_step = True
              if epoch is None:
                  self.last_epoch += 1
                  rates = self.get_lr()
              else:
                  self.last_epoch = epoch
                  rates = self._get_closed_form_lr() if hasattr(self, "_get_closed_form_lr") else self.get_lr()
              self._get_lr_called_within_step = False
              self._set(rates)

          def _set(self, rates):
              for group, rate in zip(self.optimizer.param_groups, rates):
                  group["lr"] = rate
              self._last_lr = [group["lr"] for group in self.optimizer.param_groups]

          def _rates(self):
              return [group["lr"] for group in self.optimizer.param_groups]


      class LambdaLR(LRScheduler):
          """The first rate times a function of the epoch."""

          def __init__(self, optimizer, lr_lambda, last_epoch=-1):
              self.lr_lambdas = functions(checked(optimizer), lr_lambda)
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              return [base * f(self.last_epoch) for f, base in zip(self.lr_lambdas, self.base_lrs)]

          def state_dict(self):
              return without_functions(self)

          def load_state_dict(self, state_dict):
              with_functions(self, state_dict)


      class MultiplicativeLR(LRScheduler):
          """The rate times a function of the epoch."""

          def __init__(self, optimizer, lr_lambda, last_epoch=-1):
              self.lr_lambdas = functions(checked(optimizer), lr_lambda)
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              if self._is_initial:
                  return self._rates()
              return [rate * f(self.last_epoch) for f, rate in zip(self.lr_lambdas, self._rates())]

          def state_dict(self):
              return without_functions(self)

          def load_state_dict(self, state_dict):
              with_functions(self, state_dict)


      def functions(optimizer, given):
          if not isinstance(given, (list, tuple)):
              return [given] * len(optimizer.param_groups)
          if len(given) != len(optimizer.param_groups):
              raise ValueError(f"Expected {len(optimizer.param_groups)} lr_lambdas, but got {len(given)}")
          return list(given)


      def without_functions(scheduler):
          """A function has no state, unless it is an object that can be called."""
          state = {k: v for k, v in scheduler.__dict__.items() if k not in ("optimizer", "lr_lambdas")}
          state["lr_lambdas"] = [
              None if isinstance(f, types.FunctionType) else f.__dict__.copy() for f in scheduler.lr_lambdas]
          return state


      def with_functions(scheduler, state):
          scheduler.__dict__.update({k: v for k, v in state.items() if k != "lr_lambdas"})
          for f, fields in zip(scheduler.lr_lambdas, state["lr_lambdas"]):
              if fields is not None:
                  f.__dict__.update(fields)


      class StepLR(LRScheduler):
          """The rate times gamma, every so many epochs."""

          def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
              self.optimizer = checked(optimizer)
              self.step_size = step_size
              self.gamma = gamma
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              if self.last_epoch == 0 or self.last_epoch % self.step_size != 0:
                  return self._rates()
              return [rate * self.gamma for rate in self._rates()]

          def _get_closed_form_lr(self):
              return [base * self.gamma ** (self.last_epoch // self.step_size) for base in self.base_lrs]


      class MultiStepLR(LRScheduler):
          """The rate times gamma, at given epochs."""

          def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1):
              self.optimizer = checked(optimizer)
              self.milestones = Counter(milestones)
              self.gamma = gamma
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              if self.last_epoch not in self.milestones:
                  return self._rates()
              return [rate * self.gamma ** self.milestones[self.last_epoch] for rate in self._rates()]

          def _get_closed_form_lr(self):
              passed = bisect_right(sorted(self.milestones.elements()), self.last_epoch)
              return [base * self.gamma ** passed for base in self.base_lrs]


      class ConstantLR(LRScheduler):
          """A smaller rate for the first epochs."""

          def __init__(self, optimizer, factor=1.0 / 3, total_iters=5, last_epoch=-1):
              if factor > 1.0 or factor < 0:
                  raise ValueError("Constant multiplicative factor expected to be between 0 and 1.")
              self.optimizer = checked(optimizer)
              self.factor = factor
              self.total_iters = total_iters
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              if self.last_epoch == 0:
                  return [rate * self.factor for rate in self._rates()]
              if self.last_epoch != self.total_iters:
                  return self._rates()
              return [rate * (1.0 / self.factor) for rate in self._rates()]

          def _get_closed_form_lr(self):
              return [
                  base * (self.factor + (self.last_epoch >= self.total_iters) * (1 - self.factor)) for base in self.base_lrs]


      class LinearLR(LRScheduler):
          """From one factor to another, evenly."""

          def __init__(self, optimizer, start_factor=1.0 / 3, end_factor=1.0, total_iters=5, last_epoch=-1):
              if start_factor > 1.0 or start_factor <= 0:
                  raise ValueError("Starting multiplicative factor expected to be greater than 0 and less or equal to 1.")
              if end_factor > 1.0 or end_factor < 0:
                  raise ValueError("Ending multiplicative factor expected to be between 0 and 1.")
              self.optimizer = checked(optimizer)
              self.start_factor = start_factor
              self.end_factor = end_factor
              self.total_iters = total_iters
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              if self.last_epoch == 0:
                  return [rate * self.start_factor for rate in self._rates()]
              if self._is_initial or self.last_epoch > self.total_iters:
                  return self._rates()
              rise = self.end_factor - self.start_factor
              factor = 1.0 + rise / (self.total_iters * self.start_factor + (self.last_epoch - 1) * rise)
              return [rate * factor for rate in self._rates()]

          def _get_closed_form_lr(self):
              rise = self.end_factor - self.start_factor
              done = min(self.total_iters, self.last_epoch) / self.total_iters
              return [base * (self.start_factor + rise * done) for base in self.base_lrs]


      class ExponentialLR(LRScheduler):
          """The rate times gamma, every epoch."""

          def __init__(self, optimizer, gamma, last_epoch=-1):
              self.optimizer = checked(optimizer)
              self.gamma = gamma
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              return self._rates() if self._is_initial else [rate * self.gamma for rate in self._rates()]

          def _get_closed_form_lr(self):
              return [base * self.gamma ** self.last_epoch for base in self.base_lrs]


      class PolynomialLR(LRScheduler):
          """Down to zero along a power."""

          def __init__(self, optimizer, total_iters=5, power=1.0, last_epoch=-1):
              self.optimizer = checked(optimizer)
              self.total_iters = total_iters
              self.power = power
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              if self._is_initial or self.last_epoch > self.total_iters:
                  return self._rates()
              before = 1.0 - (self.last_epoch - 1) / self.total_iters
              factor = ((1.0 - self.last_epoch / self.total_iters) / before) ** self.power
              return [rate * factor for rate in self._rates()]

          def _get_closed_form_lr(self):
              done = min(self.total_iters, self.last_epoch) / self.total_iters
              return [base * (1.0 - done) ** self.power for base in self.base_lrs]


      class CosineAnnealingLR(LRScheduler):
          """Down and up along a cosine."""

          def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1):
              self.optimizer = checked(optimizer)
              self.T_max = T_max
              self.eta_min = eta_min
              super().__init__(optimizer, last_epoch)

          def get_lr(self):
              if self._is_initial:
                  return self._rates()
              if self._step_count == 1 and self.last_epoch > 0:
                  share = (1 + math.cos(self.last_epoch * math.pi / self.T_max)) / 2
                  return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]
              if (self.last_epoch - 1 - self.T_max) % (2 * self.T_max) == 0:
                  share = (1 - math.cos(math.pi / self.T_max)) / 2
                  return [rate + (base - self.eta_min) * share for base, rate in zip(self.base_lrs, self._rates())]
              now = 1 + math.cos(math.pi * self.last_epoch / self.T_max)
              before = 1 + math.cos(math.pi * (self.last_epoch - 1) / self.T_max)
              return [now / before * (rate - self.eta_min) + self.eta_min for rate in self._rates()]

          def _get_closed_form_lr(self):
              share = (1 + math.cos(math.pi * self.last_epoch / self.T_max)) / 2
              return [self.eta_min + (base - self.eta_min) * share for base in self.base_lrs]
      """#)
}
