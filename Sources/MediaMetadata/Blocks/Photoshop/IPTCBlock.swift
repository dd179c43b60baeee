/// IPTC-IIM: records of data sets, as news agencies wrote captions, names and places.
public enum IPTCBlock {
  /// Notes what a sequence of data sets gives away under `location`.
  ///
  /// O(bytes). **Source**: IPTC-NAA Information Interchange Model, version 4.2, 1.5 to 1.6 and
  /// chapters 5 and 6.
  public static func read(
    _ bytes: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard reading.wantsValues else {
      if !bytes.isEmpty {
        reading.disclose(.content, .high, at: location, "captions, names, places and dates")
      }
      return
    }
    var rest = bytes
    var isUnicode = false
    var count = 0
    while count < PhotoshopBlock.listLimit, let set = IPTCDataSet.first(of: rest) {
      if set.record == 1, set.number == 90 { isUnicode = set.content.elementsEqual([27, 37, 71]) }
      try set.note(at: location, isUnicode: isUnicode, &reading)
      rest = set.rest
      count += 1
    }
    if rest.contains(where: { $0 != 0 }) {
      reading.discloseUnknown(rest, at: location, "bytes that form no data set of IPTC")
    }
  }
}

/// One data set.
struct IPTCDataSet {
  let record: UInt8
  let number: UInt8
  let content: ArraySlice<UInt8>
  let rest: ArraySlice<UInt8>

  /// The data set at the start of `bytes`; nil where none stands there.
  static func first(of bytes: ArraySlice<UInt8>) -> IPTCDataSet? {
    guard bytes.count >= 5, bytes.first == 0x1c else { return nil }
    let start = bytes.startIndex
    var count = Int(bytes[start + 3]) << 8 | Int(bytes[start + 4])
    var body = start + 5
    if count & 0x8000 != 0 {
      // Extended: the length itself takes so many bytes.
      let width = count & 0x7fff
      guard width <= 4, bytes.endIndex - body >= width else { return nil }
      count = bytes[body..<(body + width)].reduce(0) { $0 << 8 | Int($1) }
      body += width
    }
    guard count <= bytes.endIndex - body else { return nil }
    return IPTCDataSet(
      record: bytes[start + 1], number: bytes[start + 2], content: bytes[body..<(body + count)],
      rest: bytes[(body + count)...])
  }

  /// Notes what it gives away.
  func note(
    at location: String, isUnicode: Bool, _ reading: inout Reading
  ) throws(MediaError) {
    guard !content.isEmpty else { return }
    let kind = IPTCKind.of(record, number)
    let place = "\(location)/\(kind.name)"
    switch kind.form {
    case .number where content.count <= 8:
      let value = content.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
      reading.disclose(kind.category, kind.severity, at: place, kind.meaning, value: String(value))
    case .bytes:
      reading.disclose(
        kind.category, kind.severity, at: place, kind.meaning,
        value: PrintableText.runs(in: content))
      _ = try reading.embedded(MediaSource(Array(content)), at: place)
    default:
      let value =
        isUnicode ? XMLText.text(content.prefix(8_000)) : PhotoshopText.text(content)
      reading.disclose(kind.category, kind.severity, at: place, kind.meaning, value: value)
    }
  }
}
