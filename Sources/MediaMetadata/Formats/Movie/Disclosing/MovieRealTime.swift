/// Sony's real-time metadata (`rtmd`): tags with lengths, one set a picture (SMPTE RDD 18, and what
/// cameras add: tags from 0x8500 on are those of Exif's GPS directory).
struct MovieRealTime {
  /// How many positions there are, and the first of them.
  private(set) var positions = 0
  private(set) var first: String?
  /// The camera's model and serial number, and the first day of a position.
  private(set) var serial: String?
  private(set) var day: String?

  /// Takes in one sample.
  mutating func read(_ sample: [UInt8]) {
    guard var position = MovieBytes.integer(sample, at: 0, 2) else { return }
    var place: [Int: Range<Int>] = [:]
    while position <= sample.count - 4 {
      let tag = MovieBytes.integer(sample, at: position, 2) ?? 0
      // The key of a set is 16 bytes long, whatever stands in the place of its length.
      let stated = MovieBytes.integer(sample, at: position + 2, 2) ?? 0
      let count = tag == 0x060e ? 16 : stated
      guard tag != 0, count <= sample.count - position - 4 else { break }
      place[tag] = (position + 4)..<(position + 4 + count)
      position += 4 + count
    }
    if serial == nil, let range = place[0x8114] { serial = PrintableText.text(sample[range]) }
    if day == nil, let range = place[0x851d] { day = PrintableText.text(sample[range]) }
    guard
      let latitude = Self.degrees(place[0x8502], place[0x8501], 0x53, sample),
      let longitude = Self.degrees(place[0x8504], place[0x8503], 0x57, sample)
    else { return }
    positions += 1
    if first == nil {
      first = MovieText.degrees(latitude) + " " + MovieText.degrees(longitude)
    }
  }

  /// Degrees, minutes and seconds in rationals, negative where the reference says so.
  private static func degrees(
    _ range: Range<Int>?, _ reference: Range<Int>?, _ negative: UInt8, _ sample: [UInt8]
  ) -> Double? {
    guard let range, range.count >= 24 else { return nil }
    var value = 0.0
    for (index, unit) in [1.0, 60, 3600].enumerated() {
      let start = range.lowerBound + 8 * index
      let denominator = MovieBytes.word(sample, at: start + 4)
      guard denominator != 0 else { return nil }
      value += Double(MovieBytes.word(sample, at: start)) / Double(denominator) / unit
    }
    let isNegative = reference.flatMap { sample[$0].first } == negative
    return isNegative ? -value : value
  }

  /// Says what was found, under `place`.
  func disclose(at place: String, _ reading: inout Reading) {
    if positions > 0 {
      reading.disclose(
        .place, .high, at: place + "/GPS", "where it was taken: \(positions) positions",
        value: first)
    }
    if let serial {
      reading.disclose(
        .identifier, .high, at: place + "/SerialNumber", "the camera and its serial number",
        value: serial)
    }
    if let day {
      reading.disclose(
        .time, .high, at: place + "/GPSDateStamp", "when it was taken, by satellite", value: day)
    }
  }
}
