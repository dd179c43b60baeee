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
/// **Cost**: O(photos^2 pixels) for the pairs of one size; O(photos^2) memory.
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
      let scores = Self.scores(photos.compactMap { samples[$0] }, isCancelled)
      for one in photos.indices {
        for other in (one + 1)..<photos.count {
          let score = Double(scores[one * photos.count + other])
          guard score >= threshold else { continue }
          links.append(
            Link(
              first: photos[one], second: photos[other], energy: score * score,
              bits: max(0, Self.surprise(score) - 1)))
        }
      }
      let pixels = photos.first.flatMap { samples[$0] }.map { $0.rows * $0.columns } ?? 1
      var growth = SensorGrowth(
        scores, count: photos.count, pixels: pixels, threshold: threshold)
      groups += growth.grow().map { $0.map { photos[$0] } }
    }
    self.links = links.sorted {
      ($1.energy, $0.first, $0.second) < ($0.energy, $1.first, $1.second)
    }
    self.groups = groups.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    self.threshold = threshold
    self.pairCount = pairCount
  }

  /// All scores of the photos of one size, a symmetric matrix row by row.
  private static func scores(
    _ samples: [SensorSample], _ isCancelled: @Sendable () -> Bool
  ) -> [Float] {
    let count = samples.count
    let rows = concurrentChunks(count: count, maximumChunks: count) { range in
      range.map { index -> [Float] in
        if isCancelled() { return [Float](repeating: 0, count: count - index - 1) }
        let one = samples[index]
        let turned = [Int8](one.clean.reversed())
        return ((index + 1)..<count).map { other in
          let upright = samples[other].deviations(from: one)
          let upsideDown = samples[other].deviations(from: one, turned: turned)
          guard max(upright, upsideDown) >= exactFrom else {
            return Float(max(upright, upsideDown))
          }
          return Float(exact(one, samples[other], isTurned: upsideDown > upright))
        }
      }
    }.flatMap { $0 }
    var scores = [Float](repeating: 0, count: count * count)
    for (index, row) in rows.enumerated() {
      for (offset, score) in row.enumerated() {
        scores[index * count + index + 1 + offset] = score
        scores[(index + 1 + offset) * count + index] = score
      }
    }
    return scores
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

/// Grows groups from a matrix of scores.
struct SensorGrowth {
  private var sums: [Double]
  private var sizes: [Int]
  /// The energy of each group's summed residuals, that of one residual being 1.
  private var energies: [Double]
  private var members: [[Int]]
  private let count: Int
  private let pixels: Int
  private let threshold: Double

  /// - Parameters:
  ///   - scores: of all pairs, a symmetric matrix row by row; the better of two ways up.
  ///   - pixels: of each residual.
  init(_ scores: [Float], count: Int, pixels: Int, threshold: Double) {
    sums = scores.map { SensorLinks.either(Double($0)) }
    sizes = [Int](repeating: 1, count: count)
    energies = [Double](repeating: 1, count: count)
    members = (0..<count).map { [$0] }
    self.count = count
    self.pixels = pixels
    self.threshold = threshold
  }

  /// The groups of two and more, each rising; to be called once.
  mutating func grow() -> [[Int]] {
    run()
    return members.filter { $0.count > 1 }.map { $0.sorted() }
  }

  private func score(_ one: Int, _ other: Int) -> Double {
    sums[one * count + other] / (energy(one) * energy(other)).squareRoot()
  }

  /// Residuals that would cancel each other out make no group easier to join.
  private func energy(_ group: Int) -> Double { max(energies[group], Double(sizes[group])) }

  private func best(of one: Int) -> (score: Double, other: Int) {
    var best = (score: -Double.infinity, other: -1)
    for other in 0..<count where other != one && sizes[other] > 0 {
      let score = score(one, other)
      if score > best.score { best = (score, other) }
    }
    return best
  }

  private mutating func run() {
    var nearest = (0..<count).map { best(of: $0) }
    while true {
      var one = -1
      for index in 0..<count where sizes[index] > 0 {
        if one < 0 || nearest[index].score > nearest[one].score { one = index }
      }
      guard one >= 0, nearest[one].score >= threshold else { return }
      let other = nearest[one].other
      // A score is a correlation times the root of the pixels.
      energies[one] += energies[other] + 2 * sums[one * count + other] / Double(pixels).squareRoot()
      for index in 0..<count where sizes[index] > 0 && index != one {
        sums[one * count + index] += sums[other * count + index]
        sums[index * count + one] = sums[one * count + index]
      }
      members[one] += members[other]
      members[other] = []
      sizes[one] += sizes[other]
      sizes[other] = 0
      nearest[one] = best(of: one)
      for index in 0..<count where sizes[index] > 0 && index != one {
        if nearest[index].other == one || nearest[index].other == other {
          nearest[index] = best(of: index)
        } else if score(index, one) > nearest[index].score {
          nearest[index] = (score(index, one), one)
        }
      }
    }
  }
}
