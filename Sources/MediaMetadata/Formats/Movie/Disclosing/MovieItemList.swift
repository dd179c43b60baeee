/// Metadata boxes: iTunes' item list, and QuickTime's list under keys.
extension MovieDropped {
  /// A `meta` box, of ISO's form (with version and flags) or of QuickTime's (without).
  func metadata(
    _ box: MovieBox, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let found = try MovieBox.children(of: inside(box), in: bytes, &reading)
    let keys = found.boxes.first { $0.isA("keys") }.map(self.keys) ?? []
    for child in found.boxes {
      switch child.name {
      case "hdlr": handlerName(child, at: path, &reading)
      case "keys": break
      case "ilst": try itemList(child, keys, at: path, &reading)
      case "free", "skip": try padding(bytes[child.content], at: path + "/" + child.name, &reading)
      case "uuid": try self.box(child, at: path, &reading)
      case "xml ", "bxml":
        try XMPBlock.read(bytes[child.content].dropFirst(4), at: path + "/xml", &reading)
      default: try opaque(bytes[child.content], at: path + "/" + child.name, &reading)
      }
    }
    if found.boxes.isEmpty || !MovieBytes.areZero(bytes[found.rest]) {
      reading.discloseUnknown(bytes[found.rest], at: path + " slack")
    }
    if !found.boxes.contains(where: { $0.isA("ilst") }) {
      reading.disclose(.unknown, .low, at: path, "a box of metadata")
    }
  }

  /// Where the boxes of a `meta` box are.
  private func inside(_ box: MovieBox) -> Range<Int> {
    let isPlain =
      MovieBytes.number(bytes, at: box.contentStart + 4, 4)
      == UInt64(FourCharacters.code("hdlr"))
    return min(box.contentStart + (isPlain ? 0 : 4), box.range.upperBound)..<box.range.upperBound
  }

  /// The texts that a `meta` box holds under a key.
  func values(
    ofKey wanted: String, in box: MovieBox, _ reading: inout Reading
  ) throws(MediaError) -> [String] {
    let boxes = try MovieBox.children(of: inside(box), in: bytes, &reading).boxes
    let keys = boxes.first { $0.isA("keys") }.map(self.keys) ?? []
    var values: [String] = []
    for list in boxes where list.isA("ilst") {
      for item in try MovieBox.children(of: list.content, in: bytes, &reading).boxes {
        guard item.type > 0, Int(item.type) <= keys.count, keys[Int(item.type) - 1] == wanted
        else { continue }
        let parts = try MovieBox.children(of: item.content, in: bytes, &reading).boxes
        if let value = value(parts) { values.append(value) }
      }
    }
    return values
  }

  private func handlerName(_ box: MovieBox, at path: String, _ reading: inout Reading) {
    let start = min(box.contentStart + 24, box.range.upperBound)
    let name = bytes[start..<box.range.upperBound]
    guard !MovieBytes.areZero(name) else { return }
    reading.disclose(
      .software, .low, at: path + "/hdlr/name", "the name of the metadata's handler",
      value: PrintableText.runs(in: name))
  }

  /// The keys of a `keys` box, in order.
  func keys(_ box: MovieBox) -> [String] {
    var keys: [String] = []
    var position = box.contentStart + 8
    while position <= box.range.upperBound - 8 {
      let size = MovieBytes.word(bytes, at: position)
      guard size >= 8, size <= box.range.upperBound - position else { break }
      keys.append(PrintableText.text(bytes[(position + 8)..<(position + size)]))
      position += size
    }
    return keys
  }

  private func itemList(
    _ box: MovieBox, _ keys: [String], at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let items = try MovieBox.children(of: box.content, in: bytes, &reading).boxes
    if items.isEmpty {
      reading.disclose(.unknown, .low, at: path, "an empty list of items")
    }
    for item in items {
      let parts = try MovieBox.children(of: item.content, in: bytes, &reading).boxes
      let key = item.type > 0 && Int(item.type) <= keys.count ? keys[Int(item.type) - 1] : nil
      if item.isA("----") {
        freeform(parts, at: path + "/----", &reading)
      } else if item.isA("covr") {
        try cover(parts, at: path + "/covr", &reading)
      } else if let key {
        try keyed(key, parts, item, at: path, &reading)
      } else {
        named(item, parts, at: path, &reading)
      }
    }
  }

  /// An item whose type is its name.
  private func named(
    _ item: MovieBox, _ parts: [MovieBox], at path: String, _ reading: inout Reading
  ) {
    let isText = item.type >> 24 == 0xa9
    let meaning =
      MovieTagTable.tags[item.name]
      ?? (isText
        ? MovieTagTable.Meaning(.content, .medium, "a text about it")
        : MovieTagTable.Meaning(.unknown, .high, "an item that no list knows"))
    reading.disclose(
      meaning.category, meaning.severity, at: path + "/" + item.name, meaning.meaning,
      value: value(parts) ?? PrintableText.runs(in: bytes[item.content]))
  }

  /// An item under a key; a key that is no standard's is told as part of the value.
  private func keyed(
    _ key: String, _ parts: [MovieBox], _ item: MovieBox, at path: String,
    _ reading: inout Reading
  ) throws(MediaError) {
    let (meaning, isKnown) = MovieTagTable.meaning(ofKey: key)
    let place = path + (isKnown ? "/" + key : "/keys")
    if let data = parts.first(where: { $0.isA("data") }), isPicture(data) {
      try cover(parts, at: place, &reading)
      return
    }
    func text() -> String? { value(parts) ?? PrintableText.runs(in: bytes[item.content]) }
    reading.disclose(
      meaning.category, meaning.severity, at: place, meaning.meaning,
      value: isKnown ? text() : "\(key) = \(text() ?? "")")
  }

  /// An item under a name of its maker's own.
  private func freeform(_ parts: [MovieBox], at place: String, _ reading: inout Reading) {
    func part(_ name: String) -> String {
      guard let box = parts.first(where: { $0.name == name }) else { return "" }
      return PrintableText.text(bytes[box.content].dropFirst(4))
    }
    reading.disclose(
      .unknown, .high, at: place, "a value under a name that its program chose",
      value: "\(part("mean")) \(part("name")) = \(value(parts) ?? "")")
  }

  private func isPicture(_ data: MovieBox) -> Bool {
    [13, 14, 27].contains(MovieBytes.word(bytes, at: data.contentStart))
  }

  /// Pictures, which are looked into.
  private func cover(
    _ parts: [MovieBox], at place: String, _ reading: inout Reading
  ) throws(MediaError) {
    for part in parts {
      guard part.isA("data") else {
        reading.disclose(
          .content, .medium, at: place, "the name of a picture",
          value: PrintableText.runs(in: bytes[part.content]))
        continue
      }
      let picture = bytes[part.content].dropFirst(8)
      let inside = try reading.embedded(MediaSource(Array(picture)), at: place)
      reading.disclose(
        .content, .high, at: place, "a cover picture",
        value: inside == nil ? PrintableText.runs(in: picture) : nil)
    }
  }

  /// The values of `data` boxes by their types (QuickTime File Format, "Well-known types").
  private func value(_ parts: [MovieBox]) -> String? {
    let values = parts.filter { $0.isA("data") && $0.content.count >= 8 }.compactMap(text)
    return values.isEmpty ? nil : values.joined(separator: "; ")
  }

  private func text(_ data: MovieBox) -> String? {
    let payload = bytes[data.content].dropFirst(8)
    let all = Array(payload)
    switch MovieBytes.word(bytes, at: data.contentStart) & 0xff_ffff {
    case 1, 4: return PrintableText.text(payload)
    case 2, 5: return MovieText.utf16(payload)
    case 21 where (1...8).contains(all.count):
      let bits = 64 - 8 * all.count
      return MovieBytes.number(all, at: 0, all.count).map {
        String(Int64(bitPattern: $0 << UInt64(bits)) >> Int64(bits))
      }
    case 22, 65...78:
      guard all.count <= 8 else { break }
      return MovieBytes.number(all, at: 0, all.count).map { String($0) }
    case 23:
      return MovieBytes.number(all, at: 0, 4).map { "\(Float(bitPattern: UInt32($0)))" }
    case 24: return MovieBytes.number(all, at: 0, 8).map { "\(Double(bitPattern: $0))" }
    default: break
    }
    return PrintableText.runs(in: payload) ?? MovieText.hexadecimal(payload)
  }
}
