import Foundation
import MediaMetadata

/// Evidence that two files come from one source, from outside: a camera's sensor pattern.
public struct FileLink: Sendable, Equatable {
  /// The one file's number.
  public let first: Int
  /// The other's.
  public let second: Int
  /// The base-two logarithm of the likelihood ratio.
  public let bits: Double

  /// A link.
  public init(_ first: Int, _ second: Int, bits: Double) {
    self.first = first
    self.second = second
    self.bits = bits
  }
}

/// Files, and the people they are of, that shared identifiers tie.
///
/// Two files are linked where the evidence of the identifiers that both carry reaches
/// `thresholdBits`; links join into clusters. An identifier of an individual kind (a serial number,
/// a document's id) counts for the bits of its form; one of a typical kind for its rarity, the
/// base-two logarithm of how many owners (files, where nobody said whose they are) there are for
/// each one that has it. Of each family of kinds that follow from one another the strongest
/// counts; families add up, as weights do for Fellegi and Sunter. What more than two and more than
/// `hubShare` of the owners have (of the files, for typical kinds where there are no owners) is a
/// hub, and ties nothing. Equal content counts for nothing.
///
/// **Guarantee**: were identifiers of different families independent and equal only by chance, at
/// most `expectedChanceLinks` links of the folder would be chance, whatever its size:
/// 2^-threshold of all pairs.
/// **Source** Fellegi and Sunter, *A Theory for Record Linkage*, JASA 64 (1969); weights by
/// rarity after Newcombe et al., Science 130 (1959).
/// **Cost** O(identifiers) and the pairs that share an identifier that does not suffice alone, at
/// most `pairLimit` of them.
/// **Does not protect against** links through what the content shows.
public struct FileClusters: Sendable, Equatable {
  /// For each file the smallest number of a file of its cluster.
  public let clusters: [Int]
  /// For each owner the smallest number of an owner that the clusters tie to it.
  public let people: [Int]
  /// How many bits a link needs.
  public let thresholdBits: Double
  /// Identifiers that too many have to tie anybody.
  public let hubs: Int
  /// Whether all pairs were looked at.
  public let isExhaustive: Bool

  /// How many links of a folder may be chance.
  public static let expectedChanceLinks = 0.05
  /// The share of owners above which an identifier of more than two ties nobody.
  public static let hubShare = 0.25
  /// Below this many owners (or files) no share makes a hub.
  static let leastUnits = 4
  /// How many pairs are looked at.
  public static let pairLimit = 5_000_000

  /// The bits that a link needs among `count` files: the logarithm of the pairs over
  /// `expectedChanceLinks`.
  public static func threshold(files count: Int) -> Double {
    let pairs = Double(count) * Double(max(count - 1, 0)) / 2
    return log2(max(pairs, 1) / expectedChanceLinks)
  }

  /// Finds the clusters.
  ///
  /// - Parameters:
  ///   - collection: the files.
  ///   - extra: links that other evidence gives; their bits add to those of the identifiers.
  ///   - pairLimit: how many pairs are looked at at most.
  public init(
    of collection: FileCollection, extra: [FileLink] = [], pairLimit: Int = Self.pairLimit
  ) {
    let weights = LinkWeights(collection)
    var search = ClusterSearch(
      collection, weights, threshold: Self.threshold(files: collection.count))
    search.joinByOne()
    search.join(extra)
    isExhaustive = search.joinByPairs(limit: pairLimit)
    clusters = collection.codes.indices.map { search.files.root(of: $0) }
    thresholdBits = search.threshold
    hubs = weights.hubs
    var people = DisjointSets(count: collection.ownerCount)
    var firstOwner: [Int: Int] = [:]
    for (file, cluster) in clusters.enumerated() {
      guard let owner = collection.owners[file] else { continue }
      if let first = firstOwner[cluster] {
        people.join(first, owner)
      } else {
        firstOwner[cluster] = owner
      }
    }
    self.people = (0..<collection.ownerCount).map { people.root(of: $0) }
  }

  /// The sizes of the clusters of two files or more, the largest first.
  public var sizes: [Int] { Self.sizes(clusters) }

  /// The numbers of people that are tied to one another, the largest first.
  public var peopleSizes: [Int] { Self.sizes(people) }

  /// For each file whether another one is tied to it.
  public var isTied: [Bool] {
    let sizes = Dictionary(clusters.map { ($0, 1) }, uniquingKeysWith: +)
    return clusters.map { sizes[$0, default: 0] > 1 }
  }

  private static func sizes(_ groups: [Int]) -> [Int] {
    Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +).values.filter { $0 > 1 }
      .sorted(by: >)
  }
}

/// What each identifier counts for in a link, in bits.
struct LinkWeights {
  /// For each code; 0 for hubs and for values that tell nothing.
  private(set) var bits: [Double] = []
  /// How many identifiers are hubs.
  private(set) var hubs = 0
  /// For each code the files that carry it.
  let postings: [[Int]]

  init(_ collection: FileCollection) {
    postings = collection.postings()
    let (unitOfFile, count) = collection.units
    let hasOwners = collection.ownerCount > 0
    for (code, files) in postings.enumerated() {
      let carrying = Set(files.map { unitOfFile[$0] }).count
      let kind = collection.kinds[code]
      let isIndividual = kind.nature == .individual
      let mayBeHub = count >= FileClusters.leastUnits && (hasOwners || !isIndividual)
      // Equal content is what a file is, not what it carries: `PayloadTwins` is about it.
      guard carrying > 0, kind != .payload else {
        bits.append(0)
        continue
      }
      if mayBeHub, Double(carrying) > max(2, FileClusters.hubShare * Double(count)) {
        hubs += 1
        bits.append(0)
      } else {
        bits.append(
          isIndividual ? collection.formBits[code] : log2(Double(count) / Double(carrying)))
      }
    }
  }
}

/// Joins files.
private struct ClusterSearch {
  let collection: FileCollection
  let weights: LinkWeights
  let threshold: Double
  var files: DisjointSets
  /// For each code the number of its family.
  private let familyOfCode: [Int]
  /// The strongest identifier of each family, for the pair at hand.
  private var best: [Double]

  init(_ collection: FileCollection, _ weights: LinkWeights, threshold: Double) {
    self.collection = collection
    self.weights = weights
    self.threshold = threshold
    files = DisjointSets(count: collection.count)
    let families = IdentifierKind.Family.allCases
    familyOfCode = collection.kinds.map { families.firstIndex(of: $0.family) ?? 0 }
    best = [Double](repeating: 0, count: families.count)
  }

  /// Joins all files that share an identifier that suffices alone.
  mutating func joinByOne() {
    for (code, carrying) in weights.postings.enumerated() where weights.bits[code] >= threshold {
      for file in carrying.dropFirst() { files.join(carrying[0], file) }
    }
  }

  /// Joins the files of links from outside, with what their identifiers say.
  mutating func join(_ links: [FileLink]) {
    let range = collection.codes.indices
    for link in links where range.contains(link.first) && range.contains(link.second) {
      if link.bits + bits(link.first, link.second) >= threshold {
        files.join(link.first, link.second)
      }
    }
  }

  /// Looks at the pairs that share an identifier, the rarest first; whether none was left out.
  mutating func joinByPairs(limit: Int) -> Bool {
    // A pair that reaches the threshold shares one identifier with this many bits at least.
    let least = threshold / Double(IdentifierKind.Family.allCases.count)
    let order = weights.postings.indices.filter {
      weights.bits[$0] >= least && weights.bits[$0] < threshold && weights.postings[$0].count > 1
    }.sorted { (weights.postings[$0].count, $0) < (weights.postings[$1].count, $1) }
    var canReach: [Bool] = []
    for file in collection.codes.indices { canReach.append(bits(file, file) >= threshold) }
    var visited = 0
    for code in order {
      let carrying = weights.postings[code].filter { canReach[$0] }
      for (index, first) in carrying.enumerated() {
        for second in carrying[(index + 1)...] {
          guard visited < limit else { return false }
          visited += 1
          if files.root(of: first) == files.root(of: second) { continue }
          if bits(first, second) >= threshold { files.join(first, second) }
        }
      }
    }
    return true
  }

  /// The evidence of what two files share: the strongest identifier of each family.
  private mutating func bits(_ first: Int, _ second: Int) -> Double {
    for family in best.indices { best[family] = 0 }
    let (one, other) = (collection.codes[first], collection.codes[second])
    var (left, right) = (0, 0)
    while left < one.count, right < other.count {
      if one[left] == other[right] {
        let code = Int(one[left])
        best[familyOfCode[code]] = max(best[familyOfCode[code]], weights.bits[code])
        left += 1
        right += 1
      } else if one[left] < other[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return best.reduce(0, +)
  }
}
