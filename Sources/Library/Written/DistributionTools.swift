extension WrittenPart {
  /// Numbers, tensors, chances and odds in one form.
  static let distributionTools = WrittenPart(
    owner: "torch.distributions.utils", module: "torch.distributions.utils",
    names: [
      "broadcast_all", "clamp_probs", "euler_constant", "logits_to_probs",
      "probs_to_logits",
    ],
    source: #"""
      from numbers import Number

      import torch

      euler_constant = 0.57721566490153286060


      def broadcast_all(*values):
          """Numbers and tensors as tensors of one shape."""
          if not all(isinstance(v, (torch.Tensor, Number)) for v in values):
              raise ValueError("Input arguments must all be instances of Number, torch.Tensor or objects implementing "
                               "__torch_function__.")
          first = next((v for v in values if isinstance(v, torch.Tensor)), None)
          dtype = first.dtype if first is not None else torch.get_default_dtype()
          return torch.broadcast_tensors(
              *(v if isinstance(v, torch.Tensor) else torch.tensor(v, dtype=dtype) for v in values))


      def clamp_probs(probs):
          """Chances a little away from never and always."""
          eps = torch.finfo(probs.dtype).eps
          return probs.clamp(min=eps, max=1 - eps)


      def probs_to_logits(probs, is_binary=False):
          """The logarithms of chances, or of odds where there are two outcomes."""
          inside = clamp_probs(probs)
          return torch.log(inside) - torch.log1p(-inside) if is_binary else torch.log(inside)


      def logits_to_probs(logits, is_binary=False):
          """The other way round."""
          return torch.sigmoid(logits) if is_binary else torch.nn.functional.softmax(logits, dim=-1)
      """#)
}
