extension WrittenPart {
  /// Sequences of several lengths as one tensor.
  static let paddedSequences = WrittenPart(
    owner: "torch.nn.utils.rnn", module: "torch.nn.utils.rnn",
    names: ["pad_sequence", "unpad_sequence"],
    source: #"""
      import torch


      def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
          """Tensors of several lengths as one, the short ones filled up."""
          if isinstance(sequences, torch.Tensor):
              sequences = sequences.unbind(0)
          if not sequences:
              raise RuntimeError("received an empty list of sequences")
          longest = max(s.size(0) for s in sequences)
          out = sequences[0].new_full((len(sequences), longest, *sequences[0].shape[1:]), padding_value)
          for row, sequence in zip(out, sequences):
              length = sequence.size(0)
              if padding_side == "left":
                  row[longest - length:] = sequence
              else:
                  row[:length] = sequence
          return out if batch_first else out.transpose(0, 1)


      def unpad_sequence(padded_sequences, lengths, batch_first=False):
          """The tensors that were padded."""
          if not batch_first:
              padded_sequences = padded_sequences.transpose(0, 1)
          return [row[:int(length)] for row, length in zip(padded_sequences, lengths)]
      """#)
}
