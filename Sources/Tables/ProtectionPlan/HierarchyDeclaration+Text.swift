extension HierarchyDeclaration {
  /// The declaration as a plan has it, on one line.
  public var planText: String {
    switch self {
    case .suppression: "suppression"
    case .file(let path, let delimiter):
      "{file: \(YAMLScalarText.write(path)), delimiter: \(YAMLScalarText.write(delimiter))}"
    case .intervals(let widths, let origin, let bottom, let top):
      "{intervals: \(Self.list(widths.map(Self.number)))"
        + Self.option("from", origin == 0 ? nil : origin)
        + "\(Self.option("bottom", bottom))\(Self.option("top", top))}"
    case .order(let sizes): "{order: \(Self.list(sizes.map(String.init)))}"
    case .dates(let units): "{dates: \(Self.list(units.map(\.rawValue)))}"
    case .redaction(let side, let characters):
      "{redaction: \(characters.isEmpty ? "each" : Self.list(characters.map(String.init))), "
        + "from: \(side.rawValue)}"
    case .decimals(let decimals): "{decimals: \(Self.list(decimals.map(String.init)))}"
    case .priority(let kept): "{priority: \(Self.list(kept.map(String.init)))}"
    }
  }

  private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

  private static func option(_ name: String, _ value: Double?) -> String {
    value.map { ", \(name): \(number($0))" } ?? ""
  }

  /// Plain decimal digits, which the plan's reader takes.
  private static func number(_ value: Double) -> String {
    if value.rounded() == value, abs(value) < 9e15 { return "\(Int64(value))" }
    let text = "\(value)"
    return text.contains("e") ? "0.000001" : text
  }
}

/// Texts as a plan has them.
public enum PlanText {
  /// A text as a scalar of one line that any reader of YAML reads back.
  public static func scalar(_ text: String) -> String { YAMLScalarText.write(text) }
}
