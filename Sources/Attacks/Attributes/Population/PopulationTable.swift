public import Findings
public import Tables
import Evaluation
import Numerics

/// The population is at hand: how many people of it share a target's values (k-map), and how surely
/// they are in the release (delta-presence).
///
/// **Guarantee** exact for this population table.
/// **Source** Sweeney, *k-anonymity*, 2002 (k-map); Nergiz, Atzori, Clifton, *Hiding the presence
/// of individuals from shared databases*, SIGMOD 2007 (delta-presence); El Emam and Dankar 2008
/// (journalist risk).
/// **Cost** O((rows + population) * columns).
/// **Does not protect against** a population table that is out of date.
public enum PopulationTable {
  static let description = AttackDescription(
    id: "attributes/population-table", title: "Looked up in the population", channel: .attributes,
    risk: .singlingOut, failureMode: .contextualAggregation,
    source: "Sweeney 2002 (k-map); El Emam and Dankar 2008 (journalist risk)",
    doesNotCover: "people who are missing from the population table")

  /// Compares the release with `population`, whose columns stand for those of the records in their
  /// order.
  ///
  /// - Throws: `PopulationError` where no row of the release is in the population table.
  public static func result(
    for setting: AttributeSetting, population: [CodedColumn], populationRows: Int
  ) throws -> AttackResult {
    let comparison = try compare(setting.records, population, populationRows)
    guard let average = comparison.journalistAverage, let highest = comparison.journalistMaximum
    else { throw EvaluationError.noTargets(table: setting.records.table) }
    let names = setting.records.columnNames
    let baseline = 1 / Double(max(populationRows, 1))
    return AttackResult(
      id: setting.resultID(description), attack: description,
      setting: setting.reportSetting(
        scenario: .auxiliaryTable, knowing: names,
        knowledge: "knows \(Phrase.list(names)) of everyone in the population",
        targets: comparison.sampleRows - comparison.missingRows, candidates: populationRows,
        exhaustive: true),
      success: .exact(average), baseline: .exact(baseline), control: nil,
      excess: ExcessRisk.estimate(success: .exact(average), over: .exact(baseline)),
      measures: measures(comparison, highest: highest),
      sentence:
        "Whoever holds the population's \(Phrase.list(names)) names the person behind a row "
        + "of this release in \(Phrase.ofHundred(average)) of 100 cases.")
  }

  private static func compare(
    _ records: AttributeRecords, _ population: [CodedColumn], _ populationRows: Int
  ) throws -> PopulationComparison {
    var columns: [[UInt32]] = []
    var cardinalities: [Int] = []
    for (own, other) in zip(records.columns, population) {
      let joint = own.codes(joinedWith: other)
      columns.append(own.codes + joint.codes)
      cardinalities.append(joint.cardinality)
    }
    let rowCount = records.rowCount + populationRows
    let classes = EquivalenceClasses(
      try CodeColumns(columns: columns, cardinalities: cardinalities, rowCount: rowCount))
    var sample = [Int](repeating: 0, count: classes.count)
    var people = sample
    for row in 0..<rowCount {
      let number = Int(classes.classOfRow[row])
      if row < records.rowCount { sample[number] += 1 } else { people[number] += 1 }
    }
    return try PopulationComparison(sampleSizes: sample, populationSizes: people)
  }

  private static func measures(_ comparison: PopulationComparison, highest: Double) -> [Measure] {
    var measures = [
      Measure(
        id: "risk/journalist-highest", label: "Highest risk (journalist)",
        estimate: .exact(highest), unit: "probability"),
      Measure(
        id: "population/missing-rows",
        label: "Rows of the release with nobody alike in the "
          + "population table", estimate: .exact(Double(comparison.missingRows)), unit: "rows"),
    ]
    if let kMap = comparison.kMap {
      measures.append(
        Measure(
          id: "k-map", label: "k-map: the fewest people a row could be",
          estimate: .exact(Double(kMap)), unit: "people"))
    }
    if let low = comparison.presenceMinimum, let high = comparison.presenceMaximum {
      measures += [
        Measure(
          id: "delta-presence/minimum", label: "delta-presence, lower end", estimate: .exact(low),
          unit: "probability"),
        Measure(
          id: "delta-presence/maximum", label: "delta-presence, upper end", estimate: .exact(high),
          unit: "probability"),
      ]
    }
    return measures
  }
}

extension CodedColumn {
  /// The codes of `other` in this column's dictionary, values it lacks numbered behind its own.
  fileprivate func codes(joinedWith other: CodedColumn) -> (codes: [UInt32], cardinality: Int) {
    var codeOfLabel: [String: UInt32] = [:]
    for (index, label) in dictionary.labels.enumerated() { codeOfLabel[label] = UInt32(index + 1) }
    var next = UInt32(dictionary.count)
    let translation = other.dictionary.labels.map { label -> UInt32 in
      if let code = codeOfLabel[label] { return code }
      next += 1
      return next
    }
    return (
      other.codes.map { $0 == Self.missing ? Self.missing : translation[Int($0) - 1] },
      Int(next) + 1
    )
  }
}
