/// How an experiment gives the adversary what it knows; the name stands in each result.
public enum Scenario: String, Sendable, CaseIterable {
  /// Nothing is sampled: each data subject's risk follows from the release.
  case groupSizes = "group-sizes"
  /// A table of another party, with its own errors, is the adversary's knowledge.
  case auxiliaryTable = "auxiliary-table"
  /// A few points of each target are known.
  case knownPoints = "known-points"
  /// An earlier period is known, a later one attacked.
  case timeSplit = "time-split"
  /// The original is known, its release attacked.
  case originalBesideRelease = "original-beside-release"
}
