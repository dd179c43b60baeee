/// Whether bytes are written like a number of a person or a thing.
struct CodeShape {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// 8-4-4-4-12 hexadecimal digits.
  var isUUID: Bool {
    guard bytes.count == 36 else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
      [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : isHexByte(byte)
    }
  }

  /// Sixteen or more hexadecimal digits, with a letter and a digit among them.
  var isHexadecimal: Bool {
    (16...128).contains(bytes.count) && bytes.allSatisfy(isHexByte)
      && bytes.contains { !isDigit($0) } && bytes.contains(where: isDigit)
  }

  /// 7 to 15 digits (ITU-T E.164), separators, and a sign that it is no plain number.
  var isPhone: Bool {
    guard bytes.count <= 25 else { return false }
    let digits = bytes.filter(isDigit).count
    guard (7...15).contains(digits) else { return false }
    let hasPlus = bytes[0] == UInt8(ascii: "+")
    let rest = bytes.dropFirst(hasPlus ? 1 : 0)
    let separators = rest.filter { !isDigit($0) }
    return separators.allSatisfy { " .-()/".utf8.contains($0) }
      && (hasPlus || !separators.isEmpty) && rest.last.map(isDigit) == true
  }

  /// Two letters, two check digits and up to 30 letters and digits, whose number in base 36
  /// digits is 1 modulo 97 (ISO 13616).
  var isIBAN: Bool {
    let code = bytes.filter { $0 != 0x20 }
    guard (15...34).contains(code.count), code[0..<2].allSatisfy(isUpper),
      code[2..<4].allSatisfy(isDigit), code.allSatisfy({ isUpper($0) || isDigit($0) })
    else { return false }
    var remainder = 0
    for byte in code[4...] + code[..<4] {
      if isDigit(byte) {
        remainder = (remainder * 10 + Int(byte - 0x30)) % 97
      } else {
        remainder = (remainder * 100 + Int(byte - 0x41) + 10) % 97
      }
    }
    return remainder == 1
  }

  /// 13 to 19 digits, grouped by blanks or dashes or not, that start with 2 to 6 and whose check
  /// digit is right (ISO/IEC 7812, Luhn).
  var isPaymentCard: Bool {
    let digits = bytes.filter { $0 != 0x20 && $0 != UInt8(ascii: "-") }
    guard (13...19).contains(digits.count), digits.allSatisfy(isDigit),
      (0x32...0x36).contains(digits[0])
    else { return false }
    var sum = 0
    for (position, byte) in digits.reversed().enumerated() {
      let digit = Int(byte - 0x30)
      let doubled = digit * 2
      sum += position % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  /// The shapes of postcodes, written with 9 for a digit and A for a letter.
  private static let postcodes: Set<String> = [
    "99999", "99999-9999", "A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA",
    "A9A 9A9", "A9A9A9", "9999 AA", "9999AA", "99-999", "999 99", "99999-999",
  ]

  /// Written like a postcode of some country with a telling form.
  var isPostcode: Bool {
    guard (5...10).contains(bytes.count) else { return false }
    let shape = bytes.map { isDigit($0) ? UInt8(ascii: "9") : isUpper($0) ? UInt8(ascii: "A") : $0 }
    return Self.postcodes.contains(String(decoding: shape, as: UTF8.self))
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
