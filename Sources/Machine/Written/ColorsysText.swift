extension WrittenModule {
  /// Module `colorsys`.
  static let colorsys = WrittenModule(
    "colorsys", "Colours from one system to another.",
    names: "hls_to_rgb hsv_to_rgb rgb_to_hls rgb_to_hsv rgb_to_yiq yiq_to_rgb",
    source: #"""
      def rgb_to_yiq(r, g, b):
          y = 0.30*r + 0.59*g + 0.11*b
          return (y, 0.74*(r - y) - 0.27*(b - y), 0.48*(r - y) + 0.41*(b - y))


      def yiq_to_rgb(y, i, q):
          r = y + 0.9468822170900693*i + 0.6235565819861433*q
          g = y - 0.27478764629897834*i - 0.6356910791873801*q
          b = y - 1.1085450346420322*i + 1.7090069284064666*q
          return tuple(min(max(c, 0.0), 1.0) for c in (r, g, b))


      def _hue(r, g, b, largest, distance):
          away = [(largest - c) / distance for c in (r, g, b)]
          if r == largest:
              return (away[2] - away[1]) / 6.0 % 1.0
          if g == largest:
              return (2.0 + away[0] - away[2]) / 6.0 % 1.0
          return (4.0 + away[1] - away[0]) / 6.0 % 1.0


      def rgb_to_hls(r, g, b):
          largest, least = max(r, g, b), min(r, g, b)
          both, distance = largest + least, largest - least
          light = both / 2.0
          if largest == least:
              return 0.0, light, 0.0
          saturation = distance / both if light <= 0.5 else distance / (2.0 - largest - least)
          return _hue(r, g, b, largest, distance), light, saturation


      def hls_to_rgb(h, l, s):
          if s == 0.0:
              return l, l, l
          high = l * (1.0 + s) if l <= 0.5 else l + s - l*s
          low = 2.0*l - high

          def channel(hue):
              hue %= 1.0
              if hue < 1.0/6.0:
                  return low + (high - low)*hue*6.0
              if hue < 0.5:
                  return high
              if hue < 2.0/3.0:
                  return low + (high - low)*(2.0/3.0 - hue)*6.0
              return low

          return channel(h + 1.0/3.0), channel(h), channel(h - 1.0/3.0)


      def rgb_to_hsv(r, g, b):
          largest, least = max(r, g, b), min(r, g, b)
          distance = largest - least
          if largest == least:
              return 0.0, 0.0, largest
          return _hue(r, g, b, largest, distance), distance / largest, largest


      def hsv_to_rgb(h, s, v):
          if s == 0.0:
              return v, v, v
          sector = int(h*6.0)
          f = h*6.0 - sector
          p, q, t = v*(1.0 - s), v*(1.0 - s*f), v*(1.0 - s*(1.0 - f))
          return [(v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q)][sector % 6]
      """#)
}
