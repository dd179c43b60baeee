/// Walks the units of H.264 and H.265 samples and blanks what is user data.
extension MovieSampleCollector {
  private enum Action {
    case keep, messages, filler
    case blank
  }

  /// The longest unit of user data that is rewritten in memory.
  private static let unitLimit = 1 << 24

  /// Looks through a sample, whose bytes were held already.
  mutating func scanUnits(
    _ sample: Range<Int>, _ format: MovieUnitFormat, isHEVC: Bool, _ policy: ScrubPolicy
  ) throws(MediaError) {
    let header = isHEVC ? 2 : 1
    let prefix = format.lengthSize
    var position = sample.lowerBound
    while sample.upperBound - position > prefix {
      let wanted = min(prefix + 1, sample.upperBound - position)
      let index = try window.index(of: position, wanted)
      var size = 0
      for byte in window.bytes[index..<(index + prefix)] { size = size << 8 | Int(byte) }
      let start = position + prefix
      guard size <= sample.upperBound - start else { break }
      let unit = start..<(start + size)
      let action =
        size > header ? action(window.bytes[index + prefix], format, isHEVC: isHEVC) : .keep
      if action == .keep {
        compare(position..<unit.upperBound)
      } else {
        guard size <= Self.unitLimit else { throw .limit(.headerBytes, allowed: Self.unitLimit) }
        compare(position..<start)
        try change(unit, action, header, format, isHEVC: isHEVC, policy)
      }
      position = unit.upperBound
    }
    compare(position..<sample.upperBound)
  }

  /// What is done with a unit by its type.
  private func action(_ first: UInt8, _ format: MovieUnitFormat, isHEVC: Bool) -> Action {
    if isHEVC {
      switch (first >> 1) & 0x3f {
      case 0...37: return .keep
      case 38: return .filler
      case 39, 40: return .messages
      case 62, 63: return format.hasDolbyVision ? .keep : .blank
      default: return .blank
      }
    }
    switch first & 0x1f {
    case 1...5, 7...11, 13...15, 19...21: return .keep
    case 6: return .messages
    case 12: return .filler
    case 28, 30: return format.hasDolbyVision ? .keep : .blank
    default: return .blank
    }
  }

  private mutating func change(
    _ range: Range<Int>, _ action: Action, _ header: Int, _ format: MovieUnitFormat, isHEVC: Bool,
    _ policy: ScrubPolicy
  ) throws(MediaError) {
    let unit = try window.slice(range)
    if action == .messages {
      var kept: [[UInt8]] = []
      let sei = MovieSEI(unit, header: header)
      guard sort(sei, &kept, format, isHEVC: isHEVC, policy),
        let blanked = sei.unit(of: kept, count: unit.count)
      else {
        compare(range)
        return
      }
      for message in kept { digest.add(message[...]) }
      if !unit.elementsEqual(blanked) { try blank(range, with: blanked) }
      return
    }
    let filler = Self.filler(like: unit, header, isHEVC: isHEVC)
    guard !unit.elementsEqual(filler) else { return }
    findings.note(
      action == .filler ? "filler" : "private unit", .unknown, .high,
      action == .filler ? "filler that is not empty" : "a unit of no standard type",
      value: PrintableText.runs(in: unit))
    try blank(range, with: filler)
  }

  /// A unit of filler data in the place of another (7.3.2.7 of H.264, 7.3.2.8 of H.265).
  private static func filler(
    like unit: ArraySlice<UInt8>, _ header: Int, isHEVC: Bool
  ) -> [UInt8] {
    let start: [UInt8] =
      isHEVC ? [38 << 1 | (unit[unit.startIndex] & 1), unit[unit.startIndex + 1]] : [12]
    return start + [UInt8](repeating: 0xff, count: unit.count - header - 1) + [0x80]
  }

  /// Sorts out the messages that stay; false where the unit stays as it is.
  private mutating func sort(
    _ sei: MovieSEI, _ kept: inout [[UInt8]], _ format: MovieUnitFormat, isHEVC: Bool,
    _ policy: ScrubPolicy
  ) -> Bool {
    var isAffected = !sei.broken.isEmpty
    for message in sei.messages {
      let payload = sei.plain[message.payload]
      let verdict = MovieSEIRules.verdict(
        message.type, payload, isHEVC: isHEVC, format, policy)
      switch verdict {
      case .keep: kept.append(Array(sei.plain[message.place]))
      case .content(let find):
        note(find, .kept, payload)
        kept.append(Array(sei.plain[message.place]))
      case .filler:
        isAffected = true
        if !payload.allSatisfy({ $0 == 0xff }) {
          findings.note(
            "filler", .unknown, .high, "filler that is not empty",
            value: PrintableText.runs(in: payload))
        }
      case .drop(let find):
        isAffected = true
        note(find, .removed, payload)
      case .shorten(let short, let find):
        isAffected = true
        note(find, .removed, payload)
        kept.append([UInt8(message.type), UInt8(short.count)] + short)
      }
    }
    if !sei.broken.isEmpty {
      findings.note(
        "broken SEI", .unknown, .high, "a message that is cut off",
        value: PrintableText.runs(in: sei.plain[sei.broken]))
    }
    return isAffected
  }

  private mutating func note(
    _ find: MovieSEIRules.Find, _ fate: Disclosure.Fate, _ payload: ArraySlice<UInt8>
  ) {
    findings.note(
      find.name, find.category, find.severity, find.meaning, fate: fate,
      value: MovieStreamText.value(payload, find))
  }
}
