import MediaMetadata

/// The baseline: a multinomial logistic regression on the value's shape alone (shares of classes of
/// characters, lengths, runs); it sees no letter and no name.
struct ShapeBaseline {
  private var weights: [[Float]]

  init(_ examples: [Example], _ random: inout SeededRandom) {
    let inputs = (examples.first?.features.numbers.count ?? 0) + 1
    weights = FieldKind.allCases.map { _ in [Float](repeating: 0, count: inputs) }
    var order = Array(examples.indices)
    for epoch in 0..<10 {
      random.shuffle(&order)
      let rate: Float = 0.1 / Float(epoch + 1)
      for index in order {
        let numbers = examples[index].features.numbers + [1]
        let answer = probabilities(numbers)
        for kind in weights.indices {
          let delta = answer[kind] - (examples[index].kind.rawValue == kind ? 1 : 0)
          for input in numbers.indices { weights[kind][input] -= rate * delta * numbers[input] }
        }
      }
    }
  }

  func probabilities(of features: FieldFeatures) -> [Float] {
    probabilities(features.numbers + [1])
  }

  private func probabilities(_ numbers: [Float]) -> [Float] {
    let scores = weights.map { row in zip(row, numbers).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
    let highest = scores.max() ?? 0
    let parts = scores.map { DetectorMath.exponential($0 - highest) }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }
}
