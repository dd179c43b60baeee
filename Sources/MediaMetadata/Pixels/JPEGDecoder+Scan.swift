/// What a scan decodes, and with which tables.
private struct ScanPlan {
  struct Part {
    let component: Int
    let direct: JPEGDecodingTable
    let alternating: JPEGDecodingTable
    let steps: [Int32]
    /// Blocks of a unit.
    let wide: Int
    let high: Int
    let paddedWide: Int
    let isSkipped: Bool
  }

  var parts: [Part]
  let unitsWide: Int
  let unitCount: Int
  let interval: Int
}

extension JPEGDecoder {
  /// Decodes the scan whose header stands at `content`; false where a decoder stops for good.
  mutating func scan(_ content: Range<Int>) throws(MediaError) -> Bool {
    guard let frame, let scan = JPEGScan(bytes[content], of: frame) else { return false }
    for component in scan.components where codings[component.index].steps == nil {
      let number = Int(frame.components[component.index].quantisationTable)
      guard number < 4, let table = steps[number] else { return false }
      codings[component.index].steps = table
    }
    guard let plan = plan(scan, frame) else { return false }
    visitedBlocks += plan.unitCount * plan.parts.reduce(0) { $0 + $1.wide * $1.high }
    let blockCount = codings.reduce(0) { $0 + $1.sampleCount / 64 }
    // A small picture may have any scans: they cost nothing.
    guard visitedBlocks <= Self.visitLimit * blockCount + 1 << 22 else { return false }
    var reader = JPEGBlockReader(JPEGBitReader(bytes, at: position))
    if frame.isProgressive {
      guard isSound(scan) else { return false }
      progressive(plan, scan, &reader)
    } else {
      sequential(plan, &reader)
    }
    position = reader.bits.position
    return true
  }

  private func isSound(_ scan: JPEGScan) -> Bool {
    scan.spectralEnd < 64 && scan.spectralStart <= scan.spectralEnd && scan.currentBit <= 13
      && (scan.spectralStart == 0 ? scan.spectralEnd == 0 : scan.components.count == 1)
  }

  private func plan(_ scan: JPEGScan, _ frame: JPEGFrame) -> ScanPlan? {
    let empty = JPEGDecodingTable(counts: [Int](repeating: 0, count: 16), symbols: [])
    var parts: [ScanPlan.Part] = []
    let isAlone = scan.components.count == 1
    for component in scan.components {
      let index = component.index
      let (first, second) = (Int(component.directTable), Int(component.alternatingTable))
      guard first < 4, second < 4, let empty else { return nil }
      let info = frame.components[index]
      parts.append(
        ScanPlan.Part(
          component: index,
          direct: direct[first] ?? JPEGStandardTables.decoding(alternating: false, first) ?? empty,
          alternating: alternating[second]
            ?? JPEGStandardTables.decoding(alternating: true, second) ?? empty,
          steps: codings[index].steps?.map(Int32.init) ?? [],
          wide: isAlone ? 1 : Int(info.horizontal), high: isAlone ? 1 : Int(info.vertical),
          paddedWide: codings[index].paddedWide, isSkipped: skips(index)))
    }
    guard let first = scan.components.first?.index else { return nil }
    let coding = codings[first]
    let wide = isAlone ? coding.blocksWide : coding.paddedWide / parts[0].wide
    let high = isAlone ? coding.blocksHigh : coding.paddedHigh / parts[0].high
    return ScanPlan(
      parts: parts, unitsWide: wide, unitCount: wide * high, interval: restartInterval)
  }

  /// Goes through the units of a scan; ends where its data does.
  private func forEachUnit(
    _ plan: ScanPlan, _ reader: inout JPEGBlockReader, restart: () -> Void,
    _ body: (_ row: Int, _ column: Int, _ reader: inout JPEGBlockReader) -> Void
  ) {
    var left = plan.interval
    var number = 0
    for unit in 0..<plan.unitCount {
      if plan.interval > 0, left == 0 {
        reader.bits.restart(number)
        reader.emptyBlocks = 0
        restart()
        number = (number + 1) & 7
        left = plan.interval
      }
      left -= 1
      // What is not there stays as it was; after the next restart there may be more.
      if reader.bits.isExhausted {
        guard plan.interval > 0 else { return }
        continue
      }
      body(unit / plan.unitsWide, unit % plan.unitsWide, &reader)
    }
  }

  private mutating func sequential(_ plan: ScanPlan, _ reader: inout JPEGBlockReader) {
    var planes = codings.map(\.samples)
    for index in codings.indices { codings[index].samples = [] }
    var predictions = [Int32](repeating: 0, count: codings.count)
    var block = [Int32](repeating: 0, count: 64)
    let order = JPEGZigzag.order
    forEachUnit(plan, &reader) {
      for index in predictions.indices { predictions[index] = 0 }
    } _: { row, column, reader in
      for part in plan.parts {
        for place in 0..<(part.wide * part.high) {
          let isFlat = reader.sequential(
            part.direct, part.alternating, part.steps, order, &predictions[part.component],
            into: &block)
          if part.isSkipped { continue }
          let blockRow = row * part.high + place / part.wide
          let blockColumn = column * part.wide + place % part.wide
          JPEGTransform.inverse(
            &block, isFlat: isFlat, into: &planes[part.component],
            at: 64 * blockRow * part.paddedWide + 8 * blockColumn, stride: 8 * part.paddedWide)
        }
      }
    }
    for index in codings.indices {
      codings[index].samples = planes[index]
      planes[index] = []
    }
  }

  private mutating func progressive(
    _ plan: ScanPlan, _ scan: JPEGScan, _ reader: inout JPEGBlockReader
  ) {
    // A skipped component of its own has data that nobody needs.
    if plan.parts.allSatisfy(\.isSkipped) { return }
    var all = codings.map(\.coefficients)
    for index in codings.indices { codings[index].coefficients = [] }
    let band = Int(scan.spectralStart)...Int(scan.spectralEnd)
    let (isFirst, shift) = (scan.previousBit == 0, Int(scan.currentBit))
    var predictions = [Int](repeating: 0, count: codings.count)
    let order = JPEGZigzag.order
    forEachUnit(plan, &reader) {
      for index in predictions.indices { predictions[index] = 0 }
    } _: { row, column, reader in
      for part in plan.parts {
        for place in 0..<(part.wide * part.high) {
          let blockRow = row * part.high + place / part.wide
          let blockColumn = column * part.wide + place % part.wide
          let start = 64 * (blockRow * part.paddedWide + blockColumn)
          if band.lowerBound == 0 {
            var value = 0
            if isFirst {
              let size = reader.bits.symbol(part.direct) & 15
              predictions[part.component] &+= reader.bits.signed(size)
              value = predictions[part.component] << shift
            } else {
              value = reader.bits.bits(1) << shift
            }
            if part.isSkipped { continue }
            let old = isFirst ? 0 : all[part.component][start]
            all[part.component][start] = old | Int16(truncatingIfNeeded: value)
          } else if isFirst {
            reader.firstBand(
              part.alternating, band, shift: shift, order, &all[part.component], at: start)
          } else {
            reader.refineBand(
              part.alternating, band, shift: shift, order, &all[part.component], at: start)
          }
        }
      }
    }
    for index in codings.indices {
      codings[index].coefficients = all[index]
      all[index] = []
    }
  }
}
