/// Goes through a page from left to right.
struct HTMLWalk: TextWalk {
  var plan: TextPlan
  private var tokenizer: HTMLTokenizer
  /// Whether a program or a style may look at attributes of its own making.
  private let readsData: Bool
  private let isXML: Bool
  private let start: Int
  /// The attributes that hold programs, for one report.
  private var handlers: Set<String> = []
  /// Where an island of XML begins; nil outside one.
  private var island: Int?
  /// The kind of the script that is open.
  private var scriptKind = ""
  /// Whether the last attribute of the tag that stays has a value without quotes, which a slash
  /// behind it would join.
  private var isOpenEnded = false

  /// Pages deeper within others are not walked twice.
  private static let repeatedDepth = 4

  init(_ plan: TextPlan) { self.init(plan, readsData: Self.readsData(plan.bytes)) }

  private init(_ plan: TextPlan, readsData: Bool) {
    self.readsData = readsData
    self.plan = plan
    start = plan.bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    isXML = plan.bytes[start...].starts(with: Array("<?xml".utf8))
    tokenizer = HTMLTokenizer(plan.bytes, from: start, isXML: isXML)
  }

  private static func readsData(_ bytes: [UInt8]) -> Bool {
    ["<script", "<SCRIPT", "[data-", "attr("].contains { bytes.holds($0) }
  }

  /// The anatomy of a whole page.
  ///
  /// Where the programs and styles that may look at attributes go, the attributes go too.
  static func anatomy(
    of source: MediaSource, as format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let plan = try TextPlan(try source.whole(limit: reading.limits.imageBytes), format)
    let count = reading.disclosures.count
    var walk = Self(plan)
    try walk.run(&reading)
    if walk.readsData, !Self.readsData(try walk.plan.text()) {
      // Each level of pages within pages doubles the work of those within it.
      guard reading.depth < repeatedDepth else {
        throw .malformed(format, offset: 0, reason: "attributes of a program that goes, too deep")
      }
      reading.forget(since: count)
      walk = Self(plan, readsData: false)
      try walk.run(&reading)
    }
    return try walk.plan.anatomy()
  }

  /// Takes the page in up to its end.
  mutating func run(_ reading: inout Reading) throws(MediaError) {
    if let shift = plan.bytes.firstIndex(of: 0x1b) {
      // Encodings that change by escapes may hide "<" in letters.
      throw .malformed(.html, offset: shift, reason: "an encoding whose markup is no ASCII")
    }
    if isXML {
      let end = plan.bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? plan.bytes.count
      let text = XMLText.text(plan.bytes[(start + 2)..<end])
      guard text.hasSuffix("?"), XMLDeclaration.isPlain(String(text.dropLast())) else {
        throw .malformed(.html, offset: start, reason: "a declaration that can't be followed")
      }
    }
    while let token = try tokenizer.next() {
      try reading.countStructure()
      try take(token, &reading)
    }
    if let island {
      reading.disclose(
        .software, .high, at: "xml", "what an office program keeps for itself",
        value: XMLText.decoded(plan.bytes[island...].prefix(8_000)))
      plan.keep(to: island)
      plan.drop(to: plan.bytes.count, "xml")
    }
    if !handlers.isEmpty {
      reading.disclose(
        .software, .medium, at: "attributes", "programs", fate: .kept,
        value: handlers.sorted().joined(separator: " "))
    }
  }

  private mutating func take(_ token: HTMLToken, _ reading: inout Reading) throws(MediaError) {
    if let from = island {
      if token.kind == .end, token.name == "xml" {
        reading.disclose(
          .software, .high, at: "xml", "what an office program keeps for itself",
          value: XMLText.decoded(plan.bytes[from..<token.range.upperBound].prefix(8_000)))
        plan.keep(to: from)
        plan.drop(to: token.range.upperBound, "xml")
        tokenizer.endIsland()
        island = nil
      }
      return
    }
    switch token.kind {
    case .comment: try takeComment(token, &reading)
    case .doctype: try takeDoctype(token, &reading)
    case .start: try takeStart(token, &reading)
    case .end:
      guard token.name.contains(":"), HTMLRules.isEditors(token.name) else { break }
      reading.disclose(
        .software, .low, at: PrintableText.cleaned(token.name), "the mark of an office program")
      try drop(token)
    case .raw: try takeRaw(token, &reading)
    case .text, .literal: break
    }
  }

  /// Lets a token go; throws where what stands before it would join what stands behind it to
  /// another tag.
  private mutating func drop(_ token: HTMLToken) throws(MediaError) {
    try checkStart(token)
    plan.keep(to: token.range.lowerBound)
    plan.drop(to: token.range.upperBound, "tag")
  }

  private func checkStart(_ token: HTMLToken) throws(MediaError) {
    let start = token.range.lowerBound
    guard start == 0 || plan.bytes[start - 1] != UInt8(ascii: "<") else {
      throw .malformed(.html, offset: start, reason: "a tag inside the start of a tag")
    }
  }

  private mutating func takeComment(
    _ token: HTMLToken, _ reading: inout Reading
  ) throws(MediaError) {
    let text = XMLText.text(plan.bytes[token.content].prefix(8_000))
    if isXML, token.range.lowerBound == start { return }
    reading.disclose(.content, .medium, at: "comment", "a comment", value: text)
    try drop(token)
  }

  private mutating func takeDoctype(
    _ token: HTMLToken, _ reading: inout Reading
  ) throws(MediaError) {
    let text = XMLText.text(plan.bytes[token.content])
    guard !text.contains("[") else {
      throw .malformed(
        .html, offset: token.range.lowerBound,
        reason: "a document type with declarations of its own")
    }
    let words = text.lowercased().split { $0.isWhitespace }.map(String.init)
    let isPlain =
      words == ["doctype", "html"]
      || (text.utf8.count < 200
        && ["//W3C//", "//IETF//", "about:legacy-compat"].contains { text.contains($0) })
    plan.keep(to: token.range.lowerBound)
    if isPlain { return plan.keepAside(to: token.range.upperBound, "document type") }
    reading.disclose(.unknown, .medium, at: "document type", "an odd document type", value: text)
    plan.put(Array("<!DOCTYPE html>".utf8), to: token.range.upperBound, "document type")
  }

  private mutating func takeStart(
    _ token: HTMLToken, _ reading: inout Reading
  ) throws(MediaError) {
    if token.name.contains(":"), HTMLRules.isEditors(token.name) {
      reading.disclose(
        .software, .low, at: PrintableText.cleaned(token.name), "the mark of an office program")
      return try drop(token)
    }
    if token.name == "xml", token.kind == .start(isClosed: false) {
      try checkStart(token)
      tokenizer.beginIsland()
      return island = token.range.lowerBound
    }
    let values = Dictionary(
      tokenizer.attributes.map { ($0.name, XMLText.decoded(plan.bytes[$0.value])) },
      uniquingKeysWith: { first, _ in first })
    if token.name == "meta", !HTMLRules.keepsMeta(values) {
      let why = HTMLRules.meaning(ofMeta: values)
      let name = values["name"] ?? values["property"] ?? values["http-equiv"] ?? ""
      reading.disclose(
        why.category, why.severity, at: "meta/\(PrintableText.cleaned(String(name.prefix(60))))",
        why.meaning, value: values["content"] ?? XMLText.decoded(plan.bytes[token.content]))
      return try drop(token)
    }
    if token.name == "link", try takeLink(token, values, &reading) { return }
    if token.name == "script" { scriptKind = (values["type"] ?? "").lowercased() }
    if token.name == "input", values["type"]?.lowercased() == "hidden" {
      reading.disclose(
        .content, .medium, at: "input", "a value that is not shown", fate: .kept,
        value: values["value"])
    }
    isOpenEnded = false
    for attribute in tokenizer.attributes { try take(attribute, of: token.name, &reading) }
  }

  /// Reports a link that leads to where the page came from; says whether it went.
  private mutating func takeLink(
    _ token: HTMLToken, _ values: [String: String], _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    let fate = HTMLRules.fate(ofLink: values["rel"] ?? values["rev"] ?? "")
    guard fate != .kept else { return false }
    let goes = fate == .dropped || reading.policy.dropsHiddenContent
    reading.disclose(
      .identifier, .medium, at: "link", "where it came from, or who made it",
      fate: goes ? .removed : .kept,
      value: "\(values["rel"] ?? ""): \(values["href"] ?? "")")
    if goes { try drop(token) }
    return goes
  }

  private mutating func take(
    _ attribute: HTMLAttribute, of element: String, _ reading: inout Reading
  ) throws(MediaError) {
    let name = attribute.name
    let place = PrintableText.cleaned("\(element.prefix(60))/@\(name.prefix(60))")
    let raw = plan.bytes[attribute.value]
    let isData = name.hasPrefix("data-") && !readsData
    if isData || HTMLRules.isEditors(name) {
      reading.disclose(
        .identifier, .medium, at: place,
        isData ? "data for a program that is not there" : "what an editor keeps for itself",
        value: XMLText.decoded(raw))
      return drop(attribute.whole)
    }
    isOpenEnded =
      !attribute.value.isEmpty && attribute.value.upperBound == attribute.whole.upperBound
    switch name {
    case "style":
      try StyleText.cleanAttribute(attribute.value, at: place, &plan, &reading)
    case _ where StyleText.attributes.contains(name):
      try StyleText.cleanAddresses(in: attribute.value, at: place, &plan, &reading)
    case "alt", "title", "aria-label":
      if !raw.isEmpty {
        reading.disclose(
          .content, .low, at: place, "a title or a description", fate: .kept,
          value: XMLText.decoded(raw))
      }
    case "lang": break
    case _ where TextLink.attributes.contains(name):
      try TextLink.clean(attribute.value, at: place, &plan, &reading)
    case _ where name.hasPrefix("on"): handlers.insert(PrintableText.cleaned(name))
    case _ where name.hasPrefix("data-"):
      if !raw.isEmpty {
        reading.disclose(
          .identifier, .medium, at: place, "data for a program", fate: .kept,
          value: XMLText.decoded(raw))
      }
    default: break
    }
  }

  /// Lets an attribute go; one blank before it stays where what follows would join what is before.
  private mutating func drop(_ whole: Range<Int>) {
    let first = plan.bytes[whole.lowerBound]
    let next = whole.upperBound < plan.bytes.count ? plan.bytes[whole.upperBound] : 0x3e
    let joins =
      next == 0x2f ? isOpenEnded : !HTMLTokenizer.isSpace(next) && next != 0x3e
    let keepsBlank = joins && (HTMLTokenizer.isSpace(first) || first == 0x2f)
    if keepsBlank { isOpenEnded = false }
    plan.keep(to: whole.lowerBound + (keepsBlank ? 1 : 0))
    plan.drop(to: whole.upperBound, "attribute")
  }

  private mutating func takeRaw(
    _ token: HTMLToken, _ reading: inout Reading
  ) throws(MediaError) {
    let content = plan.bytes[token.content]
    guard content.contains(where: { !HTMLTokenizer.isSpace($0) }) else { return }
    switch token.name {
    case "style": try StyleText.clean(token.content, at: "style", &plan, &reading)
    case "script":
      let isStatement = scriptKind.contains("ld+json")
      let goes = isStatement && reading.policy.dropsHiddenContent
      reading.disclose(
        isStatement ? .content : .software, .medium, at: "script",
        isStatement ? "statements about the page" : "a program", fate: goes ? .removed : .kept,
        value: XMLText.text(content.prefix(8_000)))
      if goes {
        plan.keep(to: token.range.lowerBound)
        plan.drop(to: token.range.upperBound, "script")
      }
    case "title":
      reading.disclose(
        .content, .low, at: "title", "the page's title", fate: .kept,
        value: XMLText.decoded(content))
    default: break
    }
  }
}
