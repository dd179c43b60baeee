/// Goes through what paints (ISO 32000-1, 7.8.2 and 14.6) for what is not painted: comments,
/// properties of marked content, text in layers that are hidden.
///
/// **Cost**: O(bytes); only strings and dictionaries are looked into.
struct PDFContentScan {
  /// Something that was found.
  struct Finding {
    let location: String
    let meaning: String
    let isRemoved: Bool
    let text: String
  }

  /// What was found.
  private(set) var findings: [Finding] = []

  private let bytes: [UInt8]
  private let hidden: Set<String>
  private let strict: Bool
  private var lexer: PDFLexer
  /// Runs that go, with what stands for them.
  private var edits: [PDFSheet.Edit] = []
  /// For each open marked content, whether it is a hidden layer.
  private var marks: [Bool] = []
  private var hiddenDepth = 0
  /// The operands before the next operator: the last name, dictionary and strings.
  private var names: [Range<Int>] = []
  private var strings: [(range: Range<Int>, bytes: [UInt8])] = []
  private var dictionary: (range: Range<Int>, value: PDFDictionary)?

  /// How many findings of one stream are listed.
  private static let findingLimit = 1_000

  /// A scan of what a content stream holds; `hidden` names layers that are not shown.
  init(_ bytes: [UInt8], hidden: Set<String>, strict: Bool) {
    self.bytes = bytes
    self.hidden = hidden
    self.strict = strict
    lexer = PDFLexer(bytes)
  }

  /// The stream without what goes, by this scan and by others; nil where nothing does.
  func edited(with others: [PDFSheet.Edit]) -> [UInt8]? {
    // What follows where a string was comes before what else goes there.
    let edits = (others + edits).sorted(by: PDFSheet.areInOrder)
    guard !edits.isEmpty else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var position = 0
    for edit in edits where edit.range.lowerBound >= position {
      output += bytes[position..<edit.range.lowerBound]
      output += edit.bytes
      position = edit.range.upperBound
    }
    return output + bytes[position...]
  }

  /// Goes through the whole stream.
  mutating func run() {
    guard !hidden.isEmpty || PDFContentBytes.mayTell(bytes.span) else { return }
    while lexer.position < bytes.count {
      let start = lexer.position
      lexer.position = PDFContentBytes.numbersEnd(bytes.span, from: start)
      guard lexer.position < bytes.count else { return }
      let byte = bytes[lexer.position]
      if lexer.position > start, !PDFCharacters.isSpace(bytes[lexer.position - 1]) {
        // What follows a digit belongs to the number.
        passWord()
        if lexer.position == bytes.count { return }
        if PDFCharacters.isRegular(byte) { continue }
      }
      switch byte {
      case 0x25: comment()
      case 0x28: literal()
      case 0x3c: bracket()
      case 0x2f: names.append(passName())
      case 0x5b, 0x5d, 0x3e, 0x29, 0x7b, 0x7d: lexer.position += 1
      default:
        if PDFCharacters.isSpace(byte) { lexer.position += 1 } else { word() }
      }
    }
  }

  private mutating func add(
    _ location: String, _ meaning: String, isRemoved: Bool, _ text: String
  ) {
    guard findings.count < Self.findingLimit else { return }
    findings.append(
      Finding(location: location, meaning: meaning, isRemoved: isRemoved, text: text))
  }

  private mutating func comment() {
    let start = lexer.position
    while lexer.position < bytes.count, bytes[lexer.position] != 10, bytes[lexer.position] != 13 {
      lexer.position += 1
    }
    let range = start..<lexer.position
    edits.append((range, []))
    add(
      "Contents/comment", "a comment between what paints", isRemoved: true,
      PDFCharacters.text(bytes[range.dropFirst()].prefix(PrintableText.limit)))
  }

  private mutating func literal() {
    let start = lexer.position
    if hiddenDepth > 0 {
      let content = lexer.literal()
      strings.append((start..<lexer.position, content))
      return
    }
    lexer.position = PDFContentBytes.literalEnd(bytes.span, from: start)
  }

  /// A string of hexadecimal digits, or a dictionary.
  private mutating func bracket() {
    let start = lexer.position
    guard start + 1 < bytes.count, bytes[start + 1] == 0x3c else {
      let content = lexer.hexadecimal()
      if hiddenDepth > 0 { strings.append((start..<lexer.position, content)) }
      return
    }
    guard case .dictionary(let value)? = lexer.object() else {
      lexer.position = max(lexer.position, start + 2)
      return
    }
    dictionary = (start..<lexer.position, value)
  }

  /// Passes a name, which is read only where it matters.
  private mutating func passName() -> Range<Int> {
    let start = lexer.position
    lexer.position += 1
    passWord()
    return start..<lexer.position
  }

  private func name(_ number: Int) -> String? {
    guard number < names.count else { return nil }
    var reader = PDFLexer(bytes, from: names[number].lowerBound, to: names[number].upperBound)
    return reader.name()
  }

  private mutating func passWord() {
    lexer.position = PDFContentBytes.wordEnd(bytes.span, from: lexer.position)
  }

  /// A number or an operator.
  private mutating func word() {
    let start = lexer.position
    passWord()
    let first = bytes[start]
    guard first > 0x39 || first == 0x27 || first == 0x22 else { return }
    operate(start..<lexer.position)
    if !names.isEmpty { names.removeAll(keepingCapacity: true) }
    if !strings.isEmpty { strings.removeAll(keepingCapacity: true) }
    if dictionary != nil { dictionary = nil }
  }

  private mutating func operate(_ range: Range<Int>) {
    if hiddenDepth > 0, !strings.isEmpty { hideText() }
    guard range.count == 2 || range.count == 3 else { return }
    var code = 0
    for index in range { code = code << 8 | Int(bytes[index]) }
    switch code {
    case 0x42_44_43: begin()  // BDC
    case 0x42_4d_43: marks.append(false)  // BMC
    case 0x45_4d_43: if marks.popLast() == true { hiddenDepth -= 1 }  // EMC
    case 0x44_50: properties()  // DP
    case 0x49_44: lexer.position = Self.inlineImageEnd(bytes, from: lexer.position)  // ID
    default: break
    }
  }

  private mutating func begin() {
    properties()
    let isHidden = !hidden.isEmpty && name(0) == "OC" && name(1).map(hidden.contains) == true
    marks.append(isHidden)
    if isHidden { hiddenDepth += 1 }
  }

  /// Keys whose strings are content, by the property lists of ISO 32000-1, 14.8 and 14.9.
  private static let content: Set<String> = ["ActualText", "Alt", "E"]
  private static let needed: Set<String> = [
    "MCID", "Lang", "Type", "Subtype", "BBox", "Attached", "O", "Placement", "WritingMode",
    "TextAlign",
  ]

  /// Whether a value says nothing in words.
  private static func isNumeric(_ value: PDFObject) -> Bool {
    switch value {
    case .null, .boolean, .integer, .real: true
    case .array(let elements): elements.allSatisfy(isNumeric)
    default: false
    }
  }

  /// Keeps what is needed or content of a property list, and says so.
  private mutating func properties() {
    guard let (range, value) = dictionary else { return }
    var kept: [PDFDictionary.Entry] = []
    for entry in value.entries {
      let isContent = Self.content.contains(entry.key)
      let stays =
        Self.needed.contains(entry.key) || Self.isNumeric(entry.value) || (isContent && !strict)
      if stays { kept.append(entry) }
      guard isContent || !stays else { continue }
      let text = entry.value.string.map(PDFText.decoded) ?? entry.value.name ?? ""
      add(
        isContent ? "Contents/\(entry.key)" : "Contents/private key",
        isContent ? "a text that stands for what is painted" : "a key that no list knows",
        isRemoved: !stays, text)
    }
    guard kept.count < value.entries.count else { return }
    edits.append((range, PDFWriter.spelled(.dictionary(PDFDictionary(kept)))))
  }

  /// Text in a hidden layer: shown to the reader of a report; gone where hidden content goes.
  private mutating func hideText() {
    for string in strings {
      guard !string.bytes.isEmpty else { continue }
      add(
        "Contents/hidden layer", "text in a layer that is hidden", isRemoved: strict,
        PDFText.decoded(string.bytes))
      if strict { edits.append((string.range, [0x28, 0x29])) }
    }
  }

  /// Where a picture that stands between what paints ends: behind its `EI`.
  static func inlineImageEnd(_ bytes: [UInt8], from position: Int) -> Int {
    var index = position + 1
    while index + 1 < bytes.count {
      if bytes[index] == 0x45, bytes[index + 1] == 0x49, PDFCharacters.isSpace(bytes[index - 1]),
        index + 2 >= bytes.count || !PDFCharacters.isRegular(bytes[index + 2]),
        bytes[(index + 2)..<min(bytes.count, index + 14)].allSatisfy(isPlain)
      {
        return index + 2
      }
      index += 1
    }
    return bytes.count
  }

  /// Whether a byte may stand among operators rather than in a picture.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (byte >= 32 && byte < 127) || PDFCharacters.isSpace(byte)
  }
}
