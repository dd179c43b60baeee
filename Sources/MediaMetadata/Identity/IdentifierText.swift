/// Values of identifiers in the form in which they are compared.
enum IdentifierText {
  /// Trimmed, lower case, runs of blanks as one; at most 200 characters.
  static func canonical(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isBlank = true
    for scalar in text.lowercased().unicodeScalars.prefix(200) {
      let blank = scalar.properties.isWhitespace || scalar.value < 0x20
      if blank {
        if !isBlank { result.append(" ") }
      } else {
        result.append(scalar)
      }
      isBlank = blank
    }
    if result.last == " " { result.removeLast() }
    return String(result)
  }

  /// The hexadecimal digits of an id without its scheme ("xmp.did:", "uuid:") and its dashes; nil
  /// where fewer than 16 are left.
  static func bareID(_ text: String) -> String? {
    let last = text.split(separator: ":").last.map(String.init) ?? text
    let digits = last.lowercased().utf8.filter {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
    }
    let others = last.lowercased().utf8.count {
      (0x67...0x7a).contains($0)
    }
    guard digits.count >= 16, others == 0 else { return nil }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The offset from UTC that a time ends in: "+02:00" of an ISO time, "+02'00'" of a PDF's.
  static func zone(of text: String) -> String? {
    let bytes = Array(text.utf8.filter { $0 != UInt8(ascii: " ") })
    var index = bytes.count
    while index > 0 {
      index -= 1
      guard bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") else { continue }
      let digits = bytes[(index + 1)...].filter { (0x30...0x39).contains($0) }
      let others = bytes[(index + 1)...].count { $0 != 0x3a && $0 != 0x27 } - digits.count
      guard digits.count == 4, others == 0, digits[0] < 0x32 else { return nil }
      // "2016-09-28" alone ends in a month and a day, not in an offset.
      guard index == 0 || bytes[..<index].contains(UInt8(ascii: ":")) else { return nil }
      return String(decoding: [bytes[index]] + digits, as: UTF8.self)
    }
    return nil
  }

  /// Two coordinates in degrees as a cell of a hundredth of a degree.
  static func cell(_ text: String) -> String? {
    var numbers: [Double] = []
    var number: [UInt8] = []
    for byte in Array(text.utf8) + [0] {
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      if (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || (isSign && number.isEmpty) {
        number.append(byte)
        continue
      }
      if number.contains(UInt8(ascii: ".")),
        let value = Double(String(decoding: number, as: UTF8.self))
      {
        numbers.append(value)
      }
      number = isSign ? [byte] : []
      if numbers.count == 2 { break }
    }
    guard numbers.count == 2, abs(numbers[0]) <= 90, abs(numbers[1]) <= 180,
      numbers[0] != 0 || numbers[1] != 0
    else { return nil }
    let (latitude, longitude) = (
      Int((numbers[0] * 100).rounded()), Int((numbers[1] * 100).rounded())
    )
    return "cell \(latitude) \(longitude)"
  }

  /// The folder of an absolute path in a value, and the account that it belongs to.
  static func path(_ text: String) -> (folder: String, account: String?)? {
    let lower = text.lowercased().replacing("\\", with: "/").replacing("%20", with: " ")
    for root in ["/users/", "/home/", "/documents and settings/"] {
      guard let found = lower.firstRange(of: root) else { continue }
      let rest = lower[found.upperBound...]
      let account = rest.prefix { $0 != "/" && $0 != "\"" && $0 != "<" }
      guard !account.isEmpty else { continue }
      let inner = rest.prefix { $0 != "\"" && $0 != "<" && $0 != "\n" }
      let folder = inner.lastIndex(of: "/").map { inner[..<$0] } ?? inner
      return (root + folder, shared.contains(String(account)) ? nil : String(account))
    }
    return nil
  }

  /// Accounts that any machine has.
  private static let shared: Set<String> = [
    "public", "default", "shared", "all users", "admin", "administrator", "user",
  ]

  /// The pattern of a name that a device numbered: "img_####.jpg"; nil for other names.
  static func namePattern(_ name: String) -> String? {
    let bytes = Array(name.lowercased().utf8)
    var pattern: [UInt8] = []
    var longest = 0
    var run = 0
    for byte in bytes {
      let isDigit = (0x30...0x39).contains(byte)
      run = isDigit ? run + 1 : 0
      longest = max(longest, run)
      pattern.append(isDigit ? UInt8(ascii: "#") : byte)
    }
    let stem = bytes.prefix { $0 != UInt8(ascii: ".") }
    let letters = stem.count { (0x61...0x7a).contains($0) || $0 >= 0x80 }
    // Bare numbers are what a scrub names files, and no device does.
    let isBare = stem.allSatisfy { (0x30...0x39).contains($0) }
    guard longest >= 3, letters <= 8, !isBare else { return nil }
    return String(decoding: pattern, as: UTF8.self)
  }
}
