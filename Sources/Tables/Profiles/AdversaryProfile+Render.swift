extension AdversaryProfile {
  /// The longest id, in bytes.
  static let longestID = 60

  /// Whether a text can be a profile's id: kebab case.
  ///
  /// - Complexity: O(length).
  static func isID(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first), text.utf8.count <= longestID
    else { return false }
    let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return words.allSatisfy { word in
      !word.isEmpty
        && word.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }
  }

  /// The profile as YAML: `parse(render(p)) == p` for each sound `p`.
  ///
  /// - Complexity: O(length of the result).
  public func render() -> String {
    var text = "version: \(Self.currentVersion)\n"
    text += "id: \(YAMLScalarText.write(id))\ntitle: \(YAMLScalarText.write(title))\n"
    text += "source: \(YAMLScalarText.write(source))\n"
    text += "prior: \(Self.digits(prior))\nknows:\n"
    for entry in knowledge { text += "  - \(Self.text(entry))\n" }
    return text
  }

  private static func text(_ knowledge: ProfileKnowledge) -> String {
    let word = knowledge.kind.rawValue
    switch knowledge {
    case .attributes(let columns, let exactness): return attributes(columns, exactness)
    case .sightings(let count, let metres, let minutes):
      return "\(word): {count: \(count), metres: \(digits(metres)), minutes: \(digits(minutes))}"
    case .earlierContacts(let contacts): return "\(word): \(contacts.rawValue)"
    case .choices(let count, let wrong): return "\(word): {count: \(count), wrong: \(wrong)}"
    case .ties(let share): return "\(word): {share: \(digits(share))}"
    case .device, .earlierPlaces, .earlierTimes, .earlierTexts, .earlierFiles, .earlierChoices,
      .declaredRecords:
      return word
    }
  }

  private static func attributes(_ columns: [String]?, _ exactness: ValueExactness) -> String {
    var settings: [String] = []
    if let columns {
      let list = columns.map(YAMLScalarText.write).joined(separator: ", ")
      settings.append("columns: [\(list)]")
    }
    if exactness.right != 1 { settings.append("right: \(digits(exactness.right))") }
    if exactness.within != 0 { settings.append("within: \(digits(exactness.within))") }
    if exactness.known != 1 { settings.append("known: \(digits(exactness.known))") }
    let word = ProfileKnowledge.Kind.attributes.rawValue
    return settings.isEmpty ? word : "\(word): {\(settings.joined(separator: ", "))}"
  }

  /// Whole numbers without a fraction, as a person writes them.
  private static func digits(_ value: Double) -> String {
    let digits = PlainScalar.digits(of: value)
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }
}
