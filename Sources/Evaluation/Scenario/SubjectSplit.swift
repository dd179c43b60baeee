public import Numerics

/// The data subjects of an experiment: who is in the release, who is held out of it, who is tried.
///
/// The control group is drawn first, so the release that is attacked is the one without it; targets
/// are drawn from what is left.
public struct SubjectSplit: Sendable, Equatable {
  /// Data subjects held out of the release as control group, rising.
  public let controls: [UInt32]
  /// Data subjects in the release that are attacked, rising.
  public let targets: [UInt32]
  /// For each data subject, whether it is held out.
  public let isHeldOut: [Bool]

  /// Draws a control group and targets.
  ///
  /// - Parameters:
  ///   - subjectCount: the number of data subjects, numbered from 0.
  ///   - targetCount: how many to attack at most.
  ///   - controlShare: the share of subjects to hold out, in [0, 1); at most `targetCount` are held
  ///     out, since an interval depends on the number of trials and not on the population.
  ///   - source: the source of randomness.
  /// - Throws: `EvaluationError.noTargets`, `EvaluationError.controlShare`.
  /// - Complexity: O(`subjectCount`).
  public init(
    subjectCount: Int, targetCount: Int, controlShare: Double, table: String,
    using source: inout some RandomSource
  ) throws(EvaluationError) {
    guard subjectCount > 0, targetCount > 0 else { throw .noTargets(table: table) }
    guard controlShare >= 0, controlShare < 1 else {
      throw .controlShare(controlShare, subjects: subjectCount)
    }
    let wanted = Int((Double(subjectCount) * controlShare).rounded(.down))
    let controlCount = min(wanted, targetCount)
    let drawn = source.sample(
      count: controlCount + min(targetCount, subjectCount - controlCount), of: subjectCount)
    var isHeldOut = [Bool](repeating: false, count: subjectCount)
    for subject in drawn.prefix(controlCount) { isHeldOut[subject] = true }
    self.controls = drawn.prefix(controlCount).map(UInt32.init).sorted()
    self.targets = drawn.dropFirst(controlCount).map(UInt32.init).sorted()
    self.isHeldOut = isHeldOut
  }
}
