import Evaluation
import Findings
import Numerics
import Tables

extension DevicePeriods {
  /// How many traits are evidence at most: those that tell most in the later period.
  public static let evidenceTraits = 16

  /// What each trait of people's devices says of who is who between two periods.
  ///
  /// A trait's cost is minus the sum, over the devices known of a candidate, of the evidence
  /// (`TraitEvidence`) of the target's value that fits best; 0 where none does. Traits count one by
  /// one: a trait's column is all that it needs.
  ///
  /// - Parameters:
  ///   - records: traits of both periods, named as their columns.
  ///   - table: the table's name.
  ///   - boundary: the first instant of the later period; the median row where `nil`.
  /// - Throws: `DeviceError.noTimes`; `NumericsError`.
  /// - Complexity: O(rows log rows) here; for each trait O(1) for each pair, and O(log people) for
  ///   each pair of different numbers.
  public static func evidence(
    records: DeviceRecords, table: String, boundary: Int64? = nil
  ) throws -> PeriodEvidence {
    guard !records.times.isEmpty else { throw DeviceError.noTimes }
    let subjects = (0..<records.rowCount).map { records.subjects.subject(ofRow: $0) }
    let split = TimeSplit(
      subjectOfEvent: subjects, times: records.times.map(Double.init),
      subjectCount: records.subjects.count, minimumEvents: 1, boundary: boundary.map(Double.init))
    func fingerprints(isLater: Bool) throws -> DeviceFingerprints {
      try DeviceFingerprints(
        records, rows: subjects.indices.filter { split.isLater[$0] == isLater })
    }
    let (earlier, later) = (
      try fingerprints(isLater: false), try fingerprints(isLater: true)
    )
    let lines = DeviceLines(records, earlier)
    let known = (0..<records.subjects.count).map { lines.clue(of: UInt32($0)).devices }
    let evidence = chosen(records, later).map { trait in
      ChannelEvidence(
        channel: .device, table: table, columns: [records.traits[trait].name],
        comparison: TraitComparison(
          records.traits[trait], number: trait, known: known, later: later,
          subjectCount: records.subjects.count))
    }
    return PeriodEvidence(evidence: evidence, eligible: split.subjects)
  }

  /// The traits that tell most in the later period, in their order; those that all share are none.
  private static func chosen(_ records: DeviceRecords, _ later: DeviceFingerprints) -> [Int] {
    let bits = records.traits.map { trait in
      TraitProfile(
        name: trait.name, codes: later.rows.map { trait.codes[$0] },
        cardinality: trait.cardinality, subjects: later.subjects
      ).entropyBits
    }
    return bits.indices.filter { bits[$0] > 0 }
      .sorted { (bits[$1], $0) < (bits[$0], $1) }.prefix(evidenceTraits).sorted()
  }
}

/// Compares one trait of the devices known of a candidate with those of a target.
struct TraitComparison: PairComparison {
  let id: String
  let title: String
  private let evidence: TraitEvidence
  private let cardinality: Int
  /// For each data subject the codes known of its devices, one each; missing ones left out.
  private let known: [[UInt32]]
  /// For each data subject the different codes of its later devices.
  private let later: [[UInt32]]
  /// For each later code the known codes that it supports.
  private let supporters: [[(code: UInt32, bits: Float)]]

  init(
    _ trait: CodedColumn, number: Int, known: [[[UInt32]]], later: DeviceFingerprints,
    subjectCount: Int
  ) {
    id = "trait-\(trait.name)"
    title = "\(trait.name) of devices"
    let codes = later.rows.map { trait.codes[$0] }
    evidence = TraitEvidence(
      trait, codes: codes, subjects: later.subjects, people: Set(later.subjects).count,
      readsVersions: true)
    cardinality = trait.cardinality
    self.known = known.map { $0.map { $0[number] }.filter { $0 != CodedColumn.missing } }
    var held = [Set<UInt32>](repeating: [], count: subjectCount)
    for (subject, code) in zip(later.subjects, codes) where code != CodedColumn.missing {
      held[Int(subject)].insert(code)
    }
    self.later = held.map { $0.sorted() }
    var supporters = [[(code: UInt32, bits: Float)]](repeating: [], count: trait.cardinality)
    for code in Set(self.known.flatMap(\.self)).sorted() {
      for item in evidence.support(of: code) {
        supporters[Int(item.code)].append((code, Float(item.bits)))
      }
    }
    self.supporters = supporters
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let codes = Set(candidates.flatMap { known[Int($0)] }).sorted()
    let rows = concurrentChunks(count: targets.count) { range in
      var bits = [Float](repeating: 0, count: cardinality)
      var values: [Float] = []
      values.reserveCapacity(range.count * candidates.count)
      for row in range {
        let own = later[Int(targets[row])]
        for code in codes { bits[Int(code)] = 0 }
        for value in own { fit(value, known: codes, into: &bits) }
        for candidate in candidates {
          let devices = known[Int(candidate)]
          guard !own.isEmpty, !devices.isEmpty else {
            values.append(.infinity)
            continue
          }
          var sum: Float = 0
          for code in devices { sum += bits[Int(code)] }
          values.append(-sum)
        }
      }
      return values
    }
    return PairCosts(
      rowCount: targets.count, columnCount: candidates.count, values: rows.flatMap(\.self))
  }

  /// Raises each known code's evidence to that of a later value.
  private func fit(_ value: UInt32, known: [UInt32], into bits: inout [Float]) {
    for (code, own) in supporters[Int(value)] { bits[Int(code)] = max(bits[Int(code)], own) }
    guard evidence.isNumeric else { return }
    for code in known where code != value {
      bits[Int(code)] = max(bits[Int(code)], Float(evidence.nearness(of: code, value)))
    }
  }
}
