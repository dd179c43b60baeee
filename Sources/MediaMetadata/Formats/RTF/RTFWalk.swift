/// Goes through a document from left to right.
struct RTFWalk: TextWalk {
  /// A group that is open.
  private struct Frame {
    let start: Int
    /// Whether a control word without a blank stands before it.
    let isBehindWord: Bool
    var name: String?
    var isStarred = false
    /// Whether its text is hidden, or deleted with the deletion kept.
    var isHidden = false
    /// Where the digits of a picture begin, and whether other bytes stand among them.
    var digits: Range<Int>?
    /// Whether it is a Windows metafile, which no reader knows and programs put everywhere.
    var isMetafile = false
    /// How many groups it holds.
    var groups = 0
    /// What goes while the group has no name: it can't be the group's start, as it isn't when what
    /// is left is read again.
    var gone: [Range<Int>] = []
  }

  var plan: TextPlan
  private var tokenizer: RTFTokenizer
  private var stack: [Frame] = []
  /// How many frames are open around the group that goes; nil outside one.
  private var dropped: Int?
  /// How many frames are open around the group that is written anew; nil outside one.
  private var replaced: Int?
  private var authors = 0
  private var hiddenCount = 0
  private var tellingWords = 0
  /// Whether what was kept last is a control word that a letter behind it would change.
  private var isOpenEnded = false

  private static let depthLimit = 1_000

  init(_ plan: TextPlan) {
    self.plan = plan
    tokenizer = RTFTokenizer(plan.bytes)
  }

  /// Takes the document in up to its last brace; what is behind it goes.
  mutating func run(_ reading: inout Reading) throws(MediaError) {
    repeat {
      guard let token = try tokenizer.next() else {
        throw .truncated(.rtf, offset: plan.bytes.count, reason: "a group has no end")
      }
      try reading.countStructure()
      try take(token, &reading)
    } while !stack.isEmpty
    let end = tokenizer.position
    plan.keep(to: end)
    if tellingWords > 0 {
      reading.disclose(
        .identifier, .high, at: "text", "numbers of the sessions it was edited in, or times",
        value: "\(tellingWords) words")
    }
    if hiddenCount > 0 {
      let goes = reading.policy.dropsHiddenContent
      reading.disclose(
        .content, .high, at: "text", "text that is not shown", fate: goes ? .removed : .kept)
    }
    if end < plan.bytes.count {
      reading.discloseUnknown(plan.bytes[end...], at: "after the end")
      plan.drop(to: plan.bytes.count, "after the end")
    }
  }

  private mutating func take(_ token: RTFToken, _ reading: inout Reading) throws(MediaError) {
    switch token.kind {
    case .open:
      guard stack.count < Self.depthLimit else { throw .limit(.depth, allowed: Self.depthLimit) }
      if !stack.isEmpty {
        stack[stack.count - 1].groups += 1
      }
      var frame = Frame(start: token.range.lowerBound, isBehindWord: isOpenEnded)
      frame.isHidden = stack.last?.isHidden ?? false
      stack.append(frame)
      if dropped == nil { isOpenEnded = false }
    case .close: try close(token, &reading)
    case .word(let name, let number, let isDelimited):
      try take(word: name, number, isDelimited: isDelimited, token, &reading)
    case .symbol(let symbol):
      // A character by its number or escaped is text as any other.
      let isText = Self.characters.contains(symbol)
      if symbol == UInt8(ascii: "*"), stack.last?.name == nil, !stack.isEmpty {
        stack[stack.count - 1].isStarred = true
      } else if !isText || !takeHiddenStart(token, &reading) {
        endStart()
        if isText { takeHidden(token, &reading) }
      }
      if dropped == nil { isOpenEnded = false }
    case .text: try take(text: token, &reading)
    case .binary(let data): try take(binary: data, token, &reading)
    }
  }

  /// Whether what is read now is neither dropped nor written anew with its group.
  private var isOpen: Bool { dropped == nil && replaced == nil }

  /// A group that begins with anything but a control word has no name, and so have those around it
  /// that began with nothing that stays.
  private mutating func endStart(_ count: Int? = nil) {
    guard isOpen else { return }
    let end = count ?? stack.count
    // Those without a name are the last ones.
    var first = end
    while first > 0, stack[first - 1].name == nil { first -= 1 }
    for index in first..<end {
      stack[index].name = ""
      letGo(stack[index].gone)
    }
  }

  /// Lets what stands before the name of a group go.
  private mutating func letGo(_ ranges: [Range<Int>]) {
    for range in ranges {
      plan.keep(to: range.lowerBound)
      plan.drop(to: range.upperBound, "start of a group")
    }
  }

  private mutating func take(
    word name: String, _ number: Int?, isDelimited: Bool, _ token: RTFToken,
    _ reading: inout Reading
  ) throws(MediaError) {
    guard !stack.isEmpty else { return }
    let last = stack.count - 1
    let isFirst = stack[last].name == nil
    guard last > 0 || !isFirst || name == "rtf" else {
      throw .malformed(.rtf, offset: 0, reason: "another format than RTF")
    }
    if isFirst, isOpen, !stack[last].isStarred, RTFRules.isTelling(name) {
      tellingWords += 1
      return stack[last].gone.append(token.range)
    }
    if isFirst, name == "u", takeHiddenStart(token, &reading) { return }
    guard isOpen else { return }
    let isStrict = reading.policy.dropsHiddenContent
    let isName = ["revtbl", "atnid", "atnauthor"].contains(name)
    if isFirst, isName, name == "revtbl" || !isStrict {
      endStart(last)
      stack[last].name = name
      plan.keep(to: stack[last].start)
      replaced = last
      return
    }
    if isFirst,
      let why = RTFRules.reasonToDrop(
        name, isStarred: stack[last].isStarred, isStrict: isStrict)
    {
      stack[last].name = name
      dropped = last
      return reading.disclose(
        why.category, why.severity, at: PrintableText.cleaned(name), why.meaning)
    }
    if isFirst {
      endStart()
      stack[last].name = name
    }
    if name == "u", takeHidden(token, &reading), isStrict { return }
    switch name {
    case "v", "deleted": stack[last].isHidden = number != 0
    case "plain": stack[last].isHidden = false
    case "wmetafile", "emfblip": stack[last].isMetafile = true
    case "annotation":
      reading.disclose(.content, .high, at: "annotation", "a comment", fate: .kept)
    case "objdata":
      reading.disclose(
        .unknown, .high, at: "object", "an object of another program", fate: .kept)
    default: break
    }
    guard RTFRules.isTelling(name) else {
      isOpenEnded = !isDelimited
      if isDelimited {
        // A blank is put in where a word needs it, and so no blank of this kind is payload.
        plan.keep(to: token.range.upperBound - 1)
        plan.keepAside(to: token.range.upperBound, "text")
      }
      return
    }
    plan.keep(to: token.range.lowerBound)
    drop(to: token.range.upperBound)
    tellingWords += 1
  }

  /// Lets the bytes up to `end` go; a blank ends the word before them where it needs one.
  private mutating func drop(to end: Int) {
    let next = end < plan.bytes.count ? plan.bytes[end] : 0x7d
    if isOpenEnded, ![0x5c, 0x7b, 0x7d].contains(next) {
      plan.put([0x20], to: end, "blank")
      isOpenEnded = false
    } else {
      plan.drop(to: end, "word")
    }
  }

  private mutating func close(_ token: RTFToken, _ reading: inout Reading) throws(MediaError) {
    if stack.last?.name == nil { endStart() }
    guard let frame = stack.popLast() else {
      throw .malformed(.rtf, offset: token.range.lowerBound, reason: "a brace closes nothing")
    }
    let end = token.range.upperBound
    let content = frame.start..<token.range.lowerBound
    if let open = dropped {
      guard open == stack.count else { return }
      dropped = nil
      let raw = plan.bytes[content]
      reading.disclose(
        .unknown, .low, at: PrintableText.cleaned(frame.name ?? "group"), "its text",
        value: PrintableText.runs(in: raw.prefix(8_000)))
      isOpenEnded = frame.isBehindWord
      if let parent = stack.indices.last, stack[parent].name == nil {
        return stack[parent].gone.append(frame.start..<end)
      }
      plan.keep(to: frame.start)
      return drop(to: end)
    }
    if let open = replaced {
      guard open == stack.count else { return }
      replaced = nil
    }
    switch frame.name {
    case "atnid", "atnauthor":
      try rename(frame, content, &reading)
    case "revtbl":
      let names = (0..<frame.groups).flatMap { index in
        Array("{".utf8) + (index == 0 ? Array("Unknown".utf8) : RTFRules.neutral("", index))
          + Array(";}".utf8)
      }
      replace(content, Array("{\\*\\revtbl ".utf8) + names, "who changed the text", &reading)
    case let name? where Self.files.contains(name):
      try takeFile(frame, token.range.lowerBound, &reading)
    case "fldinst":
      let text = PrintableText.text(plan.bytes[content].dropFirst(1))
      let isPath = text.contains(":\\\\") || text.contains("/home/") || text.contains("/Users/")
      reading.disclose(
        .identifier, isPath ? .high : .low, at: "field", "a field, which may hold an address",
        fate: .kept, value: text)
    default: break
    }
    isOpenEnded = false
  }

  private mutating func rename(
    _ frame: Frame, _ content: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) {
    let name = frame.name ?? ""
    if name == "atnid" { authors += 1 }
    let text = Array("{\\*\\\(name) ".utf8) + RTFRules.neutral(name, max(1, authors))
    replace(content, text, "who wrote a comment", &reading)
  }

  private mutating func replace(
    _ content: Range<Int>, _ text: [UInt8], _ meaning: String, _ reading: inout Reading
  ) {
    guard plan.position <= content.lowerBound else { return }
    plan.keep(to: content.lowerBound)
    if !plan.bytes[content].elementsEqual(text) {
      reading.disclose(
        .person, .high, at: "author", meaning,
        value: PrintableText.runs(in: plan.bytes[content].prefix(8_000)))
    }
    plan.put(text, to: content.upperBound, "author")
  }

  // MARK: text and pictures

  /// Groups whose digits are a file: pictures, and the package of an office theme.
  private static let files: Set<String> = ["pict", "themedata"]

  private mutating func take(text token: RTFToken, _ reading: inout Reading) throws(MediaError) {
    guard !stack.isEmpty else {
      throw .malformed(.rtf, offset: token.range.lowerBound, reason: "text outside the document")
    }
    guard isOpen else { return }
    let last = stack.count - 1
    if takeHiddenStart(token, &reading) { return }
    let isBlank = plan.bytes[token.range].allSatisfy(XMLTokenizer.isSpace)
    if !isBlank { endStart() }
    if let name = stack[last].name, Self.files.contains(name), !isBlank {
      take(digits: token, &reading)
    } else {
      isOpenEnded = false
      if stack[last].name.map(Self.files.contains) != true { takeHidden(token, &reading) }
    }
  }

  /// Remembers the first digits of a file; those that are no whole file go where such files go.
  private mutating func take(digits token: RTFToken, _ reading: inout Reading) {
    let last = stack.count - 1
    let isWhole = stack[last].digits == nil && plan.bytes[token.range.upperBound...].first == 0x7d
    if !isWhole, goesUnread(stack[last], reading) {
      plan.keep(to: token.range.lowerBound)
      reading.discloseUnknown(
        plan.bytes[token.range], at: Self.place(of: stack[last]), Self.unreadDigits)
      return plan.drop(to: token.range.upperBound, "picture")
    }
    isOpenEnded = false
    if stack[last].digits == nil { stack[last].digits = token.range }
  }

  private static let unreadDigits = "digits of a file that can't be read"

  private static func place(of frame: Frame) -> String {
    frame.name == "pict" ? "picture" : "theme"
  }

  /// Whether a file that can't be looked into goes.
  private func goesUnread(_ frame: Frame, _ reading: Reading) -> Bool {
    reading.policy.dropsHiddenContent && !frame.isMetafile
  }

  /// Symbols that stand for a character.
  private static let characters = Set("'~-_{}\\".utf8)

  /// Counts text that is hidden, and lets it go under a strict policy; says whether it is.
  @discardableResult
  private mutating func takeHidden(_ token: RTFToken, _ reading: inout Reading) -> Bool {
    guard isOpen, stack.last?.isHidden == true else { return false }
    hiddenCount += 1
    if reading.policy.dropsHiddenContent {
      plan.keep(to: token.range.lowerBound)
      plan.drop(to: token.range.upperBound, "hidden text")
    }
    return true
  }

  /// Lets hidden text go that stands before the name of a group; says whether it does.
  private mutating func takeHiddenStart(_ token: RTFToken, _ reading: inout Reading) -> Bool {
    guard isOpen, let frame = stack.last, frame.name == nil, frame.isHidden,
      reading.policy.dropsHiddenContent
    else { return false }
    hiddenCount += 1
    stack[stack.count - 1].gone.append(token.range)
    return true
  }

  /// Cleans the file whose digits end before a group's end; one that can't be read stays or goes,
  /// and says so.
  private mutating func takeFile(
    _ frame: Frame, _ end: Int, _ reading: inout Reading
  ) throws(MediaError) {
    guard let digits = frame.digits else { return }
    let place = Self.place(of: frame)
    let goes = goesUnread(frame, reading)
    let fate = goes ? Disclosure.Fate.removed : .kept
    var inner: NestedFile?
    if digits.upperBound == end, let bytes = RTFDigits.decoded(plan.bytes[digits]) {
      inner = try NestedFile.read(bytes, at: place, dropping: goes, &reading)
      if inner == nil { NestedFile.discloseUnknown(bytes[...], at: place, &reading, fate: fate) }
    } else {
      reading.discloseUnknown(
        plan.bytes[digits.lowerBound..<end], at: place, Self.unreadDigits, fate: fate)
    }
    guard inner != nil || goes else { return }
    plan.keep(to: digits.lowerBound)
    guard let inner, !inner.isGone else { return plan.drop(to: end, "picture") }
    plan.put(
      inner.rebuilt.map(RTFDigits.encoded) ?? Array(plan.bytes[digits]), to: end,
      payload: inner.payload, "picture")
  }

  private mutating func take(
    binary data: Range<Int>, _ token: RTFToken, _ reading: inout Reading
  ) throws(MediaError) {
    guard isOpen, let frame = stack.last else { return }
    let bytes = Array(plan.bytes[data])
    let goes = goesUnread(frame, reading)
    let inner = try NestedFile.read(bytes, at: "picture", dropping: goes, &reading)
    if inner == nil {
      NestedFile.discloseUnknown(
        bytes[...], at: "picture", &reading, fate: goes ? .removed : .kept)
      if !goes {
        endStart()
        return isOpenEnded = false
      }
    }
    guard let inner, !inner.isGone else {
      if frame.name == nil { return stack[stack.count - 1].gone.append(token.range) }
      plan.keep(to: token.range.lowerBound)
      return drop(to: data.upperBound)
    }
    endStart()
    plan.keep(to: token.range.lowerBound)
    isOpenEnded = false
    let clean = inner.rebuilt ?? bytes
    plan.put(Array("\\bin\(clean.count) ".utf8), to: data.lowerBound, "picture")
    plan.put(clean, to: data.upperBound, payload: inner.payload, "picture")
  }
}
