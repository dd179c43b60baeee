// swift-tools-version: 6.3
import PackageDescription

// Timings of the kernels beside C floors, in one run. A package of its own: nobody who uses the
// libraries builds it.

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "palimpsest", path: "..")],
  targets: [
    .target(name: "CFloor"),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "CFloor", .product(name: "Numerics", package: "palimpsest"),
        .product(name: "Engines", package: "palimpsest"),
        .product(name: "Attacks", package: "palimpsest"),
        .product(name: "MediaMetadata", package: "palimpsest"),
        .product(name: "DifferentialPrivacy", package: "palimpsest"),
        .product(name: "Deidentification", package: "palimpsest"),
        .product(name: "Tables", package: "palimpsest"),
        .product(name: "Evaluation", package: "palimpsest"),
        .product(name: "Findings", package: "palimpsest"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
