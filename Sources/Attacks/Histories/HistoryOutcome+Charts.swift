import Evaluation
import Findings

extension HistoryOutcome {
  /// The rate against the number of items known, with and without days, right and partly wrong.
  var byKnown: Chart {
    let share = Phrase.perCent(
      Double(headline.adversary.wrongItems) / Double(headline.adversary.knownItems))
    let kinds = [
      ("with days", true, false), ("without days", false, false),
      ("with days, \(share) wrong", true, true), ("without days, \(share) wrong", false, true),
    ]
    let series = kinds.compactMap { name, knowsDays, isSpoilt -> Chart.Series? in
      let own = steps.filter {
        $0.adversary.knowsDays == knowsDays && ($0.adversary.wrongItems > 0) == isSpoilt
      }
      guard !own.isEmpty else { return nil }
      return Chart.Series(
        name: name,
        points: own.map {
          let success = $0.ranked.success
          return Chart.Point(
            x: Double($0.adversary.knownItems), y: success.value, lower: success.lower,
            upper: success.upper)
        })
    }
    return Chart(
      id: "by-known-items", title: "How many known entries find a person", kind: .line,
      xLabel: "entries known", yLabel: "share of people found", xIsLogarithmic: true,
      series: series,
      alternativeText: "With the most entries known: "
        + series.compactMap { series in
          series.points.last.map { "\(Phrase.perCent($0.y)) found \(series.name)" }
        }.joined(separator: ", ") + ".")
  }

  /// The share of names that are right against the share of people rightly named, as the demand on
  /// how clearly one stands out is lowered.
  func precisionByRecall() throws -> Chart {
    let eccentricities = [10.0, 7, 5, 4, 3, 2.5, 2, 1.5, 1.25, 1, 0.75, 0.5, 0.25, 0.1, 0]
    let posteriors = [0.999, 0.99, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.01, 0]
    let series = [
      Chart.Series(
        name: "by eccentricity", points: try points(eccentricities.map { .eccentricity($0) })),
      Chart.Series(
        name: "by the entropic variant's chance",
        points: try points(posteriors.map { .posterior($0) })
      ),
    ].filter { !$0.points.isEmpty }
    let last = series.first?.points.last
    return Chart(
      id: "precision-recall", title: "How many names are right", kind: .line,
      xLabel: "people rightly named", yLabel: "share of names that are right", series: series,
      alternativeText: last.map {
        "Naming somebody wherever one fits best, \(Phrase.perCent($0.x)) of the people are named "
          + "rightly and \(Phrase.perCent($0.y)) of the names are right."
      } ?? "Nobody is named.")
  }

  /// One point for each rule that names more people than those before it.
  private func points(_ rules: [RecordedCalls.Rule]) throws -> [Chart.Point] {
    var (points, named) = ([Chart.Point](), 0.0)
    for rule in rules {
      let grade = try experiment.grade(headline.calls, rule: rule)
      guard let precision = grade.precision, grade.claimRate.value > named else { continue }
      named = grade.claimRate.value
      points.append(
        Chart.Point(
          x: grade.success.value, y: precision.value, lower: precision.lower,
          upper: precision.upper))
    }
    return points
  }

  /// How far down the list the right person stands.
  var ranks: Chart {
    let rates = headline.ranked.topRates
    return Chart(
      id: "ranks", title: "How far down the list the right person stands", kind: .line,
      xLabel: "candidates looked at", yLabel: "share of people among them", xIsLogarithmic: true,
      series: [
        Chart.Series(
          name: "found",
          points: rates.map {
            Chart.Point(
              x: Double($0.k), y: $0.rate.value, lower: $0.rate.lower, upper: $0.rate.upper)
          })
      ],
      alternativeText: rates.first { $0.k == 10 }.map {
        "\(Phrase.perCent($0.rate.value)) stand among the first ten candidates."
      } ?? "The share of people among the first candidates.")
  }

  /// All steps.
  var stepGrid: Grid {
    Grid(
      id: "adversaries", title: "What the adversary knows, and what it finds",
      header: [
        "entries known", "of them wrong", "days", "found first", "among the first 10",
        "somebody named", "named rightly, of those named",
      ],
      rows: steps.map { step in
        [
          .count(step.adversary.knownItems), .count(step.adversary.wrongItems),
          .text(step.adversary.knowsDays ? "known" : "not known"),
          .share(step.ranked.success.value),
          step.ranked.topRates.first { $0.k == 10 }.map { .share($0.rate.value) } ?? .empty,
          .share(step.claimed.claimRate.value),
          step.claimed.precision.map { .share($0.value) } ?? .empty,
        ]
      })
  }

  /// What coarser releases would do.
  var remedyGrid: Grid {
    Grid(
      id: "remedies", title: "What one change would do, everything else as it is",
      header: ["change", "entries left", "found first", "at most"],
      rows: remedies.map {
        [
          .text($0.words), .share($0.entriesLeft), .share($0.success.value),
          .share($0.success.upper),
        ]
      })
  }
}
