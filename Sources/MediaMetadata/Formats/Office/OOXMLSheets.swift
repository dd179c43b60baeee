/// What is known of a workbook as a whole before its parts are edited.
struct OOXMLSheets {
  /// The shared strings that a cell shows; nil where there are none to look at.
  private(set) var usedStrings: Set<Int>?
  /// Whether formulas, charts or pivot tables may need what is hidden.
  private(set) var isCalculated = false
  /// The members that hold sheets which are not shown.
  private(set) var hidden: Set<String> = []
  /// Whether a name is defined that is shown.
  private(set) var hasNames = false

  /// Reads the workbook and its sheets.
  init(
    _ plan: ZipPlan, _ types: OOXMLContentTypes, _ graph: OOXMLGraph, _ reading: inout Reading
  ) throws(MediaError) {
    var sheets: [Int] = []
    for number in graph.kept.sorted() {
      let path = plan.archive.members[number].entry.path
      let type = types.type(of: path).lowercased()
      // Macro and dialogue sheets show shared strings as well.
      if type.hasSuffix("sheet+xml") { sheets.append(number) }
      if type.holds("chart") || type.holds("pivot") { isCalculated = true }
      if type.hasSuffix("sharedstrings+xml") { usedStrings = [] }
      if OOXMLPartKind(type) == .workbook {
        try readWorkbook(
          plan.archive.content(plan.archive.members[number], &reading).bytes,
          path, graph)
      }
    }
    guard usedStrings != nil || reading.policy.dropsHiddenContent else { return }
    let contents = try sheets.map { (number) throws(MediaError) in
      (
        plan.archive.members[number].entry.path,
        try plan.archive.content(plan.archive.members[number], &reading).bytes
      )
    }
    for (_, bytes) in contents where Self.hasFormula(bytes) { isCalculated = true }
    let dropsHidden = reading.policy.dropsHiddenContent && !isCalculated
    for (path, bytes) in contents {
      readSheet(bytes, isGone: dropsHidden && hidden.contains(path), dropsHidden: dropsHidden)
    }
  }

  private mutating func readWorkbook(
    _ bytes: [UInt8], _ path: String, _ graph: OOXMLGraph
  ) {
    var tokenizer = XMLTokenizer(OfficeXMLText.utf8(bytes).bytes)
    while let token = tokenizer.next() {
      guard case .start = token.kind else { continue }
      let element = OfficeElement(token, tokenizer)
      if element.name == "definedName", !element.isOn("hidden") { hasNames = true }
      guard element.name == "sheet", let state = element.value("state"), state != "visible",
        let id = element.value("id"), let part = graph.target(of: id, from: path)
      else { continue }
      hidden.insert(part)
    }
  }

  /// Whether a sheet calculates; the text may stand in a cell, which errs on the safe side.
  private static func hasFormula(_ bytes: [UInt8]) -> Bool {
    for index in bytes.indices.dropLast(3)
    where bytes[index] == UInt8(ascii: "<") && bytes[index + 1] == UInt8(ascii: "f") {
      let next = bytes[index + 2]
      if next == UInt8(ascii: ">") || next == UInt8(ascii: " ") { return true }
      if bytes[index...].starts(with: Array("<formula".utf8)) { return true }
    }
    return false
  }

  private mutating func readSheet(_ bytes: [UInt8], isGone: Bool, dropsHidden: Bool) {
    guard usedStrings != nil, !isGone else { return }
    var tokenizer = XMLTokenizer(OfficeXMLText.utf8(bytes).bytes)
    var columns = OOXMLHiddenColumns()
    var isString = false
    var isValue = false
    var isHiddenRow = false
    while let token = tokenizer.next() {
      switch token.kind {
      case .start:
        let element = OfficeElement(token, tokenizer)
        switch element.name {
        case "col": columns.add(element)
        case "row": isHiddenRow = dropsHidden && element.isOn("hidden")
        case "c":
          isString =
            element.value("t") == "s" && !isHiddenRow
            && !(dropsHidden && columns.holds(element))
        case "v": isValue = true
        default: break
        }
      case .text where isString && isValue:
        let text = String(decoding: tokenizer.bytes[token.content], as: UTF8.self)
        if let number = Int(text.filter { !$0.isWhitespace }) { usedStrings?.insert(number) }
      case .end: isValue = false
      default: break
      }
    }
  }
}

/// The columns of a sheet that are not shown.
struct OOXMLHiddenColumns {
  private var ranges: [ClosedRange<Int>] = []

  /// Takes in a `col` element.
  mutating func add(_ element: OfficeElement) {
    guard element.isOn("hidden"), let first = element.value("min").flatMap({ Int($0) }),
      let last = element.value("max").flatMap({ Int($0) }), first <= last
    else { return }
    ranges.append(first...last)
  }

  /// Whether a cell stands in one of them, by its letters.
  func holds(_ cell: OfficeElement) -> Bool {
    guard !ranges.isEmpty, let place = cell.value("r") else { return false }
    var column = 0
    for byte in place.utf8.prefix(4) where (0x41...0x5a).contains(byte) {
      column = column * 26 + Int(byte) - 0x40
    }
    return ranges.contains { $0.contains(column) }
  }
}
