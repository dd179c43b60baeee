import Evaluation
import Findings
import Numerics

/// Names the node of a release that is aligned with each auxiliary node, and those most like it.
struct SeedlessLinkage: TrialAttack {
  static let what = AttackDescription(
    id: "graph/seedless-alignment", title: "Who is who by the shape of the ties alone",
    channel: .graph, risk: .linkability, failureMode: .contextualAggregation,
    source: "Bommakanti et al. 2024 (NeurIPS, FUGAL); Vogelstein et al. 2015 (PLoS ONE 10)",
    doesNotCover: "An adversary who knows some of the people in the release already, or more of "
      + "them than their ties, finds more.")

  /// How an auxiliary node is answered.
  enum Answers: Sendable {
    /// The aligned node and its twins, then the most alike.
    case ranking
    /// The aligned node's class of twins, by its least member.
    case twinClass
    /// The aligned node alone, where its margin is at least this; else nothing.
    case claims(margin: Float)
  }

  /// How many candidates are listed.
  static let depth = 100

  let description = Self.what
  let alignment: SeedlessAlignment
  /// All answers in place, propagated ones included.
  let assignment: [UInt32?]
  let twins: InterchangeableNodes
  let answers: Answers

  func attack(_ clues: [UInt32], answer: (Int, RankedCandidates) throws -> Void) throws {
    var rows = [UInt32: Int](minimumCapacity: alignment.auxiliaryCore.count)
    for (row, node) in alignment.auxiliaryCore.enumerated() { rows[node] = row }
    for (index, node) in clues.enumerated() {
      try answer(index, answered(node, row: rows[node]))
    }
  }

  private func answered(_ node: UInt32, row: Int?) -> RankedCandidates {
    guard let first = assignment[Int(node)] else { return RankedCandidates(groups: []) }
    switch answers {
    case .ranking: return ranking(first, row: row)
    case .twinClass: return Self.alone([twins.classes[Int(first)]])
    case .claims(let margin):
      return alignment.margins[Int(node)] >= margin
        ? Self.alone([first]) : RankedCandidates(groups: [])
    }
  }

  private func ranking(_ first: UInt32, row: Int?) -> RankedCandidates {
    let same = twins.twins(of: first)
    var groups = Self.alone(same).groups
    guard let row else { return RankedCandidates(groups: groups) }
    let values = Array(alignment.similarity.row(row))
    let listed = Set(same)
    let others = values.indices.lazy
      .map { (value: values[$0], node: alignment.releaseCore[$0]) }
      .filter { !listed.contains($0.node) }
    let least = Self.threshold(values, count: Self.depth + same.count)
    let kept = others.filter { $0.value >= least }
      .sorted { ($1.value, $0.node) < ($0.value, $1.node) }
    var start = 0
    while start < kept.count, start < Self.depth {
      let end = kept[start...].firstIndex { $0.value != kept[start].value } ?? kept.count
      groups.append(
        CandidateGroup(
          score: Double(kept[start].value), members: kept[start..<end].map(\.node)[...]))
      start = end
    }
    return RankedCandidates(groups: groups)
  }

  /// The value at a depth of the list.
  private static func threshold(_ values: [Float], count: Int) -> Float {
    guard values.count > count else { return -.infinity }
    return values.sorted(by: >)[count]
  }

  private static func alone(_ nodes: [UInt32]) -> RankedCandidates {
    RankedCandidates(
      groups: [CandidateGroup(score: .greatestFiniteMagnitude, members: nodes[...])])
  }
}
