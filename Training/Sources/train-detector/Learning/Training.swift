import Foundation
import MediaMetadata

/// The whole training: made data in, weights out; the same bytes for the same seed.
struct Training {
  let seed: UInt64
  let exampleCount: Int
  let epochs: Int

  /// What came out, and what it was made with.
  struct Outcome {
    let weights: [UInt8]
    let trainingCount: Int
    let calibrationCount: Int
    let temperature: Float
    let threshold: Float
  }

  /// The share of made fields that are not telling, and are flagged all the same.
  static let falseAlarmRate = 0.01

  func run() -> Outcome {
    var random = SeededRandom(seed: seed, stream: 1)
    let examples = ExampleMaker(
      formats: FieldNames.training, side: .training,
      values: ValueMaker(pool: WordPool(side: .training)), neutralShare: 0.3
    ).examples(exampleCount, &random)
    var network = Network(&random)
    var order = Array(examples.indices)
    for epoch in 0..<epochs {
      random.shuffle(&order)
      let rate = 0.06 * Float(epochs - epoch) / Float(epochs)
      var loss = 0.0
      for index in order {
        let features = examples[index].features
        let rows = [features.name, features.pieces, features.shapes].map { thinned($0, &random) }
        loss += Double(
          network.learn(rows, features.numbers, examples[index].kind.rawValue, rate: rate))
      }
      Log.line("epoch \(epoch + 1): mean error \(rounded(loss / Double(order.count), 4))")
    }
    return calibrated(network)
  }

  /// Without a share of its rows that is itself drawn, so that no single piece is relied on.
  private func thinned(_ rows: [UInt16], _ random: inout SeededRandom) -> [UInt16] {
    let share = UInt64(random.number(0...60))
    return rows.filter { _ in ((random.next() >> 32) * 100) >> 32 >= share }
  }

  /// The temperature and the threshold, on words and names that training did not see.
  private func calibrated(_ network: Network) -> Outcome {
    var random = SeededRandom(seed: seed, stream: 2)
    let examples = ExampleMaker(
      formats: FieldNames.training, side: .calibration,
      values: ValueMaker(pool: WordPool(side: .calibration)), neutralShare: 0.4
    ).examples(12_000, &random)
    let plain = FieldDetector(
      weights: WeightFile(network: network, temperature: 1, threshold: 1).bytes)
    let answers = examples.map { plain.probabilities(of: $0.features) }
    let truth = examples.map { $0.kind.rawValue }
    let temperature = Calibration.temperature(answers, truth)
    let cooled = FieldDetector(
      weights: WeightFile(network: network, temperature: temperature, threshold: 1).bytes)
    let highest = examples.filter { !$0.kind.isTelling }.map { example in
      let answer = cooled.probabilities(of: example.features)
      return FieldKind.allCases.filter(\.isTelling).reduce(0) { $0 + answer[$1.rawValue] }
    }.sorted()
    let index = Int((1 - Self.falseAlarmRate) * Double(highest.count))
    let threshold = max(0.5, highest[min(index, highest.count - 1)])
    return Outcome(
      weights: WeightFile(network: network, temperature: temperature, threshold: threshold).bytes,
      trainingCount: exampleCount, calibrationCount: examples.count, temperature: temperature,
      threshold: threshold)
  }
}

/// Temperature scaling.
enum Calibration {
  /// The temperature with the least loss on answers that were made with temperature 1.
  ///
  /// **Source**: Guo et al. 2017 (arXiv:1706.04599), section 4.2; here a search over a grid.
  static func temperature(_ answers: [[Float]], _ truth: [Int]) -> Float {
    var best: (loss: Double, temperature: Float) = (.infinity, 1)
    for step in 0...60 {
      let temperature = 0.5 * pow(1.04, Double(step))
      var loss = 0.0
      for (answer, kind) in zip(answers, truth) {
        let powers = answer.map { pow(max(Double($0), 1e-9), 1 / temperature) }
        loss -= log(max(powers[kind] / powers.reduce(0, +), 1e-12))
      }
      if loss < best.loss { best = (loss, Float(temperature)) }
    }
    return best.temperature
  }
}
