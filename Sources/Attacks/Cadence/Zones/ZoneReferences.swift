public import Numerics

/// Local profiles of people whose clock is known: what the adversary compares others with.
public struct ZoneReferences: Sendable {
  /// Whose profiles they are, rising.
  public let people: [UInt32]
  /// For each of them the number of the offset nearest to the known one.
  let candidates: [Int]
  /// The profiles over the local day, each with sum 1.
  private let profiles: [[Double]]
  /// The profiles for the pairwise kernel.
  let smoothedProfiles: DenseProfiles
  /// The sum of the profiles.
  private let sum: [Double]

  /// How many people are compared with at most.
  public static let limit = 512
  /// Of fewer people only the mean is used.
  static let fewest = 6

  /// The profiles of people with known clocks.
  ///
  /// - Parameters:
  ///   - activity: when people are active.
  ///   - offsetHours: for each data subject the hours from UTC to its clock, or `nil`; the mean
  /// over     the year where it has summer time.
  ///   - minimumEvents: how many events a person needs.
  ///   - source: draws `limit` of them where there are more.
  /// - Precondition: an offset, or `nil`, for each data subject.
  public init(
    activity: ActivityHours, offsetHours: [Double?], minimumEvents: Int,
    using source: inout some RandomSource
  ) {
    precondition(offsetHours.count == activity.subjectCount, "an offset for each data subject")
    let known = offsetHours.indices.filter {
      offsetHours[$0].map(\.isFinite) ?? false
        && activity.counts.total(ofRow: $0) >= max(minimumEvents, 1)
    }
    let drawn =
      known.count > Self.limit
      ? source.sample(count: Self.limit, of: known.count).map { known[$0] }.sorted() : known
    let local = drawn.map { subject in
      let offset = (offsetHours[subject] ?? 0).truncatingRemainder(dividingBy: 24)
      return CircularProfiles.turned(
        activity.dayProfile(of: subject), by: Int(offset.rounded(.toNearestOrEven)))
    }
    self.init(
      people: drawn.map(UInt32.init),
      candidates: drawn.map { Int(ZoneExperiment.candidate(offsetHours[$0] ?? 0)) }, counts: local)
  }

  /// No people: the profile of `GenericDay` stands for all.
  public static let generic = ZoneReferences(people: [], candidates: [], counts: [])

  private init(people: [UInt32], candidates: [Int], counts: [[Double]]) {
    self.people = people
    self.candidates = candidates
    self.profiles = counts.map(CircularProfiles.normalised)
    self.smoothedProfiles = DenseProfiles(
      SparseCounts(profiles: counts.isEmpty ? [GenericDay.profile] : counts),
      smoothing: .circular(width: 1))
    self.sum = profiles.reduce([Double](repeating: 0, count: 24)) { total, profile in
      zip(total, profile).map { $0 + $1 }
    }
  }

  /// How many of the nearest profiles count: a sixth, from 3 to 30.
  var nearestCount: Int { min(max(people.count / 6, 3), 30) }

  /// The mean local profile of all but one person; `GenericDay`'s where there is nobody else.
  func meanProfile(without subject: UInt32) -> [Double] {
    var total = sum
    var count = people.count
    if let own = people.firstIndex(of: subject) {
      total = zip(total, profiles[own]).map { max(0, $0 - $1) }
      count -= 1
    }
    return CircularProfiles.normalised(count > 0 ? total : GenericDay.profile)
  }
}

/// The hours of people of whom nothing is known: a day with a night.
public enum GenericDay {
  /// Events by the local hour, per mille.
  ///
  /// **Source** the mean over the 220 maintainers with at least ten entries in the changelogs of
  /// the Debian packages that `Benchmarks/peers/changelog_times.py` reads (Debian 12, 2026), by the
  /// clock recorded in each entry: people who work and hobbyists. Other kinds of activity have
  /// other peaks, by which an offset inferred from this profile alone is off by an hour or two.
  public static let profile: [Double] = [
    35, 23, 16, 9, 6, 6, 9, 18, 29, 44, 49, 56, 54, 52, 58, 61, 61, 63, 49, 60, 56, 64, 73, 49,
  ]
}
