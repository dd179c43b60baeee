import Foundation

/// Profiles over the hours of a day, which is a circle.
enum CircularProfiles {
  /// The profile turned by `hours`: what stood at hour 0 stands there afterwards.
  static func turned(_ profile: [Double], by hours: Int) -> [Double] {
    let count = profile.count
    return (0..<count).map { profile[((($0 - hours) % count) + count) % count] }
  }

  /// The profile with sum 1; all 0 where it is empty.
  static func normalised(_ profile: [Double]) -> [Double] {
    let sum = profile.reduce(0, +)
    return sum > 0 ? profile.map { $0 / sum } : profile
  }

  /// A quarter to the hour before, a quarter to the hour after.
  static func smoothed(_ profile: [Double]) -> [Double] {
    let count = profile.count
    return (0..<count).map {
      profile[$0] / 2 + (profile[($0 + 1) % count] + profile[($0 + count - 1) % count]) / 4
    }
  }

  /// The least work that turns one profile into another when mass moves along the circle, in hours.
  ///
  /// With F the running sum of the differences it is the sum of |F - m| for a median m of F.
  ///
  /// - Source: Werman, Peleg, Melter, Kong, *Bipartite graph matching for points on a line or a
  ///   circle*, J. Algorithms 7 (1986); Rabin, Delon, Gousseau 2011, for masses.
  /// - Precondition: as many bins on both sides, sums alike.
  /// - Complexity: O(bins log bins).
  static func earthMoversDistance(_ p: [Double], _ q: [Double]) -> Double {
    precondition(p.count == q.count, "both sides have the same bins")
    var running = 0.0
    let sums = zip(p, q).map { left, right in
      running += left - right
      return running
    }
    guard !sums.isEmpty else { return 0 }
    let middle = sums.sorted()[sums.count / 2]
    return sums.reduce(0) { $0 + abs($1 - middle) }
  }

  /// The entropy of a profile in nats.
  static func entropy(_ profile: [Double]) -> Double {
    -normalised(profile).reduce(0) { $1 > 0 ? $0 + $1 * log($1) : $0 }
  }

  /// How far apart two offsets are on the circle of 24 hours, in hours from 0 to 12.
  static func hoursApart(_ left: Double, _ right: Double) -> Double {
    var difference = abs(left - right).truncatingRemainder(dividingBy: 24)
    if difference > 12 { difference = 24 - difference }
    return difference
  }
}
