// swift-tools-version: 6.3
import PackageDescription

// The house of ARCHITECTURE.md: a target for each room, floors from the bottom up.
// Imports run downwards only; `Tests/ArchitectureTests` holds that rule.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// For rooms whose code reads untrusted bytes or runs in hot kernels: each unsafe expression is marked.
let memorySafe = strict + [.strictMemorySafety()]

let package = Package(
  name: "palimpsest",
  products: [
    .executable(name: "palimpsest", targets: ["palimpsest"]),
    .library(name: "Tables", targets: ["Tables"]),
    .library(name: "Numerics", targets: ["Numerics"]),
    .library(name: "Findings", targets: ["Findings"]),
    .library(name: "Engines", targets: ["Engines"]),
    .library(name: "Evaluation", targets: ["Evaluation"]),
    .library(name: "DifferentialPrivacy", targets: ["DifferentialPrivacy"]),
    .library(name: "MediaMetadata", targets: ["MediaMetadata"]),
    .library(name: "Attacks", targets: ["Attacks"]),
    .library(name: "Deidentification", targets: ["Deidentification"]),
    .library(name: "Governance", targets: ["Governance"]),
    .library(name: "Pipelines", targets: ["Pipelines"]),
    .library(name: "Reporting", targets: ["Reporting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Floor 1
    .target(name: "Numerics", swiftSettings: memorySafe),
    .target(name: "Findings", swiftSettings: strict),
    .target(
      name: "Tables", dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    // Floor 2
    .target(name: "CDuckDB"),
    .target(name: "CLinux"),
    .target(
      name: "Engines", dependencies: ["CDuckDB", "Tables", "Numerics"], swiftSettings: memorySafe),
    .target(
      name: "Evaluation", dependencies: ["Tables", "Numerics", "Findings"], swiftSettings: strict),
    .target(
      name: "DifferentialPrivacy",
      dependencies: ["CLinux", "Numerics", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: memorySafe),
    .target(name: "MediaMetadata", swiftSettings: memorySafe),
    // Floor 3
    .target(
      name: "Attacks",
      dependencies: [
        "Evaluation", "Engines", "MediaMetadata", "Tables", "Numerics", "Findings",
      ],
      swiftSettings: strict),
    .target(
      name: "Deidentification",
      dependencies: [
        "DifferentialPrivacy", "Tables", "Numerics", "Findings",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: memorySafe),
    // Floor 4
    .target(
      name: "Pipelines",
      dependencies: [
        "Attacks", "Deidentification", "Evaluation", "Engines", "MediaMetadata",
        "DifferentialPrivacy", "CLinux", "Tables", "Numerics", "Findings",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Governance",
      dependencies: [
        "Tables", "Findings", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(name: "Reporting", dependencies: ["Findings"], swiftSettings: strict),
    // Floor 5
    .executableTarget(
      name: "palimpsest",
      dependencies: [
        "Pipelines", "Governance", "Reporting", "Engines", "MediaMetadata", "CLinux", "Tables",
        "Findings",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "NumericsTests", dependencies: ["Numerics", "TestSupport"]),
    .testTarget(name: "FindingsTests", dependencies: ["Findings", "TestSupport"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "TestSupport"]),
    .testTarget(
      name: "EnginesTests", dependencies: ["Engines", "Tables", "Numerics", "TestSupport"]),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Numerics", "Findings", "TestSupport"]),
    .testTarget(
      name: "DifferentialPrivacyTests",
      dependencies: ["DifferentialPrivacy", "Numerics", "TestSupport"]),
    .testTarget(name: "MediaMetadataTests", dependencies: ["MediaMetadata", "TestSupport"]),
    .testTarget(
      name: "AttacksTests",
      dependencies: [
        "Attacks", "Engines", "Evaluation", "MediaMetadata", "Tables", "Numerics", "Findings",
        "TestSupport",
      ]),
    .testTarget(
      name: "DeidentificationTests",
      dependencies: [
        "Attacks", "Engines", "Deidentification", "DifferentialPrivacy", "Tables", "Numerics",
        "Findings", "TestSupport",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(
      name: "GovernanceTests",
      dependencies: ["Governance", "Reporting", "Tables", "Findings", "TestSupport"]),
    .testTarget(
      name: "PipelinesTests",
      dependencies: [
        "Pipelines", "Attacks", "Evaluation", "Engines", "MediaMetadata", "DifferentialPrivacy",
        "Tables", "Numerics", "Findings", "TestSupport",
      ]),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Findings", "TestSupport"],
      exclude: ["Snapshots"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["palimpsest", "Findings", "Engines", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
