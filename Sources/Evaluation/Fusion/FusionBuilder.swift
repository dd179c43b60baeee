import Findings
import Numerics

/// Makes a fused problem of costs, batch by batch of targets.
struct FusionBuilder {
  /// The targets that say how close a candidate is to anybody, rising.
  let sample: [Int]
  /// How many targets' costs are in memory at a time.
  let batchHeight: Int
  private let truth: [Int?]
  private var scorer: FusionScorer
  private var lists = CandidateLists()
  private var scores: [Float] = []

  init(
    features: [EvidenceFeature], candidateCount: Int, truth: [Int?], options: ListOptions
  ) {
    self.truth = truth
    let bytes = max(1, candidateCount) * max(1, features.count) * 4
    batchHeight = max(1, min(options.batchBytes / bytes, max(truth.count, 1)))
    // Where all costs are there at once, more of them can be asked.
    let most = batchHeight < truth.count ? options.cohortSample : options.cohortSample * 8
    let count = min(max(most, 1), truth.count)
    sample = (0..<count).map { $0 * truth.count / count }
    scorer = FusionScorer(
      features: features, candidateCount: candidateCount, options: options,
      lanes: options.lanes(features: features.count, targets: truth.count))
    let width = scorer.listing.mostEntries + 1
    scores.reserveCapacity(width * truth.count * features.count * scorer.lanes)
  }

  /// Takes the costs of a target of the sample by a feature.
  mutating func learn(_ costs: ArraySlice<Float>, feature: Int) {
    scorer.scales[feature].add(costs)
  }

  /// Ends the sample.
  mutating func finishScales() {
    for feature in scorer.scales.indices { scorer.scales[feature].finish() }
  }

  /// Adds the next targets.
  ///
  /// - Parameter costs: for each feature a row for each of them.
  mutating func add(_ costs: [PairCosts], targets: Range<Int>) {
    let (scorer, truth) = (scorer, truth)
    let parts = concurrentChunks(count: targets.count, minimumChunk: 4) { rows in
      var lists = CandidateLists()
      var scores: [Float] = []
      for row in rows {
        let target = targets.lowerBound + row
        let (list, scales) = scorer.list(costs, row: row, target: target)
        lists.append(list, truth: truth[target])
        scores += scorer.scores(
          costs, row: row, of: lists.candidates[lists.entries(of: lists.listedCounts.count - 1)],
          scales: scales)
      }
      return (lists: lists, scores: scores)
    }
    for part in parts {
      lists.append(part.lists)
      scores += part.scores
    }
  }

  /// The problem, when all targets were added.
  var problem: FusionProblem {
    FusionProblem(
      features: scorer.features, candidateCount: scorer.listing.candidateCount, truth: truth,
      lists: lists, scores: scores, lanes: scorer.lanes)
  }
}

/// Lists and scores the candidates of a target by its costs.
struct FusionScorer: Sendable {
  let features: [EvidenceFeature]
  let listing: CandidateListing
  /// How many scores each feature has.
  let lanes: Int
  /// For each feature the scales of the candidates.
  var scales: [CohortNormalisation]
  /// For each feature its channel's place.
  private let channels: [Int]

  init(
    features: [EvidenceFeature], candidateCount: Int, options: ListOptions, lanes: Int
  ) {
    self.lanes = lanes
    self.features = features
    scales = features.map { _ in CohortNormalisation(candidateCount: candidateCount) }
    let names = Set(features.map(\.channel.rawValue)).sorted()
    channels = features.map { names.firstIndex(of: $0.channel.rawValue) ?? 0 }
    listing = CandidateListing(
      options: options, candidateCount: candidateCount, channelCount: names.count)
  }

  /// Who is looked at for a target, and the target's scale of each feature.
  func list(
    _ costs: [PairCosts], row: Int, target: Int
  ) -> (list: TargetList, scales: [SIMD4<Float>]) {
    var sums = [[Float]](
      repeating: listing.isComplete
        ? [] : [Float](repeating: -.infinity, count: listing.candidateCount),
      count: listing.channelCount)
    var (logarithms, readings): ([Float], [SIMD2<Float>]) = ([], [])
    var own: [SIMD4<Float>] = []
    for (feature, matrix) in costs.enumerated() {
      CohortNormalisation.read(matrix.row(row), logarithms: &logarithms, into: &readings)
      let scale = CohortNormalisation.scale(of: readings)
      own.append(scale)
      if !listing.isComplete {
        add(readings, of: feature, scale: scale, to: &sums[channels[feature]])
      }
    }
    let list =
      listing.isComplete
      ? TargetList(all: listing.candidateCount) : listing.list(sums: sums, target: target)
    return (list, own)
  }

  private func add(
    _ readings: [SIMD2<Float>], of feature: Int, scale: SIMD4<Float>, to sums: inout [Float]
  ) {
    let own = scales[feature]
    for (candidate, readings) in readings.enumerated() where readings[0].isFinite {
      let score = own.scores(readings, candidate: candidate, target: scale).sum()
      let sum = sums[candidate]
      sums[candidate] = sum > -.infinity ? sum + score : score
    }
  }

  /// The scores of a target's entries, feature after feature.
  ///
  /// - Parameter own: the target's scale of each feature.
  func scores(
    _ costs: [PairCosts], row: Int, of candidates: ArraySlice<UInt32>, scales own: [SIMD4<Float>]
  ) -> [Float] {
    let count = candidates.count
    var scores = [Float](repeating: 0, count: count * features.count * lanes)
    for (feature, matrix) in costs.enumerated() {
      let start = row * matrix.columnCount
      for (entry, candidate) in candidates.enumerated() {
        let cost = matrix.values[start + Int(candidate)]
        guard cost.isFinite else { continue }
        let four = scales[feature].scores(
          CohortNormalisation.readings(cost), candidate: Int(candidate), target: own[feature])
        switch lanes {
        case 4:
          for lane in 0..<4 { scores[(feature * 4 + lane) * count + entry] = four[lane] }
        case 2:
          scores[feature * 2 * count + entry] = four[0] + four[2]
          scores[(feature * 2 + 1) * count + entry] = four[1] + four[3]
        default:
          scores[feature * count + entry] = four.sum()
        }
      }
    }
    return scores
  }
}
