import Foundation

/// Who is found by one set of features, person by person.
///
/// Values are kept for each person, so that every difference of two coalitions is paired.
public struct Coalition: Sendable, Equatable {
  /// The places of its features, rising; none for the adversary who guesses.
  public let features: [Int]
  /// For each person, in the order of the targets, the chance of being found.
  public let found: [Double]
  /// The bits left to name a person: the mean of -log2 of what the right answer was given.
  public let surprisalBits: Double

  /// The share of people found.
  public var risk: Double { found.reduce(0, +) / Double(max(found.count, 1)) }

  /// A coalition.
  public init(features: [Int], found: [Double], surprisalBits: Double) {
    self.features = features
    self.found = found
    self.surprisalBits = surprisalBits
  }

  /// Grades a coalition's answers; a person who was answered several times, by folds dealt anew,
  /// counts with the mean.
  ///
  /// - Complexity: O(answers * log(answers)).
  public init(features: [Int], answers: [CrossFitting.Answer]) {
    var found: [Double] = []
    var count = 0
    var last: Int?
    for answer in answers.sorted(by: { $0.target < $1.target }) {
      if answer.target == last {
        count += 1
        found[found.count - 1] += (answer.isFound - found[found.count - 1]) / Double(count)
      } else {
        count = 1
        last = answer.target
        found.append(answer.isFound)
      }
    }
    self.init(
      features: features, found: found,
      surprisalBits: Self.meanBits(answers.map(\.truthProbability)))
  }

  /// The adversary who guesses: each candidate is as likely.
  ///
  /// - Parameter truth: for each target its candidate, `nil` where it is not among them.
  public static func chance(truth: [Int?], candidateCount: Int) -> Coalition {
    let guess = 1 / Double(max(candidateCount, 1))
    return Coalition(
      features: [], found: truth.map { $0 == nil ? 0 : guess },
      surprisalBits: meanBits(truth.map { _ in guess }))
  }

  /// An answer ruled out counts as one in 2^1,000, so that one person does not make it infinite.
  private static func meanBits(_ probabilities: [Double]) -> Double {
    let bits = probabilities.reduce(0) { $0 + min(max(-log2($1), 0), 1_000) }
    return bits / Double(max(probabilities.count, 1))
  }
}
