/// How objects are written: each in one way (ISO 32000-1, 7.3).
extension [UInt8] {
  /// Appends an object.
  mutating func put(_ object: PDFObject) {
    switch object {
    case .null: put("null")
    case .boolean(let value): put(value ? "true" : "false")
    case .integer(let value): put(number: value)
    case .real(let text): put(text)
    case .string(let content): put(string: content)
    case .name(let name): put(name: name)
    case .reference(let number):
      put(number: number)
      put(" 0 R")
    case .array(let elements):
      append(0x5b)
      for (index, element) in elements.enumerated() {
        if index > 0 { append(32) }
        put(element)
      }
      append(0x5d)
    case .dictionary(let dictionary): put(dictionary)
    case .stream(let stream): put(stream.dictionary)
    }
  }

  /// Appends a dictionary.
  mutating func put(_ dictionary: PDFDictionary) {
    append(0x3c)
    append(0x3c)
    for entry in dictionary.entries {
      put(name: entry.key)
      switch entry.value {
      case .name, .string, .array, .dictionary, .stream: break
      default: append(32)
      }
      put(entry.value)
    }
    append(0x3e)
    append(0x3e)
  }

  private mutating func put(name: String) {
    append(0x2f)
    let start = count
    let letters = name.utf8.span
    for index in letters.indices {
      let byte = letters[index]
      guard Self.isPlain(byte) else { break }
      append(byte)
    }
    if count - start == letters.count { return }
    removeSubrange(start...)
    for scalar in name.unicodeScalars {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      if Self.isPlain(byte) {
        append(byte)
      } else {
        append(0x23)
        putHexadecimal(byte)
      }
    }
  }

  /// Whether a byte stands for itself in a name.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 32 && byte < 127 && byte != 0x23 && PDFCharacters.isRegular(byte)
  }

  /// Appends letters as they stand.
  mutating func put(_ text: String) {
    let letters = text.utf8.span
    for index in letters.indices { append(letters[index]) }
  }

  /// Appends the digits of a number.
  mutating func put(number: Int) {
    var left = number.magnitude
    if number < 0 { append(0x2d) }
    if left < 10 { return append(48 + UInt8(truncatingIfNeeded: left)) }
    // Where the first digit counts, which is not more than the number.
    var unit: UInt = 10
    while left / unit >= 10 { unit *= 10 }
    while unit > 0 {
      let digit = left / unit
      append(48 + UInt8(truncatingIfNeeded: digit))
      left -= digit * unit
      unit /= 10
    }
  }

  private mutating func putHexadecimal(_ byte: UInt8) {
    for digit in [byte >> 4, byte & 15] { append(digit < 10 ? 48 + digit : 87 + digit) }
  }

  /// In parentheses where most of it is plain, else as hexadecimal digits.
  private mutating func put(string: [UInt8]) {
    let plain = string.count { $0 >= 32 && $0 < 127 }
    guard plain * 4 >= string.count * 3 else {
      append(0x3c)
      for byte in string { putHexadecimal(byte) }
      append(0x3e)
      return
    }
    append(0x28)
    for byte in string {
      switch byte {
      case 0x28, 0x29, 0x5c: self += [0x5c, byte]
      case 32..<127: append(byte)
      default: self += [0x5c, 48 + (byte >> 6), 48 + (byte >> 3 & 7), 48 + (byte & 7)]
      }
    }
    append(0x29)
  }
}
