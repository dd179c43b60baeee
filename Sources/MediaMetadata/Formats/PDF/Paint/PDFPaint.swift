/// Everything that the pages of a file paint, and what of it nobody sees.
///
/// **Guarantee**: a stream is edited only where it is unseen by every use of it; a form or picture
/// goes only where no page shows it. Where a limit is reached, or something can't be followed,
/// what it may concern stays.
/// **Cost**: O(bytes that content streams hold): a form is followed once for each place and state
/// that it is painted from, and all walks together take at most `walkLeft` bytes.
final class PDFPaint {
  /// A dictionary of resources, and the fonts that were found in it.
  final class Resources {
    let dictionary: PDFDictionary
    /// Which of all resources they are.
    fileprivate let serial: Int
    fileprivate var fonts: [String: Font] = [:]

    fileprivate init(_ dictionary: PDFDictionary, serial: Int) {
      self.dictionary = dictionary
      self.serial = serial
    }
  }

  /// What is known of a font.
  struct Font {
    /// The room that its text takes; nil where that is not certain.
    var metrics: PDFFontMetrics?
    /// Whether a mode that paints nothing certainly paints none of its glyphs (9.3.6).
    var isOutlines = false
    /// Whether its glyphs are painted by content of their own, in whatever mode.
    var isType3 = false
  }

  /// Where a form stands (ISO 32000-1, 8.10.2).
  struct Form {
    let matrix: PDFMatrix
    let box: PDFBox?

    init(_ stream: PDFStream, _ document: PDFDocument) throws(MediaError) {
      let numbers = try document.numbers(stream.dictionary["Matrix"])
      matrix = numbers.isEmpty ? .identity : PDFMatrix(numbers)
      box = PDFBox(try document.numbers(stream.dictionary["BBox"]))
    }
  }

  /// A use of a form that need not be followed twice.
  private struct Use: Hashable {
    let number: Int
    /// Those of the caller, where the form has none of its own; else -1.
    let resources: Int
    /// All numbers that count, by their bits: what is not a number never equals itself.
    private let bits: [UInt64]

    init(
      _ number: Int, resources: Int, _ matrix: PDFMatrix, _ visible: PDFBox, _ text: PDFTextState
    ) {
      self.number = number
      self.resources = resources
      let values = [
        matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f, visible.lowX, visible.lowY,
        visible.highX, visible.highY, text.size, text.characterSpace, text.wordSpace, text.scale,
        text.leading, text.rise, Double(text.mode), text.lineWidth,
      ]
      bits = values.map { $0.isNaN ? .max : $0.bitPattern }
    }
  }

  /// How many bytes of content are gone through, at least 64 MiB.
  private static let leastWalk = 1 << 26
  /// How many bytes of content are held for a second use.
  private static let heldLimit = 1 << 26
  /// How many bytes of content a use of a form stands for.
  private static let useCost = 128
  /// How deep forms may stand in forms.
  private static let depthLimit = 12

  /// The file.
  let document: PDFDocument
  /// Whether what stands there is told.
  let wantsValues: Bool
  /// Whether all that pages paint was followed.
  var isWhole = true
  /// What the streams of pages and of forms show, by their numbers, while it is gone through.
  private var contents: [Int: PDFSheet] = [:]
  private var forms: [Int: PDFSheet] = [:]
  /// The pictures and forms that can go: no page shows them.
  private(set) var unpainted: Set<Int> = []
  /// The edits of each stream.
  private(set) var edits: [Int: [PDFSheet.Edit]] = [:]
  /// What is unseen and stays, or goes.
  private(set) var findings: [(isInvisible: Bool, isRemoved: Bool, text: String?)] = []

  /// Whether what could go stays, because what is painted was not followed to its end.
  private var isCutShort = false
  /// Whether the same would be found of the output: what goes may have used what stays.
  private(set) var isSettled = true

  private var uses: Set<Use> = []
  /// The streams that stay as they are.
  private var pinned: Set<Int> = []
  private var shared: [Int: Resources] = [:]
  private var serials = 0
  private var active: Set<Int> = []
  private var fonts: [Int: Font] = [:]
  private var plain: [Int: [UInt8]] = [:]
  private var held = 0
  private var walkLeft: Int

  /// What pages paint; `drops` says whether what is unseen goes.
  init(
    _ document: PDFDocument, tree: PDFPageTree, drops: Bool, wantsValues: Bool
  ) throws(MediaError) {
    self.document = document
    self.wantsValues = wantsValues
    walkLeft = max(Self.leastWalk, document.bytes.count)
    for page in tree.sheets { try follow(page) }
    settle(try PDFPaintReach(document, tree), drops: drops)
    (plain, uses, fonts, shared) = ([:], [], [:], [:])
    (contents, forms) = ([:], [:])
  }

  // MARK: - Pages

  private func follow(_ page: PDFPageTree.Sheet) throws(MediaError) {
    // Which streams the pages left would use is not known then: `settle` lets all stay.
    guard walkLeft >= 0 else { return }
    guard let dictionary = try document.object(page.number).dictionary,
      let contents = dictionary["Contents"]
    else { return }
    var numbers: [Int] = []
    for part in try document.resolved(contents).array ?? [contents] {
      if case .reference(let number) = part { numbers.append(number) }
    }
    walkLeft -= 64 * numbers.count
    guard let sheets = try sheets(numbers, on: page) else {
      isWhole = false
      pinned.formUnion(numbers)
      return
    }
    for (number, sheet) in zip(numbers, sheets) {
      if self.contents[number] == nil {
        self.contents[number] = sheet
      } else {
        self.contents[number]?.merge(sheet)
      }
    }
  }

  /// What the streams of a page show, one after another; nil where they can't be followed.
  private func sheets(
    _ numbers: [Int], on page: PDFPageTree.Sheet
  ) throws(MediaError) -> [PDFSheet]? {
    guard let visible = try page.visible(document) else { return nil }
    var parts: [Range<Int>] = []
    var bytes: [UInt8] = []
    for number in numbers {
      let start = bytes.count
      if case .stream(let stream) = try document.object(number) {
        guard let content = try decoded(number, stream) else { return nil }
        // One stream may stand in the list many times.
        guard content.count <= walkLeft - bytes.count else {
          walkLeft = -1
          return nil
        }
        bytes += content
      }
      parts.append(start..<bytes.count)
      bytes.append(10)
    }
    let resources = try resources(page.resources, of: page.resourcesNode)
    let state = PDFContentWalk.State(matrix: .identity)
    return try walk(bytes, resources, state: state, visible: visible, depth: 0)?.cut(parts)
  }

  private func walk(
    _ bytes: [UInt8], _ resources: Resources, state: PDFContentWalk.State, visible: PDFBox,
    depth: Int
  ) throws(MediaError) -> PDFSheet? {
    walkLeft -= bytes.count + 64
    guard walkLeft >= 0 else {
      isWhole = false
      return nil
    }
    var walk = PDFContentWalk(
      bytes, resources, state: state, visible: visible, depth: depth, of: self)
    try walk.follow()
    guard walk.isWhole else {
      isWhole = false
      return nil
    }
    return walk.sheet
  }

  /// What a stream holds; nil where it can't be read, or a limit is reached.
  private func decoded(_ number: Int, _ stream: PDFStream) throws(MediaError) -> [UInt8]? {
    if let known = plain[number] { return known }
    guard walkLeft >= 0, let content = try document.peeked(stream) else { return nil }
    if content.count <= Self.heldLimit - held {
      held += content.count
      plain[number] = content
    } else {
      walkLeft -= content.count
    }
    return content
  }

  // MARK: - Forms

  /// Follows what a form paints.
  func follow(
    _ number: Int, _ stream: PDFStream, _ resources: Resources, state: PDFContentWalk.State,
    visible: PDFBox, depth: Int
  ) throws(MediaError) {
    // A form within itself is not painted there, but may be where it is followed from elsewhere.
    guard depth < Self.depthLimit, active.insert(number).inserted else {
      isWhole = false
      return
    }
    defer { active.remove(number) }
    let own = try stream.dictionary["Resources"].map { (object) throws(MediaError) in
      try self.resources(object, of: number)
    }
    let use = Use(
      number, resources: own == nil ? resources.serial : -1, state.matrix, visible, state.text)
    guard uses.insert(use).inserted, spend(Self.useCost) else { return }
    var inner = state
    inner.font = PDFPaint.Font()
    // A picture may end where the form does: it ends with a space then.
    guard let bytes = try decoded(number, stream),
      let sheet = try walk(
        bytes + [10], own ?? resources, state: inner, visible: visible, depth: depth)
    else {
      isWhole = false
      return
    }
    if forms[number] == nil { forms[number] = sheet } else { forms[number]?.merge(sheet) }
  }

  // MARK: - Resources

  /// Resources, of the form or the node of a number: those of one object are read once.
  private func resources(
    _ object: PDFObject?, of holder: Int
  ) throws(MediaError) -> Resources {
    var key = -1 - max(0, holder)
    if case .reference(let number) = object { key = number }
    if let known = shared[key] { return known }
    serials += 1
    let found = Resources(
      try document.resolved(object).dictionary ?? PDFDictionary(), serial: serials)
    shared[key] = found
    return found
  }

  /// A dictionary of resources of a kind, by its name.
  func dictionary(
    _ kind: String, _ name: String, _ resources: Resources
  ) throws(MediaError) -> PDFDictionary? {
    let all = try document.resolved(resources.dictionary[kind]).dictionary
    return try document.resolved(all?[name]).dictionary
  }

  /// A picture or a form, by its name.
  func xObject(
    _ name: String, _ resources: Resources
  ) throws(MediaError) -> (number: Int, stream: PDFStream)? {
    guard let all = try document.resolved(resources.dictionary["XObject"]).dictionary,
      case .reference(let number)? = all[name],
      case .stream(let stream) = try document.object(number)
    else { return nil }
    return (number, stream)
  }

  /// A font, by its name.
  func font(_ name: String, _ resources: Resources) throws(MediaError) -> Font {
    if let known = resources.fonts[name] { return known }
    let all = try document.resolved(resources.dictionary["Font"]).dictionary
    var found = Font()
    if case .reference(let number)? = all?[name] {
      found = try font(number)
    } else if let dictionary = try document.resolved(all?[name]).dictionary {
      found = try measured(dictionary)
    }
    resources.fonts[name] = found
    return found
  }

  /// A font, by the number of its object.
  func font(_ number: Int) throws(MediaError) -> Font {
    if let known = fonts[number] { return known }
    var found = Font()
    if let dictionary = try document.object(number).dictionary {
      found = try measured(dictionary)
    }
    fonts[number] = found
    return found
  }

  private func measured(_ font: PDFDictionary) throws(MediaError) -> Font {
    let subtype = try document.resolved(font["Subtype"]).name
    var found = Font(
      isOutlines: ["Type0", "Type1", "MMType1", "TrueType"].contains(subtype),
      isType3: subtype == "Type3")
    guard walkLeft >= 0, spend(16 * (try PDFFontMetrics.count(font, of: document)) + 64) else {
      return found
    }
    found.metrics = try PDFFontMetrics(font, of: document)
    return found
  }

  /// Counts what takes room as bytes that are gone through; false where no more is allowed.
  func spend(_ count: Int) -> Bool {
    walkLeft -= count
    if walkLeft < 0 { isWhole = false }
    return walkLeft >= 0
  }

  // MARK: - What goes

  private func settle(_ reach: PDFPaintReach, drops: Bool) {
    // A stream that is a page's and a form's is used in two ways at once.
    pinned.formUnion(reach.elsewhere.union(Set(contents.keys).intersection(forms.keys)))
    if !isWhole || walkLeft < 0 { pinned.formUnion(forms.keys) }
    if walkLeft < 0 {
      isWhole = false
      pinned.formUnion(contents.keys)
    }
    // What a page holds as its content may be listed as a form too.
    var painted = reach.elsewhere.union(contents.keys)
    for sheets in [contents, forms] {
      for number in sheets.keys.sorted() {
        guard let sheet = sheets[number] else { continue }
        let isEdited = drops && !pinned.contains(number)
        painted.formUnion(sheet.painted(isEdited: isEdited))
        for drawing in sheet.drawings where drawing.isOutside {
          findings.append((false, isEdited && drawing.goes, nil))
        }
        let (edits, isGone) = sheet.settled()
        if isEdited, !edits.isEmpty { self.edits[number] = edits }
        for (unit, isGone) in zip(sheet.units, isGone) where unit.isUnseen || unit.beginsOutside {
          findings.append((unit.isInvisible, isEdited && isGone, unit.text))
        }
      }
    }
    if drops, isWhole, reach.isWhole { unpainted = reach.xObjects.subtracting(painted) }
    isCutShort = !isWhole || (!reach.isWhole && !reach.xObjects.isSubset(of: painted))
    isSettled =
      findings.isEmpty && unpainted.isEmpty && reach.isWhole
      && reach.elsewhere.isDisjoint(with: reach.xObjects)
  }

  /// Notes what is unseen.
  func note(_ rewriter: PDFRewriter) {
    if walkLeft < 0 {
      rewriter.reading.disclose(
        .content, .medium, at: "Contents", "content that is too long to be followed", fate: .kept)
    } else if isCutShort {
      rewriter.reading.disclose(
        .content, .medium, at: "Contents", "content that can't be followed", fate: .kept)
    }
    for (isInvisible, isRemoved) in [(false, false), (false, true), (true, false), (true, true)] {
      let some = findings.filter { $0.isInvisible == isInvisible && $0.isRemoved == isRemoved }
      guard !some.isEmpty else { continue }
      let texts = some.compactMap(\.text).filter { !$0.isEmpty }
      rewriter.reading.disclose(
        .content, .high,
        at: isInvisible ? "Contents/invisible text" : "Contents/outside the page",
        isInvisible ? "text that is not painted" : "text or pictures outside of the page",
        fate: isRemoved ? .removed : .kept,
        value: texts.isEmpty ? nil : texts.joined(separator: " "))
    }
  }
}
