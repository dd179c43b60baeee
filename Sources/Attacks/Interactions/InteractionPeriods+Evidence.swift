import Evaluation
import Findings
import Numerics

extension InteractionPeriods {
  /// What interactions say of who is who between two periods.
  ///
  /// Hidden contacts leave the strengths and mutuality of ties, the contacts' own degrees, numbers
  /// of contacts and events, and how fast and how soon again people answer. Where contacts are kept
  /// there is all of that, and who the contacts are: those who keep their names.
  ///
  /// Somebody without a contact that can be recognised can be compared with nobody by contacts.
  ///
  /// - Parameters:
  ///   - earlier: the period that the adversary knows.
  ///   - later: the period that is released, people numbered alike.
  ///   - contacts: what the two have in common.
  ///   - names: who keeps the name where contacts are kept; not looked at elsewhere.
  ///   - table: the table's name.
  ///   - timeColumn: the column of times, needed by speed and order.
  ///   - contactColumn: the column of contacts, needed by all.
  ///   - minimumEvents: how many events, as either side, a person needs in each period to be
  ///     eligible, beside being attacked at all.
  /// - Precondition: as many data subjects in both.
  /// - Complexity: O(events) here; `PairCosts` as `ProfileComparison` with 24 to 144 bins for what
  /// is hidden, O(shared contacts) for what is kept.
  public static func evidence(
    earlier: InteractionPeriod, later: InteractionPeriod, contacts: Contacts,
    names: ContactNames, table: String, timeColumn: String, contactColumn: String,
    minimumEvents: Int = InteractionPeriods.minimumEvents
  ) -> PeriodEvidence {
    precondition(
      earlier.subjectCount == later.subjectCount, "both periods number the same data subjects")
    let names = contacts == .kept ? names : .everyone
    let eligible = eligible(
      earlier: earlier, later: later, isAttacked: names.isAttacked, minimumEvents: minimumEvents)
    let parts = InteractionParts(
      earlier: earlier, later: later, names: names, source: description(contacts).source)
    let known = KnownPeople(earlier: earlier, later: later)
    func evidence(_ comparison: any PairComparison, _ columns: [String]) -> ChannelEvidence {
      ChannelEvidence(
        channel: .graph, table: table, columns: columns, comparison: known.only(comparison))
    }
    let structure = parts.structure(known: eligible, pseudonyms: eligible)
    var found = structure.map { evidence($0, [contactColumn]) }
    found += parts.behaviour().map { part in
      ChannelEvidence(
        channel: .graph, table: table, columns: [contactColumn, timeColumn],
        comparison: KnownSidesComparison(part.comparison, counts: part.counts))
    }
    guard contacts == .kept else { return PeriodEvidence(evidence: found, eligible: eligible) }
    let kept = parts.contacts()
    found += kept.unordered.map { evidence($0, [contactColumn]) }
    found += kept.ordered.map { evidence($0, [contactColumn, timeColumn]) }
    return PeriodEvidence(evidence: found, eligible: eligible)
  }
}

/// Who has any event in either period.
private struct KnownPeople {
  let earlier: [Bool]
  let later: [Bool]

  init(earlier: InteractionPeriod, later: InteractionPeriod) {
    func active(_ period: InteractionPeriod) -> [Bool] {
      (0..<period.subjectCount).map { period.eventCount(of: $0) > 0 }
    }
    self.earlier = active(earlier)
    self.later = active(later)
  }

  func only(_ comparison: any PairComparison) -> any PairComparison {
    KnownSidesComparison(comparison, isKnownEarlier: earlier, isKnownLater: later)
  }
}
