/// How a hierarchy over a column's values is made.
public enum HierarchyDeclaration: Sendable, Equatable {
  /// Where characters are removed.
  public enum Side: String, Sendable, CaseIterable { case left, right }

  /// The parts of a date that can be left, finest first.
  public enum DateUnit: String, Sendable, CaseIterable {
    case day, week, month, quarter, year, decade
  }

  /// Levels from a file in ARX's format: a line for each value, the value first, then its groups.
  case file(path: String, delimiter: String)
  /// Intervals of numbers, one width for each level, each a multiple of the one before; numbers
  /// below `bottom` and from `top` on are one group each on all levels above 0.
  case intervals(widths: [Double], origin: Double, bottom: Double?, top: Double?)
  /// Neighbours in the values' natural order grouped, `sizes[l]` groups of the level below at once.
  case order(sizes: [Int])
  /// Dates, one unit for each level.
  case dates(units: [DateUnit])
  /// Characters replaced by `*` from one end, one number for each level; none: one more each level.
  case redaction(from: Side, characters: [Int])
  /// Coordinates in degrees with fewer decimals, one number for each level.
  case decimals([Int])
  /// The most frequent values keep their own group, as many as the number of each level says.
  case priority([Int])
  /// The value, or nothing.
  case suppression
}

/// A quasi-identifier of a recoding: its column, its hierarchy and how far it may go.
public struct RecodedColumn: Sendable, Equatable {
  /// The column.
  public var name: String
  /// How its values are generalised.
  public var hierarchy: HierarchyDeclaration
  /// The lowest level that is tried.
  public var minimumLevel: Int
  /// The highest level that is tried; `nil`: the hierarchy's.
  public var maximumLevel: Int?
  /// Its weight in the loss.
  public var weight: Double

  /// A quasi-identifier.
  public init(
    name: String, hierarchy: HierarchyDeclaration, minimumLevel: Int = 0,
    maximumLevel: Int? = nil, weight: Double = 1
  ) {
    self.name = name
    self.hierarchy = hierarchy
    self.minimumLevel = minimumLevel
    self.maximumLevel = maximumLevel
    self.weight = weight
  }
}
