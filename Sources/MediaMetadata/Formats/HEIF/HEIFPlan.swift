/// How a `meta` box of pictures is written again.
struct HEIFPlan: ISOHeaderPlan {
  /// A child of the new box.
  enum Part {
    case bytes([UInt8])
    /// The table of locations, which waits for the layout.
    case locations
  }

  let box: Range<Int>
  let owner = "meta"
  let data: [ISODataRun]
  let outputCount: Int
  private let parts: [Part]
  private let locations: HEIFLocations
  private let items: [HEIFItemData]
  private let inline: HEIFInlineData
  private let broken: MediaError

  /// A plan of these parts; `items` are those that `iloc` lists.
  init(
    _ meta: HEIFMeta, _ parts: [Part], _ items: [HEIFItemData], dropped: [ISODataRun],
    _ inline: HEIFInlineData
  ) {
    box = meta.base..<(meta.base + meta.bytes.count)
    self.parts = parts
    self.items = items
    self.inline = inline
    locations = meta.locations
    broken = meta.malformed(0, "an item's data are used in two ways, or can't be located")
    data = dropped + items.filter { !$0.isInline }.flatMap { $0.extents.flatMap(\.runs) }
    outputCount = parts.reduce(12) { total, part in
      switch part {
      case .bytes(let bytes): total + bytes.count
      case .locations: total + meta.locations.encodedCount(items.map(\.extents.count))
      }
    }
  }

  func encoded(at start: Int, moved: (Int) -> Int?) throws(MediaError) -> [UInt8] {
    var content = HEIFBox.versionAndFlags(0)
    for part in parts {
      switch part {
      case .bytes(let bytes): content += bytes
      case .locations:
        var placed: [HEIFNewLocation] = []
        for item in items {
          let move = item.isInline ? inline.moved : moved
          placed.append(try item.placed(move, or: broken))
        }
        content += try locations.encoded(placed, broken)
      }
    }
    return HEIFBox.encoded("meta", content)
  }
}

/// The data of items that stand in `meta` itself (`idat`).
struct HEIFInlineData {
  /// The new content of `idat`.
  let bytes: [UInt8]
  private let runs: ISODataRuns
  private let starts: [Int]

  /// The data in `idat` that stay; what no item uses is noted.
  init(
    _ meta: HEIFMeta, _ data: [ISODataRun], _ reading: inout Reading
  ) throws(MediaError) {
    runs = try ISODataRuns(merging: data, meta.format)
    let old = meta.bytes[meta.inlineData]
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var slack: [UInt8] = []
    var position = 0
    for run in runs.runs {
      slack += old.dropFirst(position).prefix(run.range.lowerBound - position)
      starts.append(bytes.count)
      switch run.output {
      case .same: bytes += old.dropFirst(run.range.lowerBound).prefix(run.range.count)
      case .nothing: break
      case .bytes(let replacement): bytes += replacement
      }
      position = run.range.upperBound
    }
    slack += old.dropFirst(position)
    if slack.contains(where: { $0 != 0 }) {
      reading.discloseUnknown(slack[...], at: "meta/idat", "bytes that no item uses")
    } else if !slack.isEmpty {
      reading.disclose(.unknown, .low, at: "meta/idat", "padding")
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// The new place of an offset in `idat`.
  func moved(_ offset: Int) -> Int? { runs.moved(offset, starts) }
}

extension HEIFLocations {
  /// The length of the box for entries of so many extents.
  func encodedCount(_ extents: [Int]) -> Int {
    let head = 8 + 4 + 2 + (version < 2 ? 2 : 4)
    let entry = (version < 2 ? 2 : 4) + (version > 0 ? 2 : 0) + 2 + widths.base + 2
    return extents.reduce(head) { $0 + entry + $1 * widths.extent }
  }
}
