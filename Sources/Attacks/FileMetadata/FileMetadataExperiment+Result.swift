public import Findings
import Evaluation
import MediaMetadata

extension FileMetadataExperiment {
  /// The results: all files of a person, with the identifiers and the clusters of the release
  /// beside them; one file of a person.
  ///
  /// - Parameter blame: which kinds are to blame, as `blame()` says.
  /// - Throws: `EvaluationError`.
  public func results(
    tying clusters: FileClusters, in release: FileCollection, blaming blame: [ColumnBlame]
  ) throws -> [AttackResult] {
    let statistics = IdentifierStatistics.all(of: release)
    return [
      try result(
        .allFiles, blame: blame, measures: clusters.measures,
        charts: statistics.isEmpty ? [] : [IdentifierStatistics.chart(statistics)],
        grids: [IdentifierStatistics.grid(statistics), clusters.grid]),
      try result(.oneFile),
    ]
  }

  /// Which kinds are to blame: the rate without each, and with each alone.
  ///
  /// - Complexity: two attacks for each kind.
  public func blame() throws -> [ColumnBlame] {
    let all = try grade(kinds).success.value
    return try kinds.map { kind in
      let without = try grade(kinds.filter { $0 != kind }).success.value
      let alone = try grade([kind]).success.value
      return ColumnBlame(
        table: setting.table, column: kind.rawValue, riskWith: all, riskWithout: without,
        riskAlone: alone, share: nil,
        sentence: "By \(kind.title) alone \(Phrase.ofHundred(alone)) of 100 people are found; "
          + "without them \(Phrase.ofHundred(without)).")
    }.sorted { ($1.riskAlone, $0.column) < ($0.riskAlone, $1.column) }
  }

  private func result(
    _ question: Question, blame: [ColumnBlame] = [], measures: [Measure] = [],
    charts: [Chart] = [], grids: [Grid] = []
  ) throws -> AttackResult {
    let grade = try grade(kinds, question)
    let removable = try self.grade(kinds.filter { !$0.isOfPayload && !$0.isOfName }, question)
    let staying = try self.grade(kinds.filter { $0.isOfPayload || $0.isOfName }, question)
    let description = Self.description(question)
    return AttackResult(
      id: setting.resultID(description), attack: description,
      setting: setting.reportSetting(
        scenario: scenario, knowing: kinds.map(\.rawValue), knowledge: knowledge,
        targets: targets.count, controls: controls.count, candidates: candidates.count,
        exhaustive: targets.count == sides.eligible.count),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: grade.measures + [
        Measure(
          id: "success/removable", label: "Found by what a scrub takes away alone",
          estimate: removable.success, unit: "probability"),
        Measure(
          id: "success/staying",
          label: "Found by what stays after a scrub (tables, profiles, names of files)",
          estimate: staying.success, unit: "probability"),
      ] + measures,
      charts: charts, grids: (blame.isEmpty ? [] : [Self.grid(blame)]) + grids,
      sentence: sentence(grade, question),
      remedy: remedy(grade, removable: removable, staying: staying, blame))
  }

  private static func grid(_ blame: [ColumnBlame]) -> Grid {
    Grid(
      id: "kinds", title: "Which identifiers are to blame",
      header: ["identifier", "found by it alone", "found without it"],
      rows: blame.map { column in
        [
          .text(IdentifierKind(rawValue: column.column)?.title ?? column.column),
          .share(column.riskAlone), .share(column.riskWithout),
        ]
      })
  }

  private var knowledge: String {
    "holds \(scenario == .auxiliaryTable ? "other" : "half of the") files of people by name, and "
      + "asks whose a person's released files are"
  }

  private func sentence(_ grade: TrialGrade, _ question: Question) -> String {
    let what = question == .allFiles ? "all of a person's released files" : "one released file"
    return "Whoever holds files of \(Phrase.count(candidates.count, "person", "people")) finds the "
      + "right one behind \(what) in \(Phrase.ofHundred(grade.success.value)) of 100 cases, by "
      + "what the files carry; guessing: \(Phrase.ofHundred(grade.baseline.value))."
  }

  private func remedy(
    _ grade: TrialGrade, removable: TrialGrade, staying: TrialGrade, _ blame: [ColumnBlame]
  ) -> String {
    guard grade.excess.lower > 0 else { return "" }
    let telling = blame.filter { $0.riskAlone > grade.baseline.upper }.prefix(3)
      .compactMap { IdentifierKind(rawValue: $0.column)?.title }
    var parts: [String] = []
    if removable.excess.lower > 0 {
      parts.append("Scrub the files before release (`palimpsest scrub`).")
    }
    if !telling.isEmpty { parts.append("Most is told by \(Phrase.list(telling)).") }
    if staying.excess.lower > 0 {
      parts.append(
        "By quantisation tables, profiles and names of files, which stay after a scrub, "
          + "\(Phrase.ofHundred(staying.success.value)) of 100 are found still: encode "
          + "the pictures anew with one program, and number the files (`--names number`).")
    }
    return parts.joined(separator: " ")
  }
}
