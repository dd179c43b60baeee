/// A block of metadata that ImageMagick and its descendants write in hexadecimal digits as text,
/// under the keyword "Raw profile type ...".
struct PNGRawProfile {
  private enum Kind { case exif, resources, properties, colour, other }
  private let kind: Kind

  /// Nil for other keywords.
  init?(keyword: String) {
    let start = "Raw profile type "
    guard keyword.hasPrefix(start) else { return nil }
    switch String(keyword.dropFirst(start.count)).lowercased() {
    case "exif", "app1": kind = .exif
    case "iptc", "8bim": kind = .resources
    case "xmp": kind = .properties
    case "icc", "icm": kind = .colour
    default: kind = .other
    }
  }

  /// Notes what the block gives away: at least one thing.
  func disclose(
    _ text: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) {
    let count = reading.disclosures.count
    // Without values it need not be decoded: the blocks make one entry of any bytes.
    let block = reading.wantsValues ? Self.decoded(text) : Array(text)
    if !block.isEmpty { try hand(block[...], at: location, &reading) }
    if reading.disclosures.count == count || block.count < 16 {
      reading.discloseUnknown(text, at: location, "a block of metadata in digits")
    }
  }

  private func hand(
    _ block: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) {
    switch kind {
    case .exif:
      let namespace = Array("http://ns.adobe.com/xap/1.0/".utf8) + [0]
      if block.starts(with: namespace) {
        try XMPBlock.read(block.dropFirst(namespace.count), at: location, &reading)
      } else {
        _ = try ExifBlock.read(block, at: location, &reading)
      }
    case .resources: try PhotoshopBlock.read(Self.resources(block), at: location, &reading)
    case .properties: try XMPBlock.read(block, at: location, &reading)
    case .colour:
      reading.disclose(
        .software, .low, at: location, "a colour profile in digits",
        value: PrintableText.runs(in: block))
    case .other: reading.discloseUnknown(block, at: location, "a block of metadata in digits")
    }
  }

  /// The resources of a block: without Photoshop's mark before them; a bare sequence of IPTC data
  /// sets is wrapped as the resource it is kept in (number 0x0404).
  private static func resources(_ block: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let mark = Array("Photoshop 3.0".utf8) + [0]
    if block.starts(with: mark) { return block.dropFirst(mark.count) }
    guard block.first == 0x1c else { return block }
    var resource = Array("8BIM".utf8) + [0x04, 0x04, 0, 0]
    resource.append(bigEndian: UInt64(block.count), 4)
    resource += block
    if block.count % 2 == 1 { resource.append(0) }
    return resource[...]
  }

  /// The bytes that the digits stand for: after an empty line come a name, a length and the digits,
  /// each on lines of their own.
  ///
  /// Empty where there are no digits.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var rest = text.drop { $0 == 0x0a || $0 == 0x0d }
    for _ in 0..<2 {
      guard let end = rest.firstIndex(of: 0x0a) else { return [] }
      rest = rest[(end + 1)...]
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rest.count / 2)
    var high: UInt8?
    for letter in rest where letter > 0x20 {
      guard let digit = HexadecimalDigit.value(letter) else { break }
      if let upper = high {
        bytes.append(upper << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return bytes
  }
}
