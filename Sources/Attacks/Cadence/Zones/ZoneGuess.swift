public import Evaluation
public import Findings
import Numerics

/// Infers a person's offset from UTC from nothing but when the person is active.
///
/// The person's profile over the UTC day, turned by each of the 24 whole offsets, is compared with
/// local profiles of other people; the offset that makes it most like theirs comes first. Offsets
/// that differ by a day (+12 and -12, +13 and -11) have the same clock and count as one.
///
/// **Guarantee** none is claimed: it is a lower bound.
/// **Source** La Morgia, Mei, Raponi, Stefa, *Time-Zone Geolocation of Crowds in the Dark Web*,
/// ICDCS 2018, for the circular shift against reference profiles (there the mean profile and earth
/// mover's distance, and crowds, not persons). Comparing with the nearest third of the people, not
/// with their mean, lets early and late risers each meet their like; `ZonePrior` adds how common
/// each clock is.
/// **Cost** for each target O(24 offsets * references * 24 hours).
/// **Does not protect against** evidence beside the hours: language, holidays, places.
public struct ZoneGuess: TrialAttack {
  /// How a turned profile is compared.
  public enum Comparison: String, Sendable, CaseIterable {
    /// Topsoe's divergence from the nearest reference profiles, on average, and how many people
    /// live by each clock.
    case nearestAndCommonest = "nearest-and-commonest"
    /// Topsoe's divergence from the nearest reference profiles, on average.
    case nearestProfiles = "nearest-profiles"
    /// Topsoe's divergence from the mean reference profile.
    case meanProfile = "mean-profile"
    /// Circular earth mover's distance from the mean reference profile.
    case earthMover = "earth-mover"

    /// Whether single people's profiles are compared with.
    var usesNearest: Bool { self == .nearestProfiles || self == .nearestAndCommonest }
  }

  /// The offset of each candidate, in hours: candidate 0 is UTC-11, candidate 23 UTC+12.
  public static let offsets = Array(-11...12)

  /// What it is.
  public let description = AttackDescription(
    id: "cadence/time-zone", title: "Where on earth a person lives, by the hours",
    channel: .cadence, risk: .inference, failureMode: .semanticInference,
    source: "La Morgia, Mei, Raponi, Stefa 2018, ICDCS: circular shift against reference profiles",
    doesNotCover:
      "evidence beside the hours of activity, and people whose day is not that of others")

  private let activity: ActivityHours
  private let references: ZoneReferences
  private let comparison: Comparison
  private var prior: ZonePrior?
  /// The divergences of the reference people, who are often the targets as well.
  private var kept: [UInt32: [Double]]

  /// Prepares the attack.
  public init(
    activity: ActivityHours, references: ZoneReferences,
    comparison: Comparison = .nearestAndCommonest
  ) {
    self.activity = activity
    self.references = references
    self.comparison = comparison
    self.prior = nil
    self.kept = [:]
    guard comparison.usesNearest else { return }
    let known = divergences(of: references.people)
    self.kept = Dictionary(
      zip(references.people, known), uniquingKeysWith: { first, _ in first })
    guard comparison == .nearestAndCommonest else { return }
    self.prior = ZonePrior(
      people: references.people, candidates: references.candidates, divergences: known)
  }

  /// Answers each clue, a data subject whose times are known, with all offsets; a reference profile
  /// of the target itself is not used.
  public func attack(_ clues: [UInt32], answer: (Int, RankedCandidates) throws -> Void) throws {
    for start in stride(from: 0, to: clues.count, by: 64) {
      let batch = Array(clues[start..<min(start + 64, clues.count)])
      for (index, costs) in self.costs(of: batch).enumerated() {
        let ranking = CostRanking.ranking(
          costs: costs.map(Float.init)[...], of: Array(0..<UInt32(Self.offsets.count)))
        try answer(start + index, ranking)
      }
    }
  }

  /// For each subject the cost of each offset; the same for all where nothing is known.
  func costs(of subjects: [UInt32]) -> [[Double]] {
    let divergences = divergences(of: subjects)
    guard let prior else { return divergences }
    return zip(subjects, divergences).map { prior.costs($1, subject: $0) }
  }

  private func divergences(of subjects: [UInt32]) -> [[Double]] {
    stride(from: 0, to: subjects.count, by: 64).flatMap { start in
      let batch = Array(subjects[start..<min(start + 64, subjects.count)])
      let known = batch.compactMap { kept[$0] }
      if known.count == batch.count { return known }
      let profiles = batch.map { activity.dayProfile(of: Int($0)) }
      return comparison.usesNearest && references.people.count >= ZoneReferences.fewest
        ? nearestCosts(of: batch, profiles)
        : zip(batch, profiles).map { meanCosts(of: $1, subject: $0) }
    }
  }

  private func meanCosts(of profile: [Double], subject: UInt32) -> [Double] {
    guard profile.contains(where: { $0 > 0 }) else {
      return [Double](repeating: 0, count: Self.offsets.count)
    }
    let reference = references.meanProfile(without: subject)
    let own = CircularProfiles.normalised(profile)
    return Self.offsets.map { offset in
      let local = CircularProfiles.turned(own, by: offset)
      return comparison == .earthMover
        ? CircularProfiles.earthMoversDistance(local, reference)
        : Divergence.topsoe(p: local, q: reference)
    }
  }

  private func nearestCosts(of subjects: [UInt32], _ profiles: [[Double]]) -> [[Double]] {
    let turned = profiles.flatMap { profile in
      Self.offsets.map { CircularProfiles.turned(profile, by: $0) }
    }
    let pairs = Divergence.topsoe(
      DenseProfiles(SparseCounts(profiles: turned), smoothing: .circular(width: 1)),
      references.smoothedProfiles)
    return subjects.enumerated().map { index, subject in
      let own = references.people.firstIndex(of: subject)
      return Self.offsets.indices.map { offset in
        let row = pairs.row(index * Self.offsets.count + offset)
        let others = row.enumerated().filter { $0.offset != own }.map { Double($0.element) }
        let nearest = others.sorted().prefix(references.nearestCount)
        return nearest.reduce(0, +) / Double(nearest.count)
      }
    }
  }
}

extension SparseCounts {
  /// Rows of whole counts.
  init(profiles: [[Double]]) {
    var offsets = [0]
    var columns: [UInt32] = []
    var counts: [UInt32] = []
    for profile in profiles {
      for (column, value) in profile.enumerated() where value >= 1 {
        columns.append(UInt32(column))
        counts.append(value < Double(UInt32.max) ? UInt32(value) : .max)
      }
      offsets.append(columns.count)
    }
    self.init(
      columnCount: profiles.first?.count ?? 0, offsets: offsets, columns: columns, counts: counts)
  }
}
