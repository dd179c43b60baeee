import Numerics

/// What local recoding made of a table, and the record of what it changed.
public struct LocallyRecoded: Sendable, Equatable {
  /// The class of each tuple of the search table, or `nil` where it is suppressed.
  public let classOfTuple: [UInt32?]
  /// The levels of each class.
  public let levels: [GeneralizationNode]
  /// Rows that are suppressed.
  public let suppressedRows: Int
  /// Rows that the start suppressed and that are shown now.
  public let rescuedRows: Int
  /// Cells that are at another level than at the start.
  public let changedCells: Int
  /// The mean share of its domain that a cell hides (Iyengar's loss), from 0 to 1; suppressed rows
  /// count 1.
  public let loss: Double
  /// The same at the start.
  public let lossAtStart: Double

  init(
    table: SearchTable, start: GeneralizationNode, classes: [RecodedClass], suppressed: [Int],
    suppressedAtStart: [Int], lossOf: (Int, [Int]) -> Double
  ) {
    var classOfTuple = [UInt32?](repeating: nil, count: table.counts.count)
    var (changed, loss, lossAtStart) = (0, 0.0, 0.0)
    let wasSuppressed = Set(suppressedAtStart)
    for (number, one) in classes.enumerated() {
      for tuple in one.tuples {
        let rows = Int(table.counts[tuple])
        classOfTuple[tuple] = UInt32(number)
        changed += rows * zip(one.levels, start.levels).count { $0 != $1 }
        loss += Double(rows) * lossOf(tuple, one.levels)
        lossAtStart +=
          Double(rows) * (wasSuppressed.contains(tuple) ? 1 : lossOf(tuple, start.levels))
      }
    }
    let lost = suppressed.reduce(0) { $0 + Int(table.counts[$1]) }
    let lostAtStart = suppressedAtStart.reduce(0) { $0 + Int(table.counts[$1]) }
    let rows = Double(max(1, table.rowCount))
    self.classOfTuple = classOfTuple
    levels = classes.map { GeneralizationNode($0.levels) }
    suppressedRows = lost
    rescuedRows = lostAtStart - lost
    changedCells = changed
    self.loss = (loss + Double(lost)) / rows
    self.lossAtStart = (lossAtStart + Double(lost)) / rows
  }

  /// What a tuple shows of a quasi-identifier: its group at its class's level; 0 where suppressed.
  ///
  /// - Precondition: both exist.
  public func group(ofTuple tuple: Int, attribute: Int, in table: SearchTable) -> UInt32 {
    guard let number = classOfTuple[tuple] else { return 0 }
    let level = levels[Int(number)].levels[attribute]
    let code = Int(table.tuples.columns[attribute][tuple])
    return table.quasiIdentifiers[attribute].levels[level].groupOfCode[code]
  }
}
