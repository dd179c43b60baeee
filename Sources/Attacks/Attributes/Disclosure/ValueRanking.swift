/// The rank of each row's sensitive value, and how often each rank occurs.
struct ValueRanking {
  /// For each row, the rank of its value.
  let rankOfRow: [UInt32]
  /// The smallest code of each rank.
  let codes: [UInt32]
  /// The number of rows of each rank.
  let totals: [Int]

  /// Ranks `codes` by `order` where it is given, by code otherwise; missing (0) comes last.
  ///
  /// - Complexity: O(rows + values log values).
  init(codes: [UInt32], order: [Double]?) throws(DisclosureError) {
    if let order { try Self.check(codes, against: order) }
    let occurring = Self.occurringCodes(codes)
    let sorted = occurring.sorted { first, second in
      Self.precedes(first, second, order: order)
    }
    var ranked: [UInt32] = []
    var rankOfPlace = [UInt32](repeating: 0, count: occurring.count)
    for code in sorted {
      let isNew = ranked.last.map { last in
        Self.precedes(last, code, order: order, tiesByCode: false)
      }
      if isNew ?? true { ranked.append(code) }
      rankOfPlace[Self.place(of: code, in: occurring)] = UInt32(ranked.count - 1)
    }
    rankOfRow = Self.ranks(of: codes, occurring: occurring, rankOfPlace: rankOfPlace)
    var totals = [Int](repeating: 0, count: ranked.count)
    for rank in rankOfRow { totals[Int(rank)] += 1 }
    self.codes = ranked
    self.totals = totals
  }

  private static func check(
    _ codes: [UInt32], against order: [Double]
  ) throws(DisclosureError) {
    for (row, code) in codes.enumerated() where Int(code) > order.count {
      throw .codeOutOfRange(row: row)
    }
    for (index, number) in order.enumerated() where number.isNaN {
      throw .orderNotANumber(code: index + 1)
    }
  }

  private static func precedes(
    _ first: UInt32, _ second: UInt32, order: [Double]?, tiesByCode: Bool = true
  ) -> Bool {
    if first == 0 || second == 0 { return first != 0 && second == 0 }
    guard let order else { return first < second }
    let left = order[Int(first) - 1]
    let right = order[Int(second) - 1]
    return left < right || (tiesByCode && left == right && first < second)
  }

  /// The codes that occur, ascending.
  private static func occurringCodes(_ codes: [UInt32]) -> [UInt32] {
    guard let largest = codes.max() else { return [] }
    guard Int(largest) <= 4 * codes.count + 1024 else { return Array(Set(codes)).sorted() }
    var seen = [Bool](repeating: false, count: Int(largest) + 1)
    for code in codes { seen[Int(code)] = true }
    return seen.indices.compactMap { seen[$0] ? UInt32($0) : nil }
  }

  /// Where `code` stands in `occurring`, which holds it.
  private static func place(of code: UInt32, in occurring: [UInt32]) -> Int {
    var low = 0
    var high = occurring.count - 1
    while low < high {
      let middle = (low + high) / 2
      if occurring[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func ranks(
    of codes: [UInt32], occurring: [UInt32], rankOfPlace: [UInt32]
  ) -> [UInt32] {
    guard let largest = occurring.last else { return [] }
    guard Int(largest) <= 4 * codes.count + 1024 else {
      return codes.map { rankOfPlace[place(of: $0, in: occurring)] }
    }
    var rankOfCode = [UInt32](repeating: 0, count: Int(largest) + 1)
    for (place, code) in occurring.enumerated() { rankOfCode[Int(code)] = rankOfPlace[place] }
    return codes.map { rankOfCode[Int($0)] }
  }
}
