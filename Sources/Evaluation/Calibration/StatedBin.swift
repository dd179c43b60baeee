import Foundation
import Numerics

/// Targets whose stated probability lies in one tenth.
struct StatedBin: Sendable {
  /// Which tenth, from 0.
  let tenth: Int
  /// Their stated probabilities.
  let stated: [Double]
  /// Their chances of being found.
  let found: [Double]

  var count: Double { Double(stated.count) }
  var meanStated: Double { stated.reduce(0, +) / count }
  var meanFound: Double { found.reduce(0, +) / count }
  /// How far what was found lies above what was stated.
  var gap: Double { meanFound - meanStated }

  /// The tenth of a probability: its lower end belongs to it, and 1 to the last.
  static func tenth(_ probability: Double) -> Int { min(max(Int(probability * 10), 0), 9) }

  /// The bins that are not empty, rising.
  static func bins(_ answers: [CrossFitting.Answer]) -> [StatedBin] {
    let dealt = Dictionary(grouping: answers) { tenth($0.confidence) }
    return dealt.keys.sorted().map { tenth in
      let own = dealt[tenth] ?? []
      return StatedBin(tenth: tenth, stated: own.map(\.confidence), found: own.map(\.isFound))
    }
  }

  /// The expected calibration error.
  static func error(_ answers: [CrossFitting.Answer]) -> Double {
    var sums = [Double](repeating: 0, count: 10)
    for answer in answers { sums[tenth(answer.confidence)] += answer.isFound - answer.confidence }
    return sums.reduce(0) { $0 + abs($1) } / Double(max(answers.count, 1))
  }

  /// The mean distance of the number found from the number stated, over the count, if each stated
  /// probability were right.
  ///
  /// The number found is then a sum of independent coins (Poisson-binomial): summed up exactly
  /// below a variance of 400, from the normal law above, where the two differ by less than 1 in
  /// 1,000.
  ///
  /// - Complexity: O(count * (mean + deviations)).
  var distanceByChance: Double {
    let variance = stated.reduce(0) { $0 + $1 * (1 - $1) }
    guard variance <= 400 else { return (2 * variance / .pi).squareRoot() / count }
    // The rarer of found and not found is counted: fewer numbers matter.
    let isRare = meanStated <= 0.5
    let chances = stated.map { isRare ? $0 : 1 - $0 }
    let mean = chances.reduce(0, +)
    let most = min(stated.count, Int(mean + 12 * variance.squareRoot() + 30))
    var law = [Double](repeating: 0, count: most + 1)
    law[0] = 1
    for (place, chance) in chances.enumerated() {
      for number in stride(from: min(place + 1, most), through: 1, by: -1) {
        law[number] = law[number] * (1 - chance) + law[number - 1] * chance
      }
      law[0] *= 1 - chance
    }
    let distance = law.enumerated().reduce(0) { $0 + $1.element * abs(Double($1.offset) - mean) }
    return distance / count
  }
}
