import MediaMetadata

/// What the rules of the readers call a field, in the detector's kinds; nil where a rule's meaning
/// covers several kinds, or is silent.
enum RuleLabels {
  static func kind(_ field: Disclosure) -> FieldKind? {
    // ExifTool's sidecars: the rule names the vocabulary's program, the value is a tag's number.
    if field.location.hasSuffix("et:id") { return nil }
    return switch field.category {
    case .unknown: nil
    case .time: .time
    case .place: place(field)
    case .person: person(field)
    case .device: device(field)
    case .software: software(field)
    case .identifier: identifier(field)
    case .content: content(field)
    }
  }

  private static func place(_ field: Disclosure) -> FieldKind? {
    if field.severity == .low { return .structure }
    return field.meaning.contains("satellites") || field.meaning.contains("time zone")
      ? nil : .place
  }

  private static func person(_ field: Disclosure) -> FieldKind? {
    if field.severity == .low { return .structure }
    if field.meaning.contains("folder") { return .account }
    if field.meaning.contains("address on the web") { return .contact }
    let mixes = ["when", "where", "and with what", "program", "numbers", "age"]
    if mixes.contains(where: field.meaning.contains) { return nil }
    let known = ["who ", "the artist", "the composer"]
    return known.contains(where: field.meaning.hasPrefix) ? .person : nil
  }

  private static func device(_ field: Disclosure) -> FieldKind? {
    if field.severity == .low { return .structure }
    let models = [
      "which camera", "the camera or lens", "the maker of the device", "the device's model",
      "which lens",
    ]
    return models.contains(where: field.meaning.hasPrefix) ? .model : nil
  }

  private static func software(_ field: Disclosure) -> FieldKind? {
    if field.meaning == "what was done to it" { return .structure }
    let programs = ["the program that", "which program", "the camera's firmware"]
    if programs.contains(where: field.meaning.hasPrefix) {
      return field.meaning.contains("other bytes") ? nil : .software
    }
    return field.severity == .low && !field.meaning.contains("song")
      && !field.meaning.contains("name")
      ? .structure : nil
  }

  private static func identifier(_ field: Disclosure) -> FieldKind? {
    if field.meaning.contains("serial number") { return .serial }
    if field.meaning.contains("file name or path") { return .account }
    let numbers = [
      "an id that", "a number ", "numbers of editing", "how many pictures", "the digest",
      "the profile's own id", "numbers that tie", "a document's number", "what the description",
      "a release's number",
    ]
    return numbers.contains(where: field.meaning.hasPrefix) ? .identifier : nil
  }

  private static func content(_ field: Disclosure) -> FieldKind? {
    if field.severity == .low {
      let silent = ["name", "genre", "mark of the shop", "its place"]
      return silent.contains(where: field.meaning.contains) ? nil : .structure
    }
    let words = [
      "what someone wrote", "what it is called", "a comment", "words:", "a text", "its title",
      "its album", "where it appeared", "titles of", "a statement about", "texts:",
      "text that was deleted",
    ]
    return words.contains(where: field.meaning.hasPrefix) ? .text : nil
  }
}
