/// Encryption that keeps an identifier's format: digits stay digits, letters letters of their case,
/// and punctuation stays where it is.
///
/// **Guarantee**: a bijection of the identifiers of each format; formats do not mix, and each has its
/// own permutation (the format is part of the tweak).
/// **Source**: the identifier's rank among those of its format is permuted by FF1 with radix 2 and
/// cycle walking (Black and Rogaway 2002).
/// **Cost**: at most two encryptions expected.
/// **Does not protect against**: what `FF1` does not; and the format itself shows: length,
/// punctuation, where letters stand.
public struct FormatCipher: Sendable {
  private let cipher: FF1

  /// A cipher of one release.
  ///
  /// - Parameters:
  ///   - insecureMinimumDomain: takes formats of fewer identifiers than a million; state why.
  public init(
    key: SecretKey, release: String, insecureMinimumDomain: Int? = nil
  ) throws(IdentifierError) {
    cipher = try FF1(
      key: key, release: release, alphabet: .digits, insecureMinimumDomain: insecureMinimumDomain)
  }

  /// The encrypted identifier, of the same format.
  ///
  /// - Throws: `IdentifierError.value` where the format has fewer than a million identifiers or more
  ///   than 2^120, or has letters or digits outside ASCII.
  public func encrypt(_ text: String, tweak: [UInt8] = []) throws(IdentifierError) -> String {
    try transform(text, tweak: tweak, decrypting: false)
  }

  /// The identifier that was encrypted.
  public func decrypt(_ text: String, tweak: [UInt8] = []) throws(IdentifierError) -> String {
    try transform(text, tweak: tweak, decrypting: true)
  }

  private func transform(
    _ text: String, tweak: [UInt8], decrypting: Bool
  ) throws(IdentifierError) -> String {
    guard text.utf8.count <= FF1.maximumLength else {
      throw .value(row: nil, rule: "is longer than \(FF1.maximumLength) bytes")
    }
    var characters = Array(text.unicodeScalars)
    let format = try IdentifierFormat(characters)
    let rank = format.rank(of: characters)
    let own = tweak + UInt64(tweak.count).bigEndianBytes + format.tweak
    var number = try cipher.transform(
      rank, below: format.size, tweak: own, decrypting: decrypting)
    for place in format.places.reversed() {
      let (quotient, digit) = number.quotientAndRemainder(dividingBy: UInt128(place.count))
      if let scalar = Unicode.Scalar(UInt32(place.base) + UInt32(digit)) {
        characters[place.index] = scalar
      }
      number = quotient
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: characters)
    return String(result)
  }
}

/// Where an identifier has digits, lower-case and upper-case letters, and what stands between.
struct IdentifierFormat {
  struct Place {
    let index: Int
    let base: UInt8
    let count: Int
  }

  private(set) var places: [Place] = []
  /// How many identifiers have this format.
  private(set) var size: UInt128 = 1
  /// The format as bytes: a class for each place, other characters as they are.
  private(set) var tweak: [UInt8] = []

  init(_ characters: [Unicode.Scalar]) throws(IdentifierError) {
    for (index, scalar) in characters.enumerated() {
      guard let place = Self.place(scalar, index) else {
        guard !scalar.properties.isAlphabetic, scalar.properties.numericType == nil else {
          throw .value(row: nil, rule: "has a letter or digit outside ASCII; use a token instead")
        }
        tweak.append(0)
        tweak.append(contentsOf: scalar.value.bigEndianBytes)
        continue
      }
      places.append(place)
      tweak.append(place.base)
      size *= UInt128(place.count)
      guard size <= 1 << 114 else {
        throw .value(row: nil, rule: "has too many letters and digits; use a token instead")
      }
    }
  }

  func rank(of characters: [Unicode.Scalar]) -> UInt128 {
    places.reduce(0) { rank, place in
      rank * UInt128(place.count) + UInt128(characters[place.index].value - UInt32(place.base))
    }
  }

  private static func place(_ scalar: Unicode.Scalar, _ index: Int) -> Place? {
    switch scalar {
    case "0"..."9": Place(index: index, base: UInt8(ascii: "0"), count: 10)
    case "a"..."z": Place(index: index, base: UInt8(ascii: "a"), count: 26)
    case "A"..."Z": Place(index: index, base: UInt8(ascii: "A"), count: 26)
    default: nil
    }
  }
}
