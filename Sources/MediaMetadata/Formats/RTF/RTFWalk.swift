/// Goes through a document from left to right.
struct RTFWalk: TextWalk {
  /// A group that is open.
  struct Frame {
    let start: Int
    /// Whether a control word without a blank stands before it.
    let isBehindWord: Bool
    var name: String?
    var isStarred = false
    /// Whether its text is hidden, or deleted with the deletion kept.
    var isHidden = false
    /// The digits of a picture, and whether something stands behind them that stays.
    var digits: [Range<Int>] = []
    var isBroken = false
    /// Whether it is a Windows metafile, which no reader knows and programs put everywhere.
    var isMetafile = false
    /// How many groups it holds.
    var groups = 0
    /// What goes while the group is unsettled.
    var gone: [Range<Int>] = []

    /// Whether all digits so far may be those of a whole file.
    var hasDigits: Bool { !digits.isEmpty && !isBroken }
    /// Whether what goes must wait: it is neither the group's start nor a break among digits, as it
    /// isn't when what is left is read again.
    var isUnsettled: Bool { name == nil || hasDigits }
  }

  var plan: TextPlan
  private var tokenizer: RTFTokenizer
  var stack: [Frame] = []
  /// How many frames are open around the group that goes; nil outside one.
  private var dropped: Int?
  /// How many frames are open around the group that is written anew; nil outside one.
  private var replaced: Int?
  private var authors = 0
  private var hiddenCount = 0
  private var tellingWords = 0
  /// Whether what was kept last is a control word that a letter behind it would change.
  var isOpenEnded = false

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
      } else if isText, takeHidden(token, &reading) {
        return
      } else {
        endStart(&reading)
      }
      if dropped == nil { isOpenEnded = false }
    case .text: try take(text: token, &reading)
    case .binary(let data): try take(binary: data, token, &reading)
    }
  }

  /// Whether what is read now is neither dropped nor written anew with its group.
  var isOpen: Bool { dropped == nil && replaced == nil }

  /// What stays is the end of the digits before it; a group that begins with anything but a control
  /// word has no name, and so have those around it that began with nothing that stays.
  mutating func endStart(_ reading: inout Reading, outside count: Int? = nil) {
    guard isOpen else { return }
    let end = count ?? stack.count
    // Those without a name are the last ones.
    var first = end
    while first > 0, stack[first - 1].name == nil { first -= 1 }
    if first > 0 { endDigits(of: first - 1, &reading) }
    for index in first..<end {
      stack[index].name = ""
      drop(stack[index].gone)
      stack[index].gone = []
    }
  }

  /// Lets something go, at once or when the group is settled.
  mutating func letGo(_ range: Range<Int>) {
    guard let last = stack.indices.last else { return }
    if stack[last].isUnsettled { return stack[last].gone.append(range) }
    guard let name = stack[last].name, Self.files.contains(name) else { return drop([range]) }
    // The blanks behind it are not hidden, and no end of a word before it.
    plan.keep(to: range.lowerBound)
    drop(to: range.upperBound)
  }

  /// Lets runs of bytes go, in order.
  mutating func drop(_ ranges: [Range<Int>]) {
    for range in ranges {
      plan.keep(to: range.lowerBound)
      plan.drop(to: range.upperBound, "what is not shown")
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
    guard isOpen else { return }
    if stack[last].isUnsettled, !isFirst || !stack[last].isStarred, RTFRules.isTelling(name) {
      tellingWords += 1
      return letGo(token.range)
    }
    // Some programs heed it anywhere, others only where a group begins.
    if !isFirst, RTFRules.describes(name) {
      throw .malformed(
        .rtf, offset: token.range.lowerBound, reason: "a description begins inside a group")
    }
    if name == "u", takeHidden(token, &reading) { return }
    let isStrict = reading.policy.dropsHiddenContent
    let isName = ["revtbl", "atnid", "atnauthor"].contains(name)
    if isFirst, isName, name == "revtbl" || !isStrict {
      endStart(&reading, outside: last)
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
    endStart(&reading)
    if isFirst { stack[last].name = name }
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
  mutating func drop(to end: Int) {
    let next = end < plan.bytes.count ? plan.bytes[end] : 0x7d
    if isOpenEnded, ![0x5c, 0x7b, 0x7d].contains(next) {
      plan.put([0x20], to: end, "blank")
      isOpenEnded = false
    } else {
      plan.drop(to: end, "word")
    }
  }

  private mutating func close(_ token: RTFToken, _ reading: inout Reading) throws(MediaError) {
    if stack.last?.name == nil { endStart(&reading) }
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
      if stack.last?.isUnsettled == true { return letGo(frame.start..<end) }
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

  // MARK: text

  private mutating func take(text token: RTFToken, _ reading: inout Reading) throws(MediaError) {
    guard let last = stack.indices.last else {
      throw .malformed(.rtf, offset: token.range.lowerBound, reason: "text outside the document")
    }
    guard isOpen else { return }
    defer { isOpenEnded = false }
    let isBlank = plan.bytes[token.range].allSatisfy(XMLTokenizer.isSpace)
    // No copy of the frame is held: what it lists would be copied for each token.
    if let name = stack[last].name, Self.files.contains(name) {
      if !isBlank || stack[last].hasDigits { take(digits: token.range, &reading) }
    } else if !takeHidden(token, &reading), !isBlank {
      endStart(&reading)
    }
  }

  /// Symbols that stand for a character.
  private static let characters = Set("'~-_{}\\".utf8)

  /// Counts text that is hidden, and lets it go under a strict policy; says whether it does.
  private mutating func takeHidden(_ token: RTFToken, _ reading: inout Reading) -> Bool {
    guard isOpen, stack.last?.isHidden == true else { return false }
    hiddenCount += 1
    guard reading.policy.dropsHiddenContent else { return false }
    letGo(token.range)
    return true
  }
}
