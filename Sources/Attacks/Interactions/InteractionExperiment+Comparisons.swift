import Findings
import Numerics

extension InteractionExperiment {
  /// What is compared where the contacts' pseudonyms stay.
  func keptComparisons() -> [any PeriodComparison] {
    let parts: [any PeriodComparison] = [
      identity(
        "contacts", "contacts, either way",
        PeriodHistograms(
          earlier: earlier.sent.beside(earlier.received),
          later: later.sent.beside(later.received))),
      identity(
        "contacts-sent", "contacts acted toward",
        PeriodHistograms(earlier: earlier.sent, later: later.sent)),
      identity(
        "contact-order", "contacts one after another",
        PeriodHistograms(earlier: earlier.successions, later: later.successions)),
    ]
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
    let before = InteractionStructure(earlier)
    let after = InteractionStructure(later)
    let structure: [any PeriodComparison] = [
      profile(
        "ties-sent", "strengths of ties acted on", before.ties(earlier.sent), after.ties(later.sent)
      ),
      profile(
        "ties-received", "strengths of ties toward the person", before.ties(earlier.received),
        after.ties(later.received)),
      profile("mutual-ties", "ties by either side", before.mutualTies(), after.mutualTies()),
      profile(
        "contact-degrees", "how well connected the contacts are", before.contactDegrees(),
        after.contactDegrees()),
      MagnitudeComparison(
        id: "magnitudes", title: "numbers of contacts and of events", source: description.source,
        earlier: before.magnitudes(), later: after.magnitudes(), cohort: cohort),
    ]
    let behaviour: [any PeriodComparison] = [
      profile(
        "reply-latencies", "how fast answers come", earlier.replyLatencies, later.replyLatencies),
      profile(
        "recencies", "how soon the same contact comes again", earlier.recencies, later.recencies),
    ]
    return (structure, behaviour)
  }

  private func identity(
    _ id: String, _ title: String, _ counts: PeriodHistograms
  ) -> any PeriodComparison {
    HistogramComparison(id: id, title: title, source: description.source, counts: counts)
  }

  private func profile(
    _ id: String, _ title: String, _ earlier: SparseCounts, _ later: SparseCounts
  ) -> any PeriodComparison {
    ProfileComparison(
      id: id, title: title, source: description.source,
      counts: PeriodHistograms(earlier: earlier, later: later), isCircular: false)
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
