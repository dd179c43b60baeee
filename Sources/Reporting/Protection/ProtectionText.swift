public import Findings

/// What protection did to a table, on one page for a terminal.
public enum ProtectionText {
  /// The page.
  public static func render(_ report: ProtectionReport) -> String {
    var text = "\(SafeText.name(report.name))\n\n"
    text += tables(report) + "\n"
    text += report.steps.enumerated().map { step($0 + 1, $1) }.joined(separator: "\n")
    text += "\nOn the written file, read again from disk\n"
    text += verification(report.verification)
    if let utility = report.utility {
      text += "\nWhat is left of its use\n" + self.utility(utility)
    }
    return text
  }

  private static func tables(_ report: ProtectionReport) -> String {
    let lost = report.source.rowCount - report.release.rowCount
    let share = Phrase.perCent(Double(lost) / Double(max(1, report.source.rowCount)))
    let (before, after) = (report.source, report.release)
    return """
      before  \(Phrase.count(before.rowCount)) rows, \(before.columns.count) columns
      after   \(Phrase.count(after.rowCount)) rows, \(after.columns.count) columns \
      (\(Phrase.count(lost)) rows lost, \(share))

      """
  }

  // MARK: Steps

  private static func step(_ number: Int, _ step: ProtectionStepRecord) -> String {
    var lines = ["\(number). \(step.kind): \(SafeText.sentence(Phrase.list(step.columns)))"]
    lines.append(
      "   \(Phrase.count(step.changedCells)) cells changed, "
        + "\(Phrase.count(step.removedRows)) rows taken out\(randomness(step.randomSource))")
    if let recoding = step.recoding { lines += self.recoding(recoding) }
    lines.append("   does not protect against: \(SafeText.sentence(step.doesNotProtectAgainst))")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func randomness(_ source: ProtectionStepRecord.RandomSource) -> String {
    switch source {
    case .none: ""
    case .key: "; drawn from the release's key"
    case .system: "; drawn from the system's secure source"
    }
  }

  private static func recoding(_ recoding: RecodingRecord) -> [String] {
    let levels = recoding.columns.compactMap { column -> String? in
      guard let level = column.level, let height = column.height else { return nil }
      return "\(SafeText.name(column.name)) \(level)/\(height)"
    }
    var lines = ["   meets \(SafeText.sentence(Phrase.list(recoding.models)))"]
    if !levels.isEmpty { lines.append("   levels: \(levels.joined(separator: ", "))") }
    lines.append(
      "   classes: \(Phrase.count(recoding.classCount)), of "
        + "\(Phrase.count(recoding.smallestClass)) to "
        + "\(Phrase.count(recoding.largestClass)), \(Phrase.decimals(recoding.averageClass, 1)) "
        + "on average")
    lines.append(
      "   \(SafeText.name(recoding.lossName)): \(Phrase.decimals(recoding.loss, 6))"
        + optimality(recoding))
    return lines
  }

  private static func optimality(_ recoding: RecodingRecord) -> String {
    guard recoding.latticeSize > 0 else { return "" }
    let checked =
      "\(Phrase.count(recoding.checkedNodes)) of \(Phrase.decimals(recoding.latticeSize, 0)) "
      + "recodings looked at"
    if recoding.isOptimal { return ", the least there is (\(checked))" }
    return recoding.lowerBound > 0
      ? ", none is below \(Phrase.decimals(recoding.lowerBound, 6)) (\(checked))" : " (\(checked))"
  }

  // MARK: What was measured

  private static func verification(_ verification: ReleaseVerification) -> String {
    var lines = verification.models.map { model in
      "  \(model.holds ? "holds " : "BROKEN") \(SafeText.name(model.name))"
    }
    if let linkage = verification.linkage {
      lines.append(
        "  linkage: of \(Phrase.count(linkage.targetCount, "person", "people")) whose values are "
          + "known exactly, \(Phrase.perCent(linkage.expectedShare)) are found (before: "
          + "\(Phrase.perCent(linkage.expectedShareBefore)))")
      lines.append(
        "  fewest rows that any one of them could be: \(Phrase.count(linkage.fewestCandidates)); "
          + "of \(Phrase.count(linkage.unmatched)) no row is left")
    }
    for outcome in verification.minimality {
      lines.append(
        "  minimality, \(SafeText.name(outcome.column)) one level lower: "
          + "\(Phrase.perCent(outcome.ruledOut)) of assignments ruled out; surest value "
          + "\(Phrase.perCent(outcome.probabilityBefore)), with it "
          + "\(Phrase.perCent(outcome.probabilityAfter))")
    }
    for outcome in verification.composition {
      lines.append(
        "  composition with an earlier release: the sensitive value of "
          + "\(Phrase.perCent(outcome.togetherShare)) is certain (earlier alone "
          + "\(Phrase.perCent(outcome.earlierShare)), this alone "
          + "\(Phrase.perCent(outcome.ownShare)))")
    }
    if let before = verification.riskBefore, let after = verification.riskAfter {
      lines.append(
        "  audit: risk \(Phrase.perCent(after.value)), at most \(Phrase.perCent(after.upper)) "
          + "(before: \(Phrase.perCent(before.value)))")
    }
    return lines.isEmpty ? "  nothing to measure\n" : lines.joined(separator: "\n") + "\n"
  }

  private static func utility(_ utility: UtilitySummary) -> String {
    var lines = [
      "  total variation: \(Phrase.decimals(utility.oneWayDistance, 4)) of one column's counts, "
        + "\(Phrase.decimals(utility.twoWayDistance, 4)) of two columns' (means)",
      "  associations moved by \(Phrase.decimals(utility.associationChange, 4)) on average",
    ]
    if let percent = utility.squaredErrorPercent {
      lines.append("  squared error of numbers: \(Phrase.decimals(percent, 4)) % of the total")
    }
    for task in utility.tasks {
      lines.append(
        "  \(task.learner) predicts \(SafeText.name(task.target)): "
          + "\(Phrase.perCent(task.release)) right (original \(Phrase.perCent(task.original)), "
          + "most frequent value \(Phrase.perCent(task.baseline)))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
