import Findings

extension AggregationOutcome {
  /// Up to so many columns the table shows every set.
  private static let fullTable = 6

  /// The risk against the number of columns: the best, the mean and the worst set of each size.
  var bySize: Chart {
    let sizes = (0...aggregation.columns.count).map { size in
      (size, aggregation.sets.filter { $0.columns.count == size })
    }.filter { !$0.1.isEmpty }
    func series(_ name: String, _ value: ([GradedColumnSet]) -> Estimate) -> Chart.Series {
      Chart.Series(
        name: name,
        points: sizes.map { size, sets in
          let risk = value(sets)
          return Chart.Point(x: Double(size), y: risk.value, lower: risk.lower, upper: risk.upper)
        })
    }
    return Chart(
      id: "risk-by-columns", title: "Risk against the number of columns that a receiver adds",
      kind: .line, xLabel: "columns added", yLabel: "share of people found",
      series: [
        series("the most telling set") { risk(Self.extreme($0, >)) },
        series("mean of the sets") { risk(Self.mean($0)) },
        series("the least telling set") { risk(Self.extreme($0, <)) },
      ],
      alternativeText: "From \(Phrase.perCent(aggregation.withoutRelease)) without the release to "
        + "\(Phrase.perCent(aggregation.everything.risk)) with all columns"
        + (aggregation.isExhaustive
          ? "; all sets of columns were tried." : "; sets near the most telling ones were tried."))
  }

  private static func extreme(
    _ sets: [GradedColumnSet], _ isBetter: (Double, Double) -> Bool
  ) -> GradedColumnSet {
    sets.dropFirst().reduce(sets[0]) { isBetter($1.risk, $0.risk) ? $1 : $0 }
  }

  /// Each target's mean success over the sets, as if it were a set of the same size.
  private static func mean(_ sets: [GradedColumnSet]) -> GradedColumnSet {
    let count = Double(sets.count)
    return GradedColumnSet(
      columns: sets[0].columns,
      successes: sets[0].successes.indices.map { target in
        sets.reduce(0) { $0 + $1.successes[target] } / count
      })
  }

  /// What each column adds.
  var byColumn: Chart {
    func series(_ name: String, _ value: (Int) -> Estimate) -> Chart.Series {
      Chart.Series(
        name: name,
        points: aggregation.columns.indices.map { column in
          let estimate = value(column)
          return Chart.Point(
            label: aggregation.columns[column], x: Double(column), y: estimate.value,
            lower: estimate.lower, upper: estimate.upper)
        })
    }
    return Chart(
      id: "added-by-column", title: "What each column adds", kind: .bars, xLabel: "column",
      yLabel: "share of people found more",
      series: [
        series(aggregation.isExhaustive ? "mean over all orders" : "at its place") {
          share(of: $0)
        },
        series("added last") { loss(without: $0) },
      ],
      alternativeText: "\(aggregation.columns[greatest]) adds most: "
        + "\(Phrase.perCent(max(share(of: greatest).value, 0))) of the people.")
  }

  /// The sets shown: all where they are few, else those of one column, those that lack one, and the
  /// most and the least telling of each size.
  private var shownSets: [GradedColumnSet] {
    let sets = aggregation.sets.filter { !$0.columns.isEmpty }
    guard aggregation.columns.count > Self.fullTable else { return sets }
    let count = aggregation.columns.count
    let extremes = (1...count).flatMap { size -> [[Int]] in
      let own = sets.filter { $0.columns.count == size }
      return own.isEmpty ? [] : [Self.extreme(own, >).columns, Self.extreme(own, <).columns]
    }
    let kept = Set(extremes)
    return sets.filter {
      [1, count - 1, count].contains($0.columns.count) || kept.contains($0.columns)
    }
  }

  /// The risk with and without each set.
  var setGrid: Grid {
    let rows = shownSets.sorted { ($0.columns.count, -$0.risk) < ($1.columns.count, -$1.risk) }
    return Grid(
      id: "sets", title: "The risk with and without each set of columns that a receiver could add",
      header: [
        "columns", "which", "found with them", "at least", "at most", "found with all others",
        "found without the release", "gain",
      ],
      rows: rows.map { set in
        let risk = risk(set)
        return [
          .count(set.columns.count), .text(Phrase.list(aggregation.names(of: set))),
          .share(risk.value), .share(risk.lower), .share(risk.upper),
          aggregation.complement(of: set).map { .share($0.risk) } ?? .empty,
          .share(aggregation.withoutRelease),
          .number(risk.value - aggregation.withoutRelease),
        ]
      })
  }

  /// What each column adds, and what is lost without it.
  var columnGrid: Grid {
    let order = aggregation.columns.indices.sorted {
      (-share(of: $0).value, $0) < (-share(of: $1).value, $1)
    }
    return Grid(
      id: "columns", title: "What each column adds",
      header: [
        "column", aggregation.isExhaustive ? "mean added risk" : "added at its place", "at least",
        "at most", "lost without it", "at least", "at most", "alone",
      ],
      rows: order.map { column in
        let (share, loss) = (share(of: column), loss(without: column))
        return [
          .text(aggregation.columns[column]), .number(share.value), .number(share.lower),
          .number(share.upper), .number(loss.value), .number(loss.lower), .number(loss.upper),
          aggregation.sets.first { $0.columns == [column] }.map { .share($0.risk) } ?? .empty,
        ]
      })
  }
}
