import DifferentialPrivacy
import Engines
import Findings
import struct Numerics.Workers

extension PrivateReleaseRun {
  /// The counts of declared keys; a key that does not occur gets noise like any other.
  func histogram<Source: RandomSource & ~Copyable>(
    _ column: String, declared keys: [String], from source: inout Source
  ) throws -> PrivateRelease {
    let histogram = try KeyedHistogram(budget: budget(), limits: keyLimits())
    var exact = [Int](repeating: 0, count: keys.count)
    if request.subjects == nil {
      let places = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
      try engine.forEachGroup(of: request.source, column: column) { key, rows in
        if let place = places[key] { exact[place] += rows }
      }
    } else {
      exact = try bounded(column, listed: keys, from: &source).counts
    }
    let noisy = histogram.released(counts: exact, from: &source)
    return try document(
      .histogram, mechanism: mechanism(histogram.noise), cost: cost(histogram.cost),
      accuracy: accuracy(histogram.noise),
      results: zip(keys, noisy).map { .init(key: $0, value: Double($1)) }, declaresKeys: true)
  }

  /// The counts of those keys that are frequent enough to be no secret of a few.
  func histogram<Source: RandomSource & ~Copyable>(
    ofSecretKeysIn column: String, from source: inout Source
  ) throws -> PrivateRelease {
    guard let delta = request.delta else { throw PrivateReleaseError.deltaWanted }
    let histogram = try stableHistogram(delta: delta)
    var exact: [String: Int] = [:]
    if request.subjects == nil {
      try engine.forEachGroup(of: request.source, column: column) { exact[$0, default: 0] += $1 }
    } else {
      let bounded = try bounded(column, listed: nil, from: &source)
      for (key, rows) in zip(bounded.keys, bounded.counts) { exact[key, default: 0] += rows }
    }
    let shown = histogram.released(counts: exact, from: &source)
    return try document(
      .histogram, mechanism: mechanism(histogram.noise, threshold: histogram.threshold),
      cost: cost(of: histogram, delta: delta), accuracy: accuracy(histogram.noise),
      results: shown.map { .init(key: $0.key, value: Double($0.count)) }, declaresKeys: false)
  }

  /// The most rows that wait to be counted, over all threads: 256 MiB.
  private static let mostWaiting = 1 << 24

  private func keyLimits() throws -> KeyLimits {
    try KeyLimits(keys: request.subjects?.groups ?? 1, rowsPerKey: limits().rows)
  }

  /// Gaussian noise takes half of delta for itself, the threshold the other half.
  private func stableHistogram(delta: Double) throws -> StableHistogram {
    switch try budget(delta: delta / 2) {
    case .laplace(let epsilon):
      return try StableHistogram(.laplace(epsilon: epsilon), delta: delta, limits: keyLimits())
    case .gaussian(let rho):
      return try StableHistogram(.gaussian(rho: rho), delta: delta / 2, limits: keyLimits())
    }
  }

  private func cost(of histogram: StableHistogram, delta: Double) throws -> PrivateRelease.Cost {
    let noise = histogram.noise.cost
    let ofNoise = histogram.noise.isGaussian ? delta / 2 : 0
    // The threshold's own share is below what it was given; their sum is rounded up to that.
    return PrivateRelease.Cost(
      epsilon: try noise.epsilonRoundedUp(delta: ofNoise),
      delta: min(delta, (ofNoise + histogram.thresholdDelta).nextUp), rho: nil)
  }

  /// Counts in which each subject has the groups and rows allowed, chosen at random.
  private func bounded<Source: RandomSource & ~Copyable>(
    _ column: String, listed: [String]?, from source: inout Source
  ) throws -> (keys: [String], counts: [Int]) {
    guard let subjects = request.subjects, let groups = subjects.groups else {
      throw PrivateReleaseError.groupsPerSubjectWanted
    }
    let bounds = try ContributionBounds(groups: groups, rowsPerGroup: limits().rows)
    let order = KeyedPriority(from: &source)
    let last = listed.map { UInt32(clamping: $0.count) } ?? .max
    let empty = GroupSample(
      bounds: bounds, lastGroup: last, order: order,
      mostWaiting: Self.mostWaiting / Workers.automatic.count)
    let parts = WorkerParts { _ in empty }
    let columns = ContributionColumns(
      subject: subjects.column, group: column, listedGroups: listed)
    let texts = try engine.readContributions(of: request.source, columns: columns) {
      worker, subjects, groups, _ in
      parts.update(worker) { $0.add(subjects: subjects, groups: groups) }
    }
    var all = parts.take()
    var whole = all.popLast() ?? empty
    while let part = all.popLast() { whole.merge(part) }
    let keys = listed ?? texts
    return (keys, Array(whole.counts(groupCount: keys.count).dropFirst()))
  }
}
