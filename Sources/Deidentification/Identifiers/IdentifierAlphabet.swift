/// The characters of an identifier, in the order of their numerals.
public struct IdentifierAlphabet: Sendable, Equatable {
  /// The characters.
  public let characters: [Character]
  private let numerals: [Character: UInt16]

  /// The number of characters.
  public var radix: Int { characters.count }

  /// An alphabet of 2 to 65,536 different characters.
  ///
  /// - Throws: `IdentifierError.parameter` where there are too few, or one occurs twice.
  public init(_ characters: String) throws(IdentifierError) {
    let list = Array(characters)
    guard (2...65_536).contains(list.count) else {
      throw .parameter(name: "alphabet", rule: "must have 2 to 65,536 characters")
    }
    var numerals: [Character: UInt16] = [:]
    for (numeral, character) in list.enumerated() {
      guard numerals.updateValue(UInt16(numeral), forKey: character) == nil else {
        throw .parameter(name: "alphabet", rule: "must have no character twice")
      }
    }
    self.init(list, numerals)
  }

  private init(_ characters: [Character], _ numerals: [Character: UInt16]) {
    self.characters = characters
    self.numerals = numerals
  }

  private init(known characters: String) {
    let list = Array(characters)
    var numerals: [Character: UInt16] = [:]
    for (numeral, character) in list.enumerated() { numerals[character] = UInt16(numeral) }
    self.init(list, numerals)
  }

  /// 0 to 9.
  public static let digits = IdentifierAlphabet(known: "0123456789")
  /// a to z.
  public static let lowercase = IdentifierAlphabet(known: "abcdefghijklmnopqrstuvwxyz")
  /// A to Z.
  public static let uppercase = IdentifierAlphabet(known: "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
  /// 0 to 9, then a to z: NIST's alphabet of radix 36.
  public static let base36 = IdentifierAlphabet(known: "0123456789abcdefghijklmnopqrstuvwxyz")

  /// The numerals of a text; `nil` where a character is not of the alphabet.
  func numerals(of text: String) -> [UInt16]? {
    var result: [UInt16] = []
    for character in text {
      guard let numeral = numerals[character] else { return nil }
      result.append(numeral)
    }
    return result
  }

  /// The text of numerals below the radix.
  func text(of numerals: some Sequence<UInt16>) -> String {
    String(numerals.map { characters[Int($0)] })
  }
}
