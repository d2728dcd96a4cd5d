extension WrittenPart {
  /// Optimisers that few trainings use.
  static let optimisers = WrittenPart(
    owner: "torch.optim", module: "torch.optim",
    names: ["Adadelta", "Adamax", "NAdam", "RAdam", "Rprop", "ASGD", "LBFGS"],
    source: #"""
      import torch
      from torch.optim import Optimizer


      def not_negative(value, words):
          if not 0.0 <= value:
              raise ValueError(f"Invalid {words}: {value}")


      def within_one(betas):
          for index in (0, 1):
              if not 0.0 <= betas[index] < 1.0:
                  raise ValueError(f"Invalid beta parameter at index {index}: {betas[index]}")


      class Rule(Optimizer):
          """An optimiser that changes each parameter by a rule of its own."""

          def step(self, closure=None):
              loss = None
              if closure is not None:
                  with torch.enable_grad():
                      loss = closure()
              with torch.no_grad():
                  for group in self.param_groups:
                      for p in group["params"]:
                          if p.grad is None:
                              continue
                          state = self.state[p]
                          if not state:
                              state["step"] = torch.tensor(0.0)
                              self._begin(p, state, group)
                          state["step"] += 1
                          grad = -p.grad if group["maximize"] else p.grad
                          if group.get("weight_decay", 0) != 0:
                              if group.get("decoupled_weight_decay", False):
                                  p.mul_(1 - group["lr"] * group["weight_decay"])
                              else:
                                  grad = grad.add(p, alpha=group["weight_decay"])
                          self._change(p, grad, state, group)
              return loss


      class Adadelta(Rule):
          """Steps as long as recent steps were, over what recent gradients were."""

          def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, foreach=None, *, capturable=False,
                       maximize=False, differentiable=False):
              not_negative(lr, "learning rate")
              if not 0.0 <= rho <= 1.0:
                  raise ValueError(f"Invalid rho value: {rho}")
              not_negative(eps, "epsilon value")
              not_negative(weight_decay, "weight_decay value")
              super().__init__(params, dict(
                  lr=lr, rho=rho, eps=eps, weight_decay=weight_decay, maximize=maximize, capturable=capturable,
                  foreach=foreach, differentiable=differentiable))

          def _begin(self, p, state, group):
              state["square_avg"] = torch.zeros_like(p)
              state["acc_delta"] = torch.zeros_like(p)

          def _change(self, p, grad, state, group):
              rho, eps = group["rho"], group["eps"]
              squares, steps = state["square_avg"], state["acc_delta"]
              squares.mul_(rho).addcmul_(grad, grad, value=1 - rho)
              delta = steps.add(eps).sqrt_().div_(squares.add(eps).sqrt_()).mul_(grad)
              steps.mul_(rho).addcmul_(delta, delta, value=1 - rho)
              p.add_(delta, alpha=-group["lr"])


      class Adamax(Rule):
          """Adam with the largest recent gradient in place of the mean of squares."""

          def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, foreach=None, *, maximize=False,
                       differentiable=False, capturable=False):
              not_negative(lr, "learning rate")
              not_negative(eps, "epsilon value")
              within_one(betas)
              not_negative(weight_decay, "weight_decay value")
              super().__init__(params, dict(
                  lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, foreach=foreach, maximize=maximize,
                  differentiable=differentiable, capturable=capturable))

          def _begin(self, p, state, group):
              state["exp_avg"] = torch.zeros_like(p)
              state["exp_inf"] = torch.zeros_like(p)

          def _change(self, p, grad, state, group):
              (beta1, beta2), step = group["betas"], state["step"].item()
              state["exp_avg"].lerp_(grad, 1 - beta1)
              largest = torch.maximum(state["exp_inf"].mul_(beta2), grad.abs().add_(group["eps"]))
              state["exp_inf"].copy_(largest)
              p.addcdiv_(state["exp_avg"], state["exp_inf"], value=-group["lr"] / (1 - beta1 ** step))


      class NAdam(Rule):
          """Adam, looking ahead as Nesterov does."""

          def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3,
                       decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False, differentiable=False):
              not_negative(lr, "learning rate")
              not_negative(eps, "epsilon value")
              within_one(betas)
              not_negative(weight_decay, "weight_decay value")
              not_negative(momentum_decay, "momentum_decay value")
              super().__init__(params, dict(
                  lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, momentum_decay=momentum_decay,
                  decoupled_weight_decay=decoupled_weight_decay, maximize=maximize, foreach=foreach, capturable=capturable,
                  differentiable=differentiable))

          def _begin(self, p, state, group):
              state["mu_product"] = torch.ones(())
              state["exp_avg"] = torch.zeros_like(p)
              state["exp_avg_sq"] = torch.zeros_like(p)

          def _change(self, p, grad, state, group):
              (beta1, beta2), step, lr = group["betas"], state["step"].item(), group["lr"]
              mu = beta1 * (1.0 - 0.5 * 0.96 ** (step * group["momentum_decay"]))
              mu_next = beta1 * (1.0 - 0.5 * 0.96 ** ((step + 1) * group["momentum_decay"]))
              state["mu_product"] *= mu
              product = state["mu_product"].item()
              state["exp_avg"].lerp_(grad, 1 - beta1)
              state["exp_avg_sq"].mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
              scale = state["exp_avg_sq"].div(1 - beta2 ** step).sqrt().add_(group["eps"])
              p.addcdiv_(grad, scale, value=-lr * (1.0 - mu) / (1.0 - product))
              p.addcdiv_(state["exp_avg"], scale, value=-lr * mu_next / (1.0 - product * mu_next))


      class RAdam(Rule):
          """Adam that waits until the mean of squares can be trusted."""

          def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, decoupled_weight_decay=False, *,
                       foreach=None, maximize=False, capturable=False, differentiable=False):
              not_negative(lr, "learning rate")
              not_negative(eps, "epsilon value")
              within_one(betas)
              not_negative(weight_decay, "weight_decay value")
              super().__init__(params, dict(
                  lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, maximize=maximize, foreach=foreach,
                  capturable=capturable, decoupled_weight_decay=decoupled_weight_decay, differentiable=differentiable))

          def _begin(self, p, state, group):
              state["exp_avg"] = torch.zeros_like(p)
              state["exp_avg_sq"] = torch.zeros_like(p)

          def _change(self, p, grad, state, group):
              (beta1, beta2), step = group["betas"], state["step"].item()
              state["exp_avg"].lerp_(grad, 1 - beta1)
              state["exp_avg_sq"].mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
              correction = 1 - beta2 ** step
              mean = state["exp_avg"] / (1 - beta1 ** step)
              longest = 2 / (1 - beta2) - 1
              length = longest - 2 * step * beta2 ** step / correction
              if length > 5.0:
                  rectified = ((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)) ** 0.5
                  adaptive = correction ** 0.5 / state["exp_avg_sq"].sqrt().add_(group["eps"])
                  p.add_(mean * group["lr"] * adaptive * rectified, alpha=-1.0)
              else:
                  p.add_(mean * group["lr"], alpha=-1.0)


      class Rprop(Rule):
          """Steps that grow while the sign of the gradient stays, and shrink when it changes."""

          def __init__(self, params, lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50), *, capturable=False, foreach=None,
                       maximize=False, differentiable=False):
              not_negative(lr, "learning rate")
              if not 0.0 < etas[0] < 1.0 < etas[1]:
                  raise ValueError(f"Invalid eta values: {etas[0]}, {etas[1]}")
              super().__init__(params, dict(
                  lr=lr, etas=etas, step_sizes=step_sizes, foreach=foreach, maximize=maximize, differentiable=differentiable,
                  capturable=capturable))

          def _begin(self, p, state, group):
              state["prev"] = torch.zeros_like(p)
              state["step_size"] = torch.full_like(p.grad, group["lr"])

          def _change(self, p, grad, state, group):
              (less, more), (least, most) = group["etas"], group["step_sizes"]
              grad = grad.clone()
              sign = grad.mul(state["prev"]).sign()
              factor = torch.where(sign > 0, more, torch.where(sign < 0, less, 1.0))
              state["step_size"].mul_(factor).clamp_(least, most)
              grad[sign < 0] = 0
              p.addcmul_(grad.sign(), state["step_size"], value=-1)
              state["prev"].copy_(grad)


      class ASGD(Rule):
          """Gradient descent that also keeps the average of where it was."""

          def __init__(self, params, lr=1e-2, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0, foreach=None, maximize=False,
                       differentiable=False, capturable=False):
              not_negative(lr, "learning rate")
              not_negative(weight_decay, "weight_decay value")
              super().__init__(params, dict(
                  lr=lr, lambd=lambd, alpha=alpha, t0=t0, weight_decay=weight_decay, foreach=foreach, maximize=maximize,
                  differentiable=differentiable, capturable=capturable))

          def _begin(self, p, state, group):
              state["eta"] = torch.tensor(float(group["lr"]))
              state["mu"] = torch.ones(())
              state["ax"] = torch.zeros_like(p)

          def _change(self, p, grad, state, group):
              eta, step = state["eta"].item(), state["step"].item()
              p.mul_(1 - group["lambd"] * eta)
              p.add_(grad, alpha=-eta)
              if state["mu"].item() != 1:
                  state["ax"].add_((p - state["ax"]) * state["mu"])
              else:
                  state["ax"].copy_(p)
              state["eta"] = torch.tensor(group["lr"] / (1 + group["lambd"] * group["lr"] * step) ** group["alpha"])
              state["mu"] = torch.tensor(1 / max(1, step - group["t0"]))


      class LBFGS(Optimizer):
          """Newton's method with curvature guessed from recent steps; `step` needs a function that gives the loss."""

          def __init__(self, params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-7, tolerance_change=1e-9,
                       history_size=100, line_search_fn=None):
              not_negative(lr, "learning rate")
              if max_eval is None:
                  max_eval = max_iter * 5 // 4
              super().__init__(params, dict(
                  lr=lr, max_iter=max_iter, max_eval=max_eval, tolerance_grad=tolerance_grad,
                  tolerance_change=tolerance_change, history_size=history_size, line_search_fn=line_search_fn))
              if len(self.param_groups) != 1:
                  raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")
              self._params = self.param_groups[0]["params"]

          def _gradient(self):
              return torch.cat([
                  (torch.zeros_like(p) if p.grad is None else p.grad).reshape(-1) for p in self._params])

          def _move(self, t, direction):
              start = 0
              for p in self._params:
                  p.add_(direction[start:start + p.numel()].view_as(p), alpha=t)
                  start += p.numel()

          def _at(self, closure, places, t, direction):
              """Loss and gradient a step away; the parameters stay where they are."""
              self._move(t, direction)
              with torch.enable_grad():
                  loss = closure().item()
              gradient = self._gradient()
              for p, place in zip(self._params, places):
                  p.copy_(place)
              return loss, gradient

          def step(self, closure):
              with torch.no_grad():
                  return self._step(closure)

          def _step(self, closure):
              group = self.param_groups[0]
              state = self.state[self._params[0]]
              state.setdefault("func_evals", 0)
              state.setdefault("n_iter", 0)
              with torch.enable_grad():
                  first = closure()
              loss, evaluations = first.item(), 1
              state["func_evals"] += 1
              gradient = self._gradient()
              if gradient.abs().max() <= group["tolerance_grad"]:
                  return first
              direction, t = state.get("d"), state.get("t")
              places, changes, inverses = state.get("old_stps"), state.get("old_dirs"), state.get("ro")
              scale, before, loss_before = state.get("H_diag"), state.get("prev_flat_grad"), state.get("prev_loss")
              iterations = 0
              while iterations < group["max_iter"]:
                  iterations += 1
                  state["n_iter"] += 1
                  if state["n_iter"] == 1:
                      direction = gradient.neg()
                      changes, places, inverses, scale = [], [], [], 1
                  else:
                      change = gradient.sub(before)
                      stride = direction.mul(t)
                      product = change.dot(stride)
                      if product > 1e-10:
                          if len(changes) == group["history_size"]:
                              for kept in (changes, places, inverses):
                                  kept.pop(0)
                          changes.append(change)
                          places.append(stride)
                          inverses.append(1.0 / product)
                          scale = product / change.dot(change)
                      direction = two_loops(gradient, changes, places, inverses, scale, state)
                  before, loss_before = gradient.clone(), loss
                  if state["n_iter"] == 1:
                      t = min(1.0, 1.0 / gradient.abs().sum()) * group["lr"]
                  else:
                      t = group["lr"]
                  slope = gradient.dot(direction)
                  if slope > -group["tolerance_change"]:
                      break
                  asked = 0
                  if group["line_search_fn"] is not None:
                      if group["line_search_fn"] != "strong_wolfe":
                          raise RuntimeError("only 'strong_wolfe' is supported")
                      here = [p.clone() for p in self._params]
                      loss, gradient, t, asked = strong_wolfe(
                          lambda t: self._at(closure, here, t, direction), t, direction, loss, gradient, slope)
                      self._move(t, direction)
                  else:
                      self._move(t, direction)
                      if iterations != group["max_iter"]:
                          with torch.enable_grad():
                              loss = closure().item()
                          gradient = self._gradient()
                          asked = 1
                  evaluations += asked
                  state["func_evals"] += asked
                  if iterations == group["max_iter"] or evaluations >= group["max_eval"]:
                      break
                  if gradient.abs().max() <= group["tolerance_grad"]:
                      break
                  if direction.mul(t).abs().max() <= group["tolerance_change"]:
                      break
                  if abs(loss - loss_before) < group["tolerance_change"]:
                      break
              state["d"], state["t"] = direction, t
              state["old_dirs"], state["old_stps"], state["ro"] = changes, places, inverses
              state["H_diag"], state["prev_flat_grad"], state["prev_loss"] = scale, before, loss_before
              return first


      def two_loops(gradient, changes, places, inverses, scale, state):
          """The inverse of the curvature times the gradient, turned downhill."""
          weights = state.setdefault("al", [None] * 100)
          while len(weights) < len(changes):
              weights.append(None)
          q = gradient.neg()
          for i in range(len(changes) - 1, -1, -1):
              weights[i] = places[i].dot(q) * inverses[i]
              q.add_(changes[i], alpha=-weights[i])
          r = torch.mul(q, scale)
          for i in range(len(changes)):
              r.add_(places[i], alpha=weights[i] - changes[i].dot(r) * inverses[i])
          return r


      def lowest_of_cubic(x1, f1, g1, x2, f2, g2, bounds=None):
          """Where the cubic through two values and slopes is lowest, within bounds."""
          low, high = bounds if bounds is not None else ((x1, x2) if x1 <= x2 else (x2, x1))
          d1 = g1 + g2 - 3 * (f1 - f2) / (x1 - x2)
          square = d1 ** 2 - g1 * g2
          if square >= 0:
              d2 = square.sqrt()
              if x1 <= x2:
                  lowest = x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2))
              else:
                  lowest = x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2))
              return min(max(lowest, low), high)
          return (low + high) / 2.0


      def strong_wolfe(at, t, direction, f, g, slope, c1=1e-4, c2=0.9, tolerance=1e-9, most=25):
          """A length of step that lowers the loss enough and flattens the slope enough."""
          size = direction.abs().max()
          g = g.clone()
          f_new, g_new = at(t)
          asked = 1
          slope_new = g_new.dot(direction)
          t_old, f_old, g_old, slope_old = 0, f, g, slope
          done, rounds = False, 0
          while rounds < most:
              if f_new > f + c1 * t * slope or (rounds > 1 and f_new >= f_old):
                  bracket = [t_old, t]
                  values, gradients, slopes = [f_old, f_new], [g_old, g_new.clone()], [slope_old, slope_new]
                  break
              if abs(slope_new) <= -c2 * slope:
                  bracket, values, gradients, done = [t], [f_new], [g_new], True
                  break
              if slope_new >= 0:
                  bracket = [t_old, t]
                  values, gradients, slopes = [f_old, f_new], [g_old, g_new.clone()], [slope_old, slope_new]
                  break
              bounds = (t + 0.01 * (t - t_old), t * 10)
              following = lowest_of_cubic(t_old, f_old, slope_old, t, f_new, slope_new, bounds)
              t_old, f_old, g_old, slope_old = t, f_new, g_new.clone(), slope_new
              t = following
              f_new, g_new = at(t)
              asked += 1
              slope_new = g_new.dot(direction)
              rounds += 1
          if rounds == most:
              bracket, values, gradients = [0, t], [f, f_new], [g, g_new]
          stalled = False
          low, high = (0, 1) if values[0] <= values[-1] else (1, 0)
          while not done and rounds < most:
              if abs(bracket[1] - bracket[0]) * size < tolerance:
                  break
              t = lowest_of_cubic(bracket[0], values[0], slopes[0], bracket[1], values[1], slopes[1])
              margin = 0.1 * (max(bracket) - min(bracket))
              if min(max(bracket) - t, t - min(bracket)) < margin:
                  if stalled or t >= max(bracket) or t <= min(bracket):
                      near_top = abs(t - max(bracket)) < abs(t - min(bracket))
                      t = max(bracket) - margin if near_top else min(bracket) + margin
                      stalled = False
                  else:
                      stalled = True
              else:
                  stalled = False
              f_new, g_new = at(t)
              asked += 1
              slope_new = g_new.dot(direction)
              rounds += 1
              if f_new > f + c1 * t * slope or f_new >= values[low]:
                  bracket[high], values[high], gradients[high], slopes[high] = t, f_new, g_new.clone(), slope_new
                  low, high = (0, 1) if values[0] <= values[1] else (1, 0)
              else:
                  if abs(slope_new) <= -c2 * slope:
                      done = True
                  elif slope_new * (bracket[high] - bracket[low]) >= 0:
                      bracket[high], values[high] = bracket[low], values[low]
                      gradients[high], slopes[high] = gradients[low], slopes[low]
                  bracket[low], values[low], gradients[low], slopes[low] = t, f_new, g_new.clone(), slope_new
          return values[low], gradients[low], bracket[low], asked
      """#)
}
