/// The data of one item that stays: which bytes of the source, in which form.
struct HEIFItemData {
  let location: HEIFLocation
  /// Each extent with its index field and the runs that make it up, which follow on each other in
  /// the output; in the file's coordinates, or in those of `idat`.
  let extents: [(index: UInt64, runs: [ISODataRun])]

  /// Whether the data lie in `idat`.
  var isInline: Bool { location.method == 1 }

  /// Where the data came to lie; throws `broken` where they were torn apart by another use.
  func placed(
    _ moved: (Int) -> Int?, or broken: MediaError
  ) throws(MediaError) -> HEIFNewLocation {
    var placed: [HEIFNewLocation.Extent] = []
    for (index, runs) in extents {
      var start: Int?
      var count = 0
      for run in runs where run.outputCount > 0 {
        guard let place = moved(run.range.lowerBound) else { throw broken }
        if let start, place != start + count { throw broken }
        start = start ?? place
        count += run.outputCount
      }
      placed.append(
        HEIFNewLocation.Extent(index: index, start: UInt64(start ?? 0), length: UInt64(count)))
    }
    return HEIFNewLocation(old: location, extents: placed)
  }
}

/// Reads the data of items, wherever they lie.
struct HEIFItemReader {
  let meta: HEIFMeta
  let source: MediaSource

  /// The runs of an item's data in the file, or in `idat`; nil where they lie beyond its end, or
  /// where this can't tell.
  func ranges(of location: HEIFLocation) -> [Range<Int>]? {
    guard location.method < 2, meta.locations.hasLengths else {
      return location.extents.isEmpty ? [] : nil
    }
    let count = location.method == 0 ? source.count : meta.inlineData.count
    var ranges: [Range<Int>] = []
    for extent in location.extents {
      if extent.length == 0 {
        ranges.append(0..<0)
        continue
      }
      let (start, overflow) = location.base.addingReportingOverflow(extent.offset)
      guard !overflow, start <= UInt64(count), extent.length <= UInt64(count) - start else {
        return nil
      }
      ranges.append(Int(start)..<Int(start + extent.length))
    }
    return ranges
  }

  /// Throws where the data of the item of an index can't be followed to their end.
  func checkWhole(_ index: Int) throws(MediaError) {
    guard let entry = meta.locations.indices[meta.items.items[index].id],
      ranges(of: meta.locations.entries[entry]) == nil
    else { return }
    throw .truncated(
      meta.format, offset: meta.base,
      reason: "a picture's data lie beyond the end, or where they can't be followed")
  }

  /// Ranges of an item's data as ranges of the file.
  func inFile(_ ranges: [Range<Int>], _ location: HEIFLocation) -> [Range<Int>] {
    guard location.method == 1 else { return ranges }
    let shift = meta.base + meta.inlineData.lowerBound
    return ranges.map { ($0.lowerBound + shift)..<($0.upperBound + shift) }
  }

  /// The bytes of an item.
  func bytes(
    _ ranges: [Range<Int>], _ location: HEIFLocation
  ) throws(MediaError) -> [UInt8] {
    let ranges = inFile(ranges, location).filter { !$0.isEmpty }
    if let only = ranges.first, ranges.count == 1 { return try source.bytes(only) }
    var bytes: [UInt8] = []
    for range in ranges { bytes += try source.bytes(range) }
    return bytes
  }

  /// The runs of extents of which only parts stay; `kept` counts from the item's first byte, in
  /// order.
  static func runs(
    _ ranges: [Range<Int>], keeping kept: [Range<Int>], _ owner: String
  ) -> [[ISODataRun]] {
    var next = 0
    var position = 0
    return ranges.map { range in
      var runs: [ISODataRun] = []
      let shift = range.lowerBound - position
      let end = position + range.count
      while position < end {
        while next < kept.count, kept[next].upperBound <= position { next += 1 }
        let isKept = next < kept.count && kept[next].lowerBound <= position
        let stop =
          next == kept.count
          ? end : min(end, isKept ? kept[next].upperBound : kept[next].lowerBound)
        runs.append(
          ISODataRun(
            range: (position + shift)..<(stop + shift), owner: owner,
            output: isKept ? .same : .nothing))
        position = stop
      }
      return runs
    }
  }
}
