/// Takes XML documents apart, SVG above all: markup by markup, what stays stays byte for byte.
///
/// Kept: elements, attributes, text; of SVG only what SVG shows. Comments, instructions, statements
/// about the document and what editors keep for themselves go; files in "data:" addresses are
/// cleaned. A document type that declares entities is refused: no entity is ever expanded. Of a
/// file of XMP nothing stays.
public enum XMLReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.xml

  private static let starts = [
    "<?xml", "<svg", "<!doctype svg", "<?xpacket", "<x:xmpmeta", "<rdf:rdf", "<plist", "<gpx",
    "<kml",
  ].map { Array($0.utf8) }

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    let start = TextForm.start(head).prefix(16).map { byte in
      (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
    }
    return starts.contains { start.starts(with: $0) }
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    if let sidecar = try XMLSidecar.anatomy(bytes, &reading) { return sidecar }
    let plan = try TextPlan(bytes, format)
    var walk = XMLWalk(plan)
    if reading.policy.dropsHiddenContent { walk.names = try XMLWalk.names(in: plan, reading) }
    try walk.run(&reading)
    return try walk.plan.anatomy()
  }
}

/// A file that is an XMP packet and nothing else.
enum XMLSidecar {
  /// What stands for it: a packet without statements.
  static let empty = Array("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>".utf8)

  /// The file's anatomy; nil where its root is no packet's.
  static func anatomy(_ bytes: [UInt8], _ reading: inout Reading) throws(MediaError) -> Anatomy? {
    if bytes == empty {
      return Anatomy(
        pieces: [Piece(input: 0..<bytes.count, owner: "XMP", output: .same)], payload: [])
    }
    let text = XMPEncoding.utf8(bytes[...])
    var tokenizer = XMLTokenizer(text)
    while let token = tokenizer.next() {
      try reading.countStructure()
      guard case .start = token.kind else { continue }
      let (_, local) = XMLScopes.split(String(decoding: text[token.name], as: UTF8.self))
      guard ["xmpmeta", "xapmeta", "RDF"].contains(local) else { return nil }
      reading.disclose(.content, .medium, at: "XMP", "a file that only says things about another")
      var walker = XMPWalker(text, at: "XMP")
      try walker.walk(&reading)
      return Anatomy(
        pieces: [Piece(input: 0..<bytes.count, owner: "XMP", output: .bytes(empty))], payload: [])
    }
    return nil
  }
}
