/// Takes web pages apart: tag by tag, what stays stays byte for byte.
///
/// Kept: elements, attributes, text, scripts (reported), and of `meta` and `link` what browsers
/// need. Comments, statements about the page, what office programs and editors keep for themselves
/// go; files in "data:" addresses are cleaned; local paths become their last part.
public enum HTMLReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.html

  private static let roots: Set<String> = [
    "html", "head", "body", "title", "div", "p", "table", "center", "h1", "span",
  ]
  /// How far the first tag may stand from the start.
  private static let window = 1 << 16

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool { looksLikePage(start(head)) }

  /// Whether the first tag is a page's, behind declarations and comments.
  public static func recognises(
    _ head: [UInt8], in source: MediaSource
  ) throws(MediaError) -> Bool {
    guard start(head).first == UInt8(ascii: "<") else { return false }
    return looksLikePage(start(try source.bytes(0..<min(window, source.count))))
  }

  /// Behind form feeds too, as behind comments: these go, and leave such a blank the first byte.
  private static func start(_ head: [UInt8]) -> ArraySlice<UInt8> {
    TextForm.start(head).drop(while: HTMLTokenizer.isSpace)
  }

  private static func looksLikePage(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.first == UInt8(ascii: "<") else { return false }
    let isXML = start.starts(with: Array("<?xml".utf8))
    var tokenizer = HTMLTokenizer(Array(start), from: 0, isXML: isXML)
    while let token = try? tokenizer.next() {
      switch token.kind {
      case .start: return isXML ? token.name == "html" : roots.contains(token.name)
      case .doctype:
        let words = start.dropFirst(token.content.lowerBound).prefix(token.content.count)
          .split(whereSeparator: HTMLTokenizer.isSpace)
        let name = words.dropFirst().first.map { String(decoding: $0, as: UTF8.self) }
        return name?.lowercased() == "html"
      case .comment: continue
      case .text:
        let isBlank = start.dropFirst(token.range.lowerBound).prefix(token.range.count)
          .allSatisfy(HTMLTokenizer.isSpace)
        if !isBlank { return false }
      case .end, .raw, .literal: return false
      }
    }
    return false
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let head = try source.bytes(0..<min(MediaFormats.headCount, source.count))
    guard try recognises(head, in: source) else {
      throw .malformed(format, offset: 0, reason: "another format than HTML")
    }
    return try HTMLWalk.anatomy(of: source, as: format, &reading)
  }
}
