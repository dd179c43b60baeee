public import Findings

/// A predicted drop beside the one that a whole audit without the column showed.
public struct BlameRetest: Sendable, Equatable {
  /// One column.
  public struct Row: Sendable, Equatable {
    /// The column.
    public let column: BlamedColumn
    /// The drop that blame predicted.
    public let predicted: Estimate
    /// The drop that the audit without the column showed.
    public let observed: Double
    /// Whether it lies in the predicted interval.
    public var holds: Bool { predicted.lower <= observed && observed <= predicted.upper }
  }

  /// The columns that were retested, in the order of blame.
  public let rows: [Row]
  /// Whether no audit without another column dropped further than those without the column named
  /// first, or one named together with it; `nil` where none of these was retested.
  public let isFirstLargest: Bool?
}

extension FusionBlame {
  /// The predicted drop of each column, the largest first: what a whole audit without that column
  /// must show.
  public var predictions: [(column: BlamedColumn, without: Estimate, drop: Estimate)] {
    removals.flatMap { removal in
      removal.columns.map { ($0, removal.without, removal.drop) }
    }
  }

  /// Holds predictions against audits of the release without one column each.
  ///
  /// - Parameters:
  ///   - risks: for each column removed, the fused risk that was found.
  ///   - whole: the fused risk with all columns, by the same audit; this blame's own if `nil`.
  public func retest(risks: [BlamedColumn: Double], whole: Double? = nil) -> BlameRetest {
    let before = whole ?? risk.value
    let rows = predictions.compactMap { prediction in
      risks[prediction.column].map {
        BlameRetest.Row(
          column: prediction.column, predicted: prediction.drop, observed: before - $0)
      }
    }
    let first = Set(removals.first?.columns ?? [])
    let own = rows.filter { first.contains($0.column) }.map(\.observed).max()
    let others = rows.filter { !first.contains($0.column) }.map(\.observed).max()
    return BlameRetest(
      rows: rows, isFirstLargest: own.map { $0 >= (others ?? -.infinity) })
  }
}
