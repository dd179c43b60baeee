public import Findings
public import Tables
import Evaluation
import Numerics

extension KnownVisits {
  /// The height of a cell where a log has coordinates, in meters.
  public static let cellMeters = 500.0

  /// Tries the eight kinds of knowledge on the visits of `trace`; the headline is where `known`
  /// visits were.
  ///
  /// Coordinates are read as cells of `cellMeters`; a log without them is read by its places. Where
  /// trying everyone would take more than some seconds, a sample of the setting's targets stands
  /// for all, with Wilson's interval.
  ///
  /// - Throws: `KnownVisitsError` where no event has a place.
  public static func result(
    for setting: EventSetting, trace: EventTrace, cellMeters: Double = cellMeters, known: Int = 2
  ) throws -> AttackResult {
    let readsCells = !trace.latitudes.isEmpty
    let histories =
      try readsCells
      ? VisitHistories(cells: CellGrid(sizeMeters: cellMeters), of: trace)
      : VisitHistories(places: trace)
    let experiment = VisitExperiment(
      setting: setting, histories: histories, known: known,
      place: readsCells ? "cell of \(meters(cellMeters))" : "place")
    let coarser = readsCells ? coarserCells(trace, experiment, cellMeters) : []
    return try experiment.result(coarsenings: experiment.rarePlacesLeftOut() + coarser)
  }

  /// Four, 16 and 64 times the height of the cells.
  private static func coarserCells(
    _ trace: EventTrace, _ experiment: VisitExperiment, _ cellMeters: Double
  ) -> [VisitCoarsening] {
    [4.0, 16, 64].map { $0 * cellMeters }.filter { $0 <= 2e7 }.map { size in
      experiment.coarsening(
        "cells of \(meters(size))",
        leaving: try? VisitHistories(cells: CellGrid(sizeMeters: size), of: trace))
    }
  }

  private static func meters(_ size: Double) -> String {
    size < 1_000 ? "\(Phrase.decimals(size, 0)) m" : "\(Phrase.decimals(size / 1_000, 1)) km"
  }
}

/// The eight kinds of knowledge on one log.
private struct VisitExperiment {
  let setting: EventSetting
  let histories: VisitHistories
  let known: Int
  /// What a place is, in the singular.
  let place: String

  private var sample: [Int] {
    histories.sample(setting.targetCount, setting.generator("known-visits"))
  }

  /// What is tried: kinds that need times only where there are any.
  private var kinds: [VisitKnowledge] {
    let timed: [VisitKnowledge] = [.sequence, .locationAndTime(.hour), .locationAndTime(.day)]
    return [.location] + (histories.times.isEmpty ? [] : timed) + [
      .uniqueLocation, .frequency(tolerance: 0), .probability(tolerance: 0.1),
      .proportion(tolerance: 0.1), .homeAndWork(.mostVisited),
    ]
  }

  func coarsening(_ words: String, leaving after: VisitHistories?) -> VisitCoarsening {
    VisitCoarsening(
      words, of: histories, leaving: after, known: known, sample: setting.targetCount,
      generator: setting.generator("known-visits"))
  }

  func rarePlacesLeftOut() -> [VisitCoarsening] {
    let needed = VisitCoarsening.visitorsNeeded
    return [
      coarsening(
        "no visit to a \(place) with fewer than \(needed) visitors",
        leaving: histories.leavingOutPlaces(visitedByFewerThan: needed))
    ]
  }

  private func reviews() -> [VisitReview] {
    let sample = sample
    let plain = VisitIndex(histories)
    return kinds.map { knowledge in
      var index = plain
      if case .locationAndTime(let precision) = knowledge {
        index = VisitIndex(histories, precision: precision)
      }
      return VisitReview(histories, index, knowledge, known: known, sample: sample)
    }
  }

  func result(coarsenings: [VisitCoarsening]) throws -> AttackResult {
    let reviews = reviews()
    guard let headline = reviews.first, !headline.outcomes.isEmpty else {
      throw EvaluationError.noTargets(table: setting.table)
    }
    let success = headline.success(level: setting.evaluator.level)
    let baseline = Estimate.exact(1 / Double(histories.count))
    return AttackResult(
      id: setting.resultID(headline.knowledge.description),
      attack: headline.knowledge.description,
      setting: setting.reportSetting(
        scenario: .knownPoints,
        knowledge: "knows \(headline.knowledge.words(known: known)), of all the \(known) that give "
          + "most away, each to the \(place),",
        targets: headline.outcomes.count, candidates: histories.count,
        exhaustive: headline.isExhaustive),
      success: success, baseline: baseline, control: nil,
      excess: ExcessRisk.estimate(success: success, over: baseline),
      anonymitySets: AnonymitySetBin.histogram(ofTargets: headline.outcomes.map(\.matching)),
      subjectRisk: RiskDistribution(risks: headline.risks),
      measures: reviews.flatMap { measures(of: $0) }, charts: [curve()],
      grids: [
        Grid(
          id: "known-visits", title: "What the worst \(known) facts give away",
          header: VisitReview.header, rows: reviews.map(\.row)),
        Grid(
          id: "coarser-visits", title: "The same after coarsening, knowing \(known) visits",
          header: ["release", "mean risk", "risk above 20 %", "visits left"],
          rows: coarsenings.map(\.row)),
      ],
      sentence: sentence(headline), remedy: remedy(headline, coarsenings))
  }

  private func measures(of review: VisitReview) -> [Measure] {
    let name = review.knowledge.name
    var precision = ""
    if case .locationAndTime(let wanted) = review.knowledge { precision = "/\(wanted.rawValue)" }
    let words = review.knowledge.words(known: review.known)
    let cut = review.cutShort
    return [
      Measure(
        id: "risk/\(name)\(precision)", label: "Mean risk, knowing \(words)",
        estimate: review.success(level: setting.evaluator.level), unit: "probability",
        note: cut == 0
          ? "" : "at least; the search of \(Phrase.count(cut, "person", "people")) was cut short")
    ]
  }

  /// The mean risk with one to four known visits.
  private func curve() -> Chart {
    let sample = sample
    let kinds: [(String, VisitKnowledge)] = [
      ("where", .location), ("where, in order", .sequence),
      ("where and on which day", .locationAndTime(.day)),
    ]
    let series = kinds.prefix(histories.times.isEmpty ? 1 : 3).map { name, knowledge in
      let precision: TimePrecision? = knowledge == .locationAndTime(.day) ? .day : nil
      let index = VisitIndex(histories, precision: precision)
      return Chart.Series(
        name: name,
        points: (1...4).map { known in
          let risk = VisitReview(
            histories, index, knowledge, known: known, sample: sample, everyone: false
          )
          .success(level: setting.evaluator.level)
          return Chart.Point(x: Double(known), y: risk.value, lower: risk.lower, upper: risk.upper)
        })
    }
    let last = series.first?.points.last?.y ?? 0
    return Chart(
      id: "known-visits", title: "How many visits, well chosen, find a person", kind: .line,
      xLabel: "visits known", yLabel: "mean risk", series: series,
      alternativeText: "The mean risk rises with the number of known visits, to "
        + "\(Phrase.perCent(last)) at 4 known places.")
  }

  private func sentence(_ review: VisitReview) -> String {
    "Whoever knows the \(known) visits of a person that give most away, only where they were, "
      + "finds that person in \(Phrase.ofHundred(review.success(level: 0.95).value)) of 100 cases; "
      + "\(Phrase.perCent(review.share(above: 0.999))) of the people have \(known) visits that fit "
      + "nobody else."
  }

  /// The mildest coarsening after which hardly anyone is above 20 %, or else the strongest.
  private func remedy(_ review: VisitReview, _ coarsenings: [VisitCoarsening]) -> String {
    let risk = review.success(level: 0.95).value
    guard risk > 1.5 / Double(histories.count),
      let best = coarsenings.first(where: { $0.shareAbove < 0.01 })
        ?? coarsenings.min(by: { $0.meanRisk < $1.meanRisk })
    else { return "" }
    let change =
      "from \(Phrase.perCent(risk)) to \(Phrase.perCent(best.meanRisk)), keeping "
      + "\(Phrase.perCent(best.visitsLeft)) of the visits"
    if best.meanRisk < risk / 2 {
      return "Releasing \(best.words) lowers the mean risk \(change)."
    }
    return "No coarsening tried halves the risk (\(best.words): \(change)); release counts of "
      + "visits to places instead of the visits of people."
  }
}
