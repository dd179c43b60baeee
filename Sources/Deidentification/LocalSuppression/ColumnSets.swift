/// Sets of columns whose cells may be suppressed together in one row, cheapest first.
///
/// All sets where there are at most `limit` of them; else all sets up to a size, and a chain that
/// ends with all columns, so that the last set always suppresses everything that may be.
struct ColumnSets: Sendable {
  /// Bit masks over the columns, by rising cost.
  let masks: [UInt64]
  /// The cost of each set: the sum of its columns'.
  let costs: [Double]

  init(costs columnCosts: [Double], isSuppressible: [Bool], limit: Int = 4_096) {
    let free = columnCosts.indices.filter { isSuppressible[$0] }
    var masks: [UInt64] = []
    if free.count < 63, 1 << free.count <= limit {
      for subset in 1..<(1 << free.count) { masks.append(Self.spread(UInt64(subset), over: free)) }
    } else {
      masks = Self.smallSets(of: free, limit: limit)
      var chain: UInt64 = 0
      for column in free.sorted(by: { (columnCosts[$0], $0) < (columnCosts[$1], $1) }) {
        chain |= 1 << UInt64(column)
        masks.append(chain)
      }
    }
    let priced = Set(masks).map { mask in
      (mask, columnCosts.indices.reduce(0.0) { $0 + (mask >> UInt64($1) & 1 == 1 ? columnCosts[$1] : 0) })
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    self.masks = priced.map(\.0)
    self.costs = priced.map(\.1)
  }

  private static func spread(_ subset: UInt64, over columns: [Int]) -> UInt64 {
    columns.enumerated().reduce(0) { $0 | (subset >> UInt64($1.offset) & 1) << UInt64($1.element) }
  }

  private static func smallSets(of columns: [Int], limit: Int) -> [UInt64] {
    var all: [UInt64] = []
    var layer: [(mask: UInt64, next: Int)] = [(0, 0)]
    while !layer.isEmpty {
      var larger: [(mask: UInt64, next: Int)] = []
      for (mask, next) in layer {
        for index in next..<columns.count {
          larger.append((mask | 1 << UInt64(columns[index]), index + 1))
        }
        if larger.count > limit { return all }
      }
      guard all.count + larger.count <= limit || all.isEmpty else { return all }
      all += larger.map(\.mask)
      layer = larger
    }
    return all
  }
}
