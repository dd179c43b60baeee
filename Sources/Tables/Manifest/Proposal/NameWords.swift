/// A column's name taken apart into the words that it was put together from.
struct NameWords {
  /// The words in lower case without accents: `birthDate2` gives `birth`, `date`, `2`.
  let words: [String]
  /// All words in one.
  let compact: String

  /// Takes a name apart at changes of case, at digits, and at whatever is no letter.
  init(_ name: String) {
    var words: [String] = []
    var word = ""
    var last = Kind.other
    for character in name.unicodeScalars {
      let kind = Kind(character)
      if kind == .other || (kind == .digit) != (last == .digit)
        || (kind == .upper && last == .lower)
      {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if kind != .other { word += Self.plain(character) }
      last = kind
    }
    if !word.isEmpty { words.append(word) }
    self.words = words
    compact = words.joined()
  }

  private enum Kind {
    case lower
    case upper
    case digit
    case other

    init(_ scalar: Unicode.Scalar) {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .titlecaseLetter: self = .upper
      case .decimalNumber: self = .digit
      case .lowercaseLetter, .otherLetter, .modifierLetter: self = .lower
      default: self = .other
      }
    }
  }

  /// A letter in lower case without its accent, for the languages of western Europe.
  private static func plain(_ scalar: Unicode.Scalar) -> String {
    let lower = scalar.properties.lowercaseMapping
    for (letters, letter) in accents where letters.contains(lower) { return letter }
    return lower
  }

  private static let accents: [(String, String)] = [
    ("àáâãäå", "a"), ("ç", "c"), ("èéêë", "e"), ("ìíîï", "i"), ("ñ", "n"), ("òóôõöø", "o"),
    ("ùúûü", "u"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("ýÿ", "y"),
  ]
}
