/// What a column's name says that the column holds.
enum NameHint: String, CaseIterable {
  // Direct identifiers: HIPAA's Safe Harbor list, 45 CFR 164.514(b)(2)(i)
  case personName = "a person's name"
  case email = "an e-mail address"
  case phone = "a telephone or fax number"
  case street = "a street address"
  case userName = "a user's name or handle"
  case password = "a password"
  case nationalNumber = "a number of a social security, passport, tax or driving licence office"
  case medicalRecord = "a number of a medical record or health plan"
  case account = "a number of an account or a card"
  case vehicle = "a vehicle's plate or number"
  case deviceNumber = "a device's serial number or address"
  case networkAddress = "an IP address"
  case webPage = "a web address"
  case biometric = "a biometric template"
  // Quasi-identifiers
  case age = "an age"
  case sex = "a person's sex or gender"
  case postcode = "a postcode"
  case region = "where a person lives"
  case birth = "when a person was born"
  case nationality = "nationality or country of birth"
  case marital = "marital status"
  case family = "family or housing"
  case education = "education"
  case occupation = "occupation or employer"
  case language = "a language"
  case timeZone = "a time zone"
  case memberSince = "when a person joined, was admitted or died"
  // Sensitive: GDPR, article 9 and 10, and money
  case ethnicity = "race or ethnic origin"
  case religion = "religion or belief"
  case politics = "political opinion or union membership"
  case orientation = "sex life or sexual orientation"
  case health = "health"
  case genetics = "genetic data"
  case crime = "criminal convictions"
  case money = "income, wealth or debt"
  // The structure of tables
  case subject = "a person's key"
  case row = "the key of a row, a trip or a session"
  case household = "a household's key"
  case weight = "a weight"
  case time = "a time"
  case weekTime = "a weekday or an hour"
  case latitude = "a latitude"
  case longitude = "a longitude"
  case place = "a place"
  case source = "one end of a tie"
  case target = "the other end of a tie"
  case body = "text that a person wrote"
  case file = "a file's path"
  case device = "a trait of a device"
  case item = "something that a person rated, liked or bought"
  case rating = "how much a person liked something"

  /// The hint that a name gives, or `nil`: the whole name first, then pairs of its words, then its
  /// words from the last to the first, then a long word inside one (`jahreseinkommen`).
  ///
  /// - Complexity: O(length of the name * words known), at most.
  init?(_ name: String) {
    let parts = NameWords(name)
    guard let hint = Self.find(parts) else { return nil }
    self = hint
  }

  private static func find(_ parts: NameWords) -> NameHint? {
    if let hint = hintOfWord[parts.compact] { return hint }
    let words = parts.words
    for (first, second) in zip(words, words.dropFirst()) {
      if let hint = hintOfWord[first + second] { return hint }
    }
    // The last word is the noun in English and German, the first in the Romance languages.
    for word in words.reversed() where word.utf8.count > 1 {
      if let hint = hintOfWord[word], !weakWords.contains(word) { return hint }
    }
    for (word, hint) in longWords where parts.compact.contains(word) { return hint }
    for word in words {
      if let hint = hintOfWord[word] { return hint }
    }
    return nil
  }

  /// Words that say something only if no other word of the name does.
  private static let weakWords: Set<String> = [
    "name", "nom", "nombre", "nome", "naam", "id", "key", "label", "index", "row", "day", "tag",
    "os", "to", "from", "text", "group", "code", "status", "time", "zeit", "date", "datum", "url",
  ]

  private static let hintOfWord: [String: NameHint] = {
    var hints: [String: NameHint] = [:]
    for (hint, words) in NameVocabulary.words {
      for word in words.split(separator: " ") where hints[String(word)] == nil {
        hints[String(word)] = hint
      }
    }
    return hints
  }()

  /// Words long enough to be looked for inside others, the longest first.
  private static let longWords: [(String, NameHint)] =
    hintOfWord.filter { $0.key.utf8.count >= 7 }
    .sorted { ($0.key.utf8.count, $1.key) > ($1.key.utf8.count, $0.key) }
    .map { ($0.key, $0.value) }
}
