import Foundation
import Numerics

/// Photos tied by their sensors' patterns, pair by pair, and the groups that the ties make.
///
/// Each pair has a score: the normalised correlation of the residuals times the root of the number
/// of pixels, the better of the two ways up, which is brought back to a standard normal score if
/// nothing is shared (`either`). Where it passes `exactFrom` the peak energy takes its place, whose
/// floor is measured. Groups grow by linkage: the sum of the scores between two groups
/// is that of the groups' summed residuals, and over the root of the product of their energies
/// again standard normal if nothing is shared, so a group ties a photo that no single member could.
///
/// **Guarantee**: if residuals of different cameras are independent, the probability that any two
/// cameras' photos are joined is about `falseAlarm` at most (Bonferroni over all comparisons that
/// the growth can make; the choice of what is joined next is not accounted for). Cameras of one
/// model share more than chance; the floor at `leastScore` is for these.
/// **Source**: Goljan, Fridrich, Filler, SPIE 7254 (2009); average linkage as in Caldelli, Amerini,
/// Picchioni, Innocenti, *Fast image clustering of unknown source images*, WIFS 2010.
/// **Cost**: O(photos^2 pixels) for the pairs of one size; four bytes for each pair.
public struct SensorLinks: Sendable {
  /// A tie between two photos.
  public struct Link: Sendable, Equatable {
    /// The photo of the smaller index.
    public let first: Int
    /// The other photo.
    public let second: Int
    /// The signed peak energy.
    public let energy: Double
    /// How surprising it would be by chance for these two, either way up: bits.
    public let bits: Double

    /// The same tie where photos have other numbers.
    public func renumbered(_ numbers: [Int]) -> Link {
      Link(first: numbers[first], second: numbers[second], energy: energy, bits: bits)
    }
  }

  /// The ties above the threshold, the strongest first.
  public let links: [Link]
  /// Groups of two photos and more, each rising; the largest first.
  public let groups: [[Int]]
  /// The score that a pair needs.
  public let threshold: Double
  /// How many pairs were compared.
  public let pairCount: Int

  /// The probability of any false tie that is accepted.
  public static let falseAlarm = 1e-3
  /// The least score that joins, whatever the number of photos: cameras of one model share a
  /// little.
  public static let leastScore = 5.5
  /// From this score the peak energy is computed.
  static let exactFrom = 4.0

  /// The ties among photos; a photo without a sample stands alone.
  public init(
    _ samples: [SensorSample?], isCancelled: @Sendable () -> Bool = { false }
  ) {
    let classes = Dictionary(grouping: samples.indices.filter { samples[$0] != nil }) {
      samples[$0]?.sizeClass ?? []
    }
    let members = classes.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    let pairCount = members.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    // Two ways up for each pair; growth compares each new group with all others: at most n^2 more.
    let tests = members.reduce(2.0) { $0 + 3 * Double($1.count * $1.count) }
    let threshold = max(
      Self.leastScore, -NormalDistribution.quantile(Self.falseAlarm / tests))
    var links: [Link] = []
    var groups: [[Int]] = []
    for photos in members where !isCancelled() {
      let compared = Self.compared(photos, samples, threshold, isCancelled)
      links += compared.links
      let pixels = photos.first.flatMap { samples[$0] }.map { $0.rows * $0.columns } ?? 1
      var growth = SensorGrowth(compared.scores, pixels: pixels, threshold: threshold)
      groups += growth.grow().map { $0.map { photos[$0] } }
    }
    self.links = links.sorted {
      ($1.energy, $0.first, $0.second) < ($0.energy, $1.first, $1.second)
    }
    self.groups = groups.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    self.threshold = threshold
    self.pairCount = pairCount
  }

  /// The scores of all pairs of photos of one size, and the ties among them.
  private static func compared(
    _ photos: [Int], _ samples: [SensorSample?], _ threshold: Double,
    _ isCancelled: @Sendable () -> Bool
  ) -> (scores: SensorScores, links: [Link]) {
    let own = photos.compactMap { samples[$0] }
    var rows = concurrentChunks(count: own.count, maximumChunks: own.count) { range in
      range.map { index -> (scores: [Float], links: [Link]) in
        let count = own.count - index - 1
        if isCancelled() { return ([Float](repeating: 0, count: count), []) }
        let turned = [Int8](own[index].clean.reversed())
        var scores: [Float] = []
        scores.reserveCapacity(count)
        var links: [Link] = []
        for other in (index + 1)..<own.count {
          let score = score(own[index], turned: turned, own[other])
          scores.append(Float(either(score)))
          guard score >= threshold else { continue }
          links.append(
            Link(
              first: photos[index], second: photos[other], energy: score * score,
              bits: max(0, surprise(score) - 1)))
        }
        return (scores, links)
      }
    }.flatMap { $0 }
    var scores: [Float] = []
    scores.reserveCapacity(own.count * (own.count - 1) / 2)
    var links: [Link] = []
    for index in rows.indices {
      scores += rows[index].scores
      links += rows[index].links
      // With many photos the rows are hundreds of megabytes.
      rows[index] = ([], [])
    }
    return (SensorScores(scores, count: own.count), links)
  }

  /// The score of a pair, the better of two ways up; `turned` is the first one upside down.
  private static func score(
    _ one: SensorSample, turned: [Int8], _ other: SensorSample
  ) -> Double {
    let upright = other.deviations(from: one)
    let upsideDown = other.deviations(from: one, turned: turned)
    guard max(upright, upsideDown) >= exactFrom else { return max(upright, upsideDown) }
    return exact(one, other, isTurned: upsideDown > upright)
  }

  /// The root of the peak energy with its sign.
  private static func exact(
    _ one: SensorSample, _ other: SensorSample, isTurned: Bool
  ) -> Double {
    var plane = other.cleanPlane
    if isTurned { plane.values.reverse() }
    let energy = PeakEnergy(one.cleanPlane, plane).value
    return energy < 0 ? -(-energy).squareRoot() : energy.squareRoot()
  }

  /// The better of two independent standard normal scores as one standard normal score.
  static func either(_ best: Double) -> Double {
    // Above, the difference is below a hundredth; below, a score says nothing any more.
    guard best < 8 else { return best }
    let tail = NormalDistribution.survival(max(best, -5))
    return -NormalDistribution.quantile(tail * (2 - tail))
  }

  /// -log2 of the probability of at least `score`, also where that is no number any more.
  static func surprise(_ score: Double) -> Double {
    guard score > 30 else { return -log2(NormalDistribution.survival(score)) }
    // Mills' ratio: the density over the score, to a relative error of 1 / score^2.
    return (score * score / 2) * 1.442_695_040_888_963_4 + log2(score * 2.506_628_274_631)
  }
}
