extension WrittenPart {
  /// Layers that undo a pooling, and the loss of sequences that are not aligned.
  static let unpoolingLayers = WrittenPart(
    owner: "torch.nn", module: "torch.nn.modules", names: ["MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d", "CTCLoss"],
    source: #"""
      import torch.nn as nn
      import torch.nn.functional as F


      class Unpooling(nn.Module):
          def __init__(self, kernel_size, stride=None, padding=0):
              super().__init__()

              def each(value):
                  return value if isinstance(value, tuple) else (value,) * self.dims

              self.kernel_size = each(kernel_size)
              self.stride = each(stride if stride is not None else kernel_size)
              self.padding = each(padding)

          def extra_repr(self):
              return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


      class MaxUnpool1d(Unpooling):
          """Elements of rows brought back to where a pooling found them."""

          dims = 1

          def forward(self, input, indices, output_size=None):
              return F.max_unpool1d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


      class MaxUnpool2d(Unpooling):
          """Elements of pictures brought back to where a pooling found them."""

          dims = 2

          def forward(self, input, indices, output_size=None):
              return F.max_unpool2d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


      class MaxUnpool3d(Unpooling):
          """Elements of bodies brought back to where a pooling found them."""

          dims = 3

          def forward(self, input, indices, output_size=None):
              return F.max_unpool3d(input, indices, self.kernel_size, self.stride, self.padding, output_size)


      class CTCLoss(nn.Module):
          """The loss of labels that are not aligned with the steps of a sequence."""

          def __init__(self, blank=0, reduction="mean", zero_infinity=False):
              super().__init__()
              self.reduction = reduction
              self.blank = blank
              self.zero_infinity = zero_infinity

          def forward(self, log_probs, targets, input_lengths, target_lengths):
              return F.ctc_loss(log_probs, targets, input_lengths, target_lengths, self.blank, self.reduction,
                                self.zero_infinity)
      """#)
}
