# Colours from one system to another.
import colorsys
import keyword

for r, g, b in [(0.2, 0.4, 0.6), (1, 0, 0), (0, 1, 0), (0, 0, 1), (0.5, 0.5, 0.5), (0.9, 0.1, 0.8), (0, 0, 0), (1, 1, 1)]:
    hsv, hls, yiq = colorsys.rgb_to_hsv(r, g, b), colorsys.rgb_to_hls(r, g, b), colorsys.rgb_to_yiq(r, g, b)
    print(hsv, hls, yiq)
    print(colorsys.hsv_to_rgb(*hsv), colorsys.hls_to_rgb(*hls), colorsys.yiq_to_rgb(*yiq))
print([tuple(round(c, 3) for c in colorsys.hsv_to_rgb(i / 7, 0.5, 0.95)) for i in range(8)])
print(len(keyword.kwlist), keyword.kwlist, keyword.softkwlist)
print(keyword.iskeyword("for"), keyword.iskeyword("print"), keyword.issoftkeyword("match"), keyword.issoftkeyword("for"))
