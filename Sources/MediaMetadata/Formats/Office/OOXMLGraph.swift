/// One relationship of a part (ECMA-376, part 2, 9.3).
struct OOXMLRelationship {
  let id: String
  /// The last component of its type, which says what it is.
  let kind: String
  let isVendor: Bool
  let target: String
  let isExternal: Bool
}

/// The media types of parts (ECMA-376, part 2, 10.1.2.3).
struct OOXMLContentTypes {
  static let path = "[Content_Types].xml"
  private var defaults: [String: String] = [:]
  private var overrides: [String: String] = [:]

  init(_ plan: ZipPlan, _ reading: inout Reading) throws(MediaError) {
    guard let number = plan.index[Self.path] else {
      throw .malformed(.zip, offset: 0, reason: "the document has no list of its parts' types")
    }
    let member = plan.archive.members[number]
    let content = try plan.archive.content(member, &reading)
    var tokenizer = XMLTokenizer(OfficeXMLText.utf8(content.bytes).bytes)
    while let token = tokenizer.next() {
      guard case .start = token.kind else { continue }
      let element = OfficeElement(token, tokenizer)
      guard let type = element.value("ContentType") else { continue }
      if let part = element.value("PartName") {
        overrides[OOXMLGraph.key(part)] = type
      } else if let ending = element.value("Extension") {
        defaults[ending.lowercased()] = type
      }
    }
    guard !tokenizer.isBroken else {
      throw .malformed(
        .zip, offset: member.header.lowerBound, reason: "the list of parts' types is broken")
    }
  }

  /// The media type of a part; empty where none is said.
  func type(of path: String) -> String {
    if let type = overrides[OOXMLGraph.key(path)] { return type }
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return defaults[ending] ?? ""
  }
}

/// Which parts a document reaches, and which of its relationships go.
struct OOXMLGraph {
  /// The members that stay.
  private(set) var kept: Set<Int> = []
  /// The relationships that go, by the path of the part that holds them.
  private var droppedIds: [String: Set<String>] = [:]
  /// Why parts go that a relationship reaches, by their path.
  private var reasons: [String: String] = [:]
  private(set) var hasMacros = false
  /// The parts that relationships lead to, by the part that holds them and their id.
  private var targets: [String: [String: String]] = [:]
  private let plan: ZipPlan
  /// The members by their path in small letters: names of parts are equal in any case.
  private let numbers: [String: Int]

  /// The paths of the parts that stay, as keys.
  var keptPaths: Set<String> {
    Set(kept.map { Self.key(plan.archive.members[$0].entry.path) })
  }

  init(
    _ plan: ZipPlan, _ types: OOXMLContentTypes, _ reading: inout Reading
  ) throws(MediaError) {
    self.plan = plan
    var numbers: [String: Int] = [:]
    for (number, member) in plan.archive.members.enumerated() {
      numbers[Self.key(member.entry.path)] = number
    }
    self.numbers = numbers
    if let number = plan.index[OOXMLContentTypes.path] { kept.insert(number) }
    var waiting = [""]
    while let part = waiting.popLast() {
      waiting += try follow(part, types, &reading)
    }
    if !hasMain(types) { keepAll() }
  }

  /// Takes in the relationships of a part; returns the parts that it reaches first.
  private mutating func follow(
    _ part: String, _ types: OOXMLContentTypes, _ reading: inout Reading
  ) throws(MediaError) -> [String] {
    let path = Self.relationshipsPath(of: part)
    guard let number = numbers[Self.key(path)] else { return [] }
    kept.insert(number)
    var reached: [String] = []
    for relationship in try relationships(number, &reading) {
      try reading.countStructure()
      let target = relationship.isExternal ? nil : Self.resolved(relationship.target, from: part)
      let targetNumber = target.flatMap { numbers[Self.key($0)] }
      if OOXMLKinds.drops(relationship, reading.policy)
        || isCommentDrawing(targetNumber, relationship, reading.policy, &reading)
        || isHiddenSlide(targetNumber, relationship, reading.policy, &reading)
      {
        droppedIds[Self.key(part), default: []].insert(relationship.id)
        if let target { reasons[Self.key(target)] = relationship.kind }
        continue
      }
      guard let targetNumber else { continue }
      targets[Self.key(part), default: [:]][relationship.id] =
        plan.archive.members[targetNumber].entry.path
      if relationship.kind == "vbaProject" { hasMacros = true }
      if kept.insert(targetNumber).inserted {
        reached.append(plan.archive.members[targetNumber].entry.path)
      }
    }
    return reached
  }

  /// Whether a drawing shows nothing but the boxes of comments, which strict policies drop.
  private func isCommentDrawing(
    _ number: Int?, _ relationship: OOXMLRelationship, _ policy: ScrubPolicy,
    _ reading: inout Reading
  ) -> Bool {
    guard policy.dropsHiddenContent, relationship.kind == "vmlDrawing", let number,
      let content = try? plan.archive.content(plan.archive.members[number], &reading)
    else { return false }
    let text = String(decoding: content.bytes, as: UTF8.self)
    let all = text.matches(of: /ObjectType\s*=\s*["'](\w+)["']/)
    return !all.isEmpty && all.allSatisfy { $0.1 == "Note" }
  }

  /// Whether a slide is not shown, which strict policies drop.
  private func isHiddenSlide(
    _ number: Int?, _ relationship: OOXMLRelationship, _ policy: ScrubPolicy,
    _ reading: inout Reading
  ) -> Bool {
    guard policy.dropsHiddenContent, relationship.kind == "slide", let number,
      let content = try? plan.archive.content(plan.archive.members[number], &reading)
    else { return false }
    var tokenizer = XMLTokenizer(OfficeXMLText.utf8(content.bytes).bytes)
    while let token = tokenizer.next() {
      guard case .start = token.kind else { continue }
      let root = OfficeElement(token, tokenizer)
      return root.index("show") != nil && !root.isOn("show")
    }
    return false
  }

  /// The part that a relationship leads to.
  func target(of id: String, from part: String) -> String? { targets[Self.key(part)]?[id] }

  private func relationships(
    _ number: Int, _ reading: inout Reading
  ) throws(MediaError) -> [OOXMLRelationship] {
    let member = plan.archive.members[number]
    let content = try plan.archive.content(member, &reading)
    var tokenizer = XMLTokenizer(OfficeXMLText.utf8(content.bytes).bytes)
    var found: [OOXMLRelationship] = []
    while let token = tokenizer.next() {
      guard case .start = token.kind else { continue }
      let element = OfficeElement(token, tokenizer)
      guard element.name == "Relationship", let target = element.value("Target") else { continue }
      found.append(OOXMLRelationship(element, target))
    }
    guard !tokenizer.isBroken else {
      throw .malformed(
        .zip, offset: member.header.lowerBound, reason: "the list of relationships is broken")
    }
    return found
  }

  /// The ids of a part's relationships that go.
  func droppedReferences(from part: String) -> Set<String> { droppedIds[Self.key(part)] ?? [] }

  /// The kind of relationship for which a part goes; nil where none reaches it.
  func reason(_ path: String) -> String? { reasons[Self.key(path)] }

  /// Keeps what is no property: in packages of other kinds (XPS, 3MF) parts are reached in other
  /// ways than by relationships.
  private mutating func keepAll() {
    for (number, member) in plan.archive.members.enumerated() {
      let key = Self.key(member.entry.path)
      if reasons[key] == nil, !key.hasPrefix("docprops/") { kept.insert(number) }
    }
  }

  /// Whether the document is of a kind whose parts are all reached by relationships.
  private func hasMain(_ types: OOXMLContentTypes) -> Bool {
    let known = [
      "wordprocessingml", "spreadsheetml", "presentationml", "ms-word", "ms-excel",
      "ms-powerpoint", "ms-visio", "drawingml", "officedocument.theme",
    ]
    let main = kept.map { types.type(of: plan.archive.members[$0].entry.path) }
    return main.contains { type in known.contains { type.holds($0) } }
  }
}

extension OOXMLRelationship {
  init(_ element: OfficeElement, _ target: String) {
    let type = element.value("Type") ?? ""
    id = element.value("Id") ?? ""
    kind = type.split(separator: "/").last.map(String.init) ?? ""
    let known = [
      "http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/",
      "http://purl.oclc.org/ooxml/",
    ]
    isVendor = !known.contains { type.hasPrefix($0) }
    self.target = target
    isExternal = element.value("TargetMode")?.lowercased() == "external"
  }
}
