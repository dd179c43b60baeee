// swift-tools-version: 6.3
import PackageDescription

// libFuzzer entries for the parsers of untrusted text; a package of its own. See README.md here.

let fuzzer: [SwiftSetting] = [
  .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])
]
let linked: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer"])]

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "palimpsest", path: "..")],
  targets: [
    .target(name: "FuzzDriver"),
    .executableTarget(
      name: "FuzzManifest",
      dependencies: ["FuzzDriver", .product(name: "Tables", package: "palimpsest")],
      swiftSettings: fuzzer, linkerSettings: linked),
    .executableTarget(
      name: "FuzzReport",
      dependencies: [
        "FuzzDriver", .product(name: "Findings", package: "palimpsest"),
        .product(name: "Reporting", package: "palimpsest"),
      ], swiftSettings: fuzzer, linkerSettings: linked),
    .executableTarget(
      name: "FuzzValue",
      dependencies: [
        "FuzzDriver", .product(name: "Attacks", package: "palimpsest"),
        .product(name: "Tables", package: "palimpsest"),
      ],
      swiftSettings: fuzzer, linkerSettings: linked),
  ],
  swiftLanguageModes: [.v6]
)
