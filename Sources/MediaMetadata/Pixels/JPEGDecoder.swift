/// Decodes JPEG pictures to samples: baseline, extended and progressive Huffman coding, 8 bits, one
/// or three components at any sampling, restart intervals.
///
/// A broken or short scan decodes as far as it goes, and the rest stays grey, as in the decoders
/// that people look at photos with. Refused are arithmetic, lossless and hierarchical coding, 12
/// bits, and four components.
///
/// **Guarantee**: no input traps; time and memory are bounded by `sampleLimit` and by the length of
/// the input (at most 2,048 samples a byte beyond four million; each sample in 32 scans at most).
/// **Source**: ITU-T T.81 (1992); errors are passed over as libjpeg does.
/// **Cost**: O(samples); progressive pictures hold two bytes a sample beside.
public struct JPEGDecoder {
  /// Samples of all components that a picture may have unless the caller says otherwise.
  public static let standardSampleLimit = 1 << 28
  /// Scans that are decoded at most; the rest of a picture that has more is left out.
  static let scanLimit = 256
  /// How often each block is gone through at most: ten times as often as encoders need.
  static let visitLimit = 32

  /// Decodes a picture.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - lumaOnly: whether only the first component of a grey or luma picture is made.
  /// - Throws: `MediaError.malformed`, `.truncated` or `.limit`.
  public static func decode(
    _ bytes: [UInt8], lumaOnly: Bool = false, sampleLimit: Int = standardSampleLimit
  ) throws(MediaError) -> JPEGPicture {
    var decoder = JPEGDecoder(bytes: bytes, lumaOnly: lumaOnly, sampleLimit: sampleLimit)
    try decoder.run()
    return try decoder.picture()
  }

  let bytes: [UInt8]
  let lumaOnly: Bool
  let sampleLimit: Int
  var position = 2
  var frame: JPEGFrame?
  var codings: [JPEGCoding] = []
  var steps = [[UInt16]?](repeating: nil, count: 4)
  var direct = [JPEGDecodingTable?](repeating: nil, count: 4)
  var alternating = [JPEGDecodingTable?](repeating: nil, count: 4)
  var restartInterval = 0
  var scanCount = 0
  private var adobeTransform: UInt8?
  private var isJFIF = false
  /// Decided before the first scan.
  private var settledColour: JPEGPicture.Colour?
  /// Blocks that scans have gone through.
  var visitedBlocks = 0

  private init(bytes: [UInt8], lumaOnly: Bool, sampleLimit: Int) {
    self.bytes = bytes
    self.lumaOnly = lumaOnly
    self.sampleLimit = sampleLimit
  }

  private mutating func run() throws(MediaError) {
    guard bytes.count > 3, bytes[0] == 0xff, bytes[1] == JPEGMarker.startOfImage else {
      throw .malformed(.jpeg, offset: 0, reason: "it does not begin as a picture does")
    }
    while let marker = nextMarker() {
      if marker == JPEGMarker.endOfImage { return }
      guard let content = segment() else { return }
      if marker == JPEGMarker.startOfScan {
        guard scanCount < Self.scanLimit else { return }
        scanCount += 1
        if scanCount == 1 { settle() }
        position = content.upperBound
        guard try scan(content) else { return }
      } else {
        try interpret(marker, content)
        position = content.upperBound
      }
    }
  }

  /// The next marker that a decoder acts on; nil at the end.
  private mutating func nextMarker() -> UInt8? {
    while position + 1 < bytes.count {
      let code = bytes[position + 1]
      if bytes[position] == 0xff, code != 0xff, !JPEGMarker.isSkipped(code) {
        position += 2
        return code
      }
      position += 1
    }
    return nil
  }

  private func segment() -> Range<Int>? {
    guard position + 2 <= bytes.count else { return nil }
    let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
    guard length >= 2, position + length <= bytes.count else { return nil }
    return (position + 2)..<(position + length)
  }

  private mutating func interpret(
    _ marker: UInt8, _ content: Range<Int>
  ) throws(MediaError) {
    switch marker {
    case JPEGMarker.quantisationTables: try readSteps(content)
    case JPEGMarker.huffmanTables: try readCodes(content)
    case JPEGMarker.restartInterval where content.count >= 2:
      restartInterval = Int(bytes[content.lowerBound]) << 8 | Int(bytes[content.lowerBound + 1])
    case JPEGMarker.application0:
      isJFIF = isJFIF || bytes[content].starts(with: Array("JFIF\0".utf8))
    case JPEGMarker.application0 + 14:
      if content.count >= 12, bytes[content].starts(with: Array("Adobe".utf8)) {
        adobeTransform = bytes[content.lowerBound + 11]
      }
    case JPEGMarker.hierarchicalProgression:
      throw malformed(content, "hierarchical coding is not decoded")
    case _ where JPEGMarker.isFrame(marker): try readFrame(marker, content)
    default: break
    }
  }

  private func malformed(_ content: Range<Int>, _ reason: String) -> MediaError {
    .malformed(.jpeg, offset: content.lowerBound, reason: reason)
  }

  private mutating func readSteps(_ content: Range<Int>) throws(MediaError) {
    var place = content.lowerBound
    while content.upperBound - place >= 65 {
      let (wide, number) = (bytes[place] >> 4 > 0, Int(bytes[place] & 15))
      let count = wide ? 129 : 65
      guard number < 4, content.upperBound - place >= count else {
        throw malformed(content, "a quantisation table is cut short or has no valid number")
      }
      var table = [UInt16](repeating: 1, count: 64)
      for index in 0..<64 {
        let at = place + 1 + (wide ? 2 * index : index)
        table[JPEGZigzag.order[index]] =
          wide ? UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]) : UInt16(bytes[at])
      }
      steps[number] = table
      place += count
    }
  }

  private mutating func readCodes(_ content: Range<Int>) throws(MediaError) {
    var place = content.lowerBound
    while content.upperBound - place >= 17 {
      let (kind, number) = (bytes[place] >> 4, Int(bytes[place] & 15))
      let counts = bytes[(place + 1)..<(place + 17)].map(Int.init)
      let end = place + 17 + counts.reduce(0, +)
      guard kind < 2, number < 4, end <= content.upperBound,
        let table = JPEGDecodingTable(counts: counts, symbols: Array(bytes[(place + 17)..<end]))
      else { throw malformed(content, "a Huffman table can't be read") }
      if kind == 0 { direct[number] = table } else { alternating[number] = table }
      place = end
    }
  }

  private mutating func readFrame(
    _ marker: UInt8, _ content: Range<Int>
  ) throws(MediaError) {
    guard self.frame == nil, let frame = JPEGFrame(marker: marker, bytes[content]) else {
      throw malformed(content, "the frame can't be read, or stands twice")
    }
    guard marker <= 0xc2 else {
      throw malformed(content, "\(JPEGMarker.name(marker)) coding is not decoded")
    }
    guard bytes[content.lowerBound] == 8 else {
      throw malformed(content, "only samples of 8 bits are decoded")
    }
    guard frame.components.count == 1 || frame.components.count == 3 else {
      throw malformed(content, "only pictures of one or three components are decoded")
    }
    let factors = frame.components.flatMap { [$0.horizontal, $0.vertical] }
    guard frame.width > 0, frame.height > 0, factors.allSatisfy({ (1...4).contains($0) }) else {
      throw malformed(content, "dimensions or sampling factors are out of range")
    }
    let most = min(sampleLimit, 1 << 22 + bytes.count.multipliedReportingOverflow(by: 2_048).0)
    codings = JPEGCoding.codings(of: frame)
    guard codings.reduce(0, { $0 + $1.sampleCount }) <= most else {
      throw .limit(.imageBytes, allowed: most)
    }
    self.frame = frame
  }

  /// Decides what the components mean and which are made, for good: what stands behind the first
  /// scan changes neither, as in libjpeg.
  private mutating func settle() {
    settledColour = colourOfHeaders
    guard let frame else { return }
    for index in codings.indices where !skips(index) {
      codings[index].allocate(isProgressive: frame.isProgressive)
    }
  }

  /// Whether the pixels of a component aren't wanted.
  func skips(_ component: Int) -> Bool { lumaOnly && component > 0 && colour != .redGreenBlue }

  private var colour: JPEGPicture.Colour { settledColour ?? colourOfHeaders }

  /// What the components mean (as decoders decide it: JFIF, then Adobe, then the identifiers).
  private var colourOfHeaders: JPEGPicture.Colour {
    guard let frame, frame.components.count == 3 else { return .grey }
    if isJFIF { return .luminanceChrominance }
    if let adobeTransform {
      return adobeTransform == 0 ? .redGreenBlue : .luminanceChrominance
    }
    return frame.components.map(\.identifier) == Array("RGB".utf8)
      ? .redGreenBlue : .luminanceChrominance
  }

  private mutating func picture() throws(MediaError) -> JPEGPicture {
    guard let frame, scanCount > 0 else {
      throw .truncated(.jpeg, offset: position, reason: "it ends before its picture")
    }
    let wanted = codings.indices.filter { !skips($0) }
    let components = wanted.map { codings[$0].finished(frame.components[$0], of: frame) }
    return JPEGPicture(
      width: frame.width, height: frame.height,
      colour: components.count == 1 ? .grey : colour, components: components)
  }
}
