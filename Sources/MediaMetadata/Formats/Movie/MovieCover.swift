/// Cover pictures that stay by choice, each cleaned as a file of its own.
extension MovieRebuilder {
  /// The user data that hold nothing but the cleaned covers of `boxes`, the movie's own; nil where
  /// the policy keeps none, or there is none that can be cleaned.
  func cleanedCovers(
    _ boxes: [MovieBox], _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    guard reading.policy.keepsCoverArt else { return nil }
    var covers: [(format: MediaFormat, bytes: [UInt8])] = []
    for picture in try pictures(boxes, &reading) {
      if let clean = try reading.rebuilt(MediaSource(Array(picture))) { covers.append(clean) }
    }
    return covers.isEmpty ? nil : userData(covers)
  }

  /// Writes the covers, and says that they stay.
  mutating func put(covers: [UInt8], _ reading: inout Reading) {
    output.put(covers[...])
    reading.disclose(
      .content, .medium, at: "moov/udta/meta/covr", "a cover picture, cleaned", fate: .kept)
  }

  /// The pictures of `covr` items (QuickTime File Format, "Metadata"; iTunes' list).
  private func pictures(
    _ boxes: [MovieBox], _ reading: inout Reading
  ) throws(MediaError) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    for user in boxes where user.isA("udta") {
      for meta in try inside(user, "meta", &reading) {
        // ISO's form begins with version and flags, QuickTime's with the first box.
        let skipped = MovieBytes.word(bytes, at: meta.contentStart) == 0 ? 4 : 0
        for list in try inside(meta, "ilst", after: skipped, &reading) {
          for item in try inside(list, "covr", &reading) {
            for data in try inside(item, "data", &reading) where data.content.count > 8 {
              found.append(bytes[data.content].dropFirst(8))
            }
          }
        }
      }
    }
    return found
  }

  private func inside(
    _ box: MovieBox, _ name: String, after skipped: Int = 0, _ reading: inout Reading
  ) throws(MediaError) -> [MovieBox] {
    let start = min(box.contentStart + skipped, box.range.upperBound)
    return try MovieBox.children(of: start..<box.range.upperBound, in: bytes, &reading).boxes
      .filter { $0.name == name }
  }

  private func userData(_ covers: [(format: MediaFormat, bytes: [UInt8])]) -> [UInt8] {
    var writer = MovieBoxWriter()
    let user = writer.begin(FourCharacters.code("udta"))
    let meta = writer.begin(FourCharacters.code("meta"))
    writer.zeros(4)
    let handler = writer.begin(FourCharacters.code("hdlr"))
    writer.zeros(8)
    writer.put(Int(FourCharacters.code("mdir")), 4)
    writer.zeros(13)
    writer.end(handler)
    let list = writer.begin(FourCharacters.code("ilst"))
    let item = writer.begin(FourCharacters.code("covr"))
    for cover in covers {
      let data = writer.begin(FourCharacters.code("data"))
      // The well-known types of JPEG and PNG; 0 leaves it to the reader.
      writer.put(cover.format == .jpeg ? 13 : cover.format == .png ? 14 : 0, 4)
      writer.zeros(4)
      writer.put(cover.bytes[...])
      writer.end(data)
    }
    for box in [item, list, meta, user] { writer.end(box) }
    return writer.bytes
  }
}
