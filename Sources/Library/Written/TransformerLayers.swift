extension WrittenPart {
  /// Encoders and decoders made of attention.
  static let transformers = WrittenPart(
    owner: "torch.nn", module: "torch.nn.modules.transformer",
    names: [
      "TransformerEncoderLayer", "TransformerEncoder", "TransformerDecoderLayer", "TransformerDecoder",
      "Transformer",
    ],
    source: #"""
      import copy
      import warnings

      import torch
      import torch.nn as nn
      import torch.nn.functional as F


      def activation_named(name):
          if name == "relu":
              return F.relu
          if name == "gelu":
              return F.gelu
          raise RuntimeError(f"activation should be relu/gelu, not {name}")


      def copies(module, count):
          return nn.ModuleList([copy.deepcopy(module) for _ in range(count)])


      class TransformerEncoderLayer(nn.Module):
          """Attention of a sequence to itself, then a small network at every place, each with a way around it."""

          def __init__(self, d_model, nhead, dim_feedforward=2048, dropout=0.1, activation=F.relu, layer_norm_eps=1e-05,
                       batch_first=False, norm_first=False, bias=True, device=None, dtype=None):
              new = {"device": device, "dtype": dtype}
              super().__init__()
              self.self_attn = nn.MultiheadAttention(
                  d_model, nhead, dropout=dropout, bias=bias, batch_first=batch_first, **new)
              self.linear1 = nn.Linear(d_model, dim_feedforward, bias=bias, **new)
              self.dropout = nn.Dropout(dropout)
              self.linear2 = nn.Linear(dim_feedforward, d_model, bias=bias, **new)
              self.norm_first = norm_first
              self.norm1 = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias, **new)
              self.norm2 = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias, **new)
              self.dropout1 = nn.Dropout(dropout)
              self.dropout2 = nn.Dropout(dropout)
              self.activation = activation_named(activation) if isinstance(activation, str) else activation

          def forward(self, src, src_mask=None, src_key_padding_mask=None, is_causal=False):
              x = src
              if self.norm_first:
                  x = x + self._sa_block(self.norm1(x), src_mask, src_key_padding_mask)
                  return x + self._ff_block(self.norm2(x))
              x = self.norm1(x + self._sa_block(x, src_mask, src_key_padding_mask))
              return self.norm2(x + self._ff_block(x))

          def _sa_block(self, x, attn_mask, key_padding_mask):
              x = self.self_attn(x, x, x, attn_mask=attn_mask, key_padding_mask=key_padding_mask, need_weights=False)[0]
              return self.dropout1(x)

          def _ff_block(self, x):
              return self.dropout2(self.linear2(self.dropout(self.activation(self.linear1(x)))))


      def why_not_nested(layer):
          """What keeps PyTorch from its fast path, in its words; empty when nothing does."""
          if not isinstance(layer, TransformerEncoderLayer):
              return "encoder_layer was not TransformerEncoderLayer"
          if layer.norm_first:
              return "encoder_layer.norm_first was True"
          if not layer.self_attn.batch_first:
              return ("encoder_layer.self_attn.batch_first was not True"
                      "(use batch_first for better inference performance)")
          if layer.self_attn.in_proj_bias is None:
              return "encoder_layer.self_attn was passed bias=False"
          if layer.activation not in (F.relu, F.gelu):
              return "encoder_layer.activation_relu_or_gelu was not True"
          if layer.norm1.eps != layer.norm2.eps:
              return "encoder_layer.norm1.eps was not equal to encoder_layer.norm2.eps"
          return "encoder_layer.self_attn.num_heads is odd" if layer.self_attn.num_heads % 2 == 1 else ""


      class TransformerEncoder(nn.Module):
          """Encoder layers, one after the other."""

          def __init__(self, encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True):
              super().__init__()
              self.layers = copies(encoder_layer, num_layers)
              self.num_layers = num_layers
              self.norm = norm
              self.enable_nested_tensor = enable_nested_tensor
              reason = why_not_nested(encoder_layer)
              self.use_nested_tensor = enable_nested_tensor and not reason
              self.mask_check = mask_check
              if enable_nested_tensor and reason:
                  warnings.warn(
                      f"enable_nested_tensor is True, but self.use_nested_tensor is False because {reason}", stacklevel=2)

          def forward(self, src, mask=None, src_key_padding_mask=None, is_causal=None):
              for layer in self.layers:
                  src = layer(src, src_mask=mask, src_key_padding_mask=src_key_padding_mask)
              return src if self.norm is None else self.norm(src)


      class TransformerDecoderLayer(nn.Module):
          """As an encoder's layer, with attention to what an encoder gave in between."""

          def __init__(self, d_model, nhead, dim_feedforward=2048, dropout=0.1, activation=F.relu, layer_norm_eps=1e-05,
                       batch_first=False, norm_first=False, bias=True, device=None, dtype=None):
              new = {"device": device, "dtype": dtype}
              super().__init__()
              self.self_attn = nn.MultiheadAttention(
                  d_model, nhead, dropout=dropout, batch_first=batch_first, bias=bias, **new)
              self.multihead_attn = nn.MultiheadAttention(
                  d_model, nhead, dropout=dropout, batch_first=batch_first, bias=bias, **new)
              self.linear1 = nn.Linear(d_model, dim_feedforward, bias=bias, **new)
              self.dropout = nn.Dropout(dropout)
              self.linear2 = nn.Linear(dim_feedforward, d_model, bias=bias, **new)
              self.norm_first = norm_first
              self.norm1 = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias, **new)
              self.norm2 = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias, **new)
              self.norm3 = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias, **new)
              self.dropout1 = nn.Dropout(dropout)
              self.dropout2 = nn.Dropout(dropout)
              self.dropout3 = nn.Dropout(dropout)
              self.activation = activation_named(activation) if isinstance(activation, str) else activation

          def forward(self, tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None,
                      memory_key_padding_mask=None, tgt_is_causal=False, memory_is_causal=False):
              def own(x):
                  return self.dropout1(self.self_attn(
                      x, x, x, attn_mask=tgt_mask, key_padding_mask=tgt_key_padding_mask, need_weights=False)[0])

              def other(x):
                  return self.dropout2(self.multihead_attn(
                      x, memory, memory, attn_mask=memory_mask, key_padding_mask=memory_key_padding_mask,
                      need_weights=False)[0])

              def each(x):
                  return self.dropout3(self.linear2(self.dropout(self.activation(self.linear1(x)))))

              x = tgt
              if self.norm_first:
                  x = x + own(self.norm1(x))
                  x = x + other(self.norm2(x))
                  return x + each(self.norm3(x))
              x = self.norm1(x + own(x))
              x = self.norm2(x + other(x))
              return self.norm3(x + each(x))


      class TransformerDecoder(nn.Module):
          """Decoder layers, one after the other."""

          def __init__(self, decoder_layer, num_layers, norm=None):
              super().__init__()
              self.layers = copies(decoder_layer, num_layers)
              self.num_layers = num_layers
              self.norm = norm

          def forward(self, tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None,
                      memory_key_padding_mask=None, tgt_is_causal=None, memory_is_causal=False):
              for layer in self.layers:
                  tgt = layer(tgt, memory, tgt_mask=tgt_mask, memory_mask=memory_mask,
                              tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask)
              return tgt if self.norm is None else self.norm(tgt)


      class Transformer(nn.Module):
          """An encoder and a decoder."""

          def __init__(self, d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048,
                       dropout=0.1, activation=F.relu, custom_encoder=None, custom_decoder=None, layer_norm_eps=1e-05,
                       batch_first=False, norm_first=False, bias=True, device=None, dtype=None):
              new = {"device": device, "dtype": dtype}
              super().__init__()
              settings = (d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias)
              if custom_encoder is not None:
                  self.encoder = custom_encoder
              else:
                  layer = nn.TransformerEncoderLayer(*settings, **new)
                  norm = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias, **new)
                  self.encoder = nn.TransformerEncoder(layer, num_encoder_layers, norm)
              if custom_decoder is not None:
                  self.decoder = custom_decoder
              else:
                  layer = nn.TransformerDecoderLayer(*settings, **new)
                  norm = nn.LayerNorm(d_model, eps=layer_norm_eps, bias=bias, **new)
                  self.decoder = nn.TransformerDecoder(layer, num_decoder_layers, norm)
              for p in self.parameters():
                  if p.dim() > 1:
                      nn.init.xavier_uniform_(p)
              self.d_model = d_model
              self.nhead = nhead
              self.batch_first = batch_first

          def forward(self, src, tgt, src_mask=None, tgt_mask=None, memory_mask=None, src_key_padding_mask=None,
                      tgt_key_padding_mask=None, memory_key_padding_mask=None, src_is_causal=None, tgt_is_causal=None,
                      memory_is_causal=False):
              if src.size(-1) != self.d_model or tgt.size(-1) != self.d_model:
                  raise RuntimeError("the feature number of src and tgt must be equal to d_model")
              memory = self.encoder(src, mask=src_mask, src_key_padding_mask=src_key_padding_mask)
              return self.decoder(tgt, memory, tgt_mask=tgt_mask, memory_mask=memory_mask,
                                  tgt_key_padding_mask=tgt_key_padding_mask,
                                  memory_key_padding_mask=memory_key_padding_mask)

          @staticmethod
          def generate_square_subsequent_mask(sz, device=None, dtype=None):
              """Minus infinity above the diagonal, zero elsewhere."""
              dtype = dtype or torch.get_default_dtype()
              return torch.triu(torch.full((sz, sz), float("-inf"), dtype=dtype, device=device), diagonal=1)
      """#)
}
