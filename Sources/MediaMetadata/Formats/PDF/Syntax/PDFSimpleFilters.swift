/// The filters of PDF that no other format here has (ISO 32000-1, 7.4.3 to 7.4.5).
enum PDFSimpleFilters {
  /// ASCII base 85.
  static func ascii85(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var group: UInt64 = 0
    var count = 0
    for byte in bytes {
      if byte == 0x7e { break }
      if byte == 0x7a, count == 0 {
        output += [0, 0, 0, 0]
      } else if (0x21...0x75).contains(byte) {
        group = group * 85 + UInt64(byte - 0x21)
        count += 1
        if count == 5 {
          output.append(bigEndian: group, 4)
          (group, count) = (0, 0)
        }
      }
    }
    guard count > 1 else { return output }
    for _ in count..<5 { group = group * 85 + 84 }
    var last: [UInt8] = []
    last.append(bigEndian: group, 4)
    return output + last.prefix(count - 1)
  }

  /// Run lengths; nil above `limit`.
  static func runLength(_ bytes: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
    var output: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex, bytes[index] != 128 {
      let length = Int(bytes[index])
      if length < 128 {
        let end = min(bytes.endIndex, index + 2 + length)
        output += bytes[(index + 1)..<end]
        index = end
      } else {
        guard index + 1 < bytes.endIndex else { break }
        output += repeatElement(bytes[index + 1], count: 257 - length)
        index += 2
      }
      guard output.count <= limit else { return nil }
    }
    return output
  }

  /// LZW with codes of 9 to 12 bits, as TIFF has it; nil above `limit`.
  ///
  /// Each entry of the table is a run of the output.
  static func lzw(_ bytes: ArraySlice<UInt8>, early: Bool, limit: Int) -> [UInt8]? {
    var output: [UInt8] = []
    var runs: [Range<Int>] = []
    var previous: Range<Int>?
    var (bits, held, width) = (UInt32(0), 0, 9)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      guard held >= width else { continue }
      held -= width
      let code = Int(bits >> UInt32(held) & (1 << UInt32(width) - 1))
      if code == 257 { break }
      if code == 256 {
        runs.removeAll(keepingCapacity: true)
        (previous, width) = (nil, 9)
        continue
      }
      let start = output.count
      if code < 256 {
        output.append(UInt8(code))
      } else if code - 258 < runs.count {
        for index in runs[code - 258] { output.append(output[index]) }
      } else if code - 258 == runs.count, let previous {
        for index in previous { output.append(output[index]) }
        output.append(output[previous.lowerBound])
      } else {
        break
      }
      guard output.count <= limit else { return nil }
      // An entry is the previous run and the first byte of this one, which follows it.
      if let previous, runs.count < 4096 - 258 {
        runs.append(previous.lowerBound..<(previous.upperBound + 1))
      }
      previous = start..<output.count
      let next = 258 + runs.count + (early ? 1 : 0)
      width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9
    }
    return output
  }
}
