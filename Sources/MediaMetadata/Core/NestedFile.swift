/// A file inside a file that stays in the output: an archive's member, an attachment, a picture in
/// a data URI.
struct NestedFile: Sendable {
  /// Its format.
  let format: MediaFormat
  /// Its bytes after a scrub of its own; nil where they would be the same, none where it goes.
  let rebuilt: [UInt8]?
  /// What stands for its payload in the payload of the file around it.
  let payload: PayloadPart

  /// Whether nothing of it stays.
  var isGone: Bool { rebuilt?.isEmpty == true }

  /// Scrubs a file of a known format; its disclosures join those of `reading` under `location`.
  ///
  /// Nil where the format is unknown. Throws `limit`, and `unclassified` for a file of a known
  /// format that can't be cleaned, unless the policy salvages: then nothing of it stays.
  ///
  /// - Parameters:
  ///   - summing: Whether its payload is wanted, which has to be read for it.
  ///   - dropping: Whether nothing of a file stays that can't be cleaned, whatever is salvaged.
  ///   - keepingText: Whether text that can't be cleaned is nil too: its formats are told by loose
  ///     signs only.
  static func read(
    _ bytes: [UInt8], at location: String, summing: Bool = true, dropping: Bool = false,
    keepingText: Bool = false, _ reading: inout Reading
  ) throws(MediaError) -> NestedFile? {
    let source = MediaSource(bytes)
    guard let format = try MediaFormats.reader(of: source)?.format else { return nil }
    guard let anatomy = try reading.embedded(source, at: location, stays: true) else {
      if keepingText, format.isText { return nil }
      let meaning = "a file within that can't be cleaned"
      if dropping {
        reading.discloseUnknown(bytes[...], at: location, meaning)
      } else {
        try reading.unclassified(0..<bytes.count, in: format, meaning, at: location)
      }
      return NestedFile(format: format, rebuilt: [], payload: .header(PayloadSum.of([])))
    }
    return NestedFile(
      format: format,
      rebuilt: anatomy.isClean ? nil : try Rebuild.bytes(of: anatomy, from: source),
      payload: .header(summing ? try PayloadSum.of(anatomy.payload, source) : []))
  }

  /// Notes a file that stays although nobody looked into it.
  static func discloseUnknown(
    _ bytes: ArraySlice<UInt8>, at location: String, _ reading: inout Reading,
    fate: Disclosure.Fate = .kept
  ) {
    reading.discloseUnknown(
      bytes, at: location, "a file of a format that can't be looked into", fate: fate)
  }
}

/// Check sums of a payload, by which it is compared where its bytes are not at hand twice.
enum PayloadSum {
  private static let window = 1 << 16

  /// Number of bytes, CRC-32 and Adler-32 of all parts, one after another.
  static func of(
    _ parts: [PayloadPart], _ source: MediaSource
  ) throws(MediaError) -> [UInt8] {
    var sum = Sum()
    for part in parts {
      switch part {
      case .header(let bytes): sum.add(bytes[...])
      case .bytes(let ranges):
        for range in ranges {
          try source.forEachChunk(of: range, window: window) { (chunk) throws(MediaError) in
            sum.add(chunk)
          }
        }
      case .inflated(let ranges, let limit):
        let bytes = try source.bytes(0..<source.count)
        var stream = InflateStream(bytes, runs: ranges)
        var left = limit
        while left > 0, stream.next() {
          let chunk = stream.window[stream.chunk].prefix(left)
          sum.add(chunk)
          left -= chunk.count
        }
      }
    }
    return sum.bytes
  }

  /// The same of plain bytes.
  static func of(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var sum = Sum()
    sum.add(bytes)
    return sum.bytes
  }

  private struct Sum {
    private var count: UInt64 = 0
    private var check = CRC32()
    private var other = Adler32()

    mutating func add(_ bytes: ArraySlice<UInt8>) {
      count += UInt64(bytes.count)
      check.update(bytes)
      other.update(bytes)
    }

    var bytes: [UInt8] {
      var bytes: [UInt8] = []
      bytes.append(bigEndian: count, 8)
      bytes.append(bigEndian: UInt64(check.value), 4)
      bytes.append(bigEndian: UInt64(other.value), 4)
      return bytes
    }
  }
}
