import Findings
import Numerics

@testable import Evaluation

/// Channels whose evidence is drawn: the right pair's costs lie lower by a stated amount.
enum PlantedEvidence {
  /// Costs of normal deviates, floored at a little above 0; those of the right pairs lie `strength`
  /// lower.
  static func costs(
    _ id: String, people: Int, strength: Double, seed: UInt64
  ) -> PairCosts {
    var source = SeededGenerator(seed: seed, stream: id)
    let values = (0..<(people * people)).map { pair in
      let isRight = pair / people == pair % people
      return Float(max(0.01, 6 + source.normal() - (isRight ? strength : 0)))
    }
    return PairCosts(rowCount: people, columnCount: people, values: values)
  }

  static func problem(people: Int, strengths: [Double], seed: UInt64) -> FusionProblem {
    FusionProblem(
      features: strengths.indices.map { feature("channel-\($0)") },
      costs: strengths.enumerated().map {
        costs("channel-\($0)", people: people, strength: $1, seed: seed)
      }, truth: Array(0..<people))
  }

  /// A feature that needs one column of its own.
  static func feature(_ id: String, channel: Channel = .cadence) -> EvidenceFeature {
    EvidenceFeature(id: id, title: id, channel: channel, table: "planted", columns: [id])
  }
}
