/// Why mechanisms can't be audited as asked.
public enum MechanismAuditError: Error, Sendable, Equatable {
  /// A number is outside of its range: which, and what it must be.
  case parameter(String)
  /// The catalogue has no such mechanism.
  case unknown(name: String)
}

extension MechanismAuditError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .parameter(let rule): rule
    case .unknown(let name):
      "\(name.prefix(60)): no mechanism of the catalogue; `palimpsest audit-mechanism --list` "
        + "shows their names"
    }
  }
}
