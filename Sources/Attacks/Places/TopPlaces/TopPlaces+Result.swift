import Evaluation
public import Findings
import Numerics

extension TopPlaces {
  /// Groups people by their one, two and three most visited places; the headline is two as a set.
  ///
  /// - Parameters:
  ///   - resolutions: the points of the same release at several sizes of cells; slots do not
  ///     matter.
  ///   - declared: the resolution of the release itself; the finest where it is `nil`.
  ///   - homeWork: visits at night and in working hours, at the declared resolution, where the hour
  ///     of events is known.
  /// - Throws: `EvaluationError.noTargets` where nobody was anywhere, or no resolution is given.
  /// - Complexity: O(points) for each size of cells.
  public static func result(
    for setting: EventSetting, resolutions: [VisitResolution], declared: VisitResolution? = nil,
    homeWork: (home: VisitResolution, work: VisitResolution)? = nil
  ) throws -> AttackResult {
    let ordered = Self.bySize(resolutions)
    let size = declared.map(\.sizeMeters) ?? ordered.first?.sizeMeters
    guard let judged = ordered.first(where: { $0.sizeMeters == size }) ?? ordered.first else {
      throw EvaluationError.noTargets(table: setting.table)
    }
    let ranking = try PlaceRanking(judged.visits(), depth: 3)
    guard !ranking.subjects.isEmpty else { throw EvaluationError.noTargets(table: setting.table) }
    let attempts = try (1...3).map { count in
      try Attempt(
        count: count, set: TopPlaces(ranking, count: count, isOrdered: false),
        ordered: TopPlaces(ranking, count: count, isOrdered: true))
    }
    let coarser = try ordered.filter { ($0.sizeMeters ?? 0) > (judged.sizeMeters ?? 0) }.map {
      let places = try TopPlaces(PlaceRanking($0.visits(), depth: 2), count: 2, isOrdered: false)
      return (text: $0.sizeText, found: places.meanRisk)
    }
    let homeWork = try homeWork.map {
      try TopPlaces(home: $0.home.visits(), work: $0.work.visits())
    }
    return try assemble(
      setting, judged, ranking: ranking, attempts: attempts, coarser: coarser, homeWork: homeWork)
  }

  /// The groups for one number of places.
  private struct Attempt {
    let count: Int
    let set: TopPlaces
    let ordered: TopPlaces
  }

  /// The mean risk.
  private var meanRisk: Double {
    sizes.isEmpty ? 0 : Double(groupCount) / Double(sizes.count)
  }

  /// One resolution for each size of cells, the finest first.
  private static func bySize(_ resolutions: [VisitResolution]) -> [VisitResolution] {
    var seen: Set<Double> = []
    return resolutions.sorted { $0.coarseness < $1.coarseness }
      .filter { seen.insert($0.sizeMeters ?? 0).inserted }
      .sorted { ($0.sizeMeters ?? 0) < ($1.sizeMeters ?? 0) }
  }

  private static func assemble(
    _ setting: EventSetting, _ judged: VisitResolution, ranking: PlaceRanking,
    attempts: [Attempt], coarser: [(text: String, found: Double)], homeWork: TopPlaces?
  ) throws -> AttackResult {
    let attack = attempts[1].set
    let people = ranking.subjects.count
    let grade = try setting.evaluator.grade(attack, baseline: 1 / Double(people))
    let precision = judged.sizeMeters == nil ? "" : ", to \(judged.sizeText)"
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .groupSizes,
        knowledge: "knows the two places where the target was most often\(precision)",
        targets: people, candidates: people, exhaustive: true),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      anonymitySets: AnonymitySetBin.histogram(sizes: attack.sizeHistogram),
      subjectRisk: grade.distribution,
      measures: measures(attempts, ranking: ranking, homeWork: homeWork),
      charts: [chart(attempts)], grids: [grid(attempts)],
      sentence: "Whoever knows the two places where a person is most often\(precision), such as "
        + "home and work, finds that person in \(Phrase.ofHundred(grade.success.value)) of 100 "
        + "cases; \(Phrase.perCent(attack.shareAlone)) of the people share them with nobody.",
      remedy: remedy(now: grade.success.value, coarser: coarser))
  }

  private static func measures(
    _ attempts: [Attempt], ranking: PlaceRanking, homeWork: TopPlaces?
  ) -> [Measure] {
    var measures = attempts.flatMap { attempt in
      [("set", attempt.set), ("ordered", attempt.ordered)].map { name, places in
        Measure(
          id: "top-\(attempt.count)/\(name)/alone",
          label: "People alone with their \(attempt.count) most visited "
            + "\(attempt.count == 1 ? "place" : "places")"
            + (name == "ordered" && attempt.count > 1 ? ", in order" : ""),
          estimate: .exact(places.shareAlone), unit: "probability")
      }.prefix(attempt.count == 1 ? 1 : 2)
    }
    measures.append(
      Measure(
        id: "top-2/set/median", label: "People who share the middle person's two places",
        estimate: .exact(Double(attempts[1].set.medianSize)), unit: "people",
        note: "Golle and Partridge 2009, US workers by home and work: 1 by census block, 21 by "
          + "tract, 34,980 by county"))
    measures.append(
      Measure(
        id: "one-place", label: "People with fewer than two places",
        estimate: .exact(Double(ranking.columns[1].count { $0 == 0 })), unit: "people"))
    if let homeWork, !homeWork.sizes.isEmpty {
      measures += [
        Measure(
          id: "home-work/risk", label: "Found by home (at night) and work (in office hours)",
          estimate: .exact(homeWork.meanRisk), unit: "probability"),
        Measure(
          id: "home-work/alone", label: "People alone with their home and work",
          estimate: .exact(homeWork.shareAlone), unit: "probability"),
      ]
    }
    return measures
  }

  private static func chart(_ attempts: [Attempt]) -> Chart {
    func series(_ name: String, _ places: (Attempt) -> TopPlaces) -> Chart.Series {
      Chart.Series(
        name: name,
        points: attempts.enumerated().map { index, attempt in
          Chart.Point(
            label: attempt.count == 1 ? "1 place" : "\(attempt.count) places", x: Double(index),
            y: places(attempt).meanRisk)
        })
    }
    return Chart(
      id: "top-places", title: "How many of the most visited places find a person", kind: .bars,
      xLabel: "places known", yLabel: "share of people found",
      series: [series("as a set", \.set), series("in their order", \.ordered)],
      alternativeText: "Found by one place: \(Phrase.perCent(attempts[0].set.meanRisk)); by two: "
        + "\(Phrase.perCent(attempts[1].set.meanRisk)); by three: "
        + "\(Phrase.perCent(attempts[2].set.meanRisk)).")
  }

  private static func grid(_ attempts: [Attempt]) -> Grid {
    Grid(
      id: "top-places", title: "The most visited places",
      header: ["places", "known", "found", "alone", "middle person shares with"],
      rows: attempts.flatMap { attempt in
        [("as a set", attempt.set), ("in order", attempt.ordered)].map { name, places in
          [
            .count(attempt.count), .text(name), .share(places.meanRisk),
            .share(places.shareAlone), .count(places.medianSize),
          ]
        }.prefix(attempt.count == 1 ? 1 : 2)
      })
  }

  private static func remedy(now: Double, coarser: [(text: String, found: Double)]) -> String {
    guard now >= 0.09 else { return "" }
    for limit in [0.09, 0.2] {
      if let mended = coarser.first(where: { $0.found < limit }) {
        return "Release places to \(mended.text): the two most visited then find "
          + "\(Phrase.perCent(mended.found)) instead of \(Phrase.perCent(now))."
      }
    }
    let instead = "Leave out the most visited places, or release counts by place instead of traces."
    guard let least = coarser.min(by: { $0.found < $1.found }) else { return instead }
    return "Coarsening does not mend it: at \(least.text) the two most visited places still find "
      + "\(Phrase.perCent(least.found)). \(instead)"
  }
}
