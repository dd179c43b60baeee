import Tables

/// A way to tell less of one trait.
enum TraitCoarsening: String, Sendable, CaseIterable {
  /// Each version number cut to its first part.
  case majorVersions
  /// A user agent told as browser family, major version and platform.
  case browserFamily
  /// No version numbers at all.
  case withoutVersions
  /// Sizes in pixels rounded down to multiples of 200.
  case roundedSizes

  /// What is done, after "released".
  var words: String {
    switch self {
    case .majorVersions: "with major versions only"
    case .browserFamily: "as browser family, major version and platform"
    case .withoutVersions: "without versions"
    case .roundedSizes: "with sizes rounded down to 200 pixels"
    }
  }

  /// The coarser trait; `nil` where this changes nothing or the trait holds no text.
  ///
  /// - Complexity: O(rows + distinct values).
  func apply(to trait: CodedColumn) -> CodedColumn? {
    guard case .texts(let texts) = trait.dictionary else { return nil }
    var values: [String] = []
    var codeOfValue: [String: UInt32] = [:]
    let translation = texts.map { text -> UInt32 in
      let coarse = apply(to: text)
      if let code = codeOfValue[coarse] { return code }
      values.append(coarse)
      codeOfValue[coarse] = UInt32(values.count)
      return UInt32(values.count)
    }
    guard values.count < texts.count else { return nil }
    let codes = trait.codes.map { $0 == CodedColumn.missing ? $0 : translation[Int($0) - 1] }
    return CodedColumn(name: trait.name, codes: codes, dictionary: .texts(values))
  }

  func apply(to text: String) -> String {
    switch self {
    case .majorVersions: VersionedText(text).text(versionParts: 1)
    case .withoutVersions: VersionedText(text).text(versionParts: 0)
    case .browserFamily: UserAgentFamily(text)?.description ?? text
    case .roundedSizes: Self.roundingSize(text) ?? text
    }
  }

  /// A text of two or three numbers with an x between, rounded; `nil` where it is anything else.
  private static func roundingSize(_ text: String) -> String? {
    let numbers = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(numbers.count), numbers.allSatisfy({ $0 != nil }) else { return nil }
    return numbers.compactMap(\.self).map { String($0 - $0 % 200) }.joined(separator: "x")
  }
}

/// The browser family, its major version and the platform that a user agent names.
struct UserAgentFamily: Sendable, Equatable, CustomStringConvertible {
  let family: String
  let major: UInt64?
  let platform: String

  /// Products that name a browser although others stand beside them, the most telling first: most
  /// user agents also claim to be Safari and Mozilla.
  private static let telling = [
    "Edg", "EdgA", "EdgiOS", "Edge", "OPR", "SamsungBrowser", "YaBrowser", "Vivaldi", "FxiOS",
    "CriOS", "Firefox", "Chrome", "Version", "Safari",
  ]

  /// Reads a user agent (RFC 9110, section 10.1.5: products and comments); `nil` for a text without
  /// a product.
  init?(_ text: String) {
    var products: [(name: Substring, major: UInt64?)] = []
    for word in text.split(separator: " ") {
      let parts = word.split(separator: "/", maxSplits: 1)
      guard parts.count == 2, let name = parts.first, let version = parts.last else { continue }
      products.append((name, UInt64(version.prefix { $0.isNumber })))
    }
    let found = Self.telling.lazy.compactMap { name in products.first { $0.name == name } }.first
    guard let product = found ?? products.last else { return nil }
    family = product.name == "Version" ? "Safari" : String(product.name)
    major = product.major
    platform = Self.platform(in: text)
  }

  private static func platform(in text: String) -> String {
    guard let open = text.firstIndex(of: "(") else { return "" }
    let comment = text[text.index(after: open)...].prefix { $0 != ")" }
    if comment.contains("Android") { return "Android" }
    let first = comment.split(separator: ";").first.map(String.init) ?? ""
    return VersionedText(first).text(versionParts: 0)
  }

  var description: String { "\(family)/\(major.map { String($0) } ?? "") (\(platform))" }
}
