import Evaluation
import Findings
import Foundation
import Numerics
import Tables

extension LinkageExperiment {
  /// What another party's records say about who is who in the release: a feature for each column
  /// whose values are known on both sides.
  ///
  /// The evidence of a column is log2(m / u) of the level at which two values agree, by the model
  /// that `RecordLinker` learns from both tables, an equal value by its own frequency. A person of
  /// several rows counts by the row that fits best.
  ///
  /// Candidates are the other party's people: with the number of their data subject where the
  /// pairing knows it; else, by the order of their rows, from the release's number of data subjects
  /// on. Rows without a key are nobody's, and left out.
  ///
  /// - Throws: `LinkageError`.
  public func evidence() throws(LinkageError) -> KnownEvidence {
    let positions = comparable
    let attack = try attack(positions)
    let comparisons = try LinkedColumns(attack.linkage, experiment: self).comparisons()
    let names = positions.map { release[$0].name }
    return KnownEvidence(
      evidence: zip(names, comparisons).map { name, comparison in
        ChannelEvidence(
          channel: .attributes, table: setting.records.table, columns: [name],
          comparison: comparison)
      }, candidates: Self.people(comparisons.map(\.left)),
      targets: Self.people(comparisons.map(\.right)))
  }

  /// Those with a value in some column, rising.
  private static func people(_ sides: [LinkedCodes]) -> [UInt32] {
    var isThere = [Bool](repeating: false, count: sides.map(\.peopleCount).max() ?? 0)
    for side in sides {
      for person in 0..<side.peopleCount where !side[UInt32(person)].isEmpty {
        isThere[person] = true
      }
    }
    return isThere.indices.filter { isThere[$0] }.map(UInt32.init)
  }
}

/// The columns of two tables with the model that was learned from them.
private struct LinkedColumns {
  private let linkage: Linkage
  private let experiment: LinkageExperiment

  init(_ linkage: Linkage, experiment: LinkageExperiment) {
    self.linkage = linkage
    self.experiment = experiment
  }

  func comparisons() throws(LinkageError) -> [LinkedColumn] {
    let (records, model) = (linkage.records, linkage.model)
    var comparisons: [FieldComparison] = []
    for (field, levels) in zip(records.fields, linkage.levels) {
      comparisons.append(try FieldComparison(field, levels: levels))
    }
    let frequencies =
      experiment.options.usesTermFrequencies
      ? TermFrequencies(records, comparisons, model: model).adjustments
      : records.fields.map { _ in [] }
    let (left, right) = (auxiliaryPeople, releasePeople)
    let ids = String.evidenceNames(records.fields.map(\.name))
    return records.fields.indices.map { position in
      let field = records.fields[position]
      return LinkedColumn(
        id: "linked-\(ids[position])", name: field.name,
        left: LinkedCodes(field.left, people: left),
        right: LinkedCodes(field.right, people: right), comparison: comparisons[position],
        bits: model.matching[position].indices.map {
          Float(model.weight(field: position, level: $0))
        }, adjustments: frequencies[position])
    }
  }

  /// For each row of the other party's table its person, `nil` for nobody.
  private var auxiliaryPeople: [UInt32?] {
    let pairing = experiment.auxiliary.pairing
    var people = [UInt32?](repeating: nil, count: linkage.records.leftCount)
    for pair in pairing.pairs { people[pair.auxiliaryRow] = pair.subject }
    for (place, row) in pairing.outsiders.enumerated() {
      people[row] = UInt32(experiment.setting.subjectCount + place)
    }
    return people
  }

  private var releasePeople: [UInt32?] {
    let subjects = experiment.setting.records.subjects
    return (0..<linkage.records.rightCount).map { subjects.subject(ofRow: $0) }
  }
}

/// The different values of each person in a column, missing ones left out.
struct LinkedCodes: Sendable {
  let peopleCount: Int
  private let starts: [Int]
  private let codes: [UInt32]

  /// - Complexity: O(rows log rows).
  init(_ column: [UInt32], people: [UInt32?]) {
    var pairs: [UInt64] = []
    for (code, person) in zip(column, people) where code != 0 {
      if let person { pairs.append(UInt64(person) << 32 | UInt64(code)) }
    }
    pairs.sort()
    peopleCount = people.compactMap(\.self).max().map { Int($0) + 1 } ?? 0
    var starts = [Int](repeating: 0, count: peopleCount + 1)
    var codes: [UInt32] = []
    for (place, pair) in pairs.enumerated() where place == 0 || pairs[place - 1] != pair {
      starts[Int(pair >> 32) + 1] += 1
      codes.append(UInt32(truncatingIfNeeded: pair))
    }
    for person in 0..<peopleCount { starts[person + 1] += starts[person] }
    (self.starts, self.codes) = (starts, codes)
  }

  /// The values of a person; none for who is not in the table.
  subscript(person: UInt32) -> ArraySlice<UInt32> {
    guard Int(person) < peopleCount else { return [] }
    return codes[starts[Int(person)]..<starts[Int(person) + 1]]
  }
}

/// How little two people's values of one column agree: the most evidence that a pair can have, plus
/// 1, minus the pair's own, in bits.
///
/// **Source** Fellegi and Sunter, JASA 64 (1969); `RecordLinker` for the parameters.
/// **Cost** a distance for each pair of different values of a batch, a look-up for each pair.
struct LinkedColumn: PairComparison {
  let id: String
  let title: String
  let left: LinkedCodes
  let right: LinkedCodes
  private let comparison: FieldComparison
  private let bits: [Float]
  /// What an equal value adds, by its code; empty for nothing.
  private let adjustments: [Float]
  let most: Float

  init(
    id: String, name: String, left: LinkedCodes, right: LinkedCodes, comparison: FieldComparison,
    bits: [Float], adjustments: [Float]
  ) {
    self.id = id
    title = "another party's \(name)"
    self.left = left
    self.right = right
    self.comparison = comparison
    self.bits = bits
    self.adjustments = adjustments
    let equal = (bits.first ?? 0) + max(0, adjustments.max() ?? 0)
    most = 1 + max(equal, bits.max() ?? 0)
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let known = KnownCodes(candidates.map { left[$0] })
    let released = KnownCodes(targets.map { right[$0] })
    let table = costs(released.values, known.values)
    let width = known.values.count
    var costs = DenseMatrix(rowCount: targets.count, columnCount: candidates.count)
    _ = costs.updateRows(minimumRows: 2) { range, band in
      for row in range {
        let start = (row - range.lowerBound) * candidates.count
        for column in candidates.indices { band[start + column] = .infinity }
        for code in released.places[released.starts[row]..<released.starts[row + 1]] {
          known.write(table, from: Int(code) * width, to: &band, from: start)
        }
      }
    }
    return PairCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount, values: costs.values)
  }

  /// The costs of all pairs of values: a row for each released one.
  private func costs(_ released: [UInt32], _ known: [UInt32]) -> [Float] {
    var costs = DenseMatrix(rowCount: released.count, columnCount: known.count)
    _ = costs.updateRows(minimumRows: 1) { range, band in
      for row in range {
        let start = (row - range.lowerBound) * known.count
        for (place, code) in known.enumerated() {
          let level = Int(comparison.number(code, released[row])) - 1
          let own = level == 0 && !adjustments.isEmpty ? adjustments[Int(released[row])] : 0
          band[start + place] = most - bits[level] - own
        }
      }
    }
    return costs.values
  }
}

/// The values of some people, each numbered by its place among the different ones.
private struct KnownCodes: Sendable {
  /// The different values, rising.
  let values: [UInt32]
  /// Where each person's begin; one more than there are people.
  let starts: [Int]
  /// For each person and value its place in `values`.
  let places: [UInt32]

  init(_ people: [ArraySlice<UInt32>]) {
    let all = people.flatMap(\.self)
    let values = Set(all).sorted()
    var placeOf = [UInt32](repeating: 0, count: Int(values.last ?? 0) + 1)
    for (place, value) in values.enumerated() { placeOf[Int(value)] = UInt32(place) }
    var starts = [0]
    for own in people { starts.append(starts[starts.count - 1] + own.count) }
    self.values = values
    self.starts = starts
    places = all.map { placeOf[Int($0)] }
  }

  /// Writes each person's least cost of a row of the table where it is below what stands there.
  func write(
    _ table: [Float], from row: Int, to band: inout MutableSpan<Float>, from start: Int
  ) {
    let (table, places, starts) = (table.span, places.span, starts.span)
    for person in 0..<(starts.count - 1) {
      for place in starts[person]..<starts[person + 1] {
        let cost = table[row + Int(places[place])]
        if cost < band[start + person] { band[start + person] = cost }
      }
    }
  }
}
