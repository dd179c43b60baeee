import Evaluation
import Findings
import Numerics

/// The single comparisons of two periods of interactions.
struct InteractionParts {
  let earlier: InteractionPeriod
  let later: InteractionPeriod
  let names: ContactNames
  let source: String

  /// A comparison of histograms, and what it counts.
  struct Profile {
    let comparison: any PeriodComparison
    let counts: PeriodHistograms
  }

  /// What is left of contacts without their ids.
  ///
  /// - Parameters:
  ///   - known: the people whose earlier numbers are the unit of the earlier period's.
  ///   - pseudonyms: those whose later numbers are the unit of the later period's.
  func structure(known: [UInt32], pseudonyms: [UInt32]) -> [any PeriodComparison] {
    let before = InteractionStructure(earlier)
    let after = InteractionStructure(later)
    return [
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
    ].map(\.comparison) + [
      MagnitudeComparison(
        id: "magnitudes", title: "numbers of contacts and of events", source: source,
        earlier: before.magnitudes(), later: after.magnitudes(), known: known,
        pseudonyms: pseudonyms)
    ]
  }

  /// How people answer, and how soon the same contact comes again.
  func behaviour() -> [Profile] {
    [
      profile(
        "reply-latencies", "how fast answers come", earlier.replyLatencies, later.replyLatencies),
      profile(
        "recencies", "how soon the same contact comes again", earlier.recencies, later.recencies),
    ]
  }

  /// Who the contacts are, of those who can be recognised; and in which order they come.
  func contacts() -> (unordered: [any PeriodComparison], ordered: [any PeriodComparison]) {
    func named(_ period: InteractionPeriod) -> (sent: SparseCounts, received: SparseCounts) {
      (
        period.sent.keepingColumns(names.isNamed), period.received.keepingColumns(names.isNamed)
      )
    }
    let (before, after) = (named(earlier), named(later))
    return (
      [
        identity(
          "contacts", "contacts, either way", before.sent.beside(before.received),
          after.sent.beside(after.received)),
        identity("contacts-sent", "contacts acted toward", before.sent, after.sent),
      ],
      [
        identity(
          "contact-order", "contacts one after another",
          earlier.successions.hashed(among: names.isNamed),
          later.successions.hashed(among: names.isNamed))
      ]
    )
  }

  private func identity(
    _ id: String, _ title: String, _ earlier: SparseCounts, _ later: SparseCounts
  ) -> any PeriodComparison {
    HistogramComparison(
      id: id, title: title, source: source,
      counts: PeriodHistograms(earlier: earlier, later: later))
  }

  private func profile(
    _ id: String, _ title: String, _ earlier: SparseCounts, _ later: SparseCounts
  ) -> Profile {
    let counts = PeriodHistograms(earlier: earlier, later: later)
    return Profile(
      comparison: ProfileComparison(
        id: id, title: title, source: source, counts: counts, isCircular: false), counts: counts)
  }
}
