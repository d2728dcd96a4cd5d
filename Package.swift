// swift-tools-version: 6.1
import PackageDescription

/// Every target is checked the same way, and without a warning where `make check` asks. Release builds may inline across
/// targets, because one operation of a running script crosses Machine, Library, Ops, Autograd and NDArray. Swift code runs
/// on one thread at a time, so their reference counts need not be atomic; what runs on several cores is C.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .unsafeFlags(
    [
      "-cross-module-optimization", "-enforce-exclusivity=unchecked", "-Xfrontend", "-assume-single-threaded",
    ], .when(configuration: .release)),
  .unsafeFlags(Context.environment["ARGENT_STRICT"] == nil ? [] : ["-warnings-as-errors"]),
]

/// A target of ours: its dependencies are the arrows of docs/architecture.md.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "argent",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
  ],
  targets: [
    // The terminal.
    .target(name: "CEdit", linkerSettings: [.linkedLibrary("edit")]),
    room("LineEditor", ["CEdit"]),
    tests("LineEditorTests", ["LineEditor"]),

    // What a session goes back to.
    room("Recall"),
    tests("RecallTests", ["Recall"]),

    // The language.
    room("Diagnostics"),
    room("Syntax", ["Diagnostics"]),
    room("Machine", ["Syntax", "Diagnostics", "Recall", .product(name: "BigInt", package: "BigInt")]),
    tests("MachineTests", ["Machine", "Syntax", "Diagnostics", .product(name: "BigInt", package: "BigInt")]),
    // Numbers. The C loops are optimised in debug builds too.
    .target(
      name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-fno-math-errno"])],
      linkerSettings: [.linkedLibrary("sleef"), .linkedLibrary("m")]),
    tests("CKernelsTests", ["CKernels"], exclude: ["Golden"]),
    room("NDArray", ["CKernels", "Recall"]),
    room("TensorText"),
    tests("TensorTextTests", ["TensorText"], exclude: ["Golden"]),
    tests("NotebookTests", ["Notebook", "Session"]),
    tests("ArchitectureTests", []),
    tests("ConformanceTests", ["argent"]),
    // The engine.
    room("Autograd", ["NDArray", "Recall"]),
    room("Ops", ["Autograd", "NDArray"]),
    .executableTarget(name: "argent-bench", dependencies: ["Ops", "Autograd", "NDArray"], swiftSettings: settings),
    room("Nets", ["Ops", "Autograd", "NDArray", "CKernels"]),
    // Pictures.
    room("Plots"),
    tests("PlotsTests", ["Plots"]),
    // Where the two meet.
    room("Library", ["Machine", "Plots", "Nets", "Ops", "Autograd", "NDArray", "TensorText", "Syntax", "Diagnostics"]),
    room("Session", ["Library", "Machine", "Recall", "Syntax", "Diagnostics"]),
    tests("SessionTests", ["Session", "Syntax"], exclude: ["Golden"]),
    room("Notebook", ["Session", "Syntax", "Diagnostics"]),
    // What the declarations say, as pages.
    room("Reference", ["Session", "Library", "Machine", "Syntax"]),
    .executableTarget(
      name: "argent",
      dependencies: [
        "Notebook", "Session", "Reference", "LineEditor", "Syntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings,
      // At a fixed address, the tables of types need not be written at every start before they are read.
      linkerSettings: [
        .unsafeFlags(["-Xclang-linker", "-no-pie"], .when(platforms: [.linux], configuration: .release))
      ]),
    tests("NDArrayTests", ["NDArray"], exclude: ["Golden"]),
    tests("OpsTests", ["Ops", "Autograd", "NDArray"]),
    tests("SyntaxTests", ["Syntax", "Diagnostics"], exclude: ["Golden"]),
  ]
)
