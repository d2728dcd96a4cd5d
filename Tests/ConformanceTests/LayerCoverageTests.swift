import Foundation
import Testing

/// Every layer there is has a line in the program whose layers are compared with PyTorch's: what they print, the names and
/// shapes of what they keep, and their first values.
@Test func everyLayerIsCompared() throws {
  let program = try String(
    contentsOf: tree.appending(path: "Tests/Conformance/torch/nn_every_layer.py"), encoding: .utf8)
  let folder = try Folder()
  let listing = folder.url.appending(path: "layers.py")
  try "import torch.nn as nn\nprint(*(n for n in dir(nn) if n[0].isupper()))\n"
    .write(to: listing, atomically: true, encoding: .utf8)
  let names = try Program.run([listing.path]).output.split(whereSeparator: \.isWhitespace).map(String.init)
  let bases: Set = ["Module", "Parameter"]
  #expect(names.count > 90)
  #expect(names.filter { !bases.contains($0) && !program.contains("nn.\($0)(") } == [])
}
