/// Says what a rewrite leaves behind: the file's properties, earlier revisions, bytes of no object.
struct PDFLeftovers {
  private let rewriter: PDFRewriter
  private let document: PDFDocument

  /// The leftovers of a rewrite.
  init(_ rewriter: PDFRewriter) {
    self.rewriter = rewriter
    document = rewriter.document
  }

  /// Notes all of them.
  func note() throws(MediaError) {
    rewriter.reading.disclose(
      .software, .low, at: "File",
      document.isRepaired
        ? "how it was written, with mistakes that were mended" : "how it was written")
    try noteInformation()
    if let identifier = document.trailer["ID"] {
      let bytes = try document.resolved(identifier).array?.compactMap(\.string) ?? []
      rewriter.reading.disclose(
        .identifier, .high, at: "Trailer/ID", "numbers that tie its versions together",
        value: bytes.map { $0.map { Self.hexadecimal($0) }.joined() }.joined(separator: " "))
    }
    // A linearised file has two sections for its one revision (ISO 32000-1, annex F).
    let isLinear = PDFCharacters.text(document.bytes.prefix(1 << 10)).contains("/Linearized")
    let revisions = document.sections - (isLinear ? 1 : 0)
    if revisions > 1 {
      rewriter.reading.disclose(
        .content, .high, at: "Revisions", "earlier revisions, whose bytes go",
        value: "\(revisions - 1)")
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// The properties of the file (ISO 32000-1, 14.3.3).
  private static let information: [String: DisclosureKind] = [
    "Title": .init(.content, .medium, "its title"),
    "Author": .init(.person, .high, "its author"),
    "Subject": .init(.content, .medium, "its subject"),
    "Keywords": .init(.content, .medium, "its keywords"),
    "Creator": .init(.software, .medium, "the program that made the document"),
    "Producer": .init(.software, .medium, "the program that made the file"),
    "CreationDate": .init(.time, .high, "when it was made"),
    "ModDate": .init(.time, .high, "when it was changed"),
    "Trapped": .init(.software, .low, "how it was made for printing"),
  ]

  private func noteInformation() throws(MediaError) {
    guard let entry = document.trailer["Info"],
      let dictionary = try document.resolved(entry).dictionary
    else { return }
    for entry in dictionary.entries {
      let note = Self.information[entry.key]
      let location = "Info/\(note == nil ? "private key" : entry.key)"
      guard rewriter.isNew(location) else { continue }
      var evidence = PDFEvidence(rewriter)
      let text = try evidence.text(of: entry, at: location)
      rewriter.reading.disclose(
        note?.category ?? .unknown, note?.severity ?? .medium, at: location,
        note?.meaning ?? "a property that no list knows", value: text)
    }
  }
}
