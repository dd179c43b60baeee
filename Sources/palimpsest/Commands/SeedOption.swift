import ArgumentParser

/// A seed: drawn from the system where none is given, and written into the report.
struct SeedOption: ParsableArguments {
  @Option(help: "The seed of all sampling, so that a run can be repeated; drawn when not given.")
  var seed: UInt64?

  /// The seed to use.
  var value: UInt64 { seed ?? UInt64.random(in: 0..<1 << 48) }
}
