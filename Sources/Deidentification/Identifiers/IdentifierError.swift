/// What can be wrong with keys, vaults and identifiers; none holds a key, a path or an identifier.
public enum IdentifierError: Error, Sendable, Equatable {
  /// A key can't be used.
  case key(rule: String)
  /// A vault can't be read or written.
  case vault(rule: String)
  /// A value can't be protected this way; `row` counts from 0 where a column was given.
  case value(row: Int?, rule: String)
  /// Two different identifiers would have the same pseudonym.
  case collision(pairs: Int, remedy: String)
  /// A parameter is out of its range.
  case parameter(name: String, rule: String)
  /// A plain hash would protect nobody: all values of this shape are tried in that time here.
  case plainHash(bits: Double, seconds: Double)
}

extension IdentifierError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .key(let rule): "The key \(rule)."
    case .vault(let rule): "The vault \(rule)."
    case .value(let row?, let rule): "The value in row \(row + 1) \(rule)."
    case .value(nil, let rule): "The value \(rule)."
    case .collision(let pairs, let remedy):
      "\(pairs) identifiers would share the pseudonym of another one. \(remedy)."
    case .parameter(let name, let rule): "The parameter \"\(name)\" \(rule)."
    case .plainHash(let bits, let seconds):
      "A plain hash of identifiers of this shape (2^\(Self.rounded(bits)) values) is reversed in "
        + "\(HashReversal.duration(seconds)) here. Use a keyed pseudonym."
    }
  }

  private static func rounded(_ bits: Double) -> String { "\((bits * 10).rounded() / 10)" }
}
