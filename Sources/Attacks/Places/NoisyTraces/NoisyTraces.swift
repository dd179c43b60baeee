public import Evaluation
public import Findings
public import Tables
import Foundation
import Numerics

/// Finds people of whom the adversary has a few sightings that are off in place and time.
///
/// Each sighting gives each candidate the similarity of the candidate's nearest event,
/// exp(-meters / scale) * exp(-seconds / scale), with the weight 1 / log2(1 + people near it): a
/// sighting where few were says more. A candidate's score is their sum.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better matching finds.
/// **Source** Narayanan and Shmatikov 2008, IEEE S&P, section 4: Scoreboard-RH, with places and
/// times for ratings and dates; eccentricity as abstention.
/// **Cost** O(events log events) to index; each sighting the events within four standard deviations
/// in place and time, found by cells, never all pairs.
/// **Does not protect against** sightings whose errors are of another kind, or maps and habits that
/// say where somebody goes when not seen.
public struct NoisyTraces: TrialAttack {
  /// The sightings of one target.
  public typealias Clue = [Sighting]

  /// What it is.
  public let description = AttackDescription(
    id: "places/noisy-traces", title: "A few uncertain sightings", channel: .places,
    risk: .singlingOut, failureMode: .semanticInference,
    source: "Narayanan and Shmatikov 2008, IEEE S&P, section 4, on places and times",
    doesNotCover: "errors of another kind than tried, maps, habits, and other channels")

  /// The eccentricity from which Narayanan and Shmatikov name somebody.
  public static let eccentricity = 1.5
  /// How many standard deviations of noise a candidate's event may lie away.
  public static let reach = 4.0

  /// Below this eccentricity nobody is named: the answer is empty; `nil` answers always.
  public let leastEccentricity: Double?
  private let noise: SightingNoise
  private let index: TraceIndex
  private let subjectCount: Int
  private let candidateCount: Int

  /// Prepares the attack.
  ///
  /// - Parameters:
  ///   - release: the traces.
  ///   - isHeldOut: for each data subject whether it is missing in the release.
  ///   - noise: how far off the adversary believes sightings to be.
  ///   - leastEccentricity: below it nobody is named; `nil` to answer always.
  public init(
    release: EventTrace, isHeldOut: [Bool], noise: SightingNoise, leastEccentricity: Double? = nil
  ) {
    self.init(
      index: TraceIndex(
        release, isHeldOut: isHeldOut, reachMeters: Self.reach * noise.meters),
      isHeldOut: isHeldOut, noise: noise, leastEccentricity: leastEccentricity)
  }

  init(index: TraceIndex, isHeldOut: [Bool], noise: SightingNoise, leastEccentricity: Double?) {
    self.index = index
    self.noise = noise
    self.leastEccentricity = leastEccentricity
    self.subjectCount = isHeldOut.count
    self.candidateCount = isHeldOut.count { !$0 }
  }

  /// The same attack that names somebody only from an eccentricity on.
  func abstaining(below eccentricity: Double) -> NoisyTraces {
    NoisyTraces(copying: self, leastEccentricity: eccentricity)
  }

  private init(copying other: NoisyTraces, leastEccentricity: Double) {
    self.index = other.index
    self.noise = other.noise
    self.leastEccentricity = leastEccentricity
    self.subjectCount = other.subjectCount
    self.candidateCount = other.candidateCount
  }

  /// Answers each clue with the candidates near any sighting, by falling score.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    for start in stride(from: 0, to: clues.count, by: Self.batch) {
      let batch = clues[start..<min(start + Self.batch, clues.count)]
      let rankings = concurrentChunks(count: batch.count, minimumChunk: 8) { range in
        var board = SightingBoard(count: subjectCount)
        return range.map { ranking(for: batch[start + $0], on: &board) }
      }
      for (offset, ranking) in rankings.flatMap(\.self).enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  private static let batch = 256

  private func ranking(for clue: Clue, on board: inout SightingBoard) -> RankedCandidates {
    for sighting in clue {
      let (metersScale, secondsScale) = (noise.meters, noise.minutes * 60)
      index.forEachEvent(near: sighting, reachSeconds: Self.reach * secondsScale) {
        subject, meters, seconds in
        board.see(subject, similarity: exp(-meters / metersScale - seconds / secondsScale))
      }
      board.closeSighting()
    }
    defer { board.clear() }
    if let leastEccentricity, board.eccentricity(among: candidateCount) < leastEccentricity {
      return RankedCandidates(groups: [])
    }
    return board.ranking()
  }
}
