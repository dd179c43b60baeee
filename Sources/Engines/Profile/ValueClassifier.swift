/// Tells what a text looks like.
///
/// No regular expressions: the same answers on every engine.
struct ValueClassifier {
  /// The patterns that a text matches.
  ///
  /// - Complexity: O(length); texts above 2,000 bytes are only looked at as free text.
  static func patterns(of text: String) -> Set<ValuePattern> {
    let bytes = Array(text.utf8)
    var found: Set<ValuePattern> = []
    if wordCount(bytes) >= 4 { found.insert(.freeText) }
    guard !bytes.isEmpty, bytes.count <= 2_000 else { return found }
    addNumbers(text, bytes, to: &found)
    addTimes(text, bytes, to: &found)
    let shape = AddressShape(bytes)
    if shape.isEmail { found.insert(.email) }
    if shape.isURL { found.insert(.url) }
    if shape.isIPv4 { found.insert(.ipv4) }
    if shape.isIPv6 { found.insert(.ipv6) }
    if shape.isMAC { found.insert(.macAddress) }
    let code = CodeShape(bytes)
    if code.isUUID { found.insert(.uuid) }
    if code.isHexadecimal { found.insert(.hexadecimal) }
    if code.isIBAN { found.insert(.iban) }
    if code.isPaymentCard { found.insert(.paymentCard) }
    if code.isPostcode { found.insert(.postcode) }
    let isElse = shape.isIPv4 || !found.isDisjoint(with: [.isoDate, .dottedDate, .real, .uuid])
    if code.isPhone, !isElse || bytes[0] == UInt8(ascii: "+") { found.insert(.phone) }
    return found
  }

  /// The number of runs of letters and digits between blanks.
  static func wordCount(_ bytes: [UInt8]) -> Int {
    bytes.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.count
  }

  private static func addNumbers(
    _ text: String, _ bytes: [UInt8], to found: inout Set<ValuePattern>
  ) {
    if TextForm.boolean(text) != nil { found.insert(.boolean) }
    if let integer = TextForm.integer(text) {
      found.insert(.integer)
      if bytes.count == 10, (978_307_200...4_102_444_800).contains(integer) {
        found.insert(.unixSeconds)
      }
      if bytes.count == 13, (978_307_200_000...4_102_444_800_000).contains(integer) {
        found.insert(.unixMilliseconds)
      }
    }
    guard case .word(let number) = TextForm.real(text) else { return }
    found.insert(.real)
    guard let point = bytes.firstIndex(of: UInt8(ascii: ".")), bytes.count - point > 3 else {
      return
    }
    if abs(number) <= 90 { found.insert(.latitude) }
    if abs(number) <= 180 { found.insert(.longitude) }
  }

  private static func addTimes(
    _ text: String, _ bytes: [UInt8], to found: inout Set<ValuePattern>
  ) {
    guard (6...40).contains(bytes.count) else { return }
    if TextForm.days(text) != nil {
      found.insert(.isoDate)
    } else if TextForm.microseconds(text) != nil {
      found.insert(.isoTimestamp)
    }
    let head = bytes.prefix { $0 != 0x20 && $0 != UInt8(ascii: "T") && $0 != UInt8(ascii: ",") }
    if isDate(head, separator: UInt8(ascii: "/")) { found.insert(.slashDate) }
    if isDate(head, separator: UInt8(ascii: ".")) { found.insert(.dottedDate) }
    if namesMonth(text) { found.insert(.namedMonthDate) }
  }

  /// Three numbers, one of them a year of four digits (or two at the end), the others up to 31.
  private static func isDate(_ bytes: ArraySlice<UInt8>, separator: UInt8) -> Bool {
    let parts = bytes.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ isDigits($0) }) else { return false }
    let yearFirst = parts[0].count == 4
    let year = yearFirst ? parts[0] : parts[2]
    guard year.count == 4 || (year.count == 2 && !yearFirst && separator == UInt8(ascii: "/"))
    else { return false }
    let rest = yearFirst ? [parts[1], parts[2]] : [parts[0], parts[1]]
    let numbers = rest.map { $0.count <= 2 ? $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } : 0 }
    return numbers.allSatisfy { (1...31).contains($0) } && numbers.contains { $0 <= 12 }
  }

  private static func isDigits(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// A month's name, a day and a year of four digits, and not many other words.
  private static func namesMonth(_ text: String) -> Bool {
    let words = text.lowercased().split { " ,-".contains($0) }
    guard (3...7).contains(words.count) else { return false }
    let hasMonth = words.contains { word in
      word.count >= 3 && word.count <= 9 && months.contains(String(word.prefix(3)))
        && word.allSatisfy { $0.isLetter }
    }
    let hasYear = words.contains { $0.count == 4 && (1900...2100).contains(Int($0) ?? 0) }
    let hasDay = words.contains { $0.count <= 2 && (1...31).contains(Int($0) ?? 0) }
    return hasMonth && hasYear && hasDay
  }
}
