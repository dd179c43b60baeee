/// Writes anew what the catalog reaches, in the order in which a walk meets it.
///
/// **Guarantee**: only keys that the rules name, in the kind of object that they stand for, are
/// followed and written; the order depends on nothing but the graph. The walk is breadth first with
/// a queue; recursion goes no deeper than direct objects nest (`PDFLexer.nestingLimit`).
/// **Cost**: O(bytes), and O(n log n) for the keys.
final class PDFRewriter {
  /// The file.
  let document: PDFDocument
  /// Policy, limits and what was found.
  var reading: Reading
  /// The pages and what stands on them.
  let tree: PDFPageTree
  /// What the pages paint, where that which nobody sees goes or is told.
  let paint: PDFPaint?
  /// The output.
  var writer: PDFWriter
  /// The places noted so far, where values are not wanted.
  var noted: Set<String> = []
  /// What became of each colour profile: nil where it goes.
  var profiles: [Int: [UInt8]?] = [:]
  /// The nodes of the page tree that have their place.
  private var placed: Set<Int> = []
  /// What each object that is kept became.
  private var numbers: PDFNumbered<Int>
  private var queue: [(number: Int, kind: PDFKind)] = []

  /// A rewriter of a document.
  init(
    _ document: PDFDocument, tree: PDFPageTree, version: String, _ reading: Reading
  ) throws(MediaError) {
    self.document = document
    numbers = PDFNumbered()
    let drops = reading.policy.dropsHiddenContent
    paint =
      drops || reading.wantsValues
      ? try PDFPaint(document, tree: tree, drops: drops, wantsValues: reading.wantsValues) : nil
    self.reading = reading
    self.tree = tree
    writer = PDFWriter(
      version: version, capacity: document.bytes.count + 1 << 12, isPacked: document.isPacked,
      known: reading.known)
  }

  /// The output.
  func run(root: Int) throws(MediaError) -> [UInt8] {
    numbers[root] = 1
    placed.insert(tree.root)
    queue.append((root, .catalog))
    var next = 0
    while next < queue.count {
      let (number, kind) = queue[next]
      next += 1
      try reading.countStructure()
      try write(try document.object(number), kind, number: number)
    }
    writer.finish()
    for (plain, packed) in writer.deflated {
      reading.note(found: plain[...], PDFWriter.deflating, answer: packed)
    }
    return writer.bytes
  }

  private func write(_ object: PDFObject, _ kind: PDFKind, number: Int) throws(MediaError) {
    switch object {
    case .stream(let stream):
      let dictionary = try streamDictionary(stream.dictionary, kind)
      let (changed, content) = try content(of: stream, dictionary, kind, number: number)
      writer.add(changed, stream: content)
    case .dictionary(let dictionary):
      writer.add(.dictionary(try self.dictionary(dictionary, kind)))
    case .array(let elements): writer.add(.array(try array(elements, kind)))
    default: writer.add(.null)
    }
  }

  // MARK: - Values

  /// What stands for a value of a kind; nil where it goes.
  func value(_ object: PDFObject, _ kind: PDFKind) throws(MediaError) -> PDFObject? {
    switch object {
    case .reference(let number): try follow(number, kind)
    case .array(let elements):
      if kind == .colourSpace, let other = try colourSpace(without: elements) {
        other
      } else {
        .array(try array(elements, kind))
      }
    case .dictionary(let dictionary):
      if let refined = try admitted(object, kind, number: nil) {
        .dictionary(try self.dictionary(dictionary, refined))
      } else {
        nil
      }
    case .string: kind.allowsStrings ? shown(object, kind) : nil
    case .stream: nil
    case .null, .boolean, .integer, .real, .name: object
    }
  }

  private func array(_ elements: [PDFObject], _ kind: PDFKind) throws(MediaError) -> [PDFObject] {
    if elements.allSatisfy(\.isFinal) { return elements }
    var result: [PDFObject] = []
    result.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      if let value = try value(element, kind.element(index, of: elements)) {
        if !value.isNull || !kind.closesRanks { result.append(value) }
      } else {
        try noteDropped(element, of: kind)
        if !kind.closesRanks { result.append(.null) }
      }
    }
    return result
  }

  /// A reference to what the object of a number becomes; scalars are put in its place.
  private func follow(_ number: Int, _ kind: PDFKind) throws(MediaError) -> PDFObject? {
    // A node has one place in the tree: a second one is a loop.
    if kind == .kids, tree.nodes.contains(number), !placed.insert(number).inserted { return nil }
    if let paint, paint.unpainted.contains(number) { return nil }
    if let known = numbers[number] { return .reference(known) }
    let object = try document.object(number)
    if object.isScalar { return try value(object, kind) }
    var refined = kind
    if object.dictionary != nil {
      guard let admitted = try admitted(object, kind, number: number) else { return nil }
      refined = admitted
    }
    if kind == .colourSpace, case .array(let elements) = object,
      let other = try colourSpace(without: elements)
    {
      return other
    }
    if refined == .profile, case .stream(let stream) = object, try profile(number, stream) == nil {
      return nil
    }
    let new = queue.count + 1
    numbers[number] = new
    queue.append((number, refined))
    return .reference(new)
  }

  // MARK: - Dictionaries

  /// The entries that the rules of a kind name.
  func dictionary(
    _ dictionary: PDFDictionary, _ kind: PDFKind
  ) throws(MediaError) -> PDFDictionary {
    guard let rules = PDFSpecification.of(kind) else { return PDFDictionary() }
    var entries = dictionary.entries
    if kind == .catalog, let pages = entries.firstIndex(where: { $0.key == "Pages" }) {
      entries.insert(entries.remove(at: pages), at: 0)
    }
    var kept: [PDFDictionary.Entry] = []
    kept.reserveCapacity(entries.count)
    let notes = PDFNotes.kept[kind]
    var cursor = 0
    for entry in entries where !entry.value.isNull {
      if let valueKind = rules.kind(of: entry.key, &cursor),
        try isWanted(entry, of: dictionary, kind),
        let value = try value(entry.value, valueKind)
      {
        guard !value.isNull else { continue }
        kept.append(PDFDictionary.Entry(key: entry.key, value: value))
        if kind == .action || notes?[entry.key] != nil { try noteKept(entry, kind) }
      } else {
        try noteDropped(entry, of: dictionary, kind)
      }
    }
    return kind == .catalog ? PDFDictionary(kept) : PDFDictionary(sorted: kept)
  }

  /// The dictionary of a stream: the keys of its kind, and its filters.
  private func streamDictionary(
    _ dictionary: PDFDictionary, _ kind: PDFKind
  ) throws(MediaError) -> PDFDictionary {
    var own: [PDFDictionary.Entry] = []
    var filters: [PDFDictionary.Entry] = []
    for entry in dictionary.entries {
      if let filterKind = PDFSpecification.streamKind(of: entry.key) {
        guard let value = try value(entry.value, filterKind), value != .null else { continue }
        filters.append(PDFDictionary.Entry(key: entry.key, value: value))
      } else if entry.key != "Length" {
        own.append(entry)
      }
    }
    return PDFDictionary(try self.dictionary(PDFDictionary(sorted: own), kind).entries + filters)
  }
}
