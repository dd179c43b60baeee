import Findings
import Tables

/// What telling less of one trait leaves of the risk.
struct TraitRemedy: Sendable {
  /// The trait.
  let trait: String
  /// How it is told; `nil` where it is left out.
  let coarsening: TraitCoarsening?
  /// The mean risk that is left.
  let meanRisk: Double
  /// The share of people with a fingerprint of their own that is left.
  let uniqueShare: Double
  /// The joint entropy that is left, in bits.
  let jointBits: Double

  /// Tries to leave out each trait, and each coarsening that changes it.
  ///
  /// - Complexity: O(traits * fingerprints) for each.
  static func all(_ records: DeviceRecords, fingerprints: DeviceFingerprints) throws
    -> [TraitRemedy]
  {
    var remedies: [TraitRemedy] = []
    for (position, trait) in records.traits.enumerated() {
      var others = records.traits
      others.remove(at: position)
      remedies.append(
        try TraitRemedy(trait.name, nil, of: records, telling: others, rows: fingerprints.rows))
      for coarsening in TraitCoarsening.allCases {
        guard let coarser = coarsening.apply(to: trait) else { continue }
        var told = records.traits
        told[position] = coarser
        remedies.append(
          try TraitRemedy(
            trait.name, coarsening, of: records, telling: told, rows: fingerprints.rows))
      }
    }
    return remedies
  }

  private init(
    _ trait: String, _ coarsening: TraitCoarsening?, of records: DeviceRecords,
    telling traits: [CodedColumn], rows: [Int]
  ) throws {
    self.trait = trait
    self.coarsening = coarsening
    guard !traits.isEmpty else {
      // Nothing is told any more: everyone is alike.
      let people = Set(rows.map { records.subjects.subject(ofRow: $0) }).count
      (meanRisk, uniqueShare, jointBits) = (1 / Double(max(people, 1)), people == 1 ? 1 : 0, 0)
      return
    }
    let left = try DeviceFingerprints(records, traits: traits, rows: rows)
    let sets = left.smallestSets()
    let people = Double(max(sets.count, 1))
    meanRisk = sets.reduce(0) { $0 + 1 / Double($1) } / people
    uniqueShare = Double(sets.count { $0 == 1 }) / people
    jointBits =
      TraitProfile(
        name: trait, codes: left.classes, cardinality: left.peopleOfClass.count,
        subjects: left.subjects
      ).entropyBits
  }

  /// "user_agent released with major versions only", "screen left out".
  var words: String {
    coarsening.map { "\(trait) released \($0.words)" } ?? "\(trait) left out"
  }

  /// The row of the grid of remedies.
  var row: [Grid.Cell] {
    [.text(words), .share(meanRisk), .share(uniqueShare), .number(jointBits)]
  }
}
