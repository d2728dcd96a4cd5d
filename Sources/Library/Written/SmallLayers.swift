extension WrittenPart {
  /// Layers and losses that few networks use.
  static let smallLayers = WrittenPart(
    owner: "torch.nn", module: "torch.nn.modules",
    names: [
      "Softmax2d", "ChannelShuffle", "RReLU", "LocalResponseNorm", "MultiMarginLoss",
      "MultiLabelMarginLoss", "MultiLabelSoftMarginLoss", "TripletMarginWithDistanceLoss",
    ],
    source: #"""
      import torch
      import torch.nn as nn
      import torch.nn.functional as F


      class Softmax2d(nn.Module):
          """Softmax over the channels of pictures."""

          def forward(self, input):
              if input.dim() not in (3, 4):
                  raise ValueError(f"Softmax2d: expected input to be 3D or 4D, got {input.dim()}D instead")
              return F.softmax(input, -3)


      class ChannelShuffle(nn.Module):
          """The channels of groups, dealt out in turn."""

          def __init__(self, groups):
              super().__init__()
              self.groups = groups

          def forward(self, input):
              n, c, *rest = input.shape
              return input.view(n, self.groups, c // self.groups, *rest).transpose(1, 2).reshape(input.shape)

          def extra_repr(self):
              return f"groups={self.groups}"


      class RReLU(nn.Module):
          """A rectifier with a slope below zero that is drawn anew for each element."""

          def __init__(self, lower=1.0 / 8, upper=1.0 / 3, inplace=False):
              super().__init__()
              self.lower = lower
              self.upper = upper
              self.inplace = inplace

          def forward(self, input):
              return F.rrelu(input, self.lower, self.upper, self.training, self.inplace)

          def extra_repr(self):
              return f"lower={self.lower}, upper={self.upper}" + (", inplace=True" if self.inplace else "")


      class LocalResponseNorm(nn.Module):
          """Each channel over the strength of its neighbours."""

          def __init__(self, size, alpha=1e-4, beta=0.75, k=1.0):
              super().__init__()
              self.size = size
              self.alpha = alpha
              self.beta = beta
              self.k = k

          def forward(self, input):
              return F.local_response_norm(input, self.size, self.alpha, self.beta, self.k)

          def extra_repr(self):
              return f"{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}"


      class MultiMarginLoss(nn.Module):
          """How far wrong classes come within a margin of the right one."""

          def __init__(self, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction="mean"):
              super().__init__()
              self.reduction = reduction
              self.register_buffer("weight", weight)
              if p != 1 and p != 2:
                  raise ValueError("only p == 1 and p == 2 supported")
              self.p = p
              self.margin = margin

          def forward(self, input, target):
              return F.multi_margin_loss(input, target, p=self.p, margin=self.margin, weight=self.weight,
                                         reduction=self.reduction)


      class MultiLabelMarginLoss(nn.Module):
          """How far wrong labels come within a margin of the right ones."""

          def __init__(self, size_average=None, reduce=None, reduction="mean"):
              super().__init__()
              self.reduction = reduction

          def forward(self, input, target):
              return F.multilabel_margin_loss(input, target, reduction=self.reduction)


      class MultiLabelSoftMarginLoss(nn.Module):
          """Cross-entropy of several labels, each on its own."""

          def __init__(self, weight=None, size_average=None, reduce=None, reduction="mean"):
              super().__init__()
              self.reduction = reduction
              self.register_buffer("weight", weight)

          def forward(self, input, target):
              return F.multilabel_soft_margin_loss(input, target, weight=self.weight, reduction=self.reduction)


      class TripletMarginWithDistanceLoss(nn.Module):
          """How much nearer the positive is than the negative, by a distance of one's own."""

          def __init__(self, *, distance_function=None, margin=1.0, swap=False, reduction="mean"):
              super().__init__()
              if margin <= 0:
                  raise ValueError(
                      f"TripletMarginWithDistanceLoss: expected margin to be greater than 0, got {margin} instead")
              self.reduction = reduction
              self.distance_function = distance_function if distance_function is not None else nn.PairwiseDistance()
              self.margin = margin
              self.swap = swap

          def forward(self, anchor, positive, negative):
              return F.triplet_margin_with_distance_loss(
                  anchor, positive, negative, distance_function=self.distance_function, margin=self.margin, swap=self.swap,
                  reduction=self.reduction)
      """#)
}
