/// How a text's characters stand in its bytes.
enum TextForm: Equatable {
  /// One byte each for ASCII: UTF-8, Latin-1 and their like.
  case narrow
  /// UTF-16 behind a byte order mark.
  case wide(isBig: Bool)

  /// The text in a form whose markup is ASCII; throws where UTF-16 is broken, so that writing it
  /// again gives the same bytes.
  static func read(
    _ bytes: [UInt8], _ format: MediaFormat
  ) throws(MediaError) -> (bytes: [UInt8], form: TextForm) {
    guard let isBig = wideMark(bytes) else { return (bytes, .narrow) }
    let fault = MediaError.malformed(format, offset: 0, reason: "it is no valid UTF-16")
    guard bytes.count % 2 == 0 else { throw fault }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 2
    func unit(_ at: Int) -> UInt32 {
      let (high, low) = isBig ? (bytes[at], bytes[at + 1]) : (bytes[at + 1], bytes[at])
      return UInt32(high) << 8 | UInt32(low)
    }
    while index < bytes.count {
      var value = unit(index)
      index += 2
      if value & 0xfc00 == 0xd800, index < bytes.count, unit(index) & 0xfc00 == 0xdc00 {
        value = 0x10000 + (value & 0x3ff) << 10 + (unit(index) & 0x3ff)
        index += 2
      }
      guard let scalar = Unicode.Scalar(value) else { throw fault }
      XMPEncoding.append(scalar, to: &result)
    }
    return (result, .wide(isBig: isBig))
  }

  /// Whether UTF-16's mark stands first, and which; nil for other bytes, and for UTF-32.
  static func wideMark(_ bytes: [UInt8]) -> Bool? {
    if bytes.starts(with: [0xfe, 0xff]) { return true }
    if bytes.starts(with: [0xff, 0xfe]), !bytes.starts(with: [0xff, 0xfe, 0, 0]) { return false }
    return nil
  }

  /// The head of a text as UTF-8 without marks and blanks, for looking at what it is.
  static func start(_ head: [UInt8]) -> ArraySlice<UInt8> {
    let plain = wideMark(head) == nil ? head[...] : XMPEncoding.utf8(head[...])
    let text = plain.starts(with: [0xef, 0xbb, 0xbf]) ? plain.dropFirst(3) : plain
    return text.drop { XMLTokenizer.isSpace($0) }
  }

  /// The text in its own form, its mark in front.
  func written(_ text: [UInt8]) -> [UInt8] {
    guard case .wide(let isBig) = self else { return text }
    var result: [UInt8] = isBig ? [0xfe, 0xff] : [0xff, 0xfe]
    for unit in String(decoding: text, as: UTF8.self).utf16 {
      if isBig {
        result.append(bigEndian: UInt64(unit), 2)
      } else {
        result.append(littleEndian: UInt64(unit), 2)
      }
    }
    return result
  }
}

/// What becomes of a text, run by run.
struct TextPlan {
  /// The text, with ASCII in one byte each.
  let bytes: [UInt8]
  /// The file's format.
  let format: MediaFormat
  private let form: TextForm
  private let inputCount: Int
  private(set) var pieces = PieceList()
  private var runs: [Range<Int>] = []
  private var payload: [PayloadPart] = []

  /// A plan over the whole of `input`.
  init(_ input: [UInt8], _ format: MediaFormat) throws(MediaError) {
    (bytes, form) = try TextForm.read(input, format)
    self.format = format
    inputCount = input.count
  }

  /// Where the next run starts.
  var position: Int { pieces.position }

  /// Whether anything stays of the text.
  var hasOutput: Bool { position < bytes.count || pieces.pieces.contains { $0.outputCount > 0 } }

  /// The text up to `end` stays, and is payload.
  mutating func keep(to end: Int, _ owner: String = "text") {
    guard end > position else { return }
    runs.append(position..<end)
    pieces.keep(to: end, owner)
  }

  /// The text up to `end` stays, but a clean file may hold another in its place.
  mutating func keepAside(to end: Int, _ owner: String) { pieces.keep(to: end, owner) }

  /// The text up to `end` goes.
  mutating func drop(to end: Int, _ owner: String) { pieces.drop(to: end, owner) }

  /// `text` stands for the bytes up to `end`; they stay as they are where they equal it.
  mutating func put(
    _ text: [UInt8], to end: Int, payload part: PayloadPart? = nil, _ owner: String
  ) {
    if let part {
      payload += [.bytes(runs), part]
      runs = []
    }
    if end > position, bytes[position..<end].elementsEqual(text) {
      pieces.keep(to: end, owner)
    } else {
      pieces.replace(to: end, with: text, owner)
    }
  }

  /// The text that comes out, in the form of `bytes`.
  func text() throws(MediaError) -> [UInt8] {
    var rest = pieces
    rest.keep(to: bytes.count, "text")
    return try Rebuild.bytes(
      of: Anatomy(pieces: rest.pieces, payload: []), from: MediaSource(bytes))
  }

  /// The anatomy of the file; what is behind the last run stays.
  func anatomy() throws(MediaError) -> Anatomy {
    var rest = self
    rest.keep(to: bytes.count)
    let plain = Anatomy(pieces: rest.pieces.pieces, payload: rest.payload + [.bytes(rest.runs)])
    guard form != .narrow else { return plain }
    let source = MediaSource(bytes)
    let sum = PayloadPart.header(try PayloadSum.of(plain.payload, source))
    let output =
      plain.isClean
      ? Piece.Output.same : .bytes(form.written(try Rebuild.bytes(of: plain, from: source)))
    return Anatomy(
      pieces: [Piece(input: 0..<inputCount, owner: "text", output: output)], payload: [sum])
  }
}
