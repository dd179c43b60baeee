import Findings

/// What a protection report says of the files on a card; nothing where it is about other files.
struct CardBinding {
  let protection: ProtectionReport?
  let digests: Set<String>

  /// The report, if one of the files is its release.
  private var bound: ProtectionReport? {
    guard let protection, digests.contains(protection.release.digest) else { return nil }
    return protection
  }

  /// The steps in their order.
  var measures: [CardMeasure] {
    (bound?.steps ?? []).map { step in
      CardMeasure(
        kind: step.kind, columns: step.columns, sentence: step.summary,
        doesNotProtectAgainst: step.doesNotProtectAgainst)
    }
  }

  /// Names of the steps that worked on a column.
  func steps(on column: String) -> [String] {
    (bound?.steps ?? []).filter { $0.columns.contains(column) }.map(\.kind)
  }

  /// Where the data come from.
  var lineage: CardLineage? {
    bound.map {
      CardLineage(
        plan: $0.planDigest, release: $0.release.digest,
        models: $0.verification.models.filter(\.holds).map(\.name))
    }
  }

  /// What is left of the data's use.
  var utility: [String] {
    guard let utility = bound?.utility else { return [] }
    return [
      "Total variation of one column's counts: \(Phrase.decimals(utility.oneWayDistance, 4)); of "
        + "two columns': \(Phrase.decimals(utility.twoWayDistance, 4)) (means).",
      "Associations moved by \(Phrase.decimals(utility.associationChange, 4)) on average.",
    ]
      + utility.tasks.map {
        "\($0.learner) predicts \($0.target): \(Phrase.perCent($0.release)) right, original "
          + "\(Phrase.perCent($0.original)), most frequent value \(Phrase.perCent($0.baseline))."
      }
  }

  /// What a reader must know.
  var limits: [String] {
    guard let protection else {
      return ["No protection report was given: nothing is said about measures."]
    }
    guard let bound else {
      return [
        "The protection report is about other files (release \(protection.name)): its measures are "
          + "not on this card."
      ]
    }
    let lost = bound.source.rowCount - bound.release.rowCount
    let rows =
      lost > 0
      ? [
        "\(Phrase.count(lost, "row", "rows")) of \(Phrase.count(bound.source.rowCount)) were taken "
          + "out; people in small groups are missing more often than others."
      ] : []
    return rows
      + bound.verification.models.filter { !$0.holds }.map {
        "The model \($0.name) does not hold for the file."
      }
  }
}
