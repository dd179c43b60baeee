/// One attribute as Mondrian sees it: its codes by rank, and where it may be cut.
///
/// Rank 0 is missing, which lies below all values. Codes of equal position share a rank. Along a
/// hierarchy, codes are ranked so that each group of each level is one run of ranks.
struct MondrianAxis: Sendable {
  /// The rank of each code.
  let rankOfCode: [UInt32]
  /// The position of each rank; that of rank 0 is that of rank 1.
  let positions: [Double]
  /// For each level from the top, the group of each rank; empty for an ordered attribute.
  let groupsFromTop: [[UInt32]]

  init(hierarchy: Hierarchy, cut: Mondrian.Cut) {
    switch cut {
    case .ordered(let given):
      let codes = given.indices.dropFirst().sorted { (given[$0], $0) < (given[$1], $1) }
      var ranks = [UInt32](repeating: 0, count: given.count)
      var found: [Double] = []
      for code in codes {
        if found.last != given[code] { found.append(given[code]) }
        ranks[code] = UInt32(found.count)
      }
      rankOfCode = ranks
      positions = [found.first ?? 0] + found
      groupsFromTop = []
    case .hierarchy:
      let levels = hierarchy.levels.reversed().map(\.groupOfCode)
      let codes = levels[0].indices.dropFirst().sorted { one, other in
        for level in levels where level[one] != level[other] { return level[one] < level[other] }
        return one < other
      }
      var ranks = [UInt32](repeating: 0, count: levels[0].count)
      for (place, code) in codes.enumerated() { ranks[code] = UInt32(place + 1) }
      rankOfCode = ranks
      positions = (0...codes.count).map { Double(max($0, 1)) }
      groupsFromTop = levels.map { level in [0] + codes.map { level[$0] } }
    }
  }

  /// The number of ranks, that of missing included.
  var rankCount: Int { positions.count }

  /// The width of a run of ranks as a share of the whole.
  func width(_ low: UInt32, _ high: UInt32) -> Double {
    let whole = (positions.last ?? 0) - (positions.first ?? 0)
    if low == high { return 0 }
    // Missing beside one value only: there is something to cut, of no width.
    return whole > 0 ? (positions[Int(high)] - positions[Int(low)]) / whole : 0
  }

  /// The last ranks of the parts into which the hierarchy cuts a run of ranks; the last part's end
  /// is `high`.
  func children(_ low: UInt32, _ high: UInt32) -> [UInt32] {
    for groups in groupsFromTop where groups[Int(low)] != groups[Int(high)] {
      var ends: [UInt32] = []
      for rank in low..<high where groups[Int(rank)] != groups[Int(rank) + 1] { ends.append(rank) }
      return ends + [high]
    }
    return [high]
  }
}
