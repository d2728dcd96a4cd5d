extension WrittenPart {
  /// Gradients scaled down to a common norm.
  static let gradientClipping = WrittenPart(
    owner: "torch.nn.utils", module: "torch.nn.utils.clip_grad",
    names: ["get_total_norm", "clip_grads_with_norm_", "clip_grad_norm_", "clip_grad_norm"],
    source: #"""
      import types
      import warnings

      import torch


      def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
          """The norm of all tensors as if they were one vector."""
          tensors = [tensors] if isinstance(tensors, torch.Tensor) else list(tensors)
          norm_type = float(norm_type)
          if len(tensors) == 0:
              return torch.tensor(0.0)
          norms = torch.stack([torch.linalg.vector_norm(tensor, norm_type) for tensor in tensors])
          total = torch.linalg.vector_norm(norms, norm_type)
          if error_if_nonfinite and torch.logical_or(total.isnan(), total.isinf()):
              raise RuntimeError(
                  f"The total norm of order {norm_type} for gradients from `parameters` is non-finite, so it cannot be clipped. To "
                  "disable this error and scale the gradients by the non-finite norm anyway, set `error_if_nonfinite=False`"
              )
          return total


      def clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
          """Scales gradients down by how far a total norm is above a bound."""
          if isinstance(parameters, torch.Tensor):
              parameters = [parameters]
          gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
          max_norm = float(max_norm)
          if len(gradients) == 0:
              return
          with torch.no_grad():
              factor = torch.clamp(max_norm / (total_norm + 1e-6), max=1.0)
              for gradient in gradients:
                  gradient.mul_(factor)


      def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
          """Scales gradients down so that their common norm is at most a bound."""
          if isinstance(parameters, torch.Tensor):
              parameters = [parameters]
          else:
              is_generator = isinstance(parameters, types.GeneratorType)
              parameters = list(parameters)
              if is_generator and len(parameters) == 0:
                  warnings.warn("`parameters` is an empty generator, no gradient clipping will occur.", stacklevel=2)
          gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
          with torch.no_grad():
              total = get_total_norm(gradients, norm_type, error_if_nonfinite, foreach)
          clip_grads_with_norm_(parameters, max_norm, total, foreach)
          return total


      def clip_grad_norm(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
          """The old name of `clip_grad_norm_`."""
          warnings.warn(
              "`torch.nn.utils.clip_grad_norm` is now deprecated in favor of `torch.nn.utils.clip_grad_norm_`.",
              FutureWarning, stacklevel=2)
          return clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite, foreach)
      """#)
}
