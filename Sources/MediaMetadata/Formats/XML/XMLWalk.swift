/// Goes through a document from left to right.
struct XMLWalk {
  /// An element that is open.
  struct Frame {
    let name: Range<Int>
    let bound: [String]
    let local: String
    /// Whether nothing in it is shown.
    let isHidden: Bool
  }

  var plan: TextPlan
  var tokenizer: XMLTokenizer
  var scopes = XMLScopes()
  var stack: [Frame] = []
  /// How many frames are open around the element that goes, and where it starts; nil outside one.
  private var dropped: (depth: Int, start: Int)?
  private var hasRoot = false
  /// Whether the document is SVG, of which all namespaces that are shown are known.
  private(set) var isSVG = false
  /// Whether a program or a style may look at attributes of its own making.
  let readsData: Bool
  /// The names of elements that stay, for one report.
  var ids: [String] = []
  /// The new names of elements; nil where they stay.
  var names: XMLNames?
  /// The search for names, while nothing else is done.
  var search: XMLNameSearch?
  private var wasDoctype = false

  /// How deep elements may nest.
  private static let depthLimit = 4_096

  init(_ plan: TextPlan) {
    self.plan = plan
    let text = plan.bytes.starts(with: [0xef, 0xbb, 0xbf]) ? plan.bytes[3...] : plan.bytes[...]
    tokenizer = XMLTokenizer(text)
    readsData = plan.bytes.holds("<script") || plan.bytes.holds("[data-")
  }

  /// Takes the document in up to its end.
  mutating func run(_ reading: inout Reading) throws(MediaError) {
    while true {
      let start = tokenizer.position
      guard let token = tokenizer.next() else { break }
      try reading.countStructure()
      try take(token, from: start, &reading)
    }
    guard !tokenizer.isBroken else {
      throw malformed(tokenizer.position, "the markup breaks")
    }
    guard hasRoot, stack.isEmpty else {
      throw malformed(tokenizer.position, "an element has no end")
    }
    if !ids.isEmpty {
      reading.disclose(
        .identifier, .low, at: "id", "names of elements", fate: .kept,
        value: ids.joined(separator: " "))
    }
    if let changed = names?.changed, !changed.isEmpty {
      reading.disclose(
        .identifier, .low, at: "id", "names of elements", value: changed.joined(separator: " "))
    }
  }

  /// New names for the elements of a drawing that stay; nil where they keep their own.
  static func names(
    in plan: TextPlan, _ reading: Reading
  ) throws(MediaError) -> XMLNames? {
    var walk = XMLWalk(plan)
    walk.search = XMLNameSearch()
    var aside = Reading(policy: reading.policy, limits: reading.limits, detail: .structures)
    try walk.run(&aside)
    return walk.isSVG ? walk.search.flatMap { XMLNames($0) } : nil
  }

  private mutating func take(
    _ token: XMLToken, from start: Int, _ reading: inout Reading
  ) throws(MediaError) {
    let end = tokenizer.position
    switch token.kind {
    case .start(let isEmpty): try open(token, from: start, isEmpty: isEmpty, &reading)
    case .end: try close(token, &reading)
    case .text, .literal: try take(text: token, start..<end, &reading)
    case .comment:
      guard dropped == nil else { return }
      plan.keep(to: start)
      reading.disclose(
        .content, .medium, at: place("comment"), "a comment",
        value: XMLText.text(plan.bytes[token.content].prefix(8_000)))
      plan.drop(to: end, "comment")
    case .instruction:
      guard dropped == nil else { return }
      try take(instruction: token, start..<end, &reading)
    case .doctype: try take(doctype: token, start..<end, &reading)
    }
  }

  // MARK: elements

  private mutating func open(
    _ token: XMLToken, from start: Int, isEmpty: Bool, _ reading: inout Reading
  ) throws(MediaError) {
    guard !stack.isEmpty || !hasRoot else { throw malformed(start, "there are two roots") }
    guard stack.count < Self.depthLimit else { throw .limit(.depth, allowed: Self.depthLimit) }
    var bound: [String] = []
    for attribute in tokenizer.attributes {
      guard let prefix = XMLScopes.declared(text(attribute.name)) else { continue }
      scopes.bind(prefix, XMLText.decoded(plan.bytes[attribute.value]))
      bound.append(prefix)
    }
    let (prefix, local) = XMLScopes.split(text(token.name))
    let uri = scopes.uri(prefix ?? "")
    if stack.isEmpty {
      hasRoot = true
      isSVG = local == "svg" && (uri == nil || uri == XMLVocabulary.svg)
    }
    let hides = (stack.last?.isHidden ?? false) || isHidden()
    if dropped == nil, let why = reasonToDrop(uri, prefix, local, &reading) {
      plan.keep(to: start)
      dropped = (stack.count, start)
      reading.disclose(why.category, .medium, at: place(local), why.meaning)
    }
    stack.append(Frame(name: token.name, bound: bound, local: local, isHidden: hides))
    if dropped == nil {
      search?.take(element: local)
      try takeAttributes(of: token, &reading)
    }
    if isEmpty { try closeLast(&reading) }
  }

  private mutating func close(
    _ token: XMLToken, _ reading: inout Reading
  ) throws(MediaError) {
    guard let frame = stack.last, plan.bytes[frame.name].elementsEqual(plan.bytes[token.name])
    else { throw malformed(token.name.lowerBound, "an end tag without its start") }
    try closeLast(&reading)
  }

  private mutating func closeLast(_ reading: inout Reading) throws(MediaError) {
    guard let frame = stack.popLast() else { return }
    if let open = dropped, open.depth == stack.count {
      dropped = nil
      let end = tokenizer.position
      if search == nil {
        // Its own reader names each statement in it.
        var walker = XMPWalker(plan.bytes[open.start..<end], at: place(frame.local))
        try walker.walk(&reading)
      }
      plan.drop(to: end, frame.local)
    }
    scopes.unbind(frame.bound)
  }

  /// Why an element goes with all that is in it; nil where it stays.
  private func reasonToDrop(
    _ uri: String?, _ prefix: String?, _ local: String, _ reading: inout Reading
  ) -> (category: Disclosure.Category, meaning: String)? {
    guard !stack.isEmpty else { return nil }
    switch XMLVocabulary.kind(uri, prefix: prefix) {
    case .editor: return (.software, "what an editor keeps for itself")
    case .metadata: return (.content, "statements about the document")
    case .other where isSVG && (uri != nil || prefix != nil):
      return (.unknown, "an element that SVG does not show")
    case .shown, .other: break
    }
    if local == "metadata" { return (.content, "statements about the document") }
    let isNote = isSVG && (local == "title" || local == "desc")
    if isNote, reading.policy.dropsHiddenContent { return (.content, "a title or a description") }
    return nil
  }

  /// Whether the tag says that nothing of it is shown.
  private func isHidden() -> Bool {
    guard isSVG else { return false }
    return tokenizer.attributes.contains { attribute in
      let name = text(attribute.name)
      let value = text(attribute.value).filter { !$0.isWhitespace }
      return (name == "display" && value == "none")
        || (name == "visibility" && value == "hidden")
        || (name == "style"
          && (value.contains("display:none") || value.contains("visibility:hidden")))
    }
  }

  // MARK: text

  private mutating func take(
    text token: XMLToken, _ range: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) {
    guard dropped == nil else { return }
    let content = plan.bytes[token.content]
    let isBlank = !content.contains { !XMLTokenizer.isSpace($0) }
    guard let frame = stack.last else {
      guard isBlank, token.kind == .text else {
        throw malformed(range.lowerBound, "text outside the root")
      }
      return
    }
    guard !isBlank else { return }
    guard search == nil else {
      if frame.local == "style" {
        search?.take(style: plan.bytes, token.content, isLiteral: token.kind == .literal)
      }
      return
    }
    switch frame.local {
    case "title" where isSVG, "desc" where isSVG:
      reading.disclose(
        .content, .medium, at: place("text"), "a title or a description", fate: .kept,
        value: XMLText.decoded(content))
    case "script":
      reading.disclose(
        .software, .medium, at: place("text"), "a program", fate: .kept,
        value: XMLText.text(content.prefix(8_000)))
      try DataAddress.clean(in: token.content, at: place("text"), &plan, &reading)
    case "style": try StyleText.clean(token.content, names, at: place("text"), &plan, &reading)
    case _ where frame.isHidden:
      let goes = reading.policy.dropsHiddenContent
      reading.disclose(
        .content, .high, at: place("text"), "text that is not shown",
        fate: goes ? .removed : .kept, value: XMLText.decoded(content))
      if goes {
        plan.keep(to: range.lowerBound)
        plan.drop(to: range.upperBound, "hidden text")
      }
    case _
    where frame.local.lowercased().hasPrefix("lat") || frame.local.lowercased().hasPrefix("lon"):
      reading.disclose(
        .place, .high, at: place("text"), "a place", fate: .kept, value: XMLText.decoded(content))
    default: try cleanBase64(token.content, &reading)
    }
  }

  /// Cleans a file that stands in base 64 between tags, as books and mail archives have it.
  private mutating func cleanBase64(
    _ range: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) {
    let raw = plan.bytes[range]
    guard raw.count >= 128, let head = XMPBase64.decoded(raw, limit: 64),
      try MediaFormats.hiddenReader(of: MediaSource(head)) != nil,
      let bytes = XMPBase64.decoded(raw),
      let inner = try NestedFile.read(bytes, at: place("base64"), &reading)
    else { return }
    plan.keep(to: range.lowerBound)
    guard !inner.isGone else { return plan.drop(to: range.upperBound, "base64") }
    plan.put(
      inner.rebuilt.map { Base64Text.encoded($0) } ?? Array(raw), to: range.upperBound,
      payload: inner.payload, "base64")
  }

  // MARK: instructions

  private mutating func take(
    instruction token: XMLToken, _ range: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) {
    let content = XMLText.text(plan.bytes[token.content])
    let target = content.prefix { !$0.isWhitespace }
    if target == "xml" {
      guard !hasRoot, XMLDeclaration.isPlain(content) else {
        throw malformed(range.lowerBound, "a declaration that can't be followed")
      }
      return
    }
    plan.keep(to: range.lowerBound)
    if target == "xml-stylesheet" || target == "xml-model" {
      search?.takeSheetElsewhere()
      return reading.disclose(
        .identifier, .low, at: "instruction", "an address elsewhere", fate: .kept, value: content)
    }
    reading.disclose(
      .unknown, .medium, at: place("instruction"), "an instruction to programs", value: content)
    plan.drop(to: range.upperBound, "instruction")
  }

  private mutating func take(
    doctype token: XMLToken, _ range: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) {
    let content = plan.bytes[token.content]
    // "<!" may begin anything: only a plain document type before the root is known.
    guard !hasRoot, !wasDoctype, content.starts(with: Array("DOCTYPE".utf8)),
      !content.contains(UInt8(ascii: "[")), !content.contains(UInt8(ascii: "<"))
    else { throw malformed(range.lowerBound, "a document type with declarations of its own") }
    wasDoctype = true
    let text = XMLText.text(content)
    if !["//www.w3.org/", "//www.apple.com/", "//W3C//"].contains(where: { text.contains($0) }) {
      reading.disclose(
        .identifier, .low, at: "document type", "an address elsewhere", fate: .kept, value: text)
    }
  }

  // MARK: places

  func text(_ range: Range<Int>) -> String { XMLText.text(plan.bytes[range]) }

  /// Where something stands, by the element around it.
  func place(_ name: String) -> String {
    let around = stack.last.map { $0.local.prefix(60) + "/" } ?? ""
    return PrintableText.cleaned(around + name.prefix(60))
  }

  private func malformed(_ offset: Int, _ reason: String) -> MediaError {
    .malformed(.xml, offset: offset, reason: reason)
  }
}
