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
      let sei = MovieSEI(unit, header: header)
      let sorted = MovieSEISorting(sei, format, isHEVC: isHEVC, policy)
      guard sorted.isAffected, let blanked = sei.unit(of: sorted.kept, count: unit.count) else {
        for note in sorted.notes where note.fate == .kept { self.note(note) }
        compare(range)
        return
      }
      for note in sorted.notes { self.note(note) }
      for message in sorted.kept { digest.add(message[...]) }
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

  private mutating func note(_ note: MovieSEISorting.Note) {
    findings.note(
      note.find.name, note.find.category, note.find.severity, note.find.meaning, fate: note.fate,
      value: MovieStreamText.value(note.payload, note.find))
  }
}

/// The messages of a unit, sorted into those that stay and those that become filler.
struct MovieSEISorting {
  /// What a message gives away.
  struct Note {
    let find: MovieSEIRules.Find
    let fate: Disclosure.Fate
    let payload: ArraySlice<UInt8>
  }

  /// The messages that stay, whole.
  private(set) var kept: [[UInt8]] = []
  private(set) var notes: [Note] = []
  /// Whether the unit has filler, or will have.
  private(set) var isAffected = false

  /// Sorts the messages of `sei` by the policy.
  init(_ sei: MovieSEI, _ format: MovieUnitFormat, isHEVC: Bool, _ policy: ScrubPolicy) {
    for message in sei.messages {
      let payload = sei.plain[message.payload]
      let verdict = MovieSEIRules.verdict(message.type, payload, isHEVC: isHEVC, format, policy)
      switch verdict {
      case .keep: kept.append(Array(sei.plain[message.place]))
      case .content(let find):
        notes.append(Note(find: find, fate: .kept, payload: payload))
        kept.append(Array(sei.plain[message.place]))
      case .filler:
        isAffected = true
        if !payload.allSatisfy({ $0 == 0xff }) { drop(Self.filler, payload) }
      case .drop(let find): drop(find, payload)
      case .shorten(let short, let find):
        drop(find, payload)
        kept.append([UInt8(message.type), UInt8(short.count)] + short)
      }
    }
    if !sei.broken.isEmpty { drop(Self.broken, sei.plain[sei.broken]) }
  }

  private mutating func drop(_ find: MovieSEIRules.Find, _ payload: ArraySlice<UInt8>) {
    isAffected = true
    notes.append(Note(find: find, fate: .removed, payload: payload))
  }

  private static let filler = MovieSEIRules.Find(
    name: "filler", .unknown, .high, "filler that is not empty")
  private static let broken = MovieSEIRules.Find(
    name: "broken SEI", .unknown, .high, "a message that is cut off")
}
