import Findings

/// The worst column removed, then the next given that the first is gone.
///
/// **Guarantee** each step lowers the risk by as much as any single column can in that state; a set
/// of several columns chosen together may do better.
/// **Cost** at most columns * (columns + 1) / 2 fits; those of the first step are made already.
struct RemovalCurve {
  /// For each step the removals tried; the first of each is the one taken.
  private(set) var steps: [RemovalRanking] = []
  private var next: RemovalRanking
  private var isCut = false

  /// A curve that begins with the first of a ranking.
  init(first: RemovalRanking) { self.next = first }

  /// Removes columns until the risk is a guess's, nothing is left, or the fits are used up.
  mutating func walk(
    features: [EvidenceFeature], options: BlameOptions, table: inout CoalitionTable
  ) throws {
    let chance = try table.coalition([]).risk
    while let taken = next.entries.first {
      steps.append(next)
      let rest = taken.coalition
      guard !rest.features.isEmpty, rest.estimate(level: options.level).lower > chance else {
        return
      }
      let sets = RemovalRanking.sets(from: rest.features, features: features)
      guard table.refitCount + table.missing(sets) <= options.refitLimit else {
        isCut = true
        return
      }
      next = try RemovalRanking(from: rest, features: features, table: &table)
    }
  }

  /// What was cut short.
  func omission(_ options: BlameOptions) -> String? {
    guard isCut else { return nil }
    return "The removal curve ends after \(Phrase.count(steps.count, "column", "columns")), above "
      + "what a guess finds: it may take no more than "
      + "\(Phrase.count(options.refitLimit)) fits."
  }
}
