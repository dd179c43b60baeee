/// How much generalised and suppressed values weigh against each other in a loss.
///
/// **Source**: ARX's "gs-factor" in 0...1; at 0.5 both weigh fully, below it suppression costs less,
/// above it generalisation.
public struct LossBalance: Sendable, Equatable, Codable {
  /// The factor: 0 favours suppression, 1 favours generalisation.
  public let factor: Double

  /// Both weigh fully.
  public static let equal = LossBalance(unchecked: 0.5)

  /// The weight of generalised values, in 0...1.
  public var generalization: Double { factor <= 0.5 ? 1 : 1 - 2 * (factor - 0.5) }

  /// The weight of suppressed values, in 0...1.
  public var suppression: Double { factor < 0.5 ? 2 * factor : 1 }

  /// Whether both weights are 1.
  var isEqual: Bool { generalization == 1 && suppression == 1 }

  /// A balance.
  ///
  /// - Throws: `DeidentificationError.parameter` for a factor outside 0...1.
  public init(_ factor: Double) throws(DeidentificationError) {
    guard factor >= 0, factor <= 1 else {
      throw .parameter(name: "gsFactor", rule: "must lie between 0 and 1")
    }
    self.factor = factor
  }

  /// Reads the factor.
  ///
  /// - Throws: `DecodingError` for a factor outside 0...1.
  public init(from decoder: any Decoder) throws {
    let factor = try decoder.singleValueContainer().decode(Double.self)
    self = try LossBalance(factor)
  }

  /// Writes the factor.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(factor)
  }

  private init(unchecked factor: Double) { self.factor = factor }
}
