public import Findings
import Evaluation
import Numerics
import Tables

extension ColumnSubsets {
  /// Looks at the column sets of `setting` and reports on them, with the columns to blame.
  ///
  /// - Throws: `EvaluationError.noTargets` where the table has no row; `NumericsError` where it is
  ///   larger than the kernels take.
  public static func result(
    for setting: AttributeSetting
  ) throws -> (result: AttackResult, blame: [ColumnBlame]) {
    let attack = try ColumnSubsets(setting.records)
    guard let best = attack.best, let all = attack.telling.last else {
      throw EvaluationError.noTargets(table: setting.records.table)
    }
    let grade = try setting.evaluator.grade(
      attack, baseline: 1 / Double(max(setting.subjectCount, 1)))
    let blame = try attack.blame()
    let shortlist = Self.shortlist(try attack.remedies())
    let names = best.columns.map { attack.records.columns[$0].name }
    let result = AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .groupSizes, knowing: names,
        knowledge: "knows \(Phrase.list(names)) of the target, the most telling of "
          + "\(attack.records.columns.count) columns",
        targets: setting.subjectCount, exhaustive: attack.isExhaustive),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      subjectRisk: grade.distribution, measures: attack.measures, charts: [attack.chart],
      grids: [attack.setGrid, attack.remedyGrid(shortlist)],
      sentence: attack.sentence(names: names, best: best),
      remedy: Self.sentence(shortlist, before: all.statistics.distinction))
    return (result, blame)
  }

  private func sentence(names: [String], best: TellingSet) -> String {
    let verb = names.count == 1 ? "makes" : "together make"
    return "\(Phrase.list(names)) \(verb) \(Phrase.perCent(best.statistics.uniqueness)) of the "
      + "people unique and find \(Phrase.ofHundred(best.statistics.distinction)) of 100; no other "
      + "\(names.count == 1 ? "column" : "\(names.count) columns") looked at tell more."
  }

  private var measures: [Measure] {
    telling.flatMap { set -> [Measure] in
      let size = set.columns.count
      let noun = Phrase.count(size, "column", "columns")
      return [
        Measure(
          id: "distinction/\(size)", label: "Distinction of the most telling \(noun)",
          estimate: .exact(set.statistics.distinction), unit: "probability"),
        Measure(
          id: "separation/\(size)", label: "Separation of the most telling \(noun)",
          estimate: .exact(set.statistics.separation), unit: "probability"),
      ]
    }
  }

  private var chart: Chart {
    func series(_ name: String, _ value: (TellingSet) -> Double) -> Chart.Series {
      Chart.Series(
        name: name,
        points: telling.map { Chart.Point(x: Double($0.columns.count), y: value($0)) })
    }
    return Chart(
      id: "telling-sets", title: "What the best-chosen columns tell", kind: .line,
      xLabel: "columns known, the most telling ones", yLabel: "share of people",
      series: [
        series("found") { $0.statistics.distinction },
        series("unique") { $0.statistics.uniqueness },
      ],
      alternativeText: "The share of people found and the share unique, for the most telling set "
        + "of each number of columns.")
  }

  private var setGrid: Grid {
    Grid(
      id: "telling-sets", title: "The most telling set of each size",
      header: ["columns", "which", "unique", "distinction", "separation"],
      rows: telling.map { set in
        [
          .count(set.columns.count),
          .text(Phrase.list(set.columns.map { records.columns[$0].name })),
          .share(set.statistics.uniqueness), .share(set.statistics.distinction),
          .share(set.statistics.separation),
        ]
      })
  }

  private func remedyGrid(_ shortlist: [Remedy]) -> Grid {
    Grid(
      id: "remedies", title: "What one change would do, everything else as it is",
      header: ["column", "change", "found", "unique"],
      rows: shortlist.prefix(20).map {
        [.text($0.column), .text($0.words), .share($0.risk), .share($0.uniqueness)]
      })
  }
}
