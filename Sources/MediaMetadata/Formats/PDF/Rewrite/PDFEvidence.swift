/// The text that stands in objects which are dropped or reported, for inspection.
struct PDFEvidence {
  /// How many objects of one entry are looked at.
  private static let objectLimit = 400

  private let rewriter: PDFRewriter
  private var seen: Set<Int> = []
  private var parts: [String] = []
  private var count = 0
  private var left = Self.objectLimit

  /// Evidence of what a rewriter reads.
  init(_ rewriter: PDFRewriter) { self.rewriter = rewriter }

  /// The strings and names of an entry and of what it refers to; nil where values are not wanted.
  ///
  /// Files in it are taken apart as files of their own.
  mutating func text(
    of entry: PDFDictionary.Entry, at location: String
  ) throws(MediaError) -> String? {
    guard rewriter.reading.wantsValues else { return nil }
    if location.hasSuffix("private key") { parts.append(entry.key) }
    try collect(entry.value, key: entry.key, location)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private mutating func collect(
    _ object: PDFObject, key: String, _ location: String
  ) throws(MediaError) {
    left -= 1
    guard left > 0, count < PrintableText.limit else { return }
    switch object {
    case .reference(let number):
      // The way up leads to the whole file.
      guard
        !["Parent", "P", "Pg", "Page", "Dest", "D"].contains(key) || left == Self.objectLimit - 1,
        seen.insert(number).inserted
      else { return }
      try collect(try rewriter.document.object(number), key: key, location)
    case .array(let elements):
      for element in elements { try collect(element, key: key, location) }
    case .dictionary(let dictionary):
      for entry in dictionary.entries { try collect(entry.value, key: entry.key, location) }
    case .stream(let stream): try collect(stream, key: key, location)
    case .string(let bytes): add(PDFText.decoded(bytes))
    case .name(let name): if key != "Type", key != "Subtype", key != "S" { add(name) }
    default: break
    }
  }

  private mutating func collect(
    _ stream: PDFStream, key: String, _ location: String
  ) throws(MediaError) {
    for entry in stream.dictionary.entries where !["Filter", "Length"].contains(entry.key) {
      try collect(entry.value, key: entry.key, location)
    }
    let filters = try rewriter.document.filters(of: stream.dictionary)
    guard let plain = try rewriter.document.decoded(stream, filters.prefix { !$0.isPicture }[...])
    else { return }
    if key == "Metadata" {
      try XMPBlock.read(plain[...], at: location + "/Metadata", &rewriter.reading)
    } else {
      _ = try rewriter.reading.embedded(MediaSource(plain), at: location)
      if let runs = PrintableText.runs(in: plain[...]) { add(runs) }
    }
  }

  private mutating func add(_ text: String) {
    guard !text.isEmpty else { return }
    parts.append(text)
    count += text.utf8.count
  }
}
