import Evaluation
public import Numerics

/// Adds several comparisons up, each brought to the same scale by the cohort of its own experiment.
///
/// For each part the costs d are read as -d and as -log d; either is centred and scaled once over
/// the candidates of each target (how much closer than its other candidates?) and once over the
/// targets of each candidate (how much closer than this candidate is to anybody?). The four are
/// added, with equal weights for all parts: nothing is learned, so nothing has to be held out. What
/// a part can't compare (an infinite cost) says nothing for or against.
///
/// **Guarantee** none is claimed.
/// **Source** Auckenthaler, Carey, Lloyd-Thomas, *Score Normalization for Text-Independent Speaker
/// Verification Systems*, DSP 10 (2000), Z- and T-norm; Kenny, *Bayesian Speaker Verification with
/// Heavy-Tailed Priors*, Odyssey 2010, for their sum (S-norm).
/// **Cost** that of the parts, once more for at most `cohortLimit` targets beforehand.
/// **Does not protect against** an adversary who learns weights. The scales of a target use all its
/// candidates and those of a candidate the release's other targets, which an adversary who holds
/// the release has.
public struct CohortSum: PeriodComparison {
  /// A stable name.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// The publication.
  public let source =
    "Auckenthaler et al. 2000, DSP 10; Kenny 2010, Odyssey (S-norm), over the parts' own sources"
  private let parts: [any PeriodComparison]
  private let candidates: [UInt32]
  /// For each part and reading the scale of each candidate over targets.
  private let candidateScales: [[[CohortScale]]]

  /// How many targets the scale of a candidate is taken over at most.
  public static let cohortLimit = 2_000

  /// Measures the scales.
  ///
  /// - Parameters:
  ///   - parts: what is added.
  ///   - cohort: the people of the experiment.
  public init(id: String, title: String, parts: [any PeriodComparison], cohort: PeriodCohort) {
    self.id = id
    self.title = title
    self.parts = parts
    self.candidates = cohort.candidates
    let step = max(1, (cohort.pseudonyms.count + Self.cohortLimit - 1) / Self.cohortLimit)
    let sample = stride(from: 0, to: cohort.pseudonyms.count, by: step)
      .map { cohort.pseudonyms[$0] }
    self.candidateScales = parts.map { part in
      Self.scales(of: part, targets: sample, candidates: cohort.candidates)
    }
  }

  /// Minus the sum of the normalised scores of each pair.
  ///
  /// - Precondition: `candidates` are those of the cohort.
  public func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    precondition(candidates == self.candidates, "scales belong to their candidates")
    let width = candidates.count
    var sums = [Double](repeating: 0, count: targets.count * width)
    for (part, scales) in zip(parts, candidateScales) {
      let costs = part.costs(targets: targets, candidates: candidates)
      for row in 0..<targets.count {
        Self.add(costs.row(row), scales: scales, to: &sums, from: row * width)
      }
    }
    return PairCosts(
      rowCount: targets.count, columnCount: width, values: sums.map { Float(-$0) })
  }

  private static func add(
    _ costs: ArraySlice<Float>, scales: [[CohortScale]], to sums: inout [Double], from start: Int
  ) {
    for (reading, columns) in zip(CostReading.allCases, scales) {
      let scores = costs.map { reading.score($0) }
      var total = CohortMoments()
      for score in scores { total.add(score) }
      let own = total.scale
      for (column, score) in scores.enumerated() where score.isFinite {
        sums[start + column] += own.normalised(score) + columns[column].normalised(score)
      }
    }
  }

  private static func scales(
    of part: any PeriodComparison, targets: [UInt32], candidates: [UInt32]
  ) -> [[CohortScale]] {
    var moments = CostReading.allCases.map { _ in
      [CohortMoments](repeating: CohortMoments(), count: candidates.count)
    }
    for start in stride(from: 0, to: targets.count, by: 256) {
      let batch = Array(targets[start..<min(start + 256, targets.count)])
      let costs = part.costs(targets: batch, candidates: candidates)
      for row in 0..<batch.count {
        for (column, cost) in costs.row(row).enumerated() {
          for (index, reading) in CostReading.allCases.enumerated() {
            moments[index][column].add(reading.score(cost))
          }
        }
      }
    }
    return moments.map { $0.map(\.scale) }
  }
}
