import Glibc
import Numerics

/// A lower bound on epsilon from samples on two neighbouring inputs.
///
/// **Guarantee**: if the mechanism is (epsilon, delta)-DP, the bound exceeds epsilon with a
/// probability of 1 - level at most. Two events are chosen on one half of the samples, the best
/// interval or single output and the best set of outputs by their likelihood ratio; each is tested
/// on the other half at half of the error, with an interval of Clopper and Pearson for each of
/// its two probabilities; the better bound counts.
/// **Source**: Ding et al. 2018 (StatDP); Bichsel et al. 2021 (DP-Sniper); Jagielski et al. 2020.
/// **Cost**: O(n log n). **Does not protect against**: a flaw in an event that is not tried, or
/// rarer than the samples show: no finding is no proof.
public struct EpsilonAudit: Sendable {
  /// The delta that the mechanism may use up first.
  public let delta: Double
  /// The level of confidence.
  public let level: Double
  /// An output seen less often in the first half is in no set: its ratio would be chance.
  private static let leastSeen = 16

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
  public func evidence<Output: Comparable & Hashable & Sendable>(
    _ first: [Output], _ second: [Output]
  ) -> EpsilonEvidence<Output>? {
    let (one, other) = (first.count / 2, second.count / 2)
    guard one > 0, other > 0 else { return nil }
    let seen = SeenOutputs(first[..<one].sorted(), second[..<other].sorted())
    let candidates = [bestInterval(seen), bestSet(seen)].compactMap(\.self)
    let tested = candidates.map { test($0, first[one...], second[other...]) }
    return tested.max { $0.rank < $1.rank }
  }

  /// An event and the side on which it is likelier.
  private typealias Candidate<Output: Comparable & Hashable & Sendable> = (
    event: AuditEvent<Output>, favoursFirst: Bool
  )

  /// The event's probabilities on samples that it was not chosen by.
  private func test<Output: Comparable & Hashable & Sendable>(
    _ candidate: Candidate<Output>, _ first: ArraySlice<Output>, _ second: ArraySlice<Output>
  ) -> EpsilonEvidence<Output> {
    let left = interval(first.count { candidate.event.contains($0) }, first.count)
    let right = interval(second.count { candidate.event.contains($0) }, second.count)
    let favoursFirst = candidate.favoursFirst
    return EpsilonEvidence(
      delta: delta, event: candidate.event, favoursFirst: favoursFirst,
      likely: favoursFirst ? left : right, rare: favoursFirst ? right : left)
  }

  /// Half of the error is each event's, half of that each interval's, and one end of each is used.
  private func interval(_ hits: Int, _ trials: Int) -> ConfidenceInterval {
    .clopperPearson(successes: hits, trials: trials, level: 1 - (1 - level) / 2)
  }

  /// The interval or single output of the largest likelihood ratio.
  private func bestInterval<Output: Comparable & Hashable & Sendable>(
    _ seen: SeenOutputs<Output>
  ) -> Candidate<Output>? {
    var best: Candidate<Output>?
    var bestScore = -Double.infinity
    func consider(_ event: AuditEvent<Output>, _ hits: Int, _ otherHits: Int) {
      let forward = score(hits, seen.count, otherHits, seen.otherCount)
      let backward = score(otherHits, seen.otherCount, hits, seen.count)
      guard max(forward, backward) > bestScore else { return }
      (best, bestScore) = ((event, forward >= backward), max(forward, backward))
    }
    var (below, otherBelow) = (0, 0)
    for (value, hits, otherHits) in seen.outputs {
      consider(.atLeast(value), seen.count - below, seen.otherCount - otherBelow)
      consider(.equal(value), hits, otherHits)
      below += hits
      otherBelow += otherHits
      consider(.atMost(value), below, otherBelow)
    }
    return best
  }

  /// The set of outputs above a likelihood ratio, as Neyman and Pearson choose it, on either side.
  private func bestSet<Output: Comparable & Hashable & Sendable>(
    _ seen: SeenOutputs<Output>
  ) -> Candidate<Output>? {
    let frequent = seen.outputs.filter { $0.hits + $0.otherHits >= Self.leastSeen }
    var best: Candidate<Output>?
    var bestScore = -Double.infinity
    for favoursFirst in [true, false] {
      let ranked = frequent.map { output in
        let (likely, rare) =
          favoursFirst ? (output.hits, output.otherHits) : (output.otherHits, output.hits)
        return (value: output.value, likely: likely, rare: rare, ratio: Self.ratio(likely, rare))
      }.sorted { ($0.ratio, $0.value) > ($1.ratio, $1.value) }
      let (count, otherCount) =
        favoursFirst ? (seen.count, seen.otherCount) : (seen.otherCount, seen.count)
      var (likely, rare, length) = (0, 0, 0)
      for (place, output) in ranked.enumerated() {
        likely += output.likely
        rare += output.rare
        let own = score(likely, count, rare, otherCount)
        if own > bestScore {
          (bestScore, length) = (own, place + 1)
        }
      }
      if length > 0 {
        best = (.among(Set(ranked.prefix(length).map(\.value))), favoursFirst)
      }
    }
    return best
  }

  /// A ratio of counts, drawn to 1 where they are small.
  private static func ratio(_ likely: Int, _ rare: Int) -> Double {
    (Double(likely) + 4) / (Double(rare) + 4)
  }

  /// The logarithm of the likelihood ratio, three standard deviations to the safe side.
  private func score(_ hits: Int, _ trials: Int, _ otherHits: Int, _ otherTrials: Int) -> Double {
    let (many, few) = (Double(hits), Double(otherHits))
    let likely = max(many - 3 * many.squareRoot(), 0) / Double(trials) - delta
    let rare = (few + 3 * few.squareRoot() + 9) / Double(otherTrials)
    return likely > 0 ? log(likely / rare) : -.infinity
  }
}

extension EpsilonEvidence {
  /// What proves more is ranked higher; where nothing is proved, what hints at more.
  fileprivate var rank: (Double, Double) { (lowerBound, likely.centre - rare.centre) }
}

/// The outputs of two samples, each once, in order, with how often it was seen in each.
struct SeenOutputs<Output: Comparable & Hashable & Sendable> {
  private(set) var outputs: [(value: Output, hits: Int, otherHits: Int)] = []
  let count: Int
  let otherCount: Int

  /// Merges two samples in increasing order.
  init(_ first: [Output], _ second: [Output]) {
    (count, otherCount) = (first.count, second.count)
    var (position, otherPosition) = (0, 0)
    while position < count || otherPosition < otherCount {
      let value: Output
      if position == count {
        value = second[otherPosition]
      } else if otherPosition == otherCount {
        value = first[position]
      } else {
        value = min(first[position], second[otherPosition])
      }
      let (start, otherStart) = (position, otherPosition)
      while position < count, first[position] == value { position += 1 }
      while otherPosition < otherCount, second[otherPosition] == value { otherPosition += 1 }
      // An output equal to nothing, itself included, ends the walk.
      guard position > start || otherPosition > otherStart else { break }
      outputs.append((value, position - start, otherPosition - otherStart))
    }
  }
}
