public import Findings
public import Numerics
import Evaluation

extension StructuralSignatures {
  /// How many people stand alone in a graph by what is around them; the headline is for an
  /// adversary who knows how many contacts each of the target's contacts has (H2).
  ///
  /// - Throws: `EvaluationError.noTargets` where the graph has no node.
  /// - Complexity: O(nodes + edges^1.5).
  public static func result(
    for setting: EventSetting, graph: SparseGraph
  ) throws -> AttackResult {
    guard graph.nodeCount > 0 else { throw EvaluationError.noTargets(table: setting.table) }
    let all = Self.all(of: graph)
    let attack = all.first { $0.knowledge == .contactDegrees } ?? all[0]
    let grade = try setting.evaluator.grade(attack, baseline: 1 / Double(graph.nodeCount))
    let isolated = (0..<graph.nodeCount).count { graph.degree(of: $0) == 0 }
    let shapes = NeighborhoodShapes.commonest(of: graph)
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .groupSizes,
        knowledge: "knows how many contacts each of the target's contacts has, and nothing of who "
          + "they are",
        targets: graph.nodeCount, candidates: graph.nodeCount, exhaustive: true),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      anonymitySets: AnonymitySetBin.histogram(sizes: attack.classes.sizeHistogram),
      subjectRisk: grade.distribution,
      measures: all.flatMap(\.measures) + [
        Measure(
          id: "isolated", label: "People without a tie", estimate: .exact(Double(isolated)),
          unit: "people")
      ],
      charts: [chart(all)], grids: [grid(all), shapes.grid],
      sentence: "Whoever knows how many contacts each of a person's contacts has finds that person "
        + "in \(Phrase.ofHundred(grade.success.value)) of 100 cases; "
        + "\(Phrase.perCent(attack.shareAlone)) of the people look like nobody else.",
      remedy: remedy(all, now: grade.success.value))
  }

  private var measures: [Measure] {
    [
      Measure(
        id: "\(knowledge.rawValue)/risk", label: "Found, knowing \(knowledge.title)",
        estimate: .exact(meanRisk), unit: "probability"),
      Measure(
        id: "\(knowledge.rawValue)/alone", label: "Alone, knowing \(knowledge.title)",
        estimate: .exact(shareAlone), unit: "probability"),
    ]
  }

  private static func chart(_ all: [StructuralSignatures]) -> Chart {
    func series(_ name: String, _ value: (StructuralSignatures) -> Double) -> Chart.Series {
      Chart.Series(
        name: name,
        points: all.enumerated().map {
          Chart.Point(label: $1.knowledge.title, x: Double($0), y: value($1))
        })
    }
    return Chart(
      id: "signatures", title: "Found by what is known of the surroundings", kind: .bars,
      xLabel: "known", yLabel: "share of people",
      series: [series("found", \.meanRisk), series("alone", \.shareAlone)],
      alternativeText: "Found: "
        + all.map { "\(Phrase.perCent($0.meanRisk)) by \($0.knowledge.title)" }
        .joined(separator: ", ") + ".")
  }

  private static func grid(_ all: [StructuralSignatures]) -> Grid {
    Grid(
      id: "signatures", title: "What of the structure around a person gives it away",
      header: ["known", "found", "alone", "sets"],
      rows: all.map {
        [
          .text($0.knowledge.title), .share($0.meanRisk), .share($0.shareAlone),
          .count($0.classes.count),
        ]
      })
  }

  private static func remedy(_ all: [StructuralSignatures], now: Double) -> String {
    guard now >= 0.09, let degree = all.first else { return "" }
    return "Release counts over groups of people instead of the graph. Making numbers of contacts "
      + "alike (k-degree anonymity) mends the first row of the table, "
      + "\(Phrase.perCent(degree.meanRisk)), and none of the others."
  }
}
