extension WrittenPart {
  /// Functions of `torch.nn.functional` that few networks use.
  static let smallFunctions = WrittenPart(
    owner: "torch.nn.functional", module: "torch.nn.functional",
    names: [
      "local_response_norm", "triplet_margin_with_distance_loss", "rrelu", "upsample_nearest", "upsample_bilinear",
    ],
    source: #"""
      import warnings

      import torch
      import torch.nn.functional as F


      def local_response_norm(input, size, alpha=1e-4, beta=0.75, k=1.0):
          """Each channel over the strength of its neighbours."""
          dim = input.dim()
          if dim < 3:
              gap = " " * 26
              raise ValueError(f"Expected 3D or higher dimensionality{gap}input (got {dim} dimensions)")
          if input.numel() == 0:
              return input
          squares = input.mul(input)
          before, after = size // 2, (size - 1) // 2
          if dim == 3:
              padded = F.pad(squares.unsqueeze(1), (0, 0, before, after))
              mean = F.avg_pool2d(padded, (size, 1), stride=1).squeeze(1)
          else:
              shape = input.size()
              squares = squares.view(shape[0], 1, shape[1], shape[2], -1)
              padded = F.pad(squares, (0, 0, 0, 0, before, after))
              mean = F.avg_pool3d(padded, (size, 1, 1), stride=1).squeeze(1).view(shape)
          return input / mean.mul(alpha).add(k).pow(beta)


      def triplet_margin_with_distance_loss(anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False,
                                            reduction="mean"):
          """How much farther a negative example is than a positive one, by any distance."""
          if reduction not in ("mean", "sum", "none"):
              raise ValueError(f"{reduction} is not a valid value for reduction")
          if margin <= 0:
              raise ValueError(f"margin must be greater than 0, got {margin}")
          if not anchor.ndim == positive.ndim == negative.ndim:
              raise RuntimeError(
                  "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
                  f"anchor {anchor.ndim}D, positive {positive.ndim}D, and negative {negative.ndim}D inputs")
          distance = F.pairwise_distance if distance_function is None else distance_function
          near, far = distance(anchor, positive), distance(anchor, negative)
          if swap:
              far = torch.minimum(far, distance(positive, negative))
          loss = torch.clamp_min(margin + near - far, 0)
          return loss if reduction == "none" else torch.sum(loss) if reduction == "sum" else torch.mean(loss)


      def rrelu(input, lower=1.0 / 8, upper=1.0 / 3, training=False, inplace=False):
          """A rectifier with a slope below zero that is drawn anew for each element."""
          if not training:
              return F.leaky_relu(input, (lower + upper) / 2, inplace)
          slopes = torch.ones_like(input)
          falls = input <= 0
          drawn = torch.empty(int(falls.sum()), dtype=torch.float64).uniform_(lower, upper)
          slopes[falls] = drawn.to(input.dtype)
          result = input * slopes
          return input.copy_(result) if inplace else result


      def upsample_nearest(input, size=None, scale_factor=None):
          """Pictures of another size, of their nearest places."""
          warnings.warn(
              "`nn.functional.upsample_nearest` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2)
          return F.interpolate(input, size, scale_factor, mode="nearest")


      def upsample_bilinear(input, size=None, scale_factor=None):
          """Pictures of another size, mixed of their nearest places."""
          warnings.warn(
              "`nn.functional.upsample_bilinear` is deprecated. Use `nn.functional.interpolate` instead.", stacklevel=2)
          return F.interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)
      """#)
}
