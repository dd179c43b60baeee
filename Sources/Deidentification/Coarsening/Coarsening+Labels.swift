import Tables

extension Coarsening {
  /// The numbers behind a column's codes.
  static func numbers(of column: CodedColumn) throws(DeidentificationError) -> [Double] {
    guard let numbers = column.dictionary.numbers else {
      throw .column(name: column.name, rule: "must hold numbers only")
    }
    return numbers
  }

  /// What the values of a column are called.
  static func labels(of column: CodedColumn) -> [String] {
    switch column.dictionary {
    case .texts(let values): values
    case .integers(let values): values.map(String.init)
    case .reals(let values): values.map(text)
    case .opaque(let count): (0..<count).map { "#\($0)" }
    }
  }

  /// A number as people write it: whole numbers without a fraction.
  static func text(_ number: Double) -> String {
    guard let whole = Int64(exactly: number) else { return "\(number)" }
    return "\(whole)"
  }

  /// The column with some values called otherwise; values of one name become one.
  ///
  /// - Parameter name: the new name of a value (by its index in the dictionary), or `nil` to keep
  ///   the one that it has.
  static func relabelled(
    _ column: CodedColumn, _ name: (Int) -> String?
  ) -> CoarsenedColumn {
    let before = labels(of: column)
    var (groups, names, isChanged) = ([UInt32](), [String](), [false])
    var groupOfName: [String: UInt32] = [:]
    groups.append(0)
    for value in before.indices {
      let after = name(value) ?? before[value]
      let group = groupOfName[after] ?? UInt32(names.count + 1)
      if groupOfName[after] == nil {
        groupOfName[after] = group
        names.append(after)
      }
      groups.append(group)
      isChanged.append(after != before[value])
    }
    let changed = column.codes.reduce(0) { $0 + (isChanged[Int($1)] ? 1 : 0) }
    return CoarsenedColumn(
      column: CodedColumn(
        name: column.name, codes: column.codes.map { groups[Int($0)] }, dictionary: .texts(names)),
      level: Hierarchy.Level(groupOfCode: groups, labels: names), changedCells: changed)
  }
}
