/// Check digits of the numbers that people are known by.
enum CheckDigits {
  /// Luhn's formula over all digits (ISO/IEC 7812-1, annex B).
  static func luhn(_ digits: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      let doubled = index % 2 == 1 ? Int(digit) * 2 : Int(digit)
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  /// Whether the first digits and the length are those of a card's brand.
  static func isCardForm(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count >= 13, digits.count <= 19 else { return false }
    let four = number(digits.prefix(4))
    switch (four, digits.count) {
    case (4000...4999, 13), (4000...4999, 16), (4000...4999, 19): return true
    case (5100...5599, 16), (2221...2720, 16): return true
    case (3400...3499, 15), (3700...3799, 15): return true
    case (3000...3059, 14), (3600...3699, 14), (3800...3999, 14): return true
    case (6011, 16...19), (6440...6599, 16...19), (6200...6299, 16...19): return true
    case (3528...3589, 16...19): return true
    default: return false
    }
  }

  /// ISO 7064 MOD 97-10 over an IBAN without spaces (ISO 13616), of its country's length.
  static func iban(_ text: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(text)
    guard bytes.count >= 15, bytes.count <= 34 else { return false }
    var rest = 0
    for byte in bytes[4...] + bytes[..<4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): rest = (rest * 10 + Int(byte - 48)) % 97
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): rest = (rest * 100 + Int(byte - 55)) % 97
      default: return false
      }
    }
    return rest == 1
  }

  /// The key of France's NIR: 97 less the remainder of the first thirteen digits.
  static func frenchNumber(_ digits: ArraySlice<UInt8>) -> Bool {
    let all = Array(digits)
    guard all.count == 15, [1, 2].contains(all[0]) else { return false }
    let month = number(all[3..<5])
    guard (1...12).contains(month) || (20...42).contains(month) || month >= 50 else {
      return false
    }
    return number(all[13...]) == 97 - number(all[..<13]) % 97
  }

  /// The two check digits of Brazil's CPF.
  static func brazilianNumber(_ digits: ArraySlice<UInt8>) -> Bool {
    let all = digits.map(Int.init)
    guard all.count == 11, Set(all).count > 1 else { return false }
    func check(_ count: Int) -> Int {
      let sum = (0..<count).reduce(0) { $0 + all[$1] * (count + 1 - $1) }
      return sum * 10 % 11 % 10
    }
    return check(9) == all[9] && check(10) == all[10]
  }

  /// Switzerland's AHV number: 756, then EAN-13's check digit.
  static func swissNumber(_ digits: ArraySlice<UInt8>) -> Bool {
    let all = digits.map(Int.init)
    guard all.count == 13, all.starts(with: [7, 5, 6]) else { return false }
    return all.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) } % 10 == 0
  }

  /// The letter of Spain's DNI and NIE: the number modulo 23; X, Y, Z stand for 0, 1, 2.
  static func spanishNumber(_ token: ArraySlice<UInt8>) -> Bool {
    var bytes = Array(token)
    guard bytes.count == 9 else { return false }
    if let foreign = Array("XYZ".utf8).firstIndex(of: bytes[0]) { bytes[0] = 48 + UInt8(foreign) }
    guard bytes[..<8].allSatisfy({ (48...57).contains($0) }) else { return false }
    let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)
    return letters[number(bytes[..<8].map { $0 - 48 }[...]) % 23] == bytes[8]
  }

  /// The last letter of Italy's codice fiscale (decree of 23 December 1976, article 7).
  static func italianNumber(_ token: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(token)
    let form = Array("LLLLLLDDLDDLDDDL".utf8)
    guard bytes.count == 16 else { return false }
    let fits = zip(bytes, form).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "L") ? (65...90).contains(byte) : (48...57).contains(byte)
    }
    guard fits else { return false }
    let odd = [
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
      23,
    ]
    let sum = bytes[..<15].enumerated().reduce(0) { sum, entry in
      let value = Int(entry.element >= 65 ? entry.element - 65 : entry.element - 48)
      return sum + (entry.offset % 2 == 0 ? odd[value] : value)
    }
    return UInt8(65 + sum % 26) == bytes[15]
  }

  /// The number that up to eighteen digits stand for.
  static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.prefix(18).reduce(0) { $0 * 10 + Int($1) }
  }

  /// The length of each country's IBAN (SWIFT's IBAN registry).
  static let ibanLength: [String: Int] = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
    "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30,
    "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22,
    "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23,
    "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
  ]
}
