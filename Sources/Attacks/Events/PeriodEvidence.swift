public import Evaluation

/// What a channel says of who is who, and of whom it has enough to say it.
public struct PeriodEvidence: Sendable {
  /// One comparison each, over the table's own data subjects.
  public let evidence: [ChannelEvidence]
  /// Data subjects with enough data on each side, rising: those worth trying.
  ///
  /// Whoever is not among them is compared all the same, as far as there is anything to compare.
  public let eligible: [UInt32]

  /// Evidence about people.
  ///
  /// - Precondition: `eligible` rises.
  public init(evidence: [ChannelEvidence], eligible: [UInt32]) {
    precondition(
      zip(eligible, eligible.dropFirst()).allSatisfy(<), "people are numbered, each once")
    self.evidence = evidence
    self.eligible = eligible
  }
}
