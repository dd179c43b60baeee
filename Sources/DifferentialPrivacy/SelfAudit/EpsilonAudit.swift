import Glibc
import Numerics

/// A set of outputs by which two neighbouring inputs are told apart.
public enum AuditEvent<Output: Comparable & Sendable>: Sendable {
  /// Outputs up to a value.
  case atMost(Output)
  /// Outputs from a value on.
  case atLeast(Output)
  /// One output.
  case equal(Output)

  /// Whether an output is in the set.
  public func contains(_ output: Output) -> Bool {
    switch self {
    case .atMost(let value): output <= value
    case .atLeast(let value): output >= value
    case .equal(let value): output == value
    }
  }
}

/// What samples prove about a mechanism's epsilon.
public struct EpsilonEvidence<Output: Comparable & Sendable>: Sendable {
  /// Epsilon is at least this, at the level of confidence asked for; 0 where nothing is proved.
  public let lowerBound: Double
  /// The set of outputs that proves it.
  public let event: AuditEvent<Output>
  /// Whether the set is likelier on the first input.
  public let favoursFirst: Bool
}

/// A lower bound on epsilon from samples on two neighbouring inputs.
///
/// **Guarantee**: if the mechanism is (epsilon, delta)-DP, the bound exceeds epsilon with a
/// probability of 1 - level at most: the event is chosen on one half of the samples and tested on
/// the other, with an interval of Clopper and Pearson for each of the two probabilities.
/// **Source**: Ding et al. 2018 (StatDP); Bichsel et al. 2021 (DP-Sniper); Jagielski et al. 2020.
/// **Cost**: O(n log n). **Does not protect against**: a flaw in an event that is not tried, or
/// rarer than the samples show: no finding is no proof.
public struct EpsilonAudit: Sendable {
  /// The delta that the mechanism may use up first.
  public let delta: Double
  /// The level of confidence.
  public let level: Double

  /// - Throws: `PrivacyError.parameter` for a delta or level that is none.
  public init(delta: Double = 0, level: Double = 0.999_999) throws(PrivacyError) {
    guard delta >= 0, delta < 1 else {
      throw .parameter(name: "delta", rule: "must be between 0 and 1")
    }
    guard level > 0, level < 1 else {
      throw .parameter(name: "level", rule: "must be between 0 and 1")
    }
    (self.delta, self.level) = (delta, level)
  }

  /// The bound that the samples of both inputs prove; nil for fewer than 2 samples.
  public func evidence<Output: Comparable & Sendable>(
    _ first: [Output], _ second: [Output]
  ) -> EpsilonEvidence<Output>? {
    let (one, other) = (first.count / 2, second.count / 2)
    guard one > 0, other > 0 else { return nil }
    guard
      let (event, favoursFirst) = bestEvent(first[..<one].sorted(), second[..<other].sorted())
    else { return nil }
    let hits = first[one...].count { event.contains($0) }
    let otherHits = second[other...].count { event.contains($0) }
    let left = interval(hits, first.count - one)
    let right = interval(otherHits, second.count - other)
    let (likely, rare) = favoursFirst ? (left.lower, right.upper) : (right.lower, left.upper)
    let bound = likely > delta ? max(0, log((likely - delta) / rare)) : 0
    return EpsilonEvidence(lowerBound: bound, event: event, favoursFirst: favoursFirst)
  }

  /// Half of the error is each interval's, and one end of each is used.
  private func interval(_ hits: Int, _ trials: Int) -> ConfidenceInterval {
    .clopperPearson(successes: hits, trials: trials, level: level)
  }

  /// The event of the largest likelihood ratio, three standard deviations to the safe side.
  private func bestEvent<Output: Comparable & Sendable>(
    _ first: [Output], _ second: [Output]
  ) -> (AuditEvent<Output>, Bool)? {
    var best: (AuditEvent<Output>, Bool)?
    var bestScore = -Double.infinity
    func consider(_ event: AuditEvent<Output>, _ hits: Int, _ otherHits: Int) {
      let (left, right) = (Double(hits), Double(otherHits))
      let forward = score(left, Double(first.count), right, Double(second.count))
      let backward = score(right, Double(second.count), left, Double(first.count))
      guard max(forward, backward) > bestScore else { return }
      (best, bestScore) = ((event, forward >= backward), max(forward, backward))
    }
    var (position, otherPosition) = (0, 0)
    while position < first.count || otherPosition < second.count {
      let value: Output
      if position == first.count {
        value = second[otherPosition]
      } else if otherPosition == second.count {
        value = first[position]
      } else {
        value = min(first[position], second[otherPosition])
      }
      let (start, otherStart) = (position, otherPosition)
      while position < first.count, first[position] == value { position += 1 }
      while otherPosition < second.count, second[otherPosition] == value { otherPosition += 1 }
      consider(.atMost(value), position, otherPosition)
      consider(.atLeast(value), first.count - start, second.count - otherStart)
      consider(.equal(value), position - start, otherPosition - otherStart)
      // An output equal to nothing, itself included, ends the walk.
      guard position > start || otherPosition > otherStart else { break }
    }
    return best
  }

  private func score(
    _ hits: Double, _ trials: Double, _ otherHits: Double, _ otherTrials: Double
  ) -> Double {
    let likely = max(hits - 3 * hits.squareRoot(), 0) / trials - delta
    let rare = (otherHits + 3 * otherHits.squareRoot() + 9) / otherTrials
    return likely > 0 ? log(likely / rare) : -.infinity
  }
}

/// Whether two inputs were given the same noise.
public enum NoiseReuse {
  /// Whether pairs of releases, made one after the other on two inputs, differ by one amount more
  /// often than releases of different pairs do.
  ///
  /// **Guarantee**: independent noise raises a false alarm with a probability of 1 - level at most.
  /// Who sees both releases of a mechanism that reuses its noise learns the exact difference.
  public static func isEvident(
    _ first: [Int64], _ second: [Int64], level: Double = 0.999_999
  ) -> Bool {
    let count = min(first.count, second.count)
    guard count > 4 else { return false }
    // The most frequent difference of the first half, tested on the second; pairs one apart are
    // what independent noise looks like, two rows away so that no release is used on both sides.
    var frequencies: [Int64: Int] = [:]
    for index in 0..<(count / 2) { frequencies[first[index] &- second[index], default: 0] += 1 }
    guard let mode = frequencies.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
      return false
    }
    let half = count / 2..<count
    let paired = half.count { first[$0] &- second[$0] == mode }
    let apart = half.dropLast().count { first[$0] &- second[$0 + 1] == mode }
    let pairedInterval = ConfidenceInterval.clopperPearson(
      successes: paired, trials: half.count, level: level)
    let apartInterval = ConfidenceInterval.clopperPearson(
      successes: apart, trials: half.count - 1, level: level)
    return pairedInterval.lower > apartInterval.upper
  }
}
