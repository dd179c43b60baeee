import Findings
import Numerics

extension InteractionExperiment {
  private var compared: InteractionParts {
    InteractionParts(
      earlier: earlier, later: later, names: names, source: description.source)
  }

  /// What is compared where the contacts' pseudonyms stay.
  func keptComparisons() -> [any PeriodComparison] {
    let contacts = compared.contacts()
    let parts = contacts.unordered + contacts.ordered
    return parts + [
      CohortSum(
        id: "kept-all", title: "all of them, added", parts: parts, cohort: cohort)
    ]
  }

  /// What is compared where no pseudonym stays.
  func hiddenComparisons() -> [any PeriodComparison] {
    let parts = hiddenParts()
    return parts.structure + parts.behaviour + [
      CohortSum(
        id: "structure", title: "ties and contacts, added", parts: parts.structure, cohort: cohort),
      hiddenSum(parts.structure + parts.behaviour),
    ]
  }

  /// All that is left without pseudonyms, added.
  func hiddenSum() -> CohortSum {
    let parts = hiddenParts()
    return hiddenSum(parts.structure + parts.behaviour)
  }

  private func hiddenSum(_ parts: [any PeriodComparison]) -> CohortSum {
    CohortSum(id: "hidden-all", title: "all of them, added", parts: parts, cohort: cohort)
  }

  private func hiddenParts() -> (
    structure: [any PeriodComparison], behaviour: [any PeriodComparison]
  ) {
    (
      compared.structure(known: cohort.candidates, pseudonyms: cohort.pseudonyms),
      compared.behaviour().map(\.comparison)
    )
  }
}

extension SparseCounts {
  /// The same rows over this matrix's bins, followed by those of `other`.
  func beside(_ other: SparseCounts) -> SparseCounts {
    precondition(rowCount == other.rowCount, "both have the same rows")
    var offsets = [0]
    var merged: [UInt32] = []
    var sums: [UInt32] = []
    for row in 0..<rowCount {
      merged += columns[entries(ofRow: row)]
      sums += counts[entries(ofRow: row)]
      merged += other.columns[other.entries(ofRow: row)].map { $0 + UInt32(columnCount) }
      sums += other.counts[other.entries(ofRow: row)]
      offsets.append(merged.count)
    }
    return SparseCounts(
      columnCount: columnCount + other.columnCount, offsets: offsets, columns: merged, counts: sums)
  }
}
