/// GoPro's metadata: keys, lengths and values nested in each other (GPMF, gopro/gpmf-parser).
struct MovieGPMF {
  /// How many positions there are, and the first of them.
  private(set) var positions = 0
  private(set) var first: String?
  /// Samples of motion, faces, and other measures.
  private(set) var motions = 0
  private(set) var faces = 0
  /// Texts: device names, times, names of streams.
  private(set) var texts: [String] = []
  private(set) var times: [String] = []
  private(set) var devices: [String] = []
  private var scales: [Double] = []

  private static let depth = 8
  private static let limit = 64

  /// Takes in the items of `bytes`; false where they are none.
  @discardableResult
  mutating func read(_ bytes: [UInt8]) -> Bool { read(bytes, 0..<bytes.count, Self.depth) }

  private mutating func read(_ bytes: [UInt8], _ range: Range<Int>, _ depth: Int) -> Bool {
    var position = range.lowerBound
    while position <= range.upperBound - 8, depth > 0 {
      let key = UInt32(truncatingIfNeeded: MovieBytes.word(bytes, at: position))
      let type = bytes[position + 4]
      let size = Int(bytes[position + 5])
      let count = size * (Int(bytes[position + 6]) << 8 | Int(bytes[position + 7]))
      guard key != 0, count <= range.upperBound - position - 8 else {
        return key == 0 && position > range.lowerBound
      }
      let value = (position + 8)..<(position + 8 + count)
      if type == 0 {
        _ = read(bytes, value, depth - 1)
      } else {
        item(FourCharacters.name(key), type, size, bytes, value)
      }
      position = min(range.upperBound, value.upperBound + (4 - count % 4) % 4)
    }
    return true
  }

  private mutating func item(
    _ key: String, _ type: UInt8, _ size: Int, _ bytes: [UInt8], _ range: Range<Int>
  ) {
    let samples = size > 0 ? range.count / size : 0
    switch key {
    case "SCAL":
      let width = type == 0x73 || type == 0x53 ? 2 : 4
      scales = stride(from: range.lowerBound, to: range.upperBound - width + 1, by: width).map {
        Self.signed(bytes, $0, width)
      }
    case "GPS5", "GPS9", "GPRI", "GLPI":
      positions += samples
      guard first == nil, range.count >= 8 else { return }
      // GPRI starts with a time of 8 bytes, GLPI with one of 4.
      let start = range.lowerBound + (key == "GPRI" ? 8 : key == "GLPI" ? 4 : 0)
      guard start <= range.upperBound - 8 else { return }
      let index = key == "GPRI" || key == "GLPI" ? 1 : 0
      first = [0, 1].map { offset in
        let scale = index + offset < scales.count ? scales[index + offset] : scales.first ?? 1e7
        let raw = Self.signed(bytes, start + 4 * offset, 4)
        return MovieText.degrees(scale == 0 ? raw : raw / scale)
      }.joined(separator: " ")
    case "ACCL", "GYRO", "MAGN", "CORI", "IORI", "GRAV", "ATTD", "ATTR": motions += samples
    case "FACE": faces += samples
    case "GPSU", "GPST":
      Self.add(PrintableText.text(bytes[range]), to: &times)
    case "DVNM", "MINF", "FMWR", "CASN", "DVID", "MUID", "LINF", "CINF":
      let text =
        type == 0x63 || type == 0x46
        ? PrintableText.text(bytes[range]) : MovieText.hexadecimal(bytes[range]) ?? ""
      Self.add("\(key) \(text)", to: &devices)
    default:
      guard type == 0x63, key != "STNM", key != "UNIT", key != "SIUN" else { return }
      Self.add("\(key) \(PrintableText.text(bytes[range]))", to: &texts)
    }
  }

  private static func add(_ text: String, to list: inout [String]) {
    guard list.count < limit, !text.isEmpty, !list.contains(text) else { return }
    list.append(text)
  }

  private static func signed(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Double {
    guard let number = MovieBytes.number(bytes, at: offset, width) else { return 0 }
    return width == 2
      ? Double(Int16(truncatingIfNeeded: number)) : Double(Int32(truncatingIfNeeded: number))
  }

  /// Says what was found, under `place`.
  func disclose(at place: String, fate: Disclosure.Fate, _ reading: inout Reading) {
    if positions > 0 {
      reading.disclose(
        .place, .high, at: place + "/GPS", "where it was taken: \(positions) positions",
        fate: fate, value: first)
    }
    if !times.isEmpty {
      reading.disclose(
        .time, .high, at: place + "/GPSU", "when it was taken, by satellite", fate: fate,
        value: times.joined(separator: "; "))
    }
    if faces > 0 {
      reading.disclose(
        .person, .high, at: place + "/FACE", "where faces are: \(faces) boxes", fate: fate)
    }
    if motions > 0 {
      reading.disclose(
        .device, .medium, at: place + "/ACCL", "how the camera moved: \(motions) samples",
        fate: fate)
    }
    if !devices.isEmpty {
      reading.disclose(
        .identifier, .high, at: place + "/DVNM", "the camera, its firmware and serial numbers",
        fate: fate, value: devices.joined(separator: "; "))
    }
    if !texts.isEmpty {
      reading.disclose(
        .unknown, .high, at: place, "texts of the camera", fate: fate,
        value: texts.joined(separator: "; "))
    }
  }

  /// Says what a block of metadata in user data gives away; its text where it is broken.
  static func disclose(
    _ content: ArraySlice<UInt8>, at place: String, fate: Disclosure.Fate,
    _ reading: inout Reading
  ) throws(MediaError) {
    guard reading.wantsValues else {
      reading.disclose(.device, .high, at: place, "what the camera noted", fate: fate)
      return
    }
    var found = MovieGPMF()
    let isWhole = found.read(Array(content))
    found.disclose(at: place, fate: fate, &reading)
    reading.disclose(
      .device, .high, at: place, "what the camera noted", fate: fate,
      value: isWhole ? nil : PrintableText.runs(in: content))
  }
}
