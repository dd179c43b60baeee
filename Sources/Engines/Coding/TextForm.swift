/// The forms in which texts write numbers, dates and truth values.
///
/// Strict: no blanks, no
/// thousands' separators, no guessing.
enum TextForm {
  /// What a text was read as.
  enum Reading<Word> {
    case word(Word)
    case missing
    case bad

    /// The word, if it is one.
    var word: Word? { if case .word(let word) = self { word } else { nil } }

    static func value(_ word: Word?) -> Reading { word.map(Reading.word) ?? .bad }

    func map<Other>(_ transform: (Word) -> Other) -> Reading<Other> {
      switch self {
      case .word(let word): .word(transform(word))
      case .missing: .missing
      case .bad: .bad
      }
    }
  }

  /// `[+-]digits`, within 64 bits.
  static func integer(_ text: String) -> Int64? { Int64(text) }

  /// A finite decimal number with an optional exponent; "nan" in any letter case is missing.
  static func real(_ text: String) -> Reading<Double> {
    let isDecimal = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        return true
      default: return false
      }
    }
    if isDecimal, let number = Double(text), number.isFinite { return .word(number) }
    return text.utf8.count == 3 && text.lowercased() == "nan" ? .missing : .bad
  }

  /// true/false, t/f, yes/no, y/n, 1/0 in any letter case.
  static func boolean(_ text: String) -> Int64? {
    guard text.utf8.count <= 5 else { return nil }
    switch text.lowercased() {
    case "true", "t", "yes", "y", "1": return 1
    case "false", "f", "no", "n", "0": return 0
    default: return nil
    }
  }

  /// Days since 1970-01-01 of `YYYY-MM-DD`.
  static func days(_ text: String) -> Int64? {
    var reader = DigitReader(text)
    guard let days = reader.date(), reader.isAtEnd else { return nil }
    return days
  }

  /// Microseconds since 1970-01-01T00:00:00Z of `YYYY-MM-DD[(T| )hh:mm[:ss[.fraction]][zone]]`.
  ///
  /// A zone is `Z`, `UTC`, `+hh`, `+hhmm` or `+hh:mm`, and UTC where it is left out. Digits of the
  /// fraction beyond the sixth are dropped.
  static func microseconds(_ text: String) -> Int64? {
    var reader = DigitReader(text)
    guard let days = reader.date() else { return nil }
    if reader.isAtEnd { return days * 86_400_000_000 }
    guard reader.take("T") || reader.take(" "), let time = reader.timeOfDay(),
      let offset = reader.zone(), reader.isAtEnd
    else { return nil }
    return days * 86_400_000_000 + time - offset
  }
}

/// Reads digits from the front of a text.
struct DigitReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { index == bytes.count }

  /// Takes a character if it is next.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
    index += 1
    return true
  }

  /// Exactly `count` digits.
  mutating func number(_ count: Int) -> Int64? {
    guard index + count <= bytes.count else { return nil }
    var value: Int64 = 0
    for byte in bytes[index..<(index + count)] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    index += count
    return value
  }

  /// Days since 1970-01-01 of `YYYY-MM-DD`, year 1 to 9999.
  mutating func date() -> Int64? {
    guard let year = number(4), year > 0, take("-"), let month = number(2), take("-"),
      let day = number(2), (1...12).contains(month), day >= 1,
      day <= Self.daysInMonth(month, year: year)
    else { return nil }
    return Self.days(year: year, month: month, day: day)
  }

  /// Microseconds since midnight of `hh:mm[:ss[.fraction]]`.
  mutating func timeOfDay() -> Int64? {
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60 else {
      return nil
    }
    var time = (hour * 60 + minute) * 60_000_000
    guard take(":") else { return time }
    guard let second = number(2), second < 60 else { return nil }
    time += second * 1_000_000
    guard take(".") else { return time }
    guard let fraction = fraction() else { return nil }
    return time + fraction
  }

  private mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var digits = 0
    while let digit = number(1) {
      if digits < 6 { value = value * 10 + digit }
      digits += 1
    }
    guard digits > 0 else { return nil }
    for _ in min(digits, 6)..<6 { value *= 10 }
    return value
  }

  /// The offset from UTC in microseconds; 0 where no zone is written.
  mutating func zone() -> Int64? {
    if isAtEnd || take("Z") { return 0 }
    _ = take(" ")
    if take("U") { return take("T") && take("C") ? 0 : nil }
    let isWest = take("-")
    guard isWest || take("+"), let hours = number(2), hours < 24 else { return nil }
    _ = take(":")
    let minutes = isAtEnd ? 0 : number(2)
    guard let minutes, minutes < 60 else { return nil }
    let offset = (hours * 60 + minutes) * 60_000_000
    return isWest ? -offset : offset
  }

  private static func daysInMonth(_ month: Int64, year: Int64) -> Int64 {
    if month == 2 {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// The proleptic Gregorian calendar counted from March, so that the leap day ends a year.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month > 2 ? year : year - 1
    let era = marchYear / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
