/// Shows, for inspection, what stands in bytes of the file that belong to no object of the last
/// revision: objects that were replaced or that nothing refers to, comments, bytes behind the end.
struct PDFOldObjects {
  private let rewriter: PDFRewriter
  private let document: PDFDocument

  /// How many old objects are shown one by one.
  private static let objectLimit = 1_000

  /// The old objects of a rewritten file.
  init(_ rewriter: PDFRewriter) {
    self.rewriter = rewriter
    document = rewriter.document
  }

  /// Notes them, where values are wanted.
  func note() throws(MediaError) {
    guard rewriter.reading.wantsValues else { return }
    let gaps = self.gaps()
    for gap in gaps where gap.count > 8 { try note(gap) }
  }

  private func gaps() -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var position = 0
    for run in document.used.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if run.lowerBound > position { gaps.append(position..<run.lowerBound) }
      position = max(position, run.upperBound)
    }
    if position < document.bytes.count { gaps.append(position..<document.bytes.count) }
    return gaps
  }

  private func note(_ gap: Range<Int>) throws(MediaError) {
    let bytes = Array(document.bytes[gap])
    var position = 0
    for found in PDFScan.objects(in: bytes).prefix(Self.objectLimit) where found.offset >= position
    {
      noteBetween(bytes[position..<found.offset])
      let offset = gap.lowerBound + found.offset
      let object = try document.indirect(at: offset) ?? .null
      position = max(found.offset, (document.used.last?.upperBound ?? 0) - gap.lowerBound)
      position = min(position, bytes.count)
      let isMachinery = ["ObjStm", "XRef"].contains(object.dictionary?["Type"]?.name)
      guard object != .null, !isMachinery else { continue }
      var evidence = PDFEvidence(rewriter)
      let text = try evidence.text(
        of: PDFDictionary.Entry(key: "", value: object), at: "Old object")
      rewriter.reading.disclose(
        .content, .high, at: "Old object",
        "an object that was replaced or that nothing refers to", value: text)
    }
    noteBetween(bytes[position...])
  }

  /// Lines that a file needs between objects.
  private static let structural = [
    "endobj", "endstream", "xref", "trailer", "startxref", "%%EOF", "%PDF-", "<<", ">>", "/Size",
    "/Root", "/Info", "/Prev", "/ID", "/XRefStm",
  ]

  private func noteBetween(_ bytes: ArraySlice<UInt8>) {
    let text = PrintableText.runs(in: bytes.prefix(1 << 16)).map { _ in
      PDFCharacters.text(bytes.prefix(1 << 16))
    }
    guard let text else { return }
    let lines = text.split(whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\r\n" })
      .filter { line in
        !Self.structural.contains { line.hasPrefix($0) } && !line.utf8.allSatisfy(Self.isTable)
      }
    guard !lines.isEmpty else { return }
    let told = lines.joined(separator: " ")
    guard PrintableText.runs(in: Array(told.utf8)[...]) != nil else { return }
    rewriter.reading.disclose(
      .unknown, .high, at: "Between objects", "bytes that belong to no object", value: told)
  }

  /// Whether a byte may stand in a line of a table of cross-references.
  private static func isTable(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || byte == 32 || byte == 0x66 || byte == 0x6e || byte >= 0x80
      || byte == 0x25 || byte == 0
  }
}
