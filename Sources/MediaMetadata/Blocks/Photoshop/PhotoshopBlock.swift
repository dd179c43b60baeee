/// Photoshop's image resources (8BIM), which carry IPTC, thumbnails, paths, ids.
public enum PhotoshopBlock {
  /// How many resources, and IPTC data sets, are listed one by one.
  static let listLimit = 4_000
  /// The longest location: structures that nest without an end stop here.
  static let locationLimit = 1_024

  /// Notes what a sequence of resources gives away under `location`.
  ///
  /// A "Photoshop 3.0" before it is skipped; bytes that form no resource are shown as unknown.
  /// O(bytes). **Source**: Adobe Photoshop File Formats Specification (2019), Image Resources.
  public static func read(
    _ bytes: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard !bytes.isEmpty else { return }
    try reading.countStructure()
    guard reading.wantsValues else {
      // Without values one entry stands for the block: who scrubs drops it whole.
      reading.disclose(
        .content, .high, at: location, "an editor's notes: captions, names, thumbnails, ids")
      return
    }
    guard location.utf8.count < locationLimit else {
      reading.discloseUnknown(bytes, at: location)
      return
    }
    var rest = bytes
    for mark in ["Photoshop 3.0\0", "Adobe_Photoshop2.5:"] where rest.starts(with: mark.utf8) {
      rest = rest.dropFirst(mark.utf8.count)
    }
    var count = 0
    while count < listLimit, let resource = PhotoshopResource.first(of: rest) {
      try resource.note(at: location, &reading)
      rest = resource.rest
      count += 1
    }
    if rest.contains(where: { $0 != 0 }) {
      reading.discloseUnknown(rest, at: location, "bytes that form no resource of Photoshop")
    }
  }
}

/// One image resource.
struct PhotoshopResource {
  /// The number that says what it is.
  let id: UInt16
  /// Its name, almost always empty.
  let name: ArraySlice<UInt8>
  /// Its content.
  let content: ArraySlice<UInt8>
  /// What follows it.
  let rest: ArraySlice<UInt8>

  private static let signatures = ["8BIM", "MeSa", "AgHg", "PHUT", "DCSR"].map { Array($0.utf8) }

  /// The resource at the start of `bytes`; nil where none stands there.
  ///
  /// One whose size passes the end holds all there is.
  static func first(of bytes: ArraySlice<UInt8>) -> PhotoshopResource? {
    guard bytes.count >= 12, signatures.contains(where: { bytes.starts(with: $0) }) else {
      return nil
    }
    let start = bytes.startIndex
    let id = UInt16(bytes[start + 4]) << 8 | UInt16(bytes[start + 5])
    let nameCount = Int(bytes[start + 6])
    // Length byte and name are padded to an even count.
    let sizeStart = start + 6 + (nameCount + 2) / 2 * 2
    guard sizeStart <= bytes.endIndex - 4 else { return nil }
    let size = bytes[sizeStart..<(sizeStart + 4)].reduce(0) { $0 << 8 | Int($1) }
    let contentStart = sizeStart + 4
    let contentEnd = contentStart + min(size, bytes.endIndex - contentStart)
    // Some writers leave out the padding.
    let isPadded = size % 2 == 1 && contentEnd < bytes.endIndex && bytes[contentEnd] == 0
    return PhotoshopResource(
      id: id, name: bytes[(start + 7)..<(start + 7 + nameCount)],
      content: bytes[contentStart..<contentEnd], rest: bytes[(contentEnd + (isPadded ? 1 : 0))...])
  }

  /// Notes what it gives away.
  func note(at location: String, _ reading: inout Reading) throws(MediaError) {
    let kind = PhotoshopResourceKind.of(id)
    let place = "\(location)/\(kind.name)"
    if !name.isEmpty {
      reading.disclose(
        .content, .medium, at: place, "the name of a part", value: PhotoshopText.text(name))
    }
    guard !content.isEmpty else { return }
    switch kind.form {
    case .iptc: try IPTCBlock.read(content, at: place, &reading)
    case .xmp: try XMPBlock.read(content, at: place, &reading)
    case .exif: _ = try ExifBlock.read(content, at: place, &reading)
    case .profile:
      _ = try ColourProfile.replacement(for: Array(content), at: place, &reading)
    case .thumbnail:
      // The bytes before the JPEG: format, sizes, depth, planes (28 bytes).
      let picture = content.dropFirst(28)
      reading.disclose(kind.category, kind.severity, at: place, kind.meaning)
      if try reading.embedded(MediaSource(Array(picture)), at: place) == nil {
        reading.discloseUnknown(picture, at: place, "a picture that can't be read")
      }
    default:
      let value = PhotoshopText.value(content, kind.form)
      // Numbers that are all zero were never set.
      if kind.category != .unknown, value == nil, !content.contains(where: { $0 != 0 }) { return }
      reading.disclose(
        kind.category, kind.severity, at: place, kind.meaning, value: value)
    }
  }
}
