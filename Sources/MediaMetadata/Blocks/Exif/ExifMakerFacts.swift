/// A fact at a fixed place of a maker note that has no directory.
struct ExifMakerFact {
  let name: String
  let category: Disclosure.Category
  let meaning: String
  let value: String
}

extension ExifMaker {
  /// What stands as numbers at known places of a note without a directory; its texts are found
  /// without knowing their places.
  func facts(in note: ArraySlice<UInt8>) -> [ExifMakerFact] {
    switch self {
    case .kodak: Self.kodakFacts(note)
    case .reconyx: Self.reconyxFacts(note)
    default: []
    }
  }

  /// The time in notes that start with "KDK", big-endian behind "KDK INFO" (ExifTool, Kodak.pm).
  private static func kodakFacts(_ note: ArraySlice<UInt8>) -> [ExifMakerFact] {
    guard note.starts(with: Array("KDK".utf8)), note.count >= 0x20 else { return [] }
    let bytes = Array(note.prefix(0x20))
    let isBig = note.starts(with: Array("KDK INFO".utf8))
    let year =
      isBig ? Int(bytes[0x18]) << 8 | Int(bytes[0x19]) : Int(bytes[0x19]) << 8 | Int(bytes[0x18])
    guard (1990...2100).contains(year) else { return [] }
    let day = [bytes[0x1a], bytes[0x1b]].map { ExifText.twoDigits(Int($0)) }
    let clock = bytes[0x1c...0x1e].map { ExifText.twoDigits(Int($0)) }
    let value =
      "\(year):" + day.joined(separator: ":") + " " + clock.joined(separator: ":") + "."
      + ExifText.twoDigits(Int(bytes[0x1f]))
    return [
      ExifMakerFact(
        name: "TimeCreated", category: .time, meaning: "when it was taken", value: value)
    ]
  }

  /// The time and the running number of trail cameras' notes (ExifTool, Reconyx.pm).
  private static func reconyxFacts(_ note: ArraySlice<UInt8>) -> [ExifMakerFact] {
    guard note.starts(with: [0x01, 0xf1]), note.count >= 36 else { return [] }
    let words = stride(from: 0, to: 36, by: 2).map {
      Int(note[note.startIndex + $0]) | Int(note[note.startIndex + $0 + 1]) << 8
    }
    let parts = words[11..<16].map(ExifText.twoDigits)
    return [
      ExifMakerFact(
        name: "DateTimeOriginal", category: .time, meaning: "when it was taken",
        value: "\(words[16]):\(parts[3]):\(parts[4]) \(parts[2]):\(parts[1]):\(parts[0])"),
      ExifMakerFact(
        name: "EventNumber", category: .identifier, meaning: "the running number of the event",
        value: "\(words[9] << 16 | words[10])"),
    ]
  }
}
