/// The headers that a rebuild writes: nothing in them but names, lengths and check sums.
///
/// Times are 1980-01-01 00:00, the first that ZIP can say; no extra fields, no comments, no data
/// descriptors, no system, no rights.
enum ZipHeaders {
  /// What stands in a member's headers.
  struct Line {
    let name: [UInt8]
    let flags: UInt16
    let method: UInt16
    let check: UInt32
    let compressedCount: Int
    let count: Int
  }

  /// The flags that a kept member needs: the name's alphabet, and how old methods are packed.
  static func flags(_ entry: ZipEntry) -> UInt16 {
    let isText =
      entry.name.contains { $0 >= 0x80 }
      && String(validating: entry.name, as: UTF8.self) != nil
    return (isText ? 0x0800 : 0) | (entry.isReadable ? 0 : entry.flags & 6)
  }

  /// The header before a member.
  static func local(_ line: Line) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: ZipSignature.local, 4)
    appendCommon(line, to: &bytes)
    bytes += line.name
    return bytes
  }

  /// The directory of members that stand at these places.
  static func directory(_ lines: [(line: Line, offset: Int)], at start: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for (line, offset) in lines {
      bytes.append(littleEndian: ZipSignature.central, 4)
      bytes.append(littleEndian: version(line), 2)
      appendCommon(line, to: &bytes)
      let isFolder = line.name.last == UInt8(ascii: "/")
      // No comment, the first disk, no inner attributes.
      bytes.append(littleEndian: 0, 6)
      bytes.append(littleEndian: isFolder ? 0x10 : 0, 4)
      bytes.append(littleEndian: UInt64(offset), 4)
      bytes += line.name
    }
    appendEnd(count: lines.count, size: bytes.count, at: start, to: &bytes)
    return bytes
  }

  private static func version(_ line: Line) -> UInt64 {
    line.method == 0 || line.method == 8 ? 20 : 63
  }

  /// From the version to the length of the extra field.
  private static func appendCommon(_ line: Line, to bytes: inout [UInt8]) {
    bytes.append(littleEndian: version(line), 2)
    bytes.append(littleEndian: UInt64(line.flags), 2)
    bytes.append(littleEndian: UInt64(line.method), 2)
    bytes.append(littleEndian: UInt64(ZipTime.first), 4)
    bytes.append(littleEndian: UInt64(line.check), 4)
    bytes.append(littleEndian: UInt64(line.compressedCount), 4)
    bytes.append(littleEndian: UInt64(line.count), 4)
    bytes.append(littleEndian: UInt64(line.name.count), 2)
    bytes.append(littleEndian: 0, 2)
  }

  private static func appendEnd(count: Int, size: Int, at start: Int, to bytes: inout [UInt8]) {
    let isWide = count >= 0xffff
    if isWide {
      let position = start + size
      bytes.append(littleEndian: ZipSignature.end64, 4)
      bytes.append(littleEndian: 44, 8)
      bytes.append(littleEndian: 45, 2)
      bytes.append(littleEndian: 45, 2)
      bytes.append(littleEndian: 0, 8)
      bytes.append(littleEndian: UInt64(count), 8)
      bytes.append(littleEndian: UInt64(count), 8)
      bytes.append(littleEndian: UInt64(size), 8)
      bytes.append(littleEndian: UInt64(start), 8)
      bytes.append(littleEndian: ZipSignature.locator64, 4)
      bytes.append(littleEndian: 0, 4)
      bytes.append(littleEndian: UInt64(position), 8)
      bytes.append(littleEndian: 1, 4)
    }
    bytes.append(littleEndian: ZipSignature.end, 4)
    bytes.append(littleEndian: 0, 4)
    bytes.append(littleEndian: UInt64(isWide ? 0xffff : count), 2)
    bytes.append(littleEndian: UInt64(isWide ? 0xffff : count), 2)
    bytes.append(littleEndian: UInt64(size), 4)
    bytes.append(littleEndian: UInt64(start), 4)
    bytes.append(littleEndian: 0, 2)
  }
}

/// Times as ZIP notes them: DOS date and time.
enum ZipTime {
  /// 1980-01-01 00:00:00.
  static let first: UInt32 = 0x0021_0000

  /// "2019-03-04 17:11:08"; the order of texts is the order of times.
  static func text(_ time: UInt32) -> String {
    func padded(_ value: UInt32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let day = "\(1980 + (time >> 25))-\(padded(time >> 21 & 15))-\(padded(time >> 16 & 31))"
    return day + " \(padded(time >> 11 & 31)):\(padded(time >> 5 & 63)):\(padded((time & 31) * 2))"
  }
}
