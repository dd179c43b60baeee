/// A role that a column most likely has, and why.
///
/// A proposal for a person to look over, never a decision. Its reason holds counts and shares, and
/// no value of the column.
public struct RoleProposal: Sendable, Equatable {
  /// The column's name.
  public let column: String
  /// The role proposed.
  public let role: ColumnRole
  /// The type proposed.
  public let type: ColumnType?
  /// Whether the values are taken to have an order.
  public let isOrdered: Bool
  /// The unit proposed, for times written as numbers.
  public let unit: ColumnUnit?
  /// Why, in one sentence.
  public let reason: String

  init(
    _ column: ColumnEvidence, _ role: ColumnRole, unit: ColumnUnit? = nil, because reason: String
  ) {
    self.column = column.name
    self.role = role
    self.reason = reason
    let type = Self.type(of: column, role: role)
    self.type = type
    isOrdered =
      (role == .quasiIdentifier || role == .sensitive) && (type == .integer || type == .real)
      && column.distinct > 2
    if role == .time, type == .integer || type == .real {
      self.unit = unit ?? (column.patterns.unixMilliseconds > 0.95 ? .milliseconds : .seconds)
    } else {
      self.unit = unit
    }
  }

  /// The type to read the column as: what its cells look like, if the role allows that.
  private static func type(of column: ColumnEvidence, role: ColumnRole) -> ColumnType? {
    var type = column.type
    if type == .text, column.patterns.timestamp > 0.95 { type = .timestamp }
    if type == .text, column.patterns.date > 0.95 { type = .date }
    guard let allowed = role.allowedTypes, !allowed.contains(type) else { return type }
    return role == .text || role == .file ? .text : nil
  }

  /// The same column with another role.
  func changed(
    to role: ColumnRole, of column: ColumnEvidence, because reason: String
  ) -> RoleProposal {
    RoleProposal(column, role, because: reason)
  }

  /// The declaration that the proposal amounts to.
  public var declaration: ColumnDeclaration {
    ColumnDeclaration(
      name: column, role: role, type: type, isOrdered: isOrdered, zone: nil,
      unit: role.allowedUnits.contains(where: { $0 == unit }) ? unit : nil)
  }
}
