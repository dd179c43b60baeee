/// The picture block of FLAC, which Ogg's comments hold as well (RFC 9639, 8.8).
enum FLACPicture {
  /// The picture as a file of its own; cut to what there is.
  static func data(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var position = content.startIndex + 4
    for _ in 0..<2 {
      guard let count = AudioBytes.big(content, at: position, 4),
        count <= content.endIndex - position - 4
      else { return nil }
      position += 4 + count
    }
    position += 20
    guard position <= content.endIndex,
      let count = AudioBytes.big(content, at: position - 4, 4)
    else { return nil }
    return content[position...].prefix(count)
  }

  /// Notes what a picture gives away: its description, and what stands in the file itself.
  static func disclose(
    _ content: ArraySlice<UInt8>, at path: String, _ reading: inout Reading
  ) throws(MediaError) {
    let data = data(content)
    let head = content.prefix(data.map { $0.startIndex - content.startIndex } ?? content.count)
    reading.disclose(
      .content, .medium, at: path, "a picture", value: PrintableText.runs(in: head))
    guard reading.wantsValues, let data, reading.depth < reading.limits.depth else { return }
    _ = try reading.embedded(MediaSource(Array(data)), at: path)
    let rest = content[data.endIndex...]
    if !rest.isEmpty { reading.discloseUnknown(rest, at: path + "/surplus") }
  }

  /// A block's content of nothing but a picture.
  static func content(mime: String, _ picture: [UInt8]) -> [UInt8] {
    var content: [UInt8] = []
    content.append(bigEndian: 3, 4)
    content.append(bigEndian: UInt64(mime.utf8.count), 4)
    content += Array(mime.utf8)
    content += [UInt8](repeating: 0, count: 20)
    content.append(bigEndian: UInt64(picture.count), 4)
    return content + picture
  }
}
