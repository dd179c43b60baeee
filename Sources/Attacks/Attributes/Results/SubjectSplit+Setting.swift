import Evaluation
import Numerics

extension SubjectSplit {
  /// The split of a setting, with a stream of its own for each attack.
  init(setting: AttributeSetting, controlShare: Double, stream: String) throws(EvaluationError) {
    var source = SeededGenerator(
      seed: setting.seed, stream: "\(stream)/\(setting.records.table)")
    try self.init(
      subjectCount: setting.subjectCount, targetCount: setting.targetCount,
      controlShare: controlShare, table: setting.records.table, using: &source)
  }
}
