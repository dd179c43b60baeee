/// The colours of pixels that are fully transparent: nobody sees them, everybody can read them.
///
/// One colour everywhere is what programs fill with, and tells nothing; only two or more count.
struct PNGHiddenColour: Sendable, Equatable {
  /// How many bytes the colour of a pixel has, and its alpha.
  private let colourCount: Int
  private let alphaCount: Int
  private var first: UInt64?
  /// Whether transparent pixels differ in colour.
  private(set) var isTelling = false
  /// The colours whose bytes may be text, in the order of the rows; a zero stands for others.
  private(set) var sample: [UInt8] = []
  private let sampleLimit: Int

  /// The longest sample kept.
  static let longestSample = 1 << 16

  /// For pictures with an alpha sample; `wantsSample` keeps colours as evidence.
  init(_ picture: PNGPicture, wantsSample: Bool) {
    alphaCount = picture.bitDepth / 8
    colourCount = (picture.channelCount - 1) * alphaCount
    sampleLimit = wantsSample ? Self.longestSample : 0
  }

  /// Whether looking further changes nothing.
  var isSettled: Bool { isTelling && sample.count >= sampleLimit }

  /// Takes in a plain row.
  mutating func look(at row: [UInt8]) {
    guard !isSettled else { return }
    let span = row.span
    let step = colourCount &+ alphaCount
    var at = 1
    while at &+ step <= span.count {
      var alpha = span[at &+ colourCount]
      if alphaCount == 2 { alpha |= span[at &+ colourCount &+ 1] }
      if alpha == 0 { note(span.extracting(at..<(at &+ colourCount))) }
      at &+= step
    }
  }

  @inline(__always)
  private mutating func note(_ bytes: Span<UInt8>) {
    var colour: UInt64 = 0
    for index in bytes.indices { colour = colour << 8 | UInt64(bytes[index]) }
    if first == nil { first = colour }
    if colour != first { isTelling = true }
    if sample.count < sampleLimit { keep(bytes) }
  }

  private mutating func keep(_ colour: Span<UInt8>) {
    var isText = false
    for index in colour.indices where (0x20...0x7e).contains(colour[index]) { isText = true }
    if isText {
      for index in colour.indices { sample.append(colour[index]) }
    } else if sample.last != 0 {
      sample.append(0)
    }
  }

  /// Sets the colours of transparent pixels in a plain row to zero.
  func blank(_ row: inout [UInt8]) {
    let step = colourCount + alphaCount
    var at = 1
    while at + step <= row.count {
      let alpha = row[(at + colourCount)..<(at + step)]
      if alpha.allSatisfy({ $0 == 0 }) {
        for index in at..<(at + colourCount) { row[index] = 0 }
      }
      at += step
    }
  }
}
