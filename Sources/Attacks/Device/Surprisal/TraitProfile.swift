import Foundation
import Numerics

/// How much one trait, or all together, tells of who is who.
public struct TraitProfile: Sendable, Equatable {
  /// The trait's name.
  public let name: String
  /// The number of different values.
  public let values: Int
  /// The number of fingerprints (pairs of a person and a fingerprint) it was counted over.
  public let fingerprints: Int
  /// The plug-in entropy in bits: the mean surprisal.
  public let entropyBits: Double
  /// The same with the bias corrected to first order (Miller 1955).
  public let millerMadowBits: Double
  /// The same by Chao and Shen's estimator, which weighs values by their chance of being seen.
  public let chaoShenBits: Double
  /// The surprisal of the rarest value.
  public let maximumSurprisalBits: Double
  /// The share of fingerprints whose value only one person has.
  public let uniqueShare: Double

  /// The entropy over the most that as many fingerprints could have, log2 of their number.
  ///
  /// It compares tables of different size (Laperdrix, Rudametkin, Baudry 2016).
  public var normalizedEntropy: Double {
    fingerprints > 1 ? min(1, entropyBits / log2(Double(fingerprints))) : 0
  }

  /// Profiles a trait by the value of each fingerprint; fingerprints of one person stand together.
  init(name: String, codes: [UInt32], cardinality: Int, subjects: [UInt32]) {
    var counts = [Int](repeating: 0, count: cardinality)
    var people = counts
    var last = [Int64](repeating: -1, count: cardinality)
    for (code, subject) in zip(codes, subjects) {
      counts[Int(code)] += 1
      if last[Int(code)] != Int64(subject) {
        last[Int(code)] = Int64(subject)
        people[Int(code)] += 1
      }
    }
    let seen = counts.filter { $0 > 0 }
    let unique = codes.count { people[Int($0)] == 1 }
    self.name = name
    self.values = seen.count
    self.fingerprints = codes.count
    self.entropyBits = Entropy.bits(of: seen)
    self.millerMadowBits = Entropy.millerMadowBits(of: seen)
    self.chaoShenBits = SampleEntropy.chaoShenBits(of: seen)
    self.maximumSurprisalBits = seen.min().map { log2(Double(codes.count) / Double($0)) } ?? 0
    self.uniqueShare = Double(unique) / Double(max(codes.count, 1))
  }
}

/// Entropies that allow for values that the sample did not meet.
enum SampleEntropy {
  /// The entropy of counts in bits by Chao and Shen's estimator.
  ///
  /// A value of share p is in a sample of N with chance 1 - (1 - p)^N, so by Horvitz and Thompson
  /// the sum over all values of -p log p is estimated by the sum over the values seen of
  /// -p log p / (1 - (1 - p)^N), with p the observed share times the coverage C = 1 - f1 / N (Good
  /// and Turing: f1 values were met once). Where every value was met once, C would be 0; one of
  /// them is then counted as met twice.
  ///
  /// - Source: Chao and Shen, *Nonparametric estimation of Shannon's index of diversity when there
  ///   are unseen species in sample*, Environ Ecol Stat 10, 429-443 (2003).
  static func chaoShenBits(of counts: [Int]) -> Double {
    let total = counts.reduce(0, +)
    guard total > 0 else { return 0 }
    let size = Double(total)
    var once = counts.count { $0 == 1 }
    if once == total { once -= 1 }
    let coverage = 1 - Double(once) / size
    var bits = 0.0
    for count in counts where count > 0 && coverage > 0 {
      let share = coverage * Double(count) / size
      bits -= share * log2(share) / -expm1(size * log1p(-share))
    }
    return max(0, bits)
  }
}
