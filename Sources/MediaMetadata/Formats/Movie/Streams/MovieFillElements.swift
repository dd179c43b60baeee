/// Fill elements at the start of AAC frames, where encoders leave their names (ISO/IEC 14496-3,
/// 4.4.2.7).
struct MovieFillElements {
  /// The bytes that the elements touch, from the start of the frame, once they are blanked; empty
  /// without any.
  private(set) var bytes: [UInt8]

  /// An element takes 270 bytes at most: so many bytes of a frame hold a few of them.
  static let window = 1024

  /// Looks at the first bytes of a frame.
  init(_ frame: ArraySlice<UInt8>) {
    bytes = Array(frame.prefix(Self.window))
    var position = 0
    var end = 0
    while bits(position, 3) == 6, let short = bits(position + 3, 4) {
      var start = position + 7
      var count = short
      if short == 15 {
        guard let more = bits(start, 8) else { break }
        count = more + 14
        start += 8
      }
      // Fill of no kind, fill bytes, data; other kinds steer decoders, and never come first.
      guard count > 0, let kind = bits(start, 4), kind <= 2,
        start + 8 * count <= bytes.count * 8
      else { break }
      position = start + 8 * count
      let text = min(position, start + 4 + Self.pad)
      let kept = kind == 0 ? keptCount(from: text, to: position) : 0
      blank(start..<text)
      blank((text + 8 * kept)..<position)
      end = (position + 7) / 8
    }
    bytes.removeSubrange(end...)
  }

  /// The number at a place of bits; nil past the end.
  private func bits(_ offset: Int, _ count: Int) -> Int? {
    guard offset + count <= bytes.count * 8 else { return nil }
    return (offset..<(offset + count)).reduce(0) {
      $0 << 1 | Int(bytes[$1 / 8] >> UInt8(7 - $1 % 8) & 1)
    }
  }

  private mutating func blank(_ places: Range<Int>) {
    for bit in places { bytes[bit / 8] &= ~(1 << UInt8(7 - bit % 8)) }
  }

  /// The bits between a fill's kind and its text, in libfaac's frames.
  private static let pad = 13

  /// How many characters stay: by "libfaac" and a version libavcodec (`decode_fill` of
  /// aacdec_template.c) skips the encoder's delay.
  private func keptCount(from start: Int, to end: Int) -> Int {
    let places = stride(from: start, to: end - 7, by: 8).prefix(24)
    let text = places.map { UInt8(truncatingIfNeeded: bits($0, 8) ?? 0) }
    let name = Array("libfaac ".utf8)
    guard text.starts(with: name) else { return 0 }
    let version = text.dropFirst(name.count).prefix { (0x30...0x39).contains($0) || $0 == 0x2e }
    return name.count + version.count
  }
}

extension MovieSampleCollector {
  /// Blanks what fill elements at the start of a frame hold.
  mutating func scanFill(_ sample: Range<Int>) throws(MediaError) {
    let index = try window.index(of: sample.lowerBound, 1)
    guard window.bytes[index] >> 5 == 6 else {
      compare(sample)
      return
    }
    let head = try window.slice(
      sample.lowerBound..<(sample.lowerBound + min(sample.count, MovieFillElements.window)))
    let blanked = MovieFillElements(head).bytes
    let place = sample.lowerBound..<(sample.lowerBound + blanked.count)
    let old = head.prefix(blanked.count)
    if !old.elementsEqual(blanked) {
      findings.note(
        "AAC fill", .software, .low, "the program that encoded it",
        value: PrintableText.runs(in: old))
    }
    if !blanked.isEmpty { try replace(place, old, with: blanked, kept: blanked[...]) }
    compare(place.upperBound..<sample.upperBound)
  }
}
