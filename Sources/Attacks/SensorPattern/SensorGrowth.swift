/// The scores of all pairs of photos of one size, each pair once.
struct SensorScores {
  /// How many photos there are.
  let count: Int
  private var values: [Float]

  /// - Parameter values: of the first photo with all later ones, then of the second, and so on.
  init(_ values: [Float], count: Int) {
    precondition(values.count == count * (count - 1) / 2, "a score for each pair")
    self.values = values
    self.count = count
  }

  /// The score of two photos that are not the same.
  subscript(one: Int, other: Int) -> Float {
    get { values[place(one, other)] }
    set { values[place(one, other)] = newValue }
  }

  private func place(_ one: Int, _ other: Int) -> Int {
    let (first, second) = one < other ? (one, other) : (other, one)
    return first * (2 * count - first - 1) / 2 + second - first - 1
  }
}

/// Grows groups from the scores of pairs.
struct SensorGrowth {
  /// The sum of the scores between two groups.
  private var sums: SensorScores
  private var sizes: [Int]
  /// The energy of each group's summed residuals, that of one residual being 1.
  private var energies: [Double]
  private var members: [[Int]]
  private let count: Int
  private let pixels: Int
  private let threshold: Double

  /// - Parameters:
  ///   - scores: of all pairs, standard normal where nothing is shared (`SensorLinks.either`).
  ///   - pixels: of each residual.
  init(_ scores: consuming SensorScores, pixels: Int, threshold: Double) {
    count = scores.count
    sums = scores
    sizes = [Int](repeating: 1, count: count)
    energies = [Double](repeating: 1, count: count)
    members = (0..<count).map { [$0] }
    self.pixels = pixels
    self.threshold = threshold
  }

  /// The groups of two and more, each rising; to be called once.
  mutating func grow() -> [[Int]] {
    run()
    return members.filter { $0.count > 1 }.map { $0.sorted() }
  }

  private func score(_ one: Int, _ other: Int) -> Double {
    Double(sums[one, other]) / (energy(one) * energy(other)).squareRoot()
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
      energies[one] +=
        energies[other] + 2 * Double(sums[one, other]) / Double(pixels).squareRoot()
      for index in 0..<count where sizes[index] > 0 && index != one && index != other {
        sums[one, index] += sums[other, index]
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
