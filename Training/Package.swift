// swift-tools-version: 6.3
import PackageDescription

// Trains the learned detector of MediaMetadata and writes its weights. A package of its own: nobody
// who uses the libraries builds it.

let package = Package(
  name: "training",
  dependencies: [.package(name: "palimpsest", path: "..")],
  targets: [
    .executableTarget(
      name: "train-detector",
      dependencies: [.product(name: "MediaMetadata", package: "palimpsest")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6]
)
