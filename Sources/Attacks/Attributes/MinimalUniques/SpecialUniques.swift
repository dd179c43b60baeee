public import Evaluation
public import Findings
import Tables

/// People whom two or three well-chosen facts single out, however many others look like them
/// otherwise: special uniques.
///
/// The adversary knows, of each target, the facts that happen to tell most about that very person.
///
/// **Guarantee** exact for sets of up to `maximalSize` columns.
/// **Source** Elliot, Manning, Mayes, Gurd, Bane, *SUDA: a program for detecting special uniques*,
/// 2005; Manning, Haglin, Keane 2008, Data Min Knowl Disc 16:165.
/// **Cost** O(column sets * distinct rows).
/// **Does not protect against** uniqueness in the sample is not uniqueness in the population.
public struct SpecialUniques: ExactAttack {
  /// How many facts the adversary knows of each target.
  public static let knownFacts = 3

  /// What it is.
  public let description = AttackDescription(
    id: "attributes/special-uniques", title: "The right facts about a person",
    channel: .attributes, risk: .singlingOut, failureMode: .contextualAggregation,
    source: "SUDA2: Manning, Haglin and Keane 2008, Data Min Knowl Disc 16",
    doesNotCover: "whether someone outside the sample looks the same")

  let uniques: MinimalUniques
  let scores: SUDAScores

  /// Searches the records, one row for each data subject.
  ///
  /// - Throws: `DisclosureError` where the table has too many columns or rows to search.
  init(_ records: AttributeRecords) throws {
    let single = records.onePerSubject()
    let uniques = try MinimalUniques(
      columns: single.columns.map(\.codes),
      maximalSize: Self.maximalSize(columns: single.columns.count, rows: single.rowCount),
      missingCells: records.missing == .wildcard ? .noValue : .category)
    self.uniques = uniques
    self.scores = try SUDAScores(uniques)
  }

  /// 1 for a data subject whom at most `knownFacts` of its facts single out, else 0.
  public func subjectRisks() -> [Double] {
    var risks = [Double](repeating: 0, count: uniques.rowCount)
    let size = uniques.maximalSize
    for (index, row) in uniques.uniqueRows.enumerated() {
      let own = uniques.sizeCountsOfUniqueRows[(index * size)..<(index + 1) * size]
      if own.prefix(Self.knownFacts).contains(where: { $0 > 0 }) { risks[Int(row)] = 1 }
    }
    return risks
  }

  /// The largest size for which looking at all sets of up to that many columns is affordable; at
  /// least 1.
  static func maximalSize(columns: Int, rows: Int) -> Int {
    var sets = 1.0
    var combinations = 1.0
    for size in 1...max(columns, 1) {
      combinations *= Double(columns - size + 1) / Double(size)
      sets += combinations
      if sets * Double(max(rows, 1)) > workLimit || sets > 4_000_000 { return max(size - 1, 1) }
    }
    return columns
  }

  /// How many rows are looked at over all sets of columns.
  static let workLimit = 1_000_000_000.0
}

extension SpecialUniques {
  /// Searches the table of `setting` and reports.
  ///
  /// - Throws: `EvaluationError.noTargets`; `DisclosureError` where the table is too wide.
  public static func result(for setting: AttributeSetting) throws -> AttackResult {
    let attack = try SpecialUniques(setting.records)
    let grade = try setting.evaluator.grade(
      attack, baseline: 1 / Double(max(setting.subjectCount, 1)))
    let names = setting.records.columnNames
    let known = min(knownFacts, attack.uniques.maximalSize)
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .groupSizes, knowing: names,
        knowledge: "knows, of each target, those \(known) of \(names.count) facts that tell most "
          + "about that person",
        targets: setting.subjectCount, exhaustive: true),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      subjectRisk: grade.distribution, measures: attack.measures,
      charts: [attack.chart], grids: [attack.grid(names)],
      sentence: "\(Phrase.perCent(grade.success.value)) of the people are singled out by at most "
        + "\(Phrase.count(known, "fact", "facts")) about them, if the adversary happens to know "
        + "the right ones.")
  }

  private var measures: [Measure] {
    let people = Double(max(uniques.rowCount, 1))
    return [
      Measure(
        id: "suda/rows-with-score", label: "People with a SUDA score above 0",
        estimate: .exact(Double(scores.scores.count { $0 > 0 })), unit: "people"),
      Measure(
        id: "suda/sum", label: "Sum of SUDA scores", estimate: .exact(scores.scores.reduce(0, +)),
        unit: "score"),
      Measure(
        id: "suda/maximum", label: "Highest SUDA score",
        estimate: .exact(scores.scores.max() ?? 0), unit: "score"),
      Measure(
        id: "suda/dis-mean", label: "Mean DIS-SUDA score (sampling fraction 0.01)",
        estimate: .exact(scores.disScores.reduce(0, +) / people), unit: "probability"),
      Measure(
        id: "suda/dis-sum", label: "Sum of DIS-SUDA scores (sampling fraction 0.01)",
        estimate: .exact(scores.disScores.reduce(0, +)), unit: "score"),
      Measure(
        id: "suda/dis-maximum", label: "Highest DIS-SUDA score (sampling fraction 0.01)",
        estimate: .exact(scores.disScores.max() ?? 0), unit: "probability"),
    ]
  }

  private var chart: Chart {
    let people = Double(max(uniques.rowCount, 1))
    var sum = 0.0
    let points = uniques.rowCountsBySmallestSize.enumerated().map { index, count in
      sum += Double(count) / people
      return Chart.Point(x: Double(index + 1), y: min(sum, 1))
    }
    return Chart(
      id: "smallest-sets", title: "How few of the right facts suffice", kind: .step,
      xLabel: "facts known, the right ones", yLabel: "share of people singled out",
      series: [Chart.Series(name: "singled out", points: points)],
      alternativeText: "The share of people singled out by as many facts or fewer; "
        + "\(Phrase.perCent(points.last?.y ?? 0)) by all.")
  }

  private func grid(_ names: [String]) -> Grid {
    let shares = uniques.shareByColumn
    let order = names.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }
    return Grid(
      id: "columns", title: "Which columns the singling facts are made of",
      header: ["column", "in sets", "SUDA contribution"],
      rows: order.map { index in
        [
          .text(names[index]), .share(shares[index]),
          .share(min(scores.contributionPercents[index] / 100, 1)),
        ]
      })
  }
}
