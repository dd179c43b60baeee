/// H.264 between start codes (ITU-T H.264, annex B), as AVI holds it: user data in SEI units.
extension MovieSampleCollector {
  /// The codes of H.264 in AVI.
  static let unitCodes = ["H264", "h264", "X264", "x264", "avc1", "AVC1", "DAVC", "VSSH"]

  /// Keeps a sample and blanks the user data inside it; `isFullChroma` is known from the parameter
  /// sets on.
  mutating func keepStartUnits(
    _ sample: Range<Int>, isFullChroma: inout Bool, _ policy: ScrubPolicy
  ) throws(MediaError) {
    try hold(sample)
    guard sample.count <= Self.sampleLimit else {
      throw .limit(.imageBytes, allowed: Self.sampleLimit)
    }
    let bytes = try window.slice(sample)
    var position = sample.lowerBound
    for unit in Self.startUnits(in: bytes) {
      let type = bytes[unit.lowerBound] & 0x1f
      if type == 7, unit.count > 1 {
        isFullChroma = [244, 44].contains(bytes[unit.lowerBound + 1])
      }
      guard type == 6, unit.count > 1 else { continue }
      let start = sample.lowerBound + (unit.lowerBound - bytes.startIndex)
      compare(position..<start)
      position = start + unit.count
      try changeMessages(
        start..<position, bytes[unit],
        MovieUnitFormat(lengthSize: 4, hasDolbyVision: false, isFullChroma: isFullChroma), policy)
    }
    compare(position..<sample.upperBound)
  }

  private mutating func changeMessages(
    _ range: Range<Int>, _ unit: ArraySlice<UInt8>, _ format: MovieUnitFormat,
    _ policy: ScrubPolicy
  ) throws(MediaError) {
    let sei = MovieSEI(unit, header: 1)
    let sorted = MovieSEISorting(sei, format, isHEVC: false, policy)
    let blanked = sorted.isAffected ? sei.unit(of: sorted.kept, count: unit.count) : nil
    for note in sorted.notes where blanked != nil || note.fate == .kept {
      findings.note(
        note.find.name, note.find.category, note.find.severity, note.find.meaning,
        fate: note.fate, value: MovieStreamText.value(note.payload, note.find))
    }
    guard let blanked else { return compare(range) }
    for message in sorted.kept { digest.add(message[...]) }
    if !unit.elementsEqual(blanked) { try blank(range, with: blanked) }
  }

  /// The units of a sample, without their start codes and the zeros before the next one.
  private static func startUnits(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var units: [Range<Int>] = []
    var open: Int?
    func close(_ end: Int) {
      guard let start = open else { return }
      var end = end
      while end > start, bytes[end - 1] == 0 { end -= 1 }
      if start < end { units.append(start..<end) }
    }
    var index = bytes.startIndex + 2
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte > 1 {
        index += 3
      } else if byte == 1, bytes[index - 1] == 0, bytes[index - 2] == 0 {
        close(index - 2)
        open = index + 1
        index += 3
      } else {
        index += 1
      }
    }
    close(bytes.endIndex)
    return units
  }
}
