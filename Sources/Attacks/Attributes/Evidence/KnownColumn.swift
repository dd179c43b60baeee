import Evaluation
import Foundation
import Numerics
import Tables

/// How little the released value of a column fits what an adversary knows of a person's.
///
/// For a known value k and a person's released rows r the evidence is log2(P(k | r) / P(k)), by the
/// model that the knowledge was drawn from: with the probability `right` the known value belongs
/// to one of the person's rows, each as likely as another, else to anybody. So with f(k | r) the
/// likelihood of k where it is right and g(k) its mean over all people, the evidence is
/// log2(right f(k | r) / g(k) + 1 - right): a rare value counts more than a common one, and a
/// number the more, the fewer people are as near. A cost is the most evidence that there can be,
/// log2(people), plus 1, minus the evidence: at least 1.
///
/// No adversary is so sure of its knowledge that one value decides alone: `right` counts as at most
/// 1 - `doubt`.
///
/// **Source** Fellegi and Sunter, JASA 64 (1969), with frequencies of values.
/// **Cost** for each target the values that fit, and one look-up for each pair.
struct KnownColumn: PairComparison {
  /// The least probability that a known value is somebody else's.
  static let doubt = 1e-4

  let id: String
  let title: String
  private let right: Double
  private let scale: any EvidenceScale
  private let codes: [UInt32]
  private let rows: EvidenceRows
  /// The different values that are known of anybody, rising.
  private let known: [Double]
  /// For each of them how likely it is of anybody.
  private let background: [Double]
  /// For each data subject the place of the known value plus 1, 0 where nothing is known.
  private let placeOfSubject: [UInt32]

  /// Draws what is known of each person.
  init(
    _ column: CodedColumn, id: String, rows: EvidenceRows, exactness: ValueExactness,
    draws: KnowledgeDraws
  ) {
    self.id = id
    self.rows = rows
    title = "what is known of \(column.name)"
    right = min(max(exactness.right, 0), 1 - Self.doubt)
    codes = column.codes
    let raw = Self.shares(column, rows) { $0 != CodedColumn.missing }
    let scale: any EvidenceScale =
      EvidenceQuantities(column, within: exactness.within)
      ?? EvidenceCategories(column, shares: raw)
    self.scale = scale
    let values = draws.values(column, rows: rows, exactness: exactness, scale: scale)
    let known = Set(values.compactMap(\.self)).sorted()
    placeOfSubject = values.map { value in
      value.map { UInt32(known.firstPlace(notBelow: $0) + 1) } ?? 0
    }
    self.known = known
    background = scale.background(
      known, shares: Self.shares(column, rows, isTelling: scale.isTelling))
  }

  /// The data subjects of whom the adversary knows a value, rising.
  var candidates: [UInt32] {
    placeOfSubject.indices.filter { placeOfSubject[$0] > 0 }.map(UInt32.init)
  }

  /// The data subjects with a released value that says something, rising.
  var targets: [UInt32] {
    (0..<UInt32(rows.subjectCount)).filter { !telling($0).isEmpty }
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    var costs = DenseMatrix(rowCount: targets.count, columnCount: candidates.count)
    let places = candidates.map { place(of: $0) }
    _ = costs.updateRows(minimumRows: 1) { range, band in
      var board = ValueBoard(valueCount: known.count, base: cost(ofRatio: 0))
      for row in range {
        let codes = telling(targets[row])
        if codes.isEmpty {
          board.fillIncomparable(&band, from: (row - range.lowerBound) * places.count, places)
          continue
        }
        for code in codes {
          scale.forEachKnown(known, of: code) { board.add($1 / Double(codes.count), at: $0) }
        }
        board.settle { cost(ofRatio: $1 / background[$0]) }
        board.write(&band, from: (row - range.lowerBound) * places.count, places)
        board.clear()
      }
    }
    return PairCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount, values: costs.values)
  }

  private func place(of candidate: UInt32) -> UInt32 {
    Int(candidate) < placeOfSubject.count ? placeOfSubject[Int(candidate)] : 0
  }

  private func cost(ofRatio ratio: Double) -> Float {
    let most = log2(Double(max(rows.subjectCount, 1)))
    return Float(1 + most - log2(right * ratio + 1 - right))
  }

  private func telling(_ subject: UInt32) -> [UInt32] {
    rows[subject].map { codes[Int($0)] }.filter { scale.isTelling($0) }
  }

  /// The share of people behind each code, each person's rows alike.
  private static func shares(
    _ column: CodedColumn, _ rows: EvidenceRows, isTelling: (UInt32) -> Bool
  ) -> [Double] {
    var shares = [Double](repeating: 0, count: column.cardinality)
    for subject in 0..<UInt32(rows.subjectCount) {
      let own = rows[subject].map { column.codes[Int($0)] }.filter(isTelling)
      for code in own { shares[Int(code)] += 1 / Double(own.count) }
    }
    let sum = shares.reduce(0, +)
    return sum > 0 ? shares.map { $0 / sum } : shares
  }
}

/// The costs of one target by known value.
private struct ValueBoard {
  /// For each known value plus 1 its cost; infinite where nothing is known.
  private var costs: [Float]
  private let base: Float
  private var likelihoods: [Double]
  private var touched: [Int] = []

  init(valueCount: Int, base: Float) {
    self.base = base
    costs = [.infinity] + [Float](repeating: base, count: valueCount)
    likelihoods = [Double](repeating: 0, count: valueCount)
  }

  mutating func add(_ likelihood: Double, at place: Int) {
    if likelihoods[place] == 0 { touched.append(place) }
    likelihoods[place] += likelihood
  }

  mutating func settle(_ cost: (Int, Double) -> Float) {
    for place in touched {
      costs[place + 1] = cost(place, likelihoods[place])
      likelihoods[place] = 0
    }
  }

  func write(_ band: inout MutableSpan<Float>, from start: Int, _ places: [UInt32]) {
    let (costs, places) = (costs.span, places.span)
    for column in places.indices { band[start + column] = costs[Int(places[column])] }
  }

  mutating func clear() {
    for place in touched { costs[place + 1] = base }
    touched.removeAll(keepingCapacity: true)
  }

  func fillIncomparable(_ band: inout MutableSpan<Float>, from start: Int, _ places: [UInt32]) {
    for column in places.indices { band[start + column] = .infinity }
  }
}
