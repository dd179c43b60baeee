/// What stands after the picture: further pictures (MPF, CIPA DC-007), motion photos, and records
/// of phones and programs.
///
/// None of it is shown, and all of it goes; what is a file of a known format is taken apart to say
/// what it gives away.
struct JPEGTrailer {
  /// How many starts that turn out to be no file are tried: each costs a walk over the rest.
  private static let trialLimit = 16

  /// How many boxes one after another are taken for one film.
  private static let boxLimit = 4096

  private let bytes: [UInt8]
  private let source: MediaSource
  private var trials = 0

  /// A trailer somewhere in `bytes`, which are those of `source`.
  init(_ bytes: [UInt8], of source: MediaSource) {
    self.bytes = bytes
    self.source = source
  }

  /// Notes what `range` gives away.
  mutating func read(_ range: Range<Int>, _ reading: inout Reading) throws(MediaError) {
    var position = range.lowerBound
    var unknown = position
    while trials < Self.trialLimit, reading.depth < reading.limits.depth,
      let start = nextStart(from: position, within: range)
    {
      position = start + 1
      guard let (end, isVideo) = try extent(from: start, within: range, reading) else {
        trials += 1
        continue
      }
      disclose(unknown..<start, &reading)
      try embedded(start..<end, isVideo: isVideo, &reading)
      position = end
      unknown = end
    }
    disclose(unknown..<range.upperBound, &reading)
  }

  private func embedded(
    _ range: Range<Int>, isVideo: Bool, _ reading: inout Reading
  ) throws(MediaError) {
    let name = isVideo ? "trailer video" : "trailer picture"
    reading.disclose(
      .content, .high, at: name,
      isVideo
        ? "a video behind the picture (a motion photo), with its sound"
        : "a further picture behind the first")
    if try reading.embedded(source.extracting(range), at: name) == nil {
      reading.discloseUnknown(bytes[range], at: name)
    }
  }

  private func disclose(_ range: Range<Int>, _ reading: inout Reading) {
    guard !range.isEmpty else { return }
    let run = bytes[range]
    if run.allSatisfy({ $0 == 0 }) {
      return reading.disclose(.unknown, .low, at: "trailer", "zeros behind the picture")
    }
    for (mark, name) in Self.marks
    where run.suffix(mark.count + 16).contains(mark) || run.prefix(mark.count).contains(mark) {
      return reading.discloseUnknown(run, at: "trailer \(name)", "a record behind the picture")
    }
    reading.discloseUnknown(run, at: "trailer", "bytes behind the picture")
  }

  /// Marks at the end or the start of trailers that programs write (ExifTool's list).
  private static let marks: [([UInt8], String)] = [
    (Array("SEFT".utf8), "Samsung"), (Array("cbipcbbl".utf8), "PhotoMechanic"),
    (Array("AXS".utf8), "AFCP"), (Array("CANON OPTIONAL DATA".utf8), "Canon VRD"),
    ([0xa1, 0xb2, 0xc3, 0xd4], "FotoStation"), (Array("~\0\u{4}\0zmie".utf8), "MIE"),
    (Array("Insta360".utf8), "Insta360"), (Array("vivo{".utf8), "Vivo"),
  ]

  // MARK: Files within

  /// The next place where a picture (FFD8FF) or a film ("ftyp" after a length) may start.
  private func nextStart(from position: Int, within range: Range<Int>) -> Int? {
    var index = position
    while index < range.upperBound - 8 {
      if bytes[index] == 0xff {
        if bytes[index + 1] == 0xd8, bytes[index + 2] == 0xff { return index }
      } else if bytes[index] == 0, bytes[index + 4] == 0x66 {
        if bytes[(index + 5)..<(index + 8)].elementsEqual("typ".utf8) { return index }
      }
      index += 1
    }
    return nil
  }

  /// Where the file that starts at `start` ends; nil where none does.
  private func extent(
    from start: Int, within range: Range<Int>, _ reading: Reading
  ) throws(MediaError) -> (end: Int, isVideo: Bool)? {
    if bytes[start] == 0xff {
      // A walk that fails leaves neither disclosures nor counts behind.
      var trial = Reading(policy: reading.policy, limits: reading.limits, detail: .structures)
      guard let walk = try? JPEGWalk(bytes, from: start, &trial) else { return nil }
      return (walk.end, false)
    }
    var end = start
    for _ in 0..<Self.boxLimit {
      guard let box = try BoxHeader.read(source, at: end, within: end..<range.upperBound),
        Self.isPlausible(box.type)
      else { break }
      end = box.range.upperBound
    }
    return end > start ? (end, true) : nil
  }

  /// Whether each character of a box's type is one that types are made of.
  private static func isPlausible(_ type: UInt32) -> Bool {
    [24, 16, 8, 0].allSatisfy { shift in
      let byte = UInt8(truncatingIfNeeded: type >> UInt32(shift))
      return (0x20...0x7e).contains(byte) || byte == 0xa9
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether `mark` stands in it; for short slices.
  fileprivate func contains(_ mark: [UInt8]) -> Bool {
    guard count >= mark.count else { return false }
    return (startIndex...(endIndex - mark.count)).contains { self[$0...].starts(with: mark) }
  }
}
