/// A PDF file as its last revision says: objects by number, read when they are asked for.
///
/// **Guarantee**: each object is read once; all reading together is bounded by a multiple of the
/// file's length, whatever offsets it states.
final class PDFDocument {
  /// Where an object stands.
  enum Place: Equatable {
    case free
    case offset(Int)
    case compressed(container: Int, index: Int)
  }

  /// The file.
  let bytes: [UInt8]
  /// Where the header stands: offsets may count from there.
  let start: Int
  /// When reading stops.
  let limits: Limits
  /// Where each object stands.
  var places: [Int: Place] = [:]
  /// The trailer of the last revision.
  var trailer = PDFDictionary()
  /// How many sections of cross-references there were.
  var sections = 0
  /// Whether cross-references were wrong, and objects were searched for.
  var isRepaired = false
  /// The runs of the file that objects were read from.
  private(set) var used: [Range<Int>] = []
  /// The objects read so far.
  private var objects: PDFNumbered<PDFObject>
  /// The objects being read: asking for one again is a loop.
  private var loading: [Int] = []
  private var containers: [Int: PDFObjectStream] = [:]
  /// Where `endstream` stands, once it had to be searched for.
  private var streamEnds: [Int]?
  /// How many bytes may still be read, and inflated.
  private var readBudget: Int
  private var inflateBudget: Int

  /// A document whose cross-references are yet to be read.
  init(_ bytes: [UInt8], start: Int, limits: Limits) {
    self.bytes = bytes
    self.start = start
    self.limits = limits
    objects = PDFNumbered()
    readBudget = bytes.count * 8 + 1 << 16
    let (room, isTooLarge) = bytes.count.multipliedReportingOverflow(by: 200)
    inflateBudget = isTooLarge ? .max : max(room, limits.inflatedBytes)
  }

  /// The object of a number, references followed; null where there is none.
  func object(_ number: Int) throws(MediaError) -> PDFObject {
    if let known = objects[number] { return known }
    guard loading.count < 32, !loading.contains(number) else { return .null }
    loading.append(number)
    defer { loading.removeLast() }
    var object = try read(number)
    if case .reference(let next) = object { object = try self.object(next) }
    objects[number] = object
    return object
  }

  /// The object itself, or the one that it refers to.
  func resolved(_ object: PDFObject?) throws(MediaError) -> PDFObject {
    guard let object else { return .null }
    if case .reference(let number) = object { return try self.object(number) }
    return object
  }

  /// Whether objects stand in object streams.
  var isPacked: Bool {
    places.values.contains { place in
      if case .compressed = place { true } else { false }
    }
  }

  /// Forgets what was read, because it may stand elsewhere.
  func forget() {
    objects = PDFNumbered()
    containers = [:]
    used = []
  }

  private func read(_ number: Int) throws(MediaError) -> PDFObject {
    switch places[number] {
    case .offset(let offset): return try indirect(at: offset) ?? .null
    case .compressed(let container, let index):
      guard let stream = try objectStream(container) else { return .null }
      return try stream.object(number, index: index, of: self) ?? .null
    case .free, nil: return .null
    }
  }

  /// Counts bytes against the budget.
  func spend(_ count: Int) throws(MediaError) {
    readBudget -= count
    guard readBudget >= 0 else { throw .limit(.structures, allowed: limits.structures) }
  }

  /// The object behind `N G obj` at an offset.
  func indirect(at offset: Int) throws(MediaError) -> PDFObject? {
    var lexer = PDFLexer(bytes, from: offset)
    guard lexer.natural() != nil, lexer.natural() != nil, lexer.take("obj") else { return nil }
    let object = lexer.object()
    try spend(lexer.position - offset)
    guard !lexer.isTooDeep else {
      throw .limit(.depth, allowed: PDFLexer.nestingLimit)
    }
    guard let object else { return nil }
    if case .dictionary(let dictionary) = object, let stream = try stream(dictionary, &lexer) {
      try spend(min(stream.range.count / 8, 1 << 12))
      used.append(offset..<stream.range.upperBound)
      return .stream(stream)
    }
    used.append(offset..<lexer.position)
    return object
  }

  /// The stream behind a dictionary, if there is one.
  private func stream(
    _ dictionary: PDFDictionary, _ lexer: inout PDFLexer
  ) throws(MediaError) -> PDFStream? {
    guard lexer.take("stream") else { return nil }
    var position = lexer.position
    while position < bytes.count, bytes[position] == 32 { position += 1 }
    if position < bytes.count, bytes[position] == 13 { position += 1 }
    if position < bytes.count, bytes[position] == 10 { position += 1 }
    if let length = try resolved(dictionary["Length"]).integer, length >= 0,
      length <= bytes.count - position
    {
      var after = PDFLexer(bytes, from: position + length, to: position + length + 16)
      if after.take("endstream") || after.take("endobj") {
        return PDFStream(dictionary: dictionary, range: position..<(position + length))
      }
    }
    isRepaired = true
    return PDFStream(dictionary: dictionary, range: position..<streamEnd(from: position))
  }

  /// Where a stream of unknown length ends: before the next `endstream` and its line's end.
  private func streamEnd(from position: Int) -> Int {
    let ends = streamEnds ?? PDFScan.positions(of: "endstream", in: bytes)
    streamEnds = ends
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] < position { low = middle + 1 } else { high = middle }
    }
    var end = low < ends.count ? ends[low] : bytes.count
    if end > position, bytes[end - 1] == 10 { end -= 1 }
    if end > position, bytes[end - 1] == 13 { end -= 1 }
    return end
  }

  /// The object stream of a number, taken apart.
  private func objectStream(_ number: Int) throws(MediaError) -> PDFObjectStream? {
    if let known = containers[number] { return known }
    guard case .offset = places[number] ?? .free,
      case .stream(let stream) = try object(number),
      stream.dictionary["Type"]?.name == "ObjStm",
      let plain = try decoded(stream)
    else { return nil }
    let parsed = try PDFObjectStream(plain, stream.dictionary, self)
    containers[number] = parsed
    return parsed
  }

  // MARK: - Filters

  /// The filters of a stream, in the order in which they are undone.
  func filters(of dictionary: PDFDictionary) throws(MediaError) -> [PDFFilter] {
    let names = try list(dictionary["Filter"] ?? dictionary["F"])
    let parameters = try list(dictionary["DecodeParms"] ?? dictionary["DP"])
    var filters: [PDFFilter] = []
    for (index, object) in names.enumerated() {
      guard let name = object.name else { continue }
      var chosen = index < parameters.count ? parameters[index].dictionary : nil
      if let entries = chosen?.entries, entries.contains(where: { !$0.value.isScalar }) {
        var plain: [PDFDictionary.Entry] = []
        for entry in entries {
          plain.append(PDFDictionary.Entry(key: entry.key, value: try resolved(entry.value)))
        }
        chosen = PDFDictionary(plain)
      }
      filters.append(PDFFilter(name, chosen))
    }
    return filters
  }

  private func list(_ object: PDFObject?) throws(MediaError) -> [PDFObject] {
    let object = try resolved(object)
    guard case .array(let elements) = object else { return object == .null ? [] : [object] }
    var result: [PDFObject] = []
    for element in elements.prefix(16) { result.append(try resolved(element)) }
    return result
  }

  /// What a stream holds, all its filters undone; nil where one is unknown.
  func decoded(_ stream: PDFStream) throws(MediaError) -> [UInt8]? {
    let filters = try filters(of: stream.dictionary)
    return try decoded(stream, filters[...])
  }

  /// What a stream holds, as `decoded` says it, for a look that has a limit of its own.
  func peeked(_ stream: PDFStream) throws(MediaError) -> [UInt8]? {
    let budget = inflateBudget
    defer { inflateBudget = budget }
    return try decoded(stream)
  }

  /// What a stream holds behind some of its filters.
  func decoded(
    _ stream: PDFStream, _ filters: ArraySlice<PDFFilter>
  ) throws(MediaError) -> [UInt8]? {
    if filters.isEmpty { return Array(bytes[stream.range]) }
    var plain: [UInt8] = []
    for (index, filter) in filters.enumerated() {
      let limit = min(limits.inflatedBytes, inflateBudget)
      do throws(MediaError) {
        // The first reads where the file stands in memory.
        let next = try filter.decoded(index == 0 ? bytes[stream.range] : plain[...], limit: limit)
        guard let next else { return nil }
        plain = next
      } catch {
        guard case .limit = error else { throw error }
        throw .limit(.inflatedBytes, allowed: limits.inflatedBytes)
      }
      inflateBudget -= plain.count
    }
    return plain
  }
}
