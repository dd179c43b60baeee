/// Puts the new form of a `meta` together.
struct HEIFRebuild {
  let meta: HEIFMeta
  private let reader: HEIFItemReader
  private(set) var selection: HEIFSelection
  /// The data of kept items by the item's index.
  private var data: [Int: HEIFItemData] = [:]
  /// Runs of the file that go, and of `idat`.
  private var dropped: [ISODataRun] = []
  private var droppedInline: [ISODataRun] = []
  var payload: [PayloadPart] = []
  /// Data seen already: several items may share them.
  private var seen: [Key: [(index: UInt64, runs: [ISODataRun])]] = [:]
  private var read = 0

  private struct Key: Hashable {
    let type: String
    let method: UInt8
    let ranges: [Range<Int>]
  }

  init(_ reader: HEIFItemReader, _ selection: HEIFSelection) {
    meta = reader.meta
    self.reader = reader
    self.selection = selection
  }

  /// Goes through items, properties and boxes, and returns the plan with what is shown.
  mutating func plan(
    _ reading: inout Reading
  ) throws(MediaError) -> (plan: (any ISOHeaderPlan)?, payload: [PayloadPart]) {
    var droppedItem = HEIFDroppedItem(reader)
    for index in meta.items.items.indices {
      if selection.isKept[index] {
        try keep(index, &reading)
      } else {
        try drop(index, &droppedItem, &reading)
      }
    }
    let kept = meta.items.items.indices.filter { selection.isKept[$0] }
    let identifiers = Set(kept.map { meta.items.items[$0].id })
    let isKept = { (id: UInt32) in identifiers.contains(id) }
    let replacements = try properties(kept, &reading)
    let references = meta.references.kept(isKept) { id in
      meta.items.indices[id].map { selection.roles[$0] } != .auxiliary(.gainMap)
    }
    describe(kept, replacements, references)
    let listed = meta.locations.entries.compactMap { entry in
      meta.items.indices[entry.id].flatMap { data[$0] }
    }
    let inline = try HEIFInlineData(
      meta,
      droppedInline + listed.filter(\.isInline).flatMap { $0.extents.flatMap(\.runs) }, &reading)
    let parts = try parts(kept, replacements, references, inline, isKept, &reading)
    if !meta.rest.isEmpty { reading.discloseUnknown(meta.bytes[meta.rest], at: "meta") }
    return (HEIFPlan(meta, parts, listed, dropped: dropped, inline), payload)
  }

  private mutating func keep(_ index: Int, _ reading: inout Reading) throws(MediaError) {
    let item = meta.items.items[index]
    guard item.protection == 0 else { throw .encrypted(meta.format, offset: meta.base) }
    noteKept(item, selection.roles[index], &reading)
    if !item.name.isEmpty || !item.rest.isEmpty {
      reading.disclose(
        .content, .medium, at: "meta/iinf/infe", "the name of a picture",
        value: PrintableText.text(item.name[...]) + " "
          + (PrintableText.runs(in: item.rest[...]) ?? ""))
    }
    guard let entry = meta.locations.indices[item.id] else { return }
    let location = meta.locations.entries[entry]
    try reader.checkWhole(index)
    guard let ranges = reader.ranges(of: location) else { return }
    try checkFile(location)
    let key = Key(type: item.type, method: location.method, ranges: ranges)
    if let extents = seen[key] {
      data[index] = HEIFItemData(location: location, extents: extents)
      return
    }
    try count(ranges)
    let bytes = try reader.bytes(ranges, location)
    let change = try HEIFChange.of(item, bytes, meta, &reading)
    let owner = HEIFDroppedItem.owner(item, selection.roles[index])
    let extents = extents(location, ranges, change, owner)
    data[index] = HEIFItemData(location: location, extents: extents)
    seen[key] = extents
    if case .replaced(_, let parts) = change {
      payload += parts
    } else {
      let runs = extents.flatMap(\.runs).filter { $0.output == .same }.map(\.range)
      payload.append(.bytes(reader.inFile(runs, location)))
    }
  }

  /// Pictures that overlap each other many times over would be read many times over.
  private mutating func count(_ ranges: [Range<Int>]) throws(MediaError) {
    let allowed = 4 * min(reader.source.count, 1 << 40) + (1 << 20)
    read += ranges.reduce(0) { $0 + $1.count }
    guard read <= allowed else { throw .limit(.imageBytes, allowed: allowed) }
  }

  /// Data must lie in this file.
  private func checkFile(_ location: HEIFLocation) throws(MediaError) {
    guard location.dataReference > 0 else { return }
    let isOwn = meta.children.contains {
      $0.name == "dinf" && Array(meta.bytes[$0.range]) == Self.ownData
    }
    guard isOwn, location.dataReference == 1 else {
      throw .unclassified(
        meta.format, offset: meta.base, count: meta.bytes.count,
        structure: "a picture in another file")
    }
  }

  /// A `dinf` that says: all data are in this file (ISO/IEC 14496-12, 8.7).
  static let ownData: [UInt8] = HEIFBox.encoded(
    "dinf",
    HEIFBox.encoded(
      "dref",
      [0, 0, 0, 0, 0, 0, 0, 1] + HEIFBox.encoded("url ", HEIFBox.versionAndFlags(0, 1))))

  private func extents(
    _ location: HEIFLocation, _ ranges: [Range<Int>], _ change: HEIFChange, _ owner: String
  ) -> [(index: UInt64, runs: [ISODataRun])] {
    let total = ranges.reduce(0) { $0 + $1.count }
    var runs: [[ISODataRun]]
    switch change {
    case .none, .replaced(nil, _): runs = HEIFItemReader.runs(ranges, keeping: [0..<total], owner)
    case .cut(let kept): runs = HEIFItemReader.runs(ranges, keeping: kept, owner)
    case .replaced(.some(let bytes), _):
      runs = HEIFItemReader.runs(ranges, keeping: [], owner)
      if let first = ranges.firstIndex(where: { !$0.isEmpty }) {
        runs[first] = [ISODataRun(range: ranges[first], owner: owner, output: .bytes(bytes))]
      }
    }
    return zip(location.extents, runs).map { (index: $0.index, runs: $1) }
  }

  private mutating func drop(
    _ index: Int, _ note: inout HEIFDroppedItem, _ reading: inout Reading
  ) throws(MediaError) {
    let item = meta.items.items[index]
    let role = selection.roles[index]
    let location = meta.locations.indices[item.id].map { meta.locations.entries[$0] }
    let ranges = location.flatMap { reader.ranges(of: $0) }
    let block = try note.note(item, role, location, ranges, &reading)
    let owner = HEIFDroppedItem.owner(item, role)
    guard let location, let ranges else { return }
    if let block, item.protection == 0, location.dataReference == 0 {
      let isSame = try reader.bytes(ranges, location) == block
      let change: HEIFChange = isSame ? .none : .replaced(block, payload: [])
      data[index] = HEIFItemData(
        location: location, extents: extents(location, ranges, change, owner))
      selection.keep(block: index)
      return
    }
    let runs = HEIFItemReader.runs(ranges, keeping: [], owner).flatMap { $0 }
    if location.method == 1 { droppedInline += runs } else { dropped += runs }
  }

  /// Says that a picture stays which few see.
  private func noteKept(
    _ item: HEIFItem, _ role: HEIFSelection.Role, _ reading: inout Reading
  ) {
    switch role {
    case .auxiliary(.alpha), .auxiliary(.gainMap): return
    case .auxiliary(let kind):
      reading.disclose(
        .content, .medium, at: "meta/auxiliary item", kind.meaning, fate: .kept,
        value: HEIFDroppedItem.dimensions(item, meta))
    case .otherPicture where item.type != "tmap":
      reading.disclose(
        .content, .medium, at: "meta/\(item.type) item", "a picture beside the main one",
        fate: .kept, value: HEIFDroppedItem.dimensions(item, meta))
    case .otherPicture:
      reading.disclose(
        .content, .low, at: "meta/tmap item", "a gain map for bright displays", fate: .kept)
    default: return
    }
  }
}
