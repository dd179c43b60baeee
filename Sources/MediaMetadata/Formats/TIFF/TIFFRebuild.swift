/// Lays out what stays of a TIFF file, and accounts for every byte of the input.
struct TIFFRebuild {
  private var plan: TIFFPlan
  private let pages: [TIFFPage]
  private let data: TIFFDataRuns
  private let file: TIFFBytes

  /// A rebuild of the pages that a plan keeps.
  init(_ plan: TIFFPlan, _ pages: [TIFFPage]) {
    self.plan = plan
    self.pages = pages
    file = plan.file
    data = TIFFDataRuns(Self.data(of: pages), without: plan.cuts)
  }

  private static func data(of pages: [TIFFPage]) -> [Range<Int>] {
    pages.flatMap { $0.data + data(of: $0.pages) }
  }

  /// The account of all bytes.
  mutating func anatomy(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    try checkOverlaps()
    let header = try header()
    var list = PieceList()
    var isMoved = false
    if file.bytes.starts(with: header) {
      list.keep(to: header.count, "directories")
    } else {
      isMoved = true
      list.replace(to: file.headerCount, with: header, "directories")
    }
    for run in data.runs {
      list.drop(to: run.lowerBound, "fields and unused bytes")
      list.keep(to: run.upperBound, "picture data")
    }
    list.drop(to: file.count, "fields and unused bytes")
    try note(isMoved: isMoved, &reading)
    var shape: [UInt8] = []
    describe(pages, into: &shape)
    return Anatomy(pieces: list.pieces, payload: [.header(shape), .bytes(data.runs)])
  }

  private mutating func note(
    isMoved: Bool, _ reading: inout Reading
  ) throws(MediaError) {
    for cut in plan.cuts where !cut.isEmpty {
      reading.disclose(
        .unknown, .high, at: "TIFF/JPEG", "comments or application data inside a picture's data",
        value: PrintableText.runs(in: file.bytes[cut]))
    }
    guard isMoved || data.count + headerCount != file.count else { return }
    if reading.wantsValues {
      let claimed = TIFFDataRuns.union(plan.claimed + plan.droppedData + data.runs + plan.cuts)
      var notes = plan.notes
      try notes.noteGaps(besides: claimed, &reading)
    }
    reading.disclose(.software, .low, at: "TIFF", "how a program laid the file out")
  }

  /// Data that share bytes with directories or values would keep what must go.
  private func checkOverlaps() throws(MediaError) {
    let claimed = TIFFDataRuns.union(plan.claimed)
    var next = 0
    for run in TIFFDataRuns.union(Self.data(of: pages)) {
      while next < claimed.count, claimed[next].upperBound <= run.lowerBound { next += 1 }
      if next < claimed.count, claimed[next].lowerBound < run.upperBound {
        throw .malformed(
          .tiff, offset: run.lowerBound, reason: "picture data and fields share the same bytes")
      }
    }
  }

  /// What the pages are, without where they stand: fields, and which data belong to which.
  private func describe(_ pages: [TIFFPage], into shape: inout [UInt8]) {
    shape.append(bigEndian: UInt64(pages.count), 4)
    for page in pages {
      for field in page.fields where field.tag != TIFFTag.orientation {
        guard field.tag != TIFFTag.profile, field.tag != TIFFTag.newSubfileType else { continue }
        shape.append(bigEndian: UInt64(field.tag), 2)
        shape.append(bigEndian: UInt64(field.count), 4)
        switch field.content {
        case .values(let bytes): shape += bytes
        case .places(let runs):
          for run in runs {
            shape.append(bigEndian: UInt64(run.isEmpty ? 0 : data.place(of: run.lowerBound)), 8)
          }
        case .sizes(let runs):
          for run in runs { shape.append(bigEndian: UInt64(data.size(of: run)), 8) }
        case .pages: describe(page.pages, into: &shape)
        }
      }
    }
  }
}

// MARK: - Layout

extension TIFFRebuild {
  /// The bytes before the data.
  private var headerCount: Int { file.headerCount + pages.reduce(0) { $0 + size(of: $1) } }

  private func size(of page: TIFFPage) -> Int {
    page.fields.reduce(tableCount(page)) { $0 + outside($1) }
      + page.pages.reduce(0) { $0 + size(of: $1) }
  }

  private func tableCount(_ page: TIFFPage) -> Int {
    file.numberCount + page.fields.count * file.fieldCount + file.offsetSize
  }

  /// The bytes that a field takes outside its directory; even, as offsets of fields must be.
  private func outside(_ field: TIFFPage.Field) -> Int {
    let size = field.count * (ExifType.size(field.type) ?? 1)
    return size <= file.offsetSize ? 0 : size + size % 2
  }

  /// The header, and all directories with their values.
  private func header() throws(MediaError) -> [UInt8] {
    let count = headerCount
    guard file.isBig || count + data.count < 1 << 32 else {
      throw .limit(.imageBytes, allowed: 1 << 32 - 1)
    }
    var output: [UInt8] = Array(file.bytes[..<(file.isBig ? 8 : 4)])
    file.append(file.headerCount, file.offsetSize, to: &output)
    output.reserveCapacity(count)
    for (index, page) in pages.enumerated() {
      append(page, isLast: index == pages.count - 1, base: count, to: &output)
    }
    return output
  }

  private func append(
    _ page: TIFFPage, isLast: Bool, base: Int, to output: inout [UInt8]
  ) {
    let start = output.count
    var table: [UInt8] = []
    var values: [UInt8] = []
    let valuesStart = start + tableCount(page)
    let innerStart = valuesStart + page.fields.reduce(0) { $0 + outside($1) }
    file.append(page.fields.count, file.numberCount, to: &table)
    for field in page.fields {
      let bytes = content(of: field, page, base: base, innerStart: innerStart)
      file.append(Int(field.tag), 2, to: &table)
      file.append(Int(field.type), 2, to: &table)
      file.append(field.count, file.offsetSize, to: &table)
      if bytes.count <= file.offsetSize {
        table += bytes + [UInt8](repeating: 0, count: file.offsetSize - bytes.count)
      } else {
        file.append(valuesStart + values.count, file.offsetSize, to: &table)
        values += bytes + [UInt8](repeating: 0, count: bytes.count % 2)
      }
    }
    file.append(isLast ? 0 : start + size(of: page), file.offsetSize, to: &table)
    output += table + values
    // Pages within a page are named by its field, and no chain leads to them.
    for inner in page.pages { append(inner, isLast: true, base: base, to: &output) }
  }

  private func content(
    of field: TIFFPage.Field, _ page: TIFFPage, base: Int, innerStart: Int
  ) -> [UInt8] {
    let unit = ExifType.size(field.type) ?? file.offsetSize
    var bytes: [UInt8] = []
    switch field.content {
    case .values(let values): bytes = values
    case .places(let runs):
      for run in runs {
        let place = run.isEmpty ? 0 : base + data.place(of: run.lowerBound)
        file.append(place, unit, to: &bytes)
      }
    case .sizes(let runs):
      for run in runs { file.append(data.size(of: run), unit, to: &bytes) }
    case .pages:
      var start = innerStart
      for inner in page.pages {
        file.append(start, unit, to: &bytes)
        start += size(of: inner)
      }
    }
    return bytes
  }
}
