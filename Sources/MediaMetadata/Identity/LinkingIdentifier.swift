/// One value in a file that other files may carry as well.
public struct LinkingIdentifier: Sendable, Hashable {
  /// What it says.
  public let kind: IdentifierKind
  /// The value under the run's key.
  public let digest: IdentifierDigest
  /// How many bits a value of this form can tell at most; for individual kinds the bits it counts
  /// for.
  public let formBits: Double
  /// The canonical value, only where values were asked for; a data subject's.
  public let text: String?

  init(_ kind: IdentifierKind, digest: IdentifierDigest, formBits: Double, text: String?) {
    self.kind = kind
    self.digest = digest
    self.formBits = formBits
    self.text = text
  }

  /// An identifier of a canonical value.
  init(_ kind: IdentifierKind, _ value: String, key: IdentifierKey, keepsText: Bool) {
    self.kind = kind
    self.digest = key.digest(kind, value.utf8)
    self.formBits = IdentifierForm.bits(of: value)
    self.text = keepsText ? PrintableText.cleaned(value) : nil
  }

  /// An identifier that stands for bytes: a table, a thumbnail, a profile.
  init(_ kind: IdentifierKind, bytes: [UInt8], key: IdentifierKey, keepsText: Bool) {
    self.kind = kind
    self.digest = key.digest(kind, bytes)
    self.formBits = IdentifierForm.most
    self.text =
      keepsText
      ? "\(bytes.count) bytes, CRC \(String(CRC32.of(bytes[...]), radix: 16))" : nil
  }

  /// What another party has computed of a file, such as a digest of its payload.
  public init(_ kind: IdentifierKind, digestOf value: [UInt8], key: IdentifierKey) {
    self.init(kind, bytes: value, key: key, keepsText: false)
  }

  /// Equal where kind and value are.
  public static func == (one: LinkingIdentifier, other: LinkingIdentifier) -> Bool {
    one.kind == other.kind && one.digest == other.digest
  }

  /// Hashes kind and value.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(digest)
  }
}

/// How much the form of a value allows it to tell.
enum IdentifierForm {
  /// No value counts for more bits.
  static let most = 64.0

  /// 3.32 bits for a decimal digit, 4 for a hexadecimal one or a letter, leading zeros left out; at
  /// most `most`.
  ///
  /// A value that can't be told from a placeholder ("0000", "123456", "unknown") has none.
  static func bits(of value: String) -> Double {
    let signs = value.utf8.filter { isAlphanumeric($0) }.drop { $0 == UInt8(ascii: "0") }
    guard !isPlaceholder(value), !signs.isEmpty else { return 0 }
    let isDecimal = signs.allSatisfy { (0x30...0x39).contains($0) }
    return min(most, Double(signs.count) * (isDecimal ? 3.321928094887362 : 4))
  }

  /// Whether a value says that there is none.
  static func isPlaceholder(_ value: String) -> Bool {
    let signs = value.utf8.filter { isAlphanumeric($0) }.map { $0 | 0x20 }
    guard Set(signs).count > 1 else { return true }
    let text = String(decoding: signs, as: UTF8.self)
    return placeholders.contains(text) || counting.contains(signs)
  }

  private static let placeholders: Set<String> = [
    "unknown", "none", "na", "null", "undefined", "default", "user", "owner", "author", "admin",
    "administrator", "test", "untitled", "no", "camera",
  ]

  /// Runs of an ascending count, from 0 or 1, of three digits or more.
  private static let counting: Set<[UInt8]> = {
    let digits = Array("01234567890123456789".utf8)
    return Set((0...1).flatMap { start in (3...16).map { Array(digits[start..<(start + $0)]) } })
  }()

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
      || byte >= 0x80
  }
}
