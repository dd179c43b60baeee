/// Blanks at the ends of lines, where programs hide messages.
///
/// **Source**: M. Kwan, "The SNOW home page": tabs and blanks behind each line carry bits.
enum TextLineEnds {
  /// From how many lines on a mixture of tabs and blanks counts as a message.
  private static let leastLines = 3

  /// The mixtures, where there are many; those of blanks alone are only reported.
  static func edits(in bytes: [UInt8], _ reading: inout Reading) -> [TextEdit] {
    var mixed: [Range<Int>] = []
    var blanks = 0
    var start = 0
    while start <= bytes.count {
      // A return ends a line also by itself: before a line feed it may stand there only because
      // the blanks between went.
      let end = bytes[start...].firstIndex { $0 == 0x0a || $0 == 0x0d } ?? bytes.count
      var first = end
      while first > start, bytes[first - 1] == 0x20 || bytes[first - 1] == 0x09 { first -= 1 }
      let tail = bytes[first..<end]
      if tail.contains(0x20), tail.contains(0x09) {
        mixed.append(first..<end)
      } else if tail.contains(0x20) {
        blanks += 1
      }
      start = end + 1
    }
    let goes = mixed.count >= leastLines
    if !mixed.isEmpty {
      reading.disclose(
        .identifier, goes ? .high : .low, at: "text/ends of lines",
        "tabs and blanks behind lines, which can carry a message", fate: goes ? .removed : .kept,
        value: "\(mixed.count) lines")
    }
    if blanks > 0 {
      reading.disclose(
        .identifier, .low, at: "text/ends of lines", "blanks behind lines", fate: .kept,
        value: "\(blanks) lines")
    }
    return goes ? mixed.map { TextEdit(range: $0, text: nil) } : []
  }
}
