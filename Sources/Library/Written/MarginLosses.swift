extension WrittenPart {
  /// Losses of `torch.nn.functional` with margins between labels.
  static let marginLosses = WrittenPart(
    owner: "torch.nn.functional", module: "torch.nn.functional",
    names: ["multi_margin_loss", "multilabel_margin_loss", "multilabel_soft_margin_loss"],
    source: #"""
      import torch
      import torch.nn.functional as F


      def reduced(loss, reduction):
          if reduction not in ("none", "mean", "sum"):
              raise ValueError(f"{reduction} is not a valid value for reduction")
          return loss if reduction == "none" else loss.mean() if reduction == "mean" else loss.sum()


      def multi_margin_loss(input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None,
                            reduction="mean"):
          """How far wrong classes come within a margin of the right one."""
          if p != 1 and p != 2:
              raise ValueError("only p == 1 and p == 2 supported")
          right = input.gather(-1, target.unsqueeze(-1))
          short = (margin - right + input).clamp(min=0) ** p
          if weight is not None:
              short = short * weight[target].unsqueeze(-1)
          wrong = torch.ones_like(short).scatter(-1, target.unsqueeze(-1), 0.0)
          return reduced((short * wrong).sum(-1) / input.shape[-1], reduction)


      def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction="mean"):
          """How far wrong labels come within a margin of the right ones, which end at the first -1."""
          ended = (target < 0).long().cumsum(-1) > 0
          places = target.masked_fill(ended, 0)
          is_right = torch.zeros_like(input).scatter_add(-1, places, (~ended).to(input.dtype)) > 0
          right = input.gather(-1, places).unsqueeze(-1)
          short = (1 - right + input.unsqueeze(-2)).clamp(min=0)
          counts = ~ended.unsqueeze(-1) & ~is_right.unsqueeze(-2)
          return reduced((short * counts).sum((-2, -1)) / input.shape[-1], reduction)


      def multilabel_soft_margin_loss(input, target, weight=None, size_average=None, reduce=None, reduction="mean"):
          """Cross-entropy of several labels, each on its own."""
          loss = -(target * F.logsigmoid(input) + (1 - target) * F.logsigmoid(-input))
          if weight is not None:
              loss = loss * weight
          return reduced(loss.sum(dim=-1) / input.size(-1), reduction)
      """#)
}
