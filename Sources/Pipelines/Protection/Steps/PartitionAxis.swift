import Deidentification
import Tables

/// How the values of a column lie beside each other where Mondrian cuts: as numbers where all are,
/// else in the order of their texts.
struct PartitionAxis {
  private let column: String
  private let labels: [String]
  /// The values in their order.
  private let sorted: [String]
  /// Whether positions are the numbers themselves.
  private let isNumeric: Bool
  /// The position of each code; index 0, missing, is not used.
  let positions: [Double]

  init(_ column: WorkingTable.Column) {
    self.column = column.name
    labels = column.labels
    let numbers = column.labels.map { Double($0) ?? .nan }
    isNumeric = numbers.allSatisfy(\.isFinite)
    sorted = column.labels.sorted()
    if isNumeric {
      positions = [0] + numbers
    } else {
      positions = [0] + RecodeStep.ranks(column.labels).dropFirst().map(Double.init)
    }
  }

  /// The hierarchy of height 1 that the contract asks for.
  func hierarchy() throws(DeidentificationError) -> Hierarchy {
    try HierarchyBuilder.hierarchy(
      .suppression, of: HierarchyValues(column: column, labels: labels))
  }

  /// What a partition shows; `nil`: a missing cell.
  func label(of region: MondrianPartitions.Region) -> String? {
    guard case .interval(let lower?, let upper?, let includesMissing) = region else { return nil }
    let text =
      lower == upper
      ? value(lower)
      : isNumeric ? "[\(value(lower)), \(value(upper))]" : "\(value(lower)) to \(value(upper))"
    return includesMissing ? text + " or missing" : text
  }

  private func value(_ position: Double) -> String {
    if isNumeric { return WorkingTable.text(of: position) }
    let rank = Int(position)
    return sorted.indices.contains(rank) ? sorted[rank] : "*"
  }
}
