import BigInt
import Glibc

/// A point of an integer grid in the plane.
public struct GridPoint: Sendable, Hashable, Codable {
  /// The column.
  public let x: Int64
  /// The row.
  public let y: Int64

  /// A point.
  public init(x: Int64, y: Int64) { (self.x, self.y) = (x, y) }
}

/// Geo-indistinguishability: a place reported with planar Laplace noise on a grid.
///
/// **Guarantee**: places d steps of the grid apart (d >= 1) give every report with probabilities
/// within exp(`epsilonPerStep` d) of each other, exactly: the noise (a, b) has probability
/// proportional to exp(-e r), where r is sqrt(a^2 + b^2) rounded up to 2^-16 and
/// `epsilonPerStep` = e (1 + 2^-16) rounded up accounts for that rounding; the plane is not cut
/// off, so that no normaliser depends on the place. What is rounded to the grid before is not
/// hidden better or worse than its grid point.
/// **Source**: Andrés, Bordenabe, Chatzikokolakis, Palamidessi 2013, here without floating point
/// (Mironov 2012): two discrete Laplace draws, kept with probability exp(-e r + s (|a| + |b|)).
/// **Cost**: 1.28 proposals on average, whatever the place.
/// **Does not protect against**: several reports of one place (each costs again); a prior by which
/// only one place in reach makes sense.
public struct PlanarLaplace: Sendable {
  /// The loss for each step of distance, rounded up.
  public let epsilonPerStep: Double
  let rate: ExactRatio
  let scale: ExactRatio
  private let proposal: DiscreteLaplace

  /// Noise for `epsilonPerStep` at most, between 2^-20 and 2^4.
  public init(epsilonPerStep epsilon: Double) throws(PrivacyError) {
    guard epsilon >= 0x1p-20, epsilon <= 16 else {
      throw .parameter(name: "epsilonPerStep", rule: "must be between 2^-20 and 16")
    }
    rate = try ExactRatio(roundedDown: epsilon / (1 + 0x1p-15), name: "epsilonPerStep")
    epsilonPerStep = RoundedUp.product(rate.approximate, 1 + 0x1p-16)
    // exp(-(|a| + |b|) / scale) must be no less than exp(-e r): scale >= sqrt(2) / e, and
    // 92682 / 65536 is above the root of 2.
    let above = BigUInt(rate.denominator) * 92682
    let below = BigUInt(rate.numerator) << 16
    let common = above.greatestCommonDivisor(with: below)
    if (above / common).bitWidth <= 62, (below / common).bitWidth <= 62 {
      scale = ExactRatio(UInt64(above / common), UInt64(below / common))
    } else {
      scale = ExactRatio(UInt64(above / below) + 1, 1)
    }
    proposal = try DiscreteLaplace(scale: scale.rational)
  }

  /// What a report costs where places up to `steps` apart are to be hidden from each other.
  public func cost(hidingWithin steps: Double) -> PrivacyCost {
    .pure(epsilon: RoundedUp.product(epsilonPerStep, max(steps, 1)))
  }

  /// One report of a place.
  public func report<Source: RandomSource & ~Copyable>(
    _ place: GridPoint, from source: inout Source
  ) -> GridPoint {
    let noise = draw(from: &source)
    return GridPoint(
      x: place.x.addingReportingOverflow(noise.x).partialValue,
      y: place.y.addingReportingOverflow(noise.y).partialValue)
  }

  func draw<Source: RandomSource & ~Copyable>(from source: inout Source) -> GridPoint {
    while true {
      let x = proposal.draw(from: &source)
      let y = proposal.draw(from: &source)
      let sum = BigUInt(x.magnitude) + BigUInt(y.magnitude)
      // e r - sum / scale over one denominator; not negative, as scale >= sqrt(2) / e.
      let radius = BigUInt(rate.numerator) * Self.radius(x, y) * BigUInt(scale.numerator)
      let allowance = sum * BigUInt(scale.denominator) * (BigUInt(rate.denominator) << 16)
      let common = (BigUInt(rate.denominator) << 16) * BigUInt(scale.numerator)
      if Draws.bernoulliExp(minus: radius - allowance, common, from: &source) {
        return GridPoint(x: x, y: y)
      }
    }
  }

  /// sqrt(x^2 + y^2) in steps of 2^-16, rounded up.
  static func radius(_ x: Int64, _ y: Int64) -> BigUInt {
    let square = (BigUInt(x.magnitude).power(2) + BigUInt(y.magnitude).power(2)) << 32
    let root = square.squareRoot()
    return root * root < square ? root + 1 : root
  }
}

/// The best guess after a report, given where people tend to be: no further cost.
///
/// **Guarantee**: none of its own: it sees the report and a public prior only (post-processing).
/// **Source**: Chatzikokolakis, Elsalamouny, Palamidessi 2017. **Cost**: O(n^2) for n places.
/// **Does not protect against**: a prior taken from the data.
public struct PosteriorRemap: Sendable {
  let places: [(place: GridPoint, weight: Double)]
  let epsilonPerStep: Double

  /// A remapping for public weights of places.
  public init(
    prior: [(place: GridPoint, weight: Double)], noise: PlanarLaplace
  ) throws(PrivacyError) {
    places = prior.filter { $0.weight > 0 && $0.weight.isFinite }
    guard !places.isEmpty else {
      throw .parameter(name: "prior", rule: "must have a place of positive weight")
    }
    epsilonPerStep = noise.rate.approximate
  }

  /// The place with the least expected distance, given a report.
  public func remapped(_ report: GridPoint) -> GridPoint {
    let nearest = places.reduce(Double.infinity) { min($0, Self.distance($1.place, report)) }
    let posterior = places.map {
      $0.weight * exp(-epsilonPerStep * (Self.distance($0.place, report) - nearest))
    }
    var (best, least) = (places[0].place, Double.infinity)
    for (candidate, _) in places {
      var expected = 0.0
      for (index, entry) in places.enumerated() where posterior[index] > 0 {
        expected += posterior[index] * Self.distance(candidate, entry.place)
      }
      if expected < least { (best, least) = (candidate, expected) }
    }
    return best
  }

  private static func distance(_ one: GridPoint, _ other: GridPoint) -> Double {
    hypot(Double(one.x) - Double(other.x), Double(one.y) - Double(other.y))
  }
}
