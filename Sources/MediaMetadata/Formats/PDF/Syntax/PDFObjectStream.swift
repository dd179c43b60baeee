/// An object stream taken apart (ISO 32000-1, 7.5.7).
struct PDFObjectStream {
  private let plain: [UInt8]
  /// The numbers that it states, and where each object stands in `plain`.
  let entries: [(number: Int, offset: Int)]

  /// Reads the table at the start.
  init(
    _ plain: [UInt8], _ dictionary: PDFDictionary, _ document: PDFDocument
  ) throws(MediaError) {
    self.plain = plain
    let count = try document.resolved(dictionary["N"]).integer ?? 0
    let first = try document.resolved(dictionary["First"]).integer ?? 0
    var lexer = PDFLexer(plain)
    var entries: [(number: Int, offset: Int)] = []
    while entries.count < count, let number = lexer.natural(), let offset = lexer.natural() {
      let (place, isTooLarge) = offset.addingReportingOverflow(max(0, first))
      if !isTooLarge, place < plain.count {
        entries.append((number, place))
      } else {
        entries.append((number, plain.count))
      }
    }
    self.entries = entries
  }

  /// The object of a number; `index` says where it is expected.
  func object(
    _ number: Int, index: Int, of document: PDFDocument
  ) throws(MediaError) -> PDFObject? {
    let entry: (number: Int, offset: Int)
    if entries.indices.contains(index), entries[index].number == number {
      entry = entries[index]
    } else if let found = entries.first(where: { $0.number == number }) {
      try document.spend(entries.count)
      entry = found
    } else {
      return nil
    }
    var lexer = PDFLexer(plain, from: entry.offset)
    let object = lexer.object()
    try document.spend((lexer.position - entry.offset) / 64)
    guard !lexer.isTooDeep else { throw .limit(.depth, allowed: PDFLexer.nestingLimit) }
    return object
  }
}
