/// Decides for each directory and field of a TIFF file whether it stays.
struct TIFFPlan {
  /// The file.
  let file: TIFFBytes
  /// The bytes of directories and of values, which no data may share.
  private(set) var claimed: [Range<Int>]
  /// The data that go with directories that go.
  private(set) var droppedData: [Range<Int>] = []
  /// The parts of JPEG streams that go.
  private(set) var cuts: [Range<Int>] = []
  /// Notes what fields give away.
  private(set) var notes: TIFFNotes
  private var visited: Set<Int> = []
  /// How many more bytes pages may name: they name each a few times at most.
  private var budget: Int

  /// A plan for a file.
  init(_ file: TIFFBytes) {
    self.file = file
    claimed = [0..<file.headerCount]
    notes = TIFFNotes(file)
    budget = 4 * file.count
  }

  /// The pages that stay, in their order.
  mutating func pages(_ reading: inout Reading) throws(MediaError) -> [TIFFPage] {
    var chain: [TIFFDirectory] = []
    var next = file.target(file.isBig ? 8 : 4)
    while let offset = next, let directory = try enter(offset, &reading) {
      chain.append(directory)
      next = directory.next
    }
    if next != nil, !chain.isEmpty {
      reading.disclose(.software, .low, at: "TIFF", "a page that can't be found")
    }
    try refuseRaw(chain, &reading)
    if let first = chain.first { notes.setMake(first) }
    var pages: [TIFFPage] = []
    for (index, directory) in chain.enumerated() {
      let name = "IFD\(index)"
      if let page = try page(directory, name, isFirst: pages.isEmpty, depth: 0, &reading) {
        pages.append(page)
      }
    }
    guard !pages.isEmpty else {
      throw .malformed(.tiff, offset: 0, reason: "there is no page with a picture")
    }
    return pages
  }

  /// The directory at `offset`, unless it was met before.
  private mutating func enter(
    _ offset: Int, _ reading: inout Reading
  ) throws(MediaError) -> TIFFDirectory? {
    guard visited.insert(offset).inserted, let directory = TIFFDirectory(at: offset, in: file)
    else { return nil }
    // Directories may lie upon each other: each costs what it holds.
    for _ in directory.entries { try reading.countStructure() }
    claimed.append(directory.range)
    return directory
  }

  private mutating func refuseRaw(
    _ chain: [TIFFDirectory], _ reading: inout Reading
  ) throws(MediaError) {
    // A raw file says so in its first pages.
    for directory in chain.prefix(8) {
      let inner = (directory.integers(TIFFTag.subdirectories, most: 16) ?? []).compactMap {
        TIFFDirectory(at: $0, in: file)
      }
      if ([directory] + inner).contains(where: TIFFRaw.isRaw) {
        try TIFFRaw.show(file.bytes, &reading)
        throw TIFFRaw.refusal
      }
    }
  }

  /// The page that a directory becomes; nil where it goes, which is noted.
  private mutating func page(
    _ directory: TIFFDirectory, _ name: String, isFirst: Bool, depth: Int,
    _ reading: inout Reading
  ) throws(MediaError) -> TIFFPage? {
    guard depth < reading.limits.depth else {
      throw .limit(.depth, allowed: reading.limits.depth)
    }
    let isReduced =
      (directory.integer(TIFFTag.newSubfileType) ?? 0) & 1 != 0 || directory.integer(255) == 2
    // The levels of a pyramid are tiled; a small copy in strips is a thumbnail.
    let isThumbnail = isReduced && directory.first(TIFFTag.tileOffsets) == nil
    let isHidden =
      !isFirst && (isThumbnail || isReduced && reading.policy.dropsHiddenContent)
    guard !isHidden, let data = try TIFFData(directory, file, &reading) else {
      try drop(directory, name, &reading)
      return nil
    }
    if isReduced && !isFirst {
      reading.disclose(
        .content, .medium, at: name, "a smaller copy, which may show the uncropped picture",
        fate: .kept)
    }
    var page = TIFFPage()
    var known: Set<UInt16> = []
    for entry in directory.entries {
      if let value = entry.value, !entry.isInline { claimed.append(value) }
      guard known.insert(entry.tag).inserted else {
        try notes.drop(entry, in: directory, name, &reading)
        continue
      }
      if [TIFFTag.stripOffsets, TIFFTag.stripCounts, TIFFTag.tileOffsets, TIFFTag.tileCounts]
        .contains(entry.tag)
      {
        continue
      }
      if entry.tag == TIFFTag.subdirectories, directory.integers(entry, most: 1) != nil {
        try enterPages(entry, of: directory, into: &page, name, depth: depth, &reading)
      } else if let field = try field(entry, of: directory, name, &reading) {
        page.fields.append(field)
      }
    }
    try addData(data, directory, to: &page)
    try addOldJPEG(directory, to: &page)
    page.sort()
    return page
  }

  /// The pages within a page.
  private mutating func enterPages(
    _ entry: TIFFEntry, of directory: TIFFDirectory, into page: inout TIFFPage, _ name: String,
    depth: Int, _ reading: inout Reading
  ) throws(MediaError) {
    let most = reading.limits.structures
    for (index, offset) in (directory.integers(entry, most: most) ?? []).enumerated() {
      try reading.countStructure()
      guard let inner = try enter(offset, &reading) else { continue }
      let inside = try self.page(
        inner, "\(name)/SubIFD\(index)", isFirst: false, depth: depth + 1, &reading)
      if let inside { page.pages.append(inside) }
    }
    guard !page.pages.isEmpty else { return }
    page.fields.append(
      TIFFPage.Field(
        tag: entry.tag, type: file.isBig ? 18 : 13, count: page.pages.count, content: .pages))
  }

  /// Drops a directory with its data.
  private mutating func drop(
    _ directory: TIFFDirectory, _ name: String, _ reading: inout Reading
  ) throws(MediaError) {
    for entry in directory.entries {
      if let value = entry.value, !entry.isInline { claimed.append(value) }
    }
    do throws(MediaError) {
      droppedData += try TIFFData(directory, file, &reading)?.runs ?? []
    } catch {
      // Broken data of what goes anyway are no fault of the file.
      if case .limit = error { throw error }
    }
    reading.disclose(
      .content, .medium, at: name, "a thumbnail, a smaller copy, or a directory without a picture")
    try notes.drop(directory, name, &reading)
  }
}

// MARK: - Fields

extension TIFFPlan {
  /// The field that stands for one of the input; nil where it goes.
  private mutating func field(
    _ entry: TIFFEntry, of directory: TIFFDirectory, _ name: String, _ reading: inout Reading
  ) throws(MediaError) -> TIFFPage.Field? {
    switch entry.tag {
    case TIFFTag.orientation:
      let value = directory.integer(entry.tag) ?? 0
      let isKept = reading.policy.keepsOrientation && (1...8).contains(value) && entry.count == 1
      if isKept { return copy(entry) }
      reading.disclose(.device, .low, at: "\(name)/Orientation", "how the camera was held")
      return nil
    case TIFFTag.profile: return try profile(entry, name, &reading)
    case TIFFTag.jpegTables:
      let old = entry.value.map { file.bytes[$0] } ?? []
      guard let new = TIFFJPEGParts.tables(old) else {
        throw .malformed(.tiff, offset: entry.position, reason: "its JPEG tables can't be read")
      }
      if new[...] != old {
        reading.discloseUnknown(old, at: "\(name)/JPEGTables", "bytes beside the JPEG tables")
      }
      return TIFFPage.Field(tag: entry.tag, type: 7, count: new.count, content: .values(new))
    case TIFFTag.interchange, TIFFTag.interchangeCount, 519, 520, 521: return nil
    default: break
    }
    if let room = TIFFTag.copied[entry.tag], TIFFTag.isNumber(entry.type), entry.value != nil,
      isWithin(room, entry, directory)
    {
      return copy(entry)
    }
    guard !TIFFTag.needed.contains(entry.tag) else {
      throw .malformed(
        .tiff, offset: entry.position, reason: "a field that decoding needs can't be read")
    }
    try notes.drop(entry, in: directory, name, &reading)
    return nil
  }

  private func copy(_ entry: TIFFEntry) -> TIFFPage.Field? {
    entry.value.map {
      TIFFPage.Field(
        tag: entry.tag, type: entry.type, count: entry.count,
        content: .values(Array(file.bytes[$0])))
    }
  }

  private func isWithin(
    _ room: TIFFTag.Room, _ entry: TIFFEntry, _ directory: TIFFDirectory
  ) -> Bool {
    switch room {
    case .most(let most): return entry.count <= most
    case .samples(let most):
      let samples = max(1, directory.integer(TIFFTag.samples) ?? 1)
      // Old writers count a palette's or a page's bits three times.
      return entry.count <= max(3, min(samples, 1 << 16)) * most
    case .table:
      let bits = max(1, min(16, directory.integers(TIFFTag.bits, most: 16)?.max() ?? 1))
      return entry.count <= 4 << bits
    }
  }

  private mutating func profile(
    _ entry: TIFFEntry, _ name: String, _ reading: inout Reading
  ) throws(MediaError) -> TIFFPage.Field? {
    let old = entry.value.map { Array(file.bytes[$0]) } ?? []
    let path = "\(name)/ICC_Profile"
    let count = reading.disclosures.count
    let new = try ColourProfile.replacement(for: old, at: path, &reading)
    if new != old, reading.disclosures.count == count {
      reading.disclose(.device, .low, at: path, "a colour profile")
    }
    return new.map {
      TIFFPage.Field(tag: entry.tag, type: 7, count: $0.count, content: .values($0))
    }
  }

  /// Adds the fields that name the picture's data.
  private mutating func addData(
    _ data: TIFFData, _ directory: TIFFDirectory, to page: inout TIFFPage
  ) throws(MediaError) {
    try spend(data.runs, directory)
    let type: UInt16 = file.isBig ? 16 : 4
    page.fields.append(
      TIFFPage.Field(
        tag: data.offsetsTag, type: type, count: data.runs.count, content: .places(data.runs)))
    page.fields.append(
      TIFFPage.Field(
        tag: data.countsTag, type: type, count: data.runs.count, content: .sizes(data.runs)))
    page.data += data.runs
    guard [6, 7].contains(directory.integer(TIFFTag.compression)) else { return }
    if directory.first(TIFFTag.newSubfileType) == nil, directory.first(255) == nil {
      // Without it readers of Exif take a JPEG in a directory for a preview; 0 is the usual value.
      let zero = TIFFPage.Content.values([0, 0, 0, 0])
      page.fields.append(
        TIFFPage.Field(tag: TIFFTag.newSubfileType, type: 4, count: 1, content: zero))
    }
    for run in data.runs { cuts += TIFFJPEGParts.cuts(in: run, of: file.bytes) }
  }

  private mutating func spend(
    _ runs: [Range<Int>], _ directory: TIFFDirectory
  ) throws(MediaError) {
    for run in runs { budget -= run.count }
    guard budget >= 0 else {
      throw .malformed(
        .tiff, offset: directory.offset, reason: "pages name the same bytes many times over")
    }
  }

  /// Adds the fields of old-style JPEG: a whole stream, or tables, outside the strips.
  private mutating func addOldJPEG(
    _ directory: TIFFDirectory, to page: inout TIFFPage
  ) throws(MediaError) {
    guard directory.integer(TIFFTag.compression) == 6 else { return }
    let type: UInt16 = file.isBig ? 16 : 4
    if let start = directory.integer(TIFFTag.interchange), start > 0, start < file.count {
      let count = directory.integer(TIFFTag.interchangeCount) ?? 0
      let run = start..<start + min(max(0, count), file.count - start)
      page.fields.append(
        TIFFPage.Field(tag: TIFFTag.interchange, type: type, count: 1, content: .places([run])))
      page.fields.append(
        TIFFPage.Field(
          tag: TIFFTag.interchangeCount, type: type, count: 1, content: .sizes([run])))
      try spend([run], directory)
      page.data.append(run)
      cuts += TIFFJPEGParts.cuts(in: run, of: file.bytes)
    }
    for tag in TIFFTag.oldTables {
      guard let entry = directory.first(tag) else { continue }
      guard let starts = directory.integers(entry, most: 257), starts.count <= 256 else {
        throw .malformed(
          .tiff, offset: entry.position, reason: "its JPEG tables can't be read")
      }
      var runs: [Range<Int>] = []
      for start in starts {
        guard start > 0, start <= file.count - 64 else {
          throw .truncated(.tiff, offset: directory.offset, reason: "a JPEG table is missing")
        }
        let lengths = file.bytes[start..<start + 16].reduce(0) { $0 + Int($1) }
        let count = tag == TIFFTag.oldTables[0] ? 64 : 16 + lengths
        runs.append(start..<min(file.count, start + count))
      }
      page.fields.append(
        TIFFPage.Field(tag: tag, type: type, count: runs.count, content: .places(runs)))
      try spend(runs, directory)
      page.data += runs
    }
  }
}
