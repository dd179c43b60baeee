/// Edits XML by its tokens: what no rule touches stays byte for byte.
///
/// **Guarantee**: the output is as well-formed as the input; text that no rule deletes is in the
/// output as it was. **Cost**: O(bytes): each token is looked at once.
struct OfficeXMLEditor {
  /// What came out.
  struct Result {
    /// The new bytes; nil where nothing was changed.
    let bytes: [UInt8]?
    /// A check sum of the text that stays.
    let digest: [UInt8]
  }

  private struct Frame {
    /// Where its start tag stands in the input, and in the output.
    let start: Int
    let output: Int
    let sum: CRC32
    let textCount: Int
  }

  private let bytes: ArraySlice<UInt8>
  private var tokenizer: XMLTokenizer
  private var output: [UInt8] = []
  /// The input up to here is in the output, or gone.
  private var copied: Int
  private var isChanged: Bool
  private var frames: [Frame] = []
  private var path = OfficePath()
  private var sum = CRC32()
  private var textCount = 0
  private var hasRoot = false
  private var notes: OfficeNotes
  private let wantsValues: Bool
  /// Where the part stands in the archive, for errors.
  private let offset: Int

  /// Elements within elements; what a word processor writes has some dozens.
  private static let deepest = 2_000

  private init(_ bytes: [UInt8], offset: Int, wantsValues: Bool) {
    let text = OfficeXMLText.utf8(bytes)
    self.bytes = text.bytes
    isChanged = text.isConverted
    // A mark of byte order stays where it is.
    let start =
      self.bytes.starts(with: [0xef, 0xbb, 0xbf])
      ? self.bytes.startIndex + 3 : self.bytes.startIndex
    copied = self.bytes.startIndex
    tokenizer = XMLTokenizer(self.bytes[start...])
    self.offset = offset
    self.wantsValues = wantsValues
    notes = OfficeNotes(wantsValues: wantsValues)
  }

  /// Edits a part by rules.
  ///
  /// Throws `malformed` for what is no well-formed XML or declares entities.
  static func run(
    _ rules: inout some OfficeRules, on bytes: [UInt8], part: String, offset: Int,
    _ reading: inout Reading
  ) throws(MediaError) -> Result {
    var editor = OfficeXMLEditor(bytes, offset: offset, wantsValues: reading.wantsValues)
    try editor.edit(&rules)
    editor.notes.disclose(in: part, &reading)
    let digest = ZipPlan.digest(check: editor.sum.value, count: editor.textCount)
    guard editor.isChanged else { return Result(bytes: nil, digest: digest) }
    return Result(bytes: editor.output, digest: digest)
  }

  private func fault(_ reason: String) -> MediaError {
    .malformed(.zip, offset: offset, reason: reason)
  }

  private mutating func edit(_ rules: inout some OfficeRules) throws(MediaError) {
    while true {
      let start = tokenizer.position
      guard let token = tokenizer.next() else { break }
      switch token.kind {
      case .start(let isEmpty): try open(token, start, isEmpty: isEmpty, &rules)
      case .end: try close(token, &rules)
      case .text, .literal: take(token, start, &rules)
      case .comment:
        notes.add(
          .content, .high, at: "comment", "a comment in the markup",
          value: XMLText.text(bytes[token.content]))
        cut(start..<tokenizer.position)
      case .instruction: instruction(token, start, keeps: rules.keepsInstructions)
      case .doctype:
        guard !rules.refusesDoctype, !bytes[token.content].contains(UInt8(ascii: "[")) else {
          throw fault("a part declares entities of its own")
        }
      }
    }
    guard !tokenizer.isBroken, frames.isEmpty, hasRoot else {
      throw fault("a part is no well-formed XML")
    }
    if isChanged { flush(to: bytes.endIndex) }
  }

  private mutating func instruction(_ token: XMLToken, _ start: Int, keeps: Bool) {
    let content = bytes[token.content]
    if keeps || content.starts(with: Array("xml ".utf8)) { return }
    notes.add(
      .software, .low, at: "instruction", "an instruction to a program",
      value: XMLText.text(content))
    cut(start..<tokenizer.position)
  }

  private mutating func open(
    _ token: XMLToken, _ start: Int, isEmpty: Bool, _ rules: inout some OfficeRules
  ) throws(MediaError) {
    guard frames.count < Self.deepest else {
      throw .limit(.depth, allowed: Self.deepest)
    }
    hasRoot = true
    let element = OfficeElement(token, tokenizer)
    // Made before attributes are changed: it is where all of the element starts.
    let frame = Frame(
      start: start, output: output.count + max(0, start - copied), sum: sum, textCount: textCount)
    switch rules.start(element, in: path, &notes) {
    case .keep: break
    case .delete:
      try skip(isEmpty: isEmpty, levels: 0)
      cut(start..<tokenizer.position)
      return
    case .deleteEnclosing(let name):
      try deleteEnclosing(name, start, isEmpty: isEmpty)
      return
    case .change(let changes): change(changes, element, nameEnd: token.name.upperBound)
    case .content(let text, let find):
      guard !isEmpty else { break }
      let inner = tokenizer.position
      try replaceContent(from: inner, with: text, find)
      return
    }
    guard !isEmpty else { return }
    frames.append(frame)
    path.push(element.name)
  }

  private mutating func close(
    _ token: XMLToken, _ rules: inout some OfficeRules
  ) throws(MediaError) {
    guard let frame = frames.last, path.last == OfficeElement.local(bytes[token.name]) else {
      throw fault("a part is no well-formed XML")
    }
    let drops = rules.dropsAtEnd(path)
    frames.removeLast()
    path.pop()
    if drops { revert(to: frame) }
  }

  private mutating func take(_ token: XMLToken, _ start: Int, _ rules: inout some OfficeRules) {
    if wantsValues { rules.see(bytes[token.content], in: path, &notes) }
    if rules.wantsText, let other = rules.text(bytes[token.content], in: path, &notes) {
      flush(to: start)
      let escaped = OfficeXMLText.escaped(other)
      output += escaped
      copied = tokenizer.position
      isChanged = true
      count(escaped[...])
    } else {
      count(bytes[token.content])
    }
  }

  private mutating func count(_ text: ArraySlice<UInt8>) {
    sum.update(text)
    textCount += text.count
  }

  // MARK: What is taken out and put in

  private mutating func flush(to end: Int) {
    guard copied < end else { return }
    output += bytes[copied..<end]
    copied = end
  }

  private mutating func cut(_ range: Range<Int>) {
    flush(to: range.lowerBound)
    copied = range.upperBound
    isChanged = true
  }

  /// Takes everything since a frame's start out of the output again.
  private mutating func revert(to frame: Frame) {
    if copied <= frame.start {
      flush(to: frame.start)
    } else {
      output.removeLast(max(0, output.count - frame.output))
    }
    copied = tokenizer.position
    isChanged = true
    sum = frame.sum
    textCount = frame.textCount
  }

  private mutating func deleteEnclosing(
    _ name: String, _ start: Int, isEmpty: Bool
  ) throws(MediaError) {
    guard let level = path.names.lastIndex(of: name) else {
      try skip(isEmpty: isEmpty, levels: 0)
      return cut(start..<tokenizer.position)
    }
    let frame = frames[level]
    try skip(isEmpty: isEmpty, levels: frames.count - level)
    path.cut(to: level)
    frames.removeLast(frames.count - level)
    revert(to: frame)
  }

  /// Passes the rest of an element whose start tag was read, and of `levels` elements around it.
  private mutating func skip(isEmpty: Bool, levels: Int) throws(MediaError) {
    var depth = levels + (isEmpty ? 0 : 1)
    while depth > 0 {
      guard let token = tokenizer.next() else { throw fault("a part is no well-formed XML") }
      switch token.kind {
      case .start(let isEmpty):
        depth += isEmpty ? 0 : 1
        for attribute in tokenizer.attributes where wantsValues { noteDropped(attribute.value) }
      case .end: depth -= 1
      case .text, .literal: noteDropped(token.content)
      case .doctype: throw fault("a part declares entities of its own")
      default: break
      }
    }
  }

  private mutating func noteDropped(_ text: Range<Int>) {
    notes.add(
      .content, .medium, at: "text of dropped elements", "text in what is dropped",
      value: XMLText.text(bytes[text].prefix(200)))
  }

  private mutating func replaceContent(
    from start: Int, with text: String, _ find: OfficeFind
  ) throws(MediaError) {
    var depth = 1
    var end = start
    while depth > 0 {
      end = tokenizer.position
      guard let token = tokenizer.next() else { throw fault("a part is no well-formed XML") }
      if case .start(let isEmpty) = token.kind { depth += isEmpty ? 0 : 1 }
      if token.kind == .end { depth -= 1 }
    }
    let escaped = OfficeXMLText.escaped(text)
    count(escaped[...])
    if bytes[start..<end].elementsEqual(escaped) { return }
    notes.add(
      find.category, find.severity, at: find.place, find.meaning,
      value: XMLText.text(bytes[start..<end].prefix(200)))
    // The end tag was read with it.
    flush(to: start)
    copied = end
    isChanged = true
    output += escaped
  }

  private mutating func change(
    _ changes: [Int: String?], _ element: OfficeElement, nameEnd: Int
  ) {
    var previous = nameEnd
    for (number, attribute) in element.attributes.enumerated() {
      let end = attribute.value.upperBound + 1
      defer { previous = end }
      guard let change = changes[number] else { continue }
      guard let text = change else {
        cut(previous..<end)
        continue
      }
      let escaped = OfficeXMLText.escaped(text)
      if bytes[attribute.value].elementsEqual(escaped) { continue }
      cut(attribute.value)
      output += escaped
    }
  }
}
