/// Why an attack on a graph can't be made.
public enum GraphAttackError: Error, Sendable, Equatable {
  /// More seeds were asked for than people are in both graphs.
  case tooManySeeds(table: String, asked: Int, available: Int)
  /// A window of time has no length.
  case windowNotPositive(table: String)
  /// The table's days fall into more windows than are taken.
  case tooManyWindows(table: String, count: Int, limit: Int)
}

extension GraphAttackError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .tooManySeeds(let table, let asked, let available):
      "table \(table): \(asked) seeds leave nobody to find among the \(available) people who are "
        + "in both graphs; ask for fewer"
    case .windowNotPositive(let table):
      "table \(table): a window of time must be a second long at least"
    case .tooManyWindows(let table, let count, let limit):
      "table \(table): its time falls into \(count) windows, more than \(limit); make them longer"
    }
  }
}
