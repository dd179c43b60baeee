// swift-tools-version: 6.3
import PackageDescription

// The parsers of pictures and video with libFuzzer's coverage in them. A package of its own, which
// builds the room's sources again (a link to them): only so every branch of a parser is counted.

let fuzzer: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])]

let package = Package(
  name: "fuzz-media",
  targets: [
    .target(name: "MediaMetadata", swiftSettings: fuzzer),
    .target(name: "FuzzDriver"),
    .executableTarget(
      name: "FuzzMedia", dependencies: ["FuzzDriver", "MediaMetadata"], swiftSettings: fuzzer,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]),
  ],
  swiftLanguageModes: [.v6]
)
