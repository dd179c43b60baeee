/// Numbers and lists as a reader wants them in a sentence; the same everywhere, in no locale.
public enum Phrase {
  /// "age", "age and sex", "age, postcode and sex"; at most `limit` names, then "and 3 more".
  public static func list(_ names: [String], limit: Int = 8) -> String {
    guard names.count <= limit else {
      let shown = names.prefix(limit - 1).joined(separator: ", ")
      return "\(shown) and \(names.count - limit + 1) more"
    }
    guard let last = names.last else { return "nothing" }
    let first = names.dropLast()
    return first.isEmpty ? last : "\(first.joined(separator: ", ")) and \(last)"
  }

  /// A probability as cases of a hundred, without the words: "63", "6.3", "0.1", "< 0.01" and,
  /// where it is not certain, at most "> 99.99".
  public static func ofHundred(_ probability: Double) -> String {
    let value = probability * 100
    if value <= 0 { return "0" }
    if value < 0.01 { return "< 0.01" }
    if value >= 100 { return "100" }
    if value > 99.99 { return "> 99.99" }
    if value >= 99.9 { return decimals(value, 2) }
    if value >= 99.5 || value < 10 { return decimals(value, value < 0.1 ? 2 : 1) }
    return decimals(value, 0)
  }

  /// A share in per cent: "63 %", "0.1 %".
  public static func perCent(_ share: Double) -> String { "\(ofHundred(share)) %" }

  /// A whole number with thousands apart: "1,193,504".
  public static func count(_ number: Int) -> String {
    (number < 0 ? "-" : "") + thousands(number.magnitude)
  }

  /// A whole number without a sign, thousands apart.
  public static func thousands(_ magnitude: UInt) -> String {
    var digits = String(magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return groups.joined(separator: ",")
  }

  /// "1 person", "2 people": a count with the right form of its noun.
  public static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
    "\(count(number)) \(number == 1 ? singular : plural)"
  }

  /// A number rounded half away from zero to `digits` decimals, trailing zeros and all but none
  /// where it is whole: 6.30 is "6.3", 6.00 is "6".
  public static func decimals(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return String(value) }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e15 else { return String(value) }
    let units = Int64(scaled)
    let whole = units / Int64(scale)
    var fraction = String(units % Int64(scale))
    while fraction.count < digits { fraction = "0" + fraction }
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let sign = value < 0 && units > 0 ? "-" : ""
    return fraction.isEmpty || digits == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
  }
}
