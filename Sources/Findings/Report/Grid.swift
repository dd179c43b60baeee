/// A small table of a report: a header and rows of cells that are names and numbers.
public struct Grid: Codable, Sendable, Equatable {
  /// A cell.
  public enum Cell: Sendable, Equatable {
    case text(String)
    case count(Int)
    /// A number shown with four significant digits.
    case number(Double)
    /// A share in [0, 1], shown in per cent.
    case share(Double)
    case empty
  }

  /// A stable name within its attack.
  public let id: String
  /// The title.
  public let title: String
  /// The header, one name for each column.
  public let header: [String]
  /// The rows, each as long as the header.
  public let rows: [[Cell]]

  /// A table of a report.
  ///
  /// - Precondition: each row has as many cells as the header.
  public init(id: String, title: String, header: [String], rows: [[Cell]]) {
    precondition(rows.allSatisfy { $0.count == header.count }, "a row fits the header")
    self.id = id
    self.title = title
    self.header = header
    self.rows = rows
  }
}
