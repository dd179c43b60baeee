import Foundation

/// How the tests were built.
public enum Build {
  /// Whether the tests run with optimisation.
  ///
  /// Without it whole data sets take too long, unless `PALIMPSEST_SLOW` asks for them.
  /// `make test-release` runs them.
  public static let isOptimised: Bool = {
    #if DEBUG
      ProcessInfo.processInfo.environment["PALIMPSEST_SLOW"] != nil
    #else
      true
    #endif
  }()
}

/// Runs of an attack on people who have nothing to be found by, and how many may seem to succeed.
///
/// An interval at 95 % excludes chance in at most 5 % of runs, so the number of alarms is at most
/// binomial. A debug build makes fewer runs; `make test-release` makes all 200.
public enum NullControl {
  /// How many runs to make.
  public static var runs: Int { Build.isOptimised ? 200 : 20 }

  /// More alarms than this have a probability below 1e-6: P(B(200, .05) >= 28) = 9.6e-7,
  /// P(B(20, .05) >= 9) = 2.0e-7 (binomial tails, computed outside).
  public static var mostAlarms: Int { Build.isOptimised ? 27 : 8 }
}
