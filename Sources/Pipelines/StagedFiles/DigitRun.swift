/// Digits with single separators between them: `+49 30 1234567`, `078-05-1120`, `4111 1111 1111
/// 1111`.
struct DigitRun {
  /// The digits' values.
  private(set) var digits: [UInt8] = []
  /// The form: `d` for each digit, separators as they are.
  private(set) var form: [UInt8] = []
  /// Where it ends.
  private(set) var end: Int
  private let isBounded: Bool

  /// More digits than any form has: what is longer is left alone.
  private static let digitLimit = 24

  /// The run that begins at `start` with a digit, `+` or `(`; nil where no digit follows.
  init?(_ bytes: ArraySlice<UInt8>, from start: Int) {
    var index = start
    if let first = bytes[start...].first, first == UInt8(ascii: "+") || first == UInt8(ascii: "(") {
      form.append(first)
      index += 1
    }
    guard index < bytes.endIndex, PersonalValueScan.isDigit(bytes[index]) else { return nil }
    end = index
    while index < bytes.endIndex {
      let byte = bytes[index]
      if PersonalValueScan.isDigit(byte) {
        digits.append(byte - 48)
        form.append(UInt8(ascii: "d"))
        index += 1
        end = index
        continue
      }
      guard digits.count < Self.digitLimit,
        let length = Self.separator(bytes[index...]), index + length < bytes.endIndex,
        PersonalValueScan.isDigit(bytes[index + length])
      else { break }
      form += bytes[index..<(index + length)]
      index += length
    }
    let before = start > bytes.startIndex ? bytes[start - 1] : nil
    let after = end < bytes.endIndex ? bytes[end] : nil
    isBounded = Self.isBoundary(before) && Self.isBoundary(after) && digits.count <= Self.digitLimit
  }

  /// The length of a separator at the beginning: one character, or two around a bracket.
  private static func separator(_ bytes: ArraySlice<UInt8>) -> Int? {
    let single = Array(" -./".utf8)
    guard let first = bytes.first else { return nil }
    let second = bytes.dropFirst().first
    if first == UInt8(ascii: ")") {
      return second.map { single.contains($0) } == true ? 2 : 1
    }
    if first == UInt8(ascii: "(") { return 1 }
    guard single.contains(first) else { return nil }
    return second == UInt8(ascii: "(") ? 2 : 1
  }

  private static func isBoundary(_ byte: UInt8?) -> Bool {
    guard let byte else { return true }
    return !PersonalValueScan.isWord(byte) && !Array(":@#%&=/\\".utf8).contains(byte)
  }

  /// What it is, if it has one of the forms.
  var match: (kind: PersonalValue, weight: PersonalValue.Weight)? {
    guard isBounded, digits.count >= 7 else { return nil }
    if form.first == UInt8(ascii: "+") { return isInternational ? (.phone, .proven) : nil }
    let all = digits[...]
    switch String(decoding: form, as: UTF8.self) {
    case "ddd-dd-dddd":
      return isSocialSecurity ? (.socialSecurity, .proven) : nil
    case "ddd-ddd-dddd", "ddd.ddd.dddd", "(ddd) ddd-dddd", "(ddd)ddd-dddd", "(ddd) ddd dddd":
      return isNorthAmerican(digits[...]) ? (.phone, .proven) : nil
    case "d-ddd-ddd-dddd", "d ddd ddd dddd", "d (ddd) ddd-dddd":
      return digits[0] == 1 && isNorthAmerican(digits.dropFirst()) ? (.phone, .proven) : nil
    case "dd dd dd dd dd", "dd.dd.dd.dd.dd":
      return digits[0] == 0 && digits[1] > 0 ? (.phone, .proven) : nil
    case "ddd.ddd.ddd-dd":
      return CheckDigits.brazilianNumber(all) ? (.brazilianNumber, .proven) : nil
    case "ddd.dddd.dddd.dd":
      return CheckDigits.swissNumber(all) ? (.swissNumber, .proven) : nil
    case "d dd dd dd ddd ddd dd":
      return CheckDigits.frenchNumber(all) ? (.frenchNumber, .proven) : nil
    case "dddd dddd dddd dddd", "dddd-dddd-dddd-dddd", "dddd dddddd ddddd", "dddd-dddddd-ddddd",
      "dddd dddddd dddd":
      return CheckDigits.isCardForm(all) && CheckDigits.luhn(all) ? (.card, .proven) : nil
    default:
      return form.count == digits.count ? plain : nil
    }
  }

  /// Digits without separators: keys of rows look like this too, so the column decides.
  private var plain: (kind: PersonalValue, weight: PersonalValue.Weight)? {
    let all = digits[...]
    if digits.count == 15, [1, 2].contains(digits[0]) {
      return (.frenchNumber, CheckDigits.frenchNumber(all) ? .likely : .unlikely)
    }
    guard (13...19).contains(digits.count) else { return nil }
    let isCard = CheckDigits.isCardForm(all) && CheckDigits.luhn(all)
    return (.card, isCard ? .likely : .unlikely)
  }

  /// E.164: at most fifteen digits after the plus, the first not 0; `+1.2345678` is a number.
  private var isInternational: Bool {
    let separators = form.dropFirst().filter { $0 != UInt8(ascii: "d") }
    return (8...15).contains(digits.count) && digits[0] != 0
      && separators != [UInt8(ascii: ".")] && !separators.contains(UInt8(ascii: "/"))
  }

  /// The Social Security Administration's rules; 078-05-1120 and 219-09-9999 were printed on
  /// samples.
  private var isSocialSecurity: Bool {
    let area = CheckDigits.number(digits[..<3])
    let number = CheckDigits.number(digits[...])
    return area != 0 && area != 666 && area < 900 && CheckDigits.number(digits[3..<5]) != 0
      && CheckDigits.number(digits[5...]) != 0 && number != 78_051_120 && number != 219_099_999
  }

  /// The North American numbering plan; 555-0100 to 555-0199 are kept for fiction.
  private func isNorthAmerican(_ digits: ArraySlice<UInt8>) -> Bool {
    let all = Array(digits)
    guard all.count == 10, all[0] >= 2, all[3] >= 2 else { return false }
    return !(all[3...].starts(with: [5, 5, 5, 0, 1]))
  }
}
