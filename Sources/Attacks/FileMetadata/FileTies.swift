public import Evaluation
public import Findings
import MediaMetadata

/// How many files the clusters tie to another one, where nobody said whose they are.
///
/// **Guarantee** exact for the folder; see `FileClusters` for what a tie is.
/// **Source** see `FileClusters`. **Cost** O(files).
/// **Does not protect against** ties through what the files show.
public struct FileTies: ExactAttack {
  /// What it is.
  public let description = AttackDescription(
    id: "file-metadata/ties", title: "Files that identifiers tie to one another",
    channel: .fileMetadata, risk: .linkability, failureMode: .contextualAggregation,
    source: "Fellegi and Sunter 1969, JASA 64; Garfinkel 2006, Digital Investigation 3S",
    doesNotCover: "whose the files are: no rate of people found follows from it")
  /// The clusters.
  public let clusters: FileClusters

  /// Ties of a folder.
  public init(_ clusters: FileClusters) { self.clusters = clusters }

  /// 1 for a file that is tied to another one, else 0.
  public func subjectRisks() -> [Double] { clusters.isTied.map { $0 ? 1 : 0 } }

  /// The result for a folder without owners.
  ///
  /// - Throws: `EvaluationError.noTargets` where there is no file.
  public static func result(
    for setting: EventSetting, collection: FileCollection, clusters: FileClusters
  ) throws -> AttackResult {
    let attack = FileTies(clusters)
    let grade = try setting.evaluator.grade(attack, baseline: 0)
    let statistics = IdentifierStatistics.all(of: collection)
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .groupSizes, knowing: collection.carriedKinds.map(\.rawValue),
        knowledge: "compares the identifiers that files carry", targets: collection.count,
        candidates: collection.count, exhaustive: clusters.isExhaustive),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      measures: clusters.measures,
      charts: statistics.isEmpty ? [] : [IdentifierStatistics.chart(statistics)],
      grids: [IdentifierStatistics.grid(statistics), clusters.grid],
      sentence: "The identifiers that files carry tie "
        + "\(Phrase.ofHundred(grade.success.value)) of 100 files to another file of the folder.",
      remedy: grade.success.value > 0
        ? "Scrub the files before release (`palimpsest scrub`)." : "")
  }
}

extension FileClusters {
  /// What the clusters say in numbers.
  public var measures: [Measure] {
    func measure(
      _ id: String, _ label: String, _ value: Double, _ unit: String, _ note: String = ""
    )
      -> Measure
    {
      Measure(id: id, label: label, estimate: .exact(value), unit: unit, note: note)
    }
    var measures = [
      measure("clusters", "Clusters of two files or more", Double(sizes.count), "clusters"),
      measure(
        "clusters/largest", "Files in the largest cluster", Double(sizes.first ?? 0), "files"),
      measure(
        "clusters/files", "Files that are tied to another one",
        Double(sizes.reduce(0, +)), "files"),
      measure(
        "clusters/threshold", "Bits that a link needs", thresholdBits, "bits",
        "the base-two logarithm of all pairs over \(Phrase.decimals(Self.expectedChanceLinks, 2)), "
          + "the number of links that may be chance"),
      measure(
        "clusters/hubs", "Identifiers that too many have to tie anybody", Double(hubs),
        "identifiers",
        "carried by more than \(Phrase.perCent(Self.hubShare)) of the owners"),
    ]
    if !people.isEmpty {
      measures.append(
        measure(
          "clusters/people", "People whom files tie to another person",
          Double(peopleSizes.reduce(0, +)), "people"))
    }
    return measures
  }

  /// The sizes of the clusters: how many of each.
  public var grid: Grid {
    let counts = Dictionary(sizes.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key > $1.key }
    return Grid(
      id: "clusters", title: "Clusters of files that identifiers tie",
      header: ["files in the cluster", "clusters"],
      rows: counts.prefix(50).map { [.count($0.key), .count($0.value)] })
  }
}
