import Foundation

/// Selection mechanisms' probabilities by their definitions, for a few candidates.
enum SelectionOracle {
  /// Permute-and-flip by every order of the candidates.
  static func permuteAndFlip(_ scores: [Int64], rate: Double) -> [Double] {
    let best = Double(scores.max() ?? 0)
    let weights = scores.map { exp(-rate * (best - Double($0))) }
    var result = [Double](repeating: 0, count: scores.count)
    for order in orders(Array(scores.indices)) {
      var reached = 1.0
      for candidate in order {
        result[candidate] += reached * weights[candidate]
        reached *= 1 - weights[candidate]
      }
    }
    let count = Double(orders(Array(scores.indices)).count)
    return result.map { $0 / count }
  }

  static func orders(_ items: [Int]) -> [[Int]] {
    guard items.count > 1 else { return [items] }
    return items.flatMap { item in
      orders(items.filter { $0 != item }).map { [item] + $0 }
    }
  }

  /// A law of whole noise: P[z] and P[Z < z], from q = exp(-rate).
  struct Noise {
    let isSigned: Bool
    let q: Double

    func mass(_ z: Int64) -> Double {
      if isSigned { return (1 - q) / (1 + q) * pow(q, Double(z.magnitude)) }
      return z < 0 ? 0 : (1 - q) * pow(q, Double(z))
    }

    func below(_ z: Int64) -> Double {
      if isSigned {
        return z <= 0 ? pow(q, Double(1 - z)) / (1 + q) : 1 - pow(q, Double(z)) / (1 + q)
      }
      return z <= 0 ? 0 : 1 - pow(q, Double(z))
    }
  }

  /// Report noisy max, ties to the lowest index: the sum over the winner's noise.
  static func noisyMax(_ scores: [Int64], _ noise: Noise) -> [Double] {
    let reach = Int64(40 / -log(noise.q)) + 5
    return scores.indices.map { winner in
      ((noise.isSigned ? -reach : 0)...reach).reduce(0) { sum, z in
        var product = noise.mass(z)
        let level = scores[winner] + z
        for other in scores.indices where other != winner {
          // A lower index wins ties.
          product *= noise.below(level - scores[other] + (other < winner ? 0 : 1))
        }
        return sum + product
      }
    }
  }

  /// The two best by one-shot noise, in order: a sum over both winners' noise.
  static func bestTwo(_ scores: [Int64], _ noise: Noise) -> [[Int]: Double] {
    let reach = Int64(34 / -log(noise.q)) + 5
    var result: [[Int]: Double] = [:]
    for first in scores.indices {
      for second in scores.indices where second != first {
        var sum = 0.0
        for z in -reach...reach {
          let level = scores[second] + z
          var product = noise.mass(z)
          let needed = level - scores[first] + (first < second ? 0 : 1)
          product *= 1 - noise.below(needed)
          for other in scores.indices where other != first && other != second {
            product *= noise.below(level - scores[other] + (other < second ? 0 : 1))
          }
          sum += product
        }
        result[[first, second]] = sum
      }
    }
    return result
  }

  /// The sparse vector technique's answers to a fixed stream, by summing over the threshold's
  /// noise.
  static func sparseVector(
    _ values: [Int64], answers: [Bool], threshold: Int64, _ first: Noise, _ query: Noise
  ) -> Double {
    let reach = Int64(40 / -log(first.q)) + 5
    return (-reach...reach).reduce(0) { sum, z in
      zip(values, answers).reduce(first.mass(z)) { product, item in
        let below = query.below(threshold + z - item.0)
        return product * (item.1 ? 1 - below : below)
      } + sum
    }
  }
}
