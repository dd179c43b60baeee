import Findings
import Foundation
public import MediaMetadata

/// How one kind of identifiers stands in a folder.
public struct IdentifierStatistics: Sendable, Equatable {
  /// The kind.
  public let kind: IdentifierKind
  /// Files that carry it.
  public let files: Int
  /// Owners of such files.
  public let owners: Int
  /// Different values.
  public let values: Int
  /// Values that stand in files of more than one owner; without owners, in more than one file.
  public let sharedValues: Int
  /// The entropy of what a file has of the kind over all files, in bits: a file's value is the set
  /// of all its values, none being one as well.
  public let bits: Double
  /// Among how many files a file stands that has the same of the kind, itself included: the mean
  /// over the files that carry it.
  public let expectedAnonymity: Double
  /// The share of the files that carry it whose value no other file has.
  public let uniqueShare: Double
  /// The files of the commonest value.
  public let largestGroup: Int

  /// The statistics of all kinds that any file carries, the most telling first.
  ///
  /// - Complexity: O(identifiers log identifiers).
  public static func all(of collection: FileCollection) -> [IdentifierStatistics] {
    let postings = collection.postings()
    return collection.carriedKinds.map { kind in
      IdentifierStatistics(
        kind, collection,
        postings.indices.filter { collection.kinds[$0] == kind }.map { postings[$0] })
    }.sorted { ($1.bits, $0.kind) < ($0.bits, $1.kind) }
  }

  private init(_ kind: IdentifierKind, _ collection: FileCollection, _ postings: [[Int]]) {
    var groups: [[UInt32]: Int] = [:]
    var owners: Set<Int> = []
    for (file, codes) in collection.codes.enumerated() {
      let own = codes.filter { collection.kinds[Int($0)] == kind }
      guard !own.isEmpty else { continue }
      groups[own, default: 0] += 1
      if let owner = collection.owners[file] { owners.insert(owner) }
    }
    let carrying = groups.values.reduce(0, +)
    let sizes = groups.values.sorted()
    let units = collection.units.ofFile
    self.kind = kind
    self.files = carrying
    self.owners = owners.count
    self.values = postings.count { !$0.isEmpty }
    self.sharedValues = postings.count { Set($0.map { units[$0] }).count > 1 }
    self.bits = Self.entropy(sizes + [collection.count - carrying])
    self.expectedAnonymity =
      Double(sizes.reduce(0) { $0 + $1 * $1 }) / Double(max(carrying, 1))
    self.uniqueShare = Double(sizes.count { $0 == 1 }) / Double(max(carrying, 1))
    self.largestGroup = postings.map(\.count).max() ?? 0
  }

  private static func entropy(_ sizes: [Int]) -> Double {
    let total = Double(sizes.reduce(0, +))
    return sizes.filter { $0 > 0 }.reduce(0) {
      $0 + Double($1) / total * log2(total / Double($1))
    }
  }

  /// The table of all kinds.
  static func grid(_ all: [IdentifierStatistics]) -> Grid {
    Grid(
      id: "identifiers", title: "What the files carry that can tie them",
      header: [
        "identifier", "files", "values", "shared values", "entropy, bits", "files alike, mean",
        "largest group",
      ],
      rows: all.map {
        [
          .text($0.kind.title), .count($0.files), .count($0.values), .count($0.sharedValues),
          .number($0.bits), .number($0.expectedAnonymity), .count($0.largestGroup),
        ]
      })
  }

  /// The bits of each kind as bars.
  static func chart(_ all: [IdentifierStatistics]) -> Chart {
    Chart(
      id: "bits", title: "How much each kind of identifier tells", kind: .bars,
      xLabel: "identifier", yLabel: "bits", yIsShare: false,
      series: [
        Chart.Series(
          name: "entropy",
          points: all.enumerated().map {
            Chart.Point(label: $1.kind.title, x: Double($0), y: $1.bits)
          })
      ],
      alternativeText: all.first.map {
        "Most is told by \($0.kind.title): \(Phrase.decimals($0.bits, 1)) bits."
      } ?? "No file carries an identifier.")
  }
}
