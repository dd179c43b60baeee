import Foundation

/// A CSV file that is written as bytes through a buffer.
///
/// Numbers are written digit by digit: no locale and no `description` of a double has a say.
struct CSVFile: ~Copyable {
  private static let flushByteCount = 1 << 20

  private let handle: FileHandle
  private let name: String
  private var buffer: [UInt8] = []
  private var isRowStart = true
  private(set) var rowCount = 0

  /// Makes a file in a folder and writes its header.
  init(_ name: String, in folder: URL, header: [StaticString]) throws(DemonstrationError) {
    self.name = name
    let url = folder.appendingPathComponent(name)
    guard FileManager.default.createFile(atPath: url.path, contents: nil),
      let handle = try? FileHandle(forWritingTo: url)
    else { throw .cannotWrite(file: name) }
    self.handle = handle
    buffer.reserveCapacity(Self.flushByteCount + 4096)
    for column in header { self.word(column) }
    endLine()
  }

  /// A cell of known text without comma, quote or line break.
  mutating func word(_ text: StaticString) {
    separate()
    text.withUTF8Buffer { buffer.append(contentsOf: $0) }
  }

  /// A cell of bytes without comma, quote or line break.
  mutating func cell(_ bytes: [UInt8]) {
    separate()
    buffer.append(contentsOf: bytes)
  }

  /// A cell in quotes.
  mutating func quotedCell(_ bytes: [UInt8]) {
    separate()
    buffer.append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  /// An empty cell.
  mutating func missing() { separate() }

  /// A whole number.
  mutating func integer(_ value: Int) {
    separate()
    digits(value)
  }

  /// A number of hundred-thousandths, with five decimals.
  mutating func fixed5(_ value: Int) {
    separate()
    if value < 0 { buffer.append(UInt8(ascii: "-")) }
    let magnitude = Int(value.magnitude)
    digits(magnitude / 100_000)
    buffer.append(UInt8(ascii: "."))
    padded(magnitude % 100_000, count: 5)
  }

  /// An identifier of eight hexadecimal digits.
  mutating func hexadecimal(_ value: UInt32) {
    separate()
    for shift in stride(from: UInt32(28), through: 0, by: -4) {
      let digit = UInt8((value &>> shift) & 15)
      buffer.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }

  /// A day: `2025-03-30`.
  mutating func date(_ daysSinceEpoch: Int) {
    separate()
    dateDigits(daysSinceEpoch)
  }

  /// A second of UTC: `2025-03-30T01:00:00Z`.
  mutating func time(_ utcSeconds: Int) {
    separate()
    clock(utcSeconds)
    buffer.append(UInt8(ascii: "Z"))
  }

  /// A second on clocks that are ahead of UTC by some seconds: `2025-03-30T03:00:00+02:00`.
  mutating func time(_ utcSeconds: Int, offset: Int) {
    separate()
    clock(utcSeconds + offset)
    buffer.append(UInt8(ascii: offset < 0 ? "-" : "+"))
    padded(abs(offset) / 3600, count: 2)
    buffer.append(UInt8(ascii: ":"))
    padded(abs(offset) / 60 % 60, count: 2)
  }

  private mutating func clock(_ seconds: Int) {
    let days = seconds.flooredQuotient(by: 86_400)
    let second = seconds - days * 86_400
    dateDigits(days)
    buffer.append(UInt8(ascii: "T"))
    padded(second / 3600, count: 2)
    buffer.append(UInt8(ascii: ":"))
    padded(second / 60 % 60, count: 2)
    buffer.append(UInt8(ascii: ":"))
    padded(second % 60, count: 2)
  }

  /// Ends a row.
  mutating func endRow() throws(DemonstrationError) {
    rowCount += 1
    endLine()
    if buffer.count >= Self.flushByteCount { try flush() }
  }

  /// Writes what is left and closes the file; answers its rows.
  consuming func close() throws(DemonstrationError) -> Int {
    try flush()
    do {
      try handle.close()
    } catch {
      throw .cannotWrite(file: name)
    }
    return rowCount
  }

  private mutating func flush() throws(DemonstrationError) {
    do {
      try handle.write(contentsOf: Data(buffer))
    } catch {
      throw .cannotWrite(file: name)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func endLine() {
    buffer.append(UInt8(ascii: "\n"))
    isRowStart = true
  }

  private mutating func separate() {
    if !isRowStart { buffer.append(UInt8(ascii: ",")) }
    isRowStart = false
  }

  private mutating func digits(_ value: Int) {
    if value < 0 { buffer.append(UInt8(ascii: "-")) }
    var magnitude = value.magnitude
    var divisor: UInt = 1
    while magnitude / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      buffer.append(0x30 + UInt8(magnitude / divisor))
      magnitude %= divisor
      divisor /= 10
    }
  }

  private mutating func padded(_ value: Int, count: Int) {
    var divisor = 1
    for _ in 1..<count { divisor *= 10 }
    while divisor > 0 {
      buffer.append(0x30 + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }

  private mutating func dateDigits(_ daysSinceEpoch: Int) {
    let day = CivilDay(daysSinceEpoch: daysSinceEpoch)
    padded(day.year, count: 4)
    buffer.append(UInt8(ascii: "-"))
    padded(day.month, count: 2)
    buffer.append(UInt8(ascii: "-"))
    padded(day.day, count: 2)
  }
}
