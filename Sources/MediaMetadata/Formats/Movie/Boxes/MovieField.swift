/// A field of a box with a fixed layout.
enum MovieField {
  /// So many bytes that stay.
  case keep(Int)
  /// So many bytes that mean nothing to a player, and become zero.
  case zero(Int)
  /// A time in seconds since 1904, of so many bytes.
  case time(Int)
  /// Three bytes of flags, of which those of the mask stay.
  case flags(UInt8)

  /// How many bytes it takes.
  var count: Int {
    switch self {
    case .keep(let count), .zero(let count), .time(let count): count
    case .flags: 3
    }
  }

  /// Notes text in bytes that become zero.
  func note(
    _ bytes: ArraySlice<UInt8>, at path: @autoclosure () -> String, _ reading: inout Reading
  ) throws(MediaError) {
    guard !MovieBytes.areZero(bytes), let text = PrintableText.runs(in: bytes) else { return }
    reading.disclose(.unknown, .high, at: path(), "text in fields that hold none", value: text)
  }

  /// The movie header (ISO/IEC 14496-12, 8.2.2); QuickTime's preview, poster and selection times,
  /// which ISO reserves, become zero.
  static func movieHeader(version: UInt8) -> [MovieField] {
    times(version, 0) + [
      .keep(4), .keep(duration(version)), .keep(6), .zero(10), .keep(36), .zero(24),
    ]
      + [.keep(4)]
  }

  /// The track header (8.3.2).
  static func trackHeader(version: UInt8) -> [MovieField] {
    times(version, 15) + [
      .keep(4), .zero(4), .keep(duration(version)), .zero(8), .keep(6), .zero(2),
    ]
      + [.keep(44)]
  }

  /// The media header (8.4.2), the language included.
  static func mediaHeader(version: UInt8) -> [MovieField] {
    times(version, 0) + [.keep(4), .keep(duration(version)), .keep(2), .zero(2)]
  }

  private static func times(_ version: UInt8, _ flags: UInt8) -> [MovieField] {
    let width = version == 1 ? 8 : 4
    return [.keep(1), .flags(flags), .time(width), .time(width)]
  }

  private static func duration(_ version: UInt8) -> Int { version == 1 ? 8 : 4 }
}

/// Times of QuickTime as text.
enum MovieTime {
  /// Seconds between the start of 1904 and of 1970.
  private static let epoch = 2_082_844_800

  /// A time in seconds since the start of 1904, UTC, as "YYYY-MM-DD hh:mm:ss".
  ///
  /// Writers that take 1970 for the start show as years before 1970, as players show them.
  static func text(secondsSince1904 seconds: Int) -> String {
    guard seconds < 1 << 40 else { return "\(seconds)" }
    return text(secondsSince1970: seconds - epoch)
  }

  /// A time in seconds since the start of 1970, UTC.
  static func text(secondsSince1970 seconds: Int) -> String {
    guard abs(seconds) < 1 << 41 else { return "\(seconds)" }
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let rest = seconds - days * 86_400
    let (year, month, day) = civil(days)
    return [
      padded(year, 4), "-", padded(month, 2), "-", padded(day, 2), " ", padded(rest / 3600, 2), ":",
      padded(rest / 60 % 60, 2), ":", padded(rest % 60, 2),
    ].joined()
  }

  /// A number with leading zeros.
  static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// The date of a day since 1970, in the Gregorian calendar (Howard Hinnant's algorithm).
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
