/// What stands in a torrent's `info`, file by file.
///
/// All of it counts for the torrent's hash: under the standard policy it stays and is reported,
/// under a strict one what no program needs goes.
struct TorrentInfo {
  /// The entries that go, keys included, in the order of the bytes.
  private(set) var dropped: [Range<Int>] = []
  private let bytes: [UInt8]

  /// BEP 3, 27, 30, 47, 52.
  private static let needed: Set<String> = [
    "pieces", "piece length", "length", "files", "file tree", "meta version", "private",
    "root hash", "pieces root", "attr", "symlink path", "path", "path.utf-8",
  ]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Looks at the entries of `info`, and of each file in it.
  mutating func take(_ range: Range<Int>, _ reading: inout Reading) throws(MediaError) {
    var scanner = TorrentScanner(bytes, in: range)
    guard case .dictionary(let entries) = try scanner.value(&reading) else {
      throw fault(range, "info is no dictionary")
    }
    // Every value was counted when it was passed over first.
    var limits = reading.limits
    limits.structures = .max
    var counted = Reading(policy: reading.policy, limits: limits, detail: reading.detail)
    for entry in entries {
      switch String(decoding: bytes[entry.key], as: UTF8.self) {
      case "name", "name.utf-8":
        reading.disclose(
          .content, .low, at: place("info", entry), "the torrent's name", fate: .kept,
          value: PrintableText.runs(in: bytes[entry.value]))
      case "files":
        var scanner = TorrentScanner(bytes, in: entry.value)
        guard case .list(let files) = try scanner.value(&counted) else {
          throw fault(entry.value, "files are no list")
        }
        for file in files { try take(file: file, &counted, &reading) }
      case "file tree": try take(folder: entry.value, &counted, &reading)
      default: take(entry, at: "info", &reading)
      }
    }
  }

  /// A folder of BEP 52: names, and under an empty one what is said of a file.
  private mutating func take(
    folder: Range<Int>, _ counted: inout Reading, _ reading: inout Reading
  ) throws(MediaError) {
    // Values nest at most as deep as the scanner lets them.
    var scanner = TorrentScanner(bytes, in: folder)
    guard case .dictionary(let entries) = try scanner.value(&counted) else {
      throw fault(folder, "a folder is no dictionary")
    }
    for entry in entries {
      if entry.key.isEmpty {
        try take(file: entry.value, &counted, &reading)
      } else {
        try take(folder: entry.value, &counted, &reading)
      }
    }
  }

  private mutating func take(
    file: Range<Int>, _ counted: inout Reading, _ reading: inout Reading
  ) throws(MediaError) {
    var scanner = TorrentScanner(bytes, in: file)
    guard case .dictionary(let entries) = try scanner.value(&counted) else {
      throw fault(file, "a file is no dictionary")
    }
    for entry in entries { take(entry, at: "info/file", &reading) }
  }

  private mutating func take(
    _ entry: TorrentEntry, at path: String, _ reading: inout Reading
  ) {
    let key = String(decoding: bytes[entry.key], as: UTF8.self)
    guard !Self.needed.contains(key) else { return }
    let goes = reading.policy.dropsHiddenContent
    let category: Disclosure.Category =
      key.hasPrefix("publisher") ? .person : key == "mtime" ? .time : .identifier
    reading.disclose(
      category, .high, at: place(path, entry),
      goes
        ? "an entry that no program needs"
        : "an entry that stays, for the torrent's hash depends on it",
      fate: goes ? .removed : .kept, value: PrintableText.runs(in: bytes[entry.value]))
    if goes { dropped.append(entry.start..<entry.value.upperBound) }
  }

  private func place(_ path: String, _ entry: TorrentEntry) -> String {
    "\(path)/\(PrintableText.cleaned(String(decoding: bytes[entry.key].prefix(60), as: UTF8.self)))"
  }

  private func fault(_ range: Range<Int>, _ reason: String) -> MediaError {
    .malformed(.torrent, offset: range.lowerBound, reason: reason)
  }
}
