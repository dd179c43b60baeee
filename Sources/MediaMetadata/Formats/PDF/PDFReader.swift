/// Takes PDF files apart (ISO 32000-1:2008, ISO 32000-2:2020) and writes them anew.
///
/// The output holds what the catalog of the last revision reaches, by rules for each kind of
/// object; in one order, one spelling, with one kind of cross-references. Streams keep their bytes
/// unless something in them goes.
public enum PDFReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.pdf

  /// Whether the first bytes look like it: a header, junk before it or not.
  public static func recognises(_ head: [UInt8]) -> Bool { headerStart(head) != nil }

  private static func headerStart(_ bytes: [UInt8]) -> Int? {
    let mark = Array("%PDF-".utf8)
    for start in 0..<max(0, min(bytes.count, MediaFormats.headCount) - mark.count + 1)
    where bytes[start..<(start + mark.count)].elementsEqual(mark) {
      return start
    }
    return nil
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    var (output, isSettled) = try rewritten(bytes, &reading)
    // What goes may be all that used something else: that goes by the same rules.
    for _ in 0..<roundLimit where !isSettled {
      var again = Reading(policy: reading.policy, limits: reading.limits, detail: .structures)
      let next = try rewritten(output, &again).bytes
      isSettled = ByteComparison.areEqual(next, output)
      output = next
    }
    let piece = Piece(
      input: 0..<bytes.count, owner: "PDF",
      output: ByteComparison.areEqual(output, bytes) ? .same : .bytes(output))
    return Anatomy(pieces: [piece], payload: [.header(output)])
  }

  /// How many times a file is written anew until nothing more goes.
  private static let roundLimit = 4

  /// The file written anew, and whether the same rules would find nothing more in it.
  private static func rewritten(
    _ bytes: [UInt8], _ reading: inout Reading
  ) throws(MediaError) -> (bytes: [UInt8], isSettled: Bool) {
    guard let start = headerStart(bytes) else { throw .unrecognised }
    let document = PDFDocument(bytes, start: start, limits: reading.limits)
    try PDFCrossReferences.read(document, &reading)
    guard try document.resolved(document.trailer["Encrypt"]) == .null else {
      throw .encrypted(format, offset: start)
    }
    guard case .reference(let root)? = document.trailer["Root"],
      let catalog = try document.object(root).dictionary
    else { throw .malformed(format, offset: start, reason: "there is no catalog") }
    let tree = try PDFPageTree(catalog, of: document, &reading)
    guard !tree.pages.isEmpty else {
      throw .malformed(format, offset: start, reason: "there are no pages")
    }
    if catalog["NeedsRendering"] == .boolean(true) {
      try reading.unclassified(0..<bytes.count, in: format, "AcroForm/XFA")
    }
    let rewriter = try PDFRewriter(
      document, tree: tree,
      version: version(of: bytes, start, catalog, isPacked: document.isPacked), reading)
    defer { reading = rewriter.reading }
    let output = try rewriter.run(root: root)
    rewriter.paint?.note(rewriter)
    if !ByteComparison.areEqual(output, bytes) {
      try PDFLeftovers(rewriter).note()
      try PDFOldObjects(rewriter).note()
    }
    return (output, !reading.policy.dropsHiddenContent || rewriter.paint?.isSettled != false)
  }

  /// The higher of the versions that header and catalog state, with object streams 1.5 at least.
  private static func version(
    of bytes: [UInt8], _ start: Int, _ catalog: PDFDictionary, isPacked: Bool
  ) -> String {
    let known = ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.0"]
    let stated = PDFCharacters.text(
      bytes[min(bytes.count, start + 5)..<min(bytes.count, start + 8)])
    let header = known.firstIndex(of: stated)
    let own = catalog["Version"]?.name.flatMap { known.firstIndex(of: $0) }
    guard let highest = [header, own].compactMap({ $0 }).max() else { return "1.7" }
    if isPacked, highest < 5 { return "1.5" }
    return known[highest]
  }
}
