/// What becomes of each entry of a torrent.
struct TorrentPlan {
  var pieces = PieceList()
  /// What is payload: all that stays but addresses.
  private(set) var kept: [Range<Int>] = []
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Keeps, cleans or drops an entry, and notes what it tells.
  mutating func take(_ entry: TorrentEntry, _ reading: inout Reading) throws(MediaError) {
    pieces.keep(to: entry.start, "dictionary")
    let key = String(decoding: bytes[entry.key], as: UTF8.self)
    switch key {
    case "info": try takeInfo(entry.value, &reading)
    case "piece layers": keep(entry)
    case "nodes":
      reading.disclose(
        .identifier, .medium, at: key, "addresses of machines that its maker's program knew",
        fate: .kept, value: PrintableText.runs(in: bytes[entry.value]))
      keep(entry)
    case "announce", "announce-list":
      try clean(entry, key, cleansPath: true, &reading)
    case "url-list", "httpseeds":
      try clean(entry, key, cleansPath: false, &reading)
    default: drop(entry, key, &reading)
    }
  }

  private mutating func keep(_ entry: TorrentEntry) {
    pieces.keep(to: entry.value.upperBound, "dictionary")
    kept.append(entry.value)
  }

  private mutating func drop(_ entry: TorrentEntry, _ key: String, _ reading: inout Reading) {
    let (category, severity, meaning): (Disclosure.Category, Disclosure.Severity, String) =
      switch key {
      case "created by": (.software, .medium, "the program that made it")
      case "creation date": (.time, .medium, "when it was made")
      case "comment", "comment.utf-8": (.content, .high, "a comment")
      case "encoding", "codepage": (.software, .low, "the encoding of its maker's machine")
      case "publisher", "publisher.utf-8", "publisher-url", "publisher-url.utf-8":
        (.person, .high, "who published it")
      default: (.unknown, .high, "an entry that no list knows")
      }
    reading.disclose(
      category, severity, at: PrintableText.cleaned(key), meaning,
      value: PrintableText.runs(in: bytes[entry.value])
        ?? PrintableText.text(bytes[entry.value].prefix(64)))
    pieces.drop(to: entry.value.upperBound, key == "comment" ? "comment" : "entry")
  }

  /// Cleans each address in a string, a list or a list of lists.
  private mutating func clean(
    _ entry: TorrentEntry, _ key: String, cleansPath: Bool, _ reading: inout Reading
  ) throws(MediaError) {
    var addresses: [Range<Int>] = []
    var open = [entry.value]
    while let range = open.popLast() {
      var scanner = TorrentScanner(bytes, in: range)
      switch try scanner.value(&reading) {
      // In the order of the bytes, for the stack gives the last one first.
      case .list(let items): open += items.reversed()
      case .string: addresses.append(range)
      case .number, .dictionary:
        throw .malformed(.torrent, offset: range.lowerBound, reason: "an address is no string")
      }
    }
    for range in addresses {
      pieces.keep(to: range.lowerBound, "dictionary")
      let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")) ?? range.lowerBound
      let address = bytes[(colon + 1)..<range.upperBound]
      guard
        let clean = address.isEmpty
          ? [] : TorrentAddress.cleaned(address, cleansPath: cleansPath)
      else {
        try reading.unclassified(range, in: .torrent, "an address that can't be taken apart")
        pieces.replace(to: range.upperBound, with: Array("0:".utf8), "address")
        continue
      }
      reading.disclose(
        .identifier, .low, at: key, "where others are found", fate: .kept,
        value: PrintableText.text(clean[...]))
      if address.elementsEqual(clean) {
        pieces.keep(to: range.upperBound, "dictionary")
        continue
      }
      reading.disclose(
        .person, .high, at: key, "a personal key in an address", value: PrintableText.text(address))
      pieces.replace(
        to: range.upperBound, with: Array("\(clean.count):".utf8) + clean, "address")
    }
  }

  /// Keeps `info`, whose hash others find the torrent by; a strict policy drops what no program
  /// needs of it, and says that it is another torrent then.
  private mutating func takeInfo(
    _ range: Range<Int>, _ reading: inout Reading
  ) throws(MediaError) {
    var info = TorrentInfo(bytes)
    try info.take(range, &reading)
    var start = range.lowerBound
    var new: [UInt8] = []
    for entry in info.dropped + [range.upperBound..<range.upperBound] {
      pieces.keep(to: entry.lowerBound, "dictionary")
      kept.append(start..<entry.lowerBound)
      new += bytes[start..<entry.lowerBound]
      pieces.drop(to: entry.upperBound, "entry")
      start = entry.upperBound
    }
    guard !info.dropped.isEmpty else { return }
    reading.disclose(
      .identifier, .high, at: "info/hash",
      "the hash that others find it by: without what went it is another torrent",
      value: "\(TorrentHash.text(bytes[range])), now \(TorrentHash.text(new[...]))")
  }
}
