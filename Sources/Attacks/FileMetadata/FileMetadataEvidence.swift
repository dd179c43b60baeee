import Evaluation
import Findings
import MediaMetadata
import Numerics

/// What the identifiers of files say of who is who, for all channels together.
public enum FileMetadataEvidence {
  /// A comparison for each family of kinds that any file carries.
  ///
  /// The cost of a pair is the sum of the weights (`IdentifierEvidence`) of what the target's
  /// released files carry and the candidate's known files don't: 0 where they carry all of it;
  /// infinite where either side has no identifier of the family.
  ///
  /// - Parameters:
  ///   - collection: the files of both sides.
  ///   - sides: which are known and which released.
  ///   - table: the table's name.
  ///   - columns: the columns of that table that name the files.
  public static func evidence(
    of collection: FileCollection, sides: FileSides, table: String, columns: [String]
  ) -> PeriodEvidence {
    let carried = collection.carriedKinds.filter { $0 != .payload }
    let candidates = sides.known.indices.filter { !sides.known[$0].isEmpty }.map(UInt32.init)
    let evidence = IdentifierKind.Family.allCases.compactMap { family -> ChannelEvidence? in
      let kinds = carried.filter { $0.family == family }
      guard !kinds.isEmpty else { return nil }
      return ChannelEvidence(
        channel: .fileMetadata, table: table, columns: columns,
        comparison: FamilyComparison(
          family, kinds: Set(kinds), collection, sides, candidates: candidates))
    }
    return PeriodEvidence(evidence: evidence, eligible: sides.eligible)
  }
}

/// Compares what a target's and a candidate's files carry of one family.
struct FamilyComparison: PairComparison {
  let id: String
  let title: String
  private let evidence: IdentifierEvidence
  /// For each owner the codes of the released files, rising.
  private let released: [[UInt32]]
  /// For each owner whether the known files carry anything of the family.
  private let isKnown: [Bool]

  init(
    _ family: IdentifierKind.Family, kinds: Set<IdentifierKind>, _ collection: FileCollection,
    _ sides: FileSides, candidates: [UInt32]
  ) {
    id = "identifiers-\(family.rawValue)"
    title = "identifiers of \(family.rawValue) in files"
    evidence = IdentifierEvidence(
      collection, known: sides.known, candidates: candidates, kinds: kinds)
    func codes(_ files: [Int]) -> [UInt32] {
      Set(
        files.flatMap { collection.codes[$0] }.filter {
          kinds.contains(collection.kinds[Int($0)])
        }
      ).sorted()
    }
    released = sides.released.map(codes)
    isKnown = sides.known.map { !codes($0).isEmpty }
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let rows = concurrentChunks(count: targets.count) { range in
      var values: [Float] = []
      values.reserveCapacity(range.count * candidates.count)
      for row in range {
        let codes = released[Int(targets[row])]
        let scores = evidence.scores(of: codes)
        let most = evidence.weight(of: codes)
        for candidate in candidates {
          let isComparable = !codes.isEmpty && isKnown[Int(candidate)]
          let missed = max(0, most - (scores[candidate] ?? 0))
          values.append(isComparable ? Float(missed) : .infinity)
        }
      }
      return values
    }
    return PairCosts(
      rowCount: targets.count, columnCount: candidates.count, values: rows.flatMap(\.self))
  }
}
