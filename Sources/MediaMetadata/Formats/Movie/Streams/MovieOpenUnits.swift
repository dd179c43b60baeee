/// Units of AV1 (Open Bitstream Units; AV1 Bitstream and Decoding Process Specification, 5.3).
struct MovieOpenUnit {
  /// 1 sequence header, 2 delimiter, 3 to 7 frames and metadata, 8 tiles, 15 padding.
  let type: Int
  /// The whole unit, and its payload, in the bytes it was read from.
  let range: Range<Int>
  let payload: Range<Int>

  /// Reads the unit that starts where `head` does and ends at `end` at the latest.
  ///
  /// Only its header needs to stand in `head`; nil where it doesn't, or passes the end.
  static func read(_ head: ArraySlice<UInt8>, end: Int) -> MovieOpenUnit? {
    guard let first = head.first, first & 0x80 == 0 else { return nil }
    var position = head.startIndex + 1 + Int(first >> 2 & 1)
    guard position <= end else { return nil }
    var size = end - position
    if first & 2 != 0 {
      size = 0
      var shift = 0
      var isLast = false
      while !isLast {
        guard position < end, position < head.endIndex, shift < 35 else { return nil }
        size |= Int(head[position] & 0x7f) << shift
        isLast = head[position] & 0x80 == 0
        shift += 7
        position += 1
      }
    }
    guard size <= end - position else { return nil }
    return MovieOpenUnit(
      type: Int(first >> 3 & 15), range: head.startIndex..<(position + size),
      payload: position..<(position + size))
  }

  /// Whether a player needs the unit (6.2.2 and 6.7.2 of the specification).
  static func verdict(
    _ type: Int, _ payload: ArraySlice<UInt8>, _ policy: ScrubPolicy
  ) -> MovieSEIRules.Verdict {
    switch type {
    case 1...4, 6, 7, 8: return .keep
    case 15: return .filler
    case 5: break
    default:
      return .drop(.init(name: "OBU \(type)", .unknown, .high, "a unit of no standard type"))
    }
    guard let kind = payload.first else { return .keep }
    switch kind {
    // Content light level, mastering display, scalability.
    case 1, 2, 3: return .keep
    case 4: return MovieSEIRules.registered(payload.dropFirst(), policy)
    case 5: return .drop(.init(name: "OBU time code", .time, .medium, "the time code of frames"))
    default:
      return .drop(.init(name: "OBU metadata", .unknown, .high, "user data inside the stream"))
    }
  }

  /// A unit of padding of the same size; the form of the header stays.
  static func padding(like unit: ArraySlice<UInt8>, payloadCount: Int) -> [UInt8] {
    var bytes = Array(unit.dropLast(payloadCount))
    bytes[0] = (bytes[0] & 0x07) | 15 << 3
    guard payloadCount > 0 else { return bytes }
    return bytes + [UInt8](repeating: 0, count: payloadCount - 1) + [0x80]
  }
}

extension MovieSampleCollector {
  /// Turns the user data of a sample of AV1 into padding.
  mutating func scanOpenUnits(
    _ sample: Range<Int>, _ policy: ScrubPolicy
  ) throws(MediaError) {
    var position = sample.lowerBound
    while position < sample.upperBound {
      // Header, extension and a size of at most five bytes; then the payload where it matters.
      let index = try window.index(of: position, min(8, sample.upperBound - position))
      let end = index + (sample.upperBound - position)
      guard let unit = MovieOpenUnit.read(window.bytes[index...], end: end) else { break }
      let range = position..<(position + unit.range.count)
      position = range.upperBound
      guard unit.type == 5 || unit.type == 15 || unit.type == 0 || (9...14).contains(unit.type)
      else {
        compare(range)
        continue
      }
      guard unit.range.count <= Self.sampleLimit else {
        throw .limit(.imageBytes, allowed: Self.sampleLimit)
      }
      let bytes = try window.slice(range)
      try pad(bytes, at: range, payloadCount: unit.payload.count, unit.type, policy)
    }
    compare(position..<sample.upperBound)
  }

  private mutating func pad(
    _ bytes: ArraySlice<UInt8>, at range: Range<Int>, payloadCount: Int, _ type: Int,
    _ policy: ScrubPolicy
  ) throws(MediaError) {
    let payload = bytes.suffix(payloadCount)
    let padding = MovieOpenUnit.padding(like: bytes, payloadCount: payloadCount)
    switch MovieOpenUnit.verdict(type, payload, policy) {
    case .keep, .shorten: compare(range)
    case .content(let find):
      findings.note(
        find.name, find.category, find.severity, find.meaning, fate: .kept,
        value: PrintableText.runs(in: payload))
      compare(range)
    case .filler:
      if !bytes.elementsEqual(padding) {
        findings.note(
          "padding", .unknown, .high, "padding that is not empty",
          value: PrintableText.runs(in: payload))
      }
      try replace(range, bytes, with: padding, kept: [])
    case .drop(let find):
      findings.note(
        find.name, find.category, find.severity, find.meaning,
        value: PrintableText.runs(in: payload))
      try replace(range, bytes, with: padding, kept: [])
    }
  }
}
