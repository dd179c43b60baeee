/// Boxes whose type is a UUID: those that are known carry metadata of other standards.
enum ISOExtendedBox {
  /// What a type says is in a box.
  private enum Kind {
    /// XMP specification part 3, 1.2.7.
    case xmp
    /// C2PA technical specification, A.5 (BMFF-based formats).
    case provenance
    /// Adobe: IPTC in the form of JPEG 2000.
    case captions
    case unknown
  }

  private static func kind(_ type: [UInt8]) -> Kind {
    switch type {
    case [
      0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf,
      0xac,
    ]: .xmp
    case [
      0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4,
      0x81,
    ]: .provenance
    case [
      0x33, 0xc7, 0xa4, 0xd2, 0xb8, 0x1d, 0x47, 0x23, 0xa0, 0xba, 0xf1, 0xa3, 0xe0, 0x97, 0xad,
      0x38,
    ]: .captions
    default: .unknown
    }
  }

  /// The plan of a box that stays: only provenance, by choice.
  static func plan(
    _ source: MediaSource, _ box: BoxHeader, _ reading: inout Reading
  ) throws(MediaError) -> (any ISOHeaderPlan)? {
    guard reading.policy.provenance == .keep, kind(box.extendedType) == .provenance,
      box.range.count <= reading.limits.headerBytes
    else { return nil }
    try provenance(box, source, .kept, &reading)
    return ISOFixedPlan(box: box.range, owner: "uuid C2PA", bytes: try source.bytes(box.range))
  }

  /// Notes what a box that goes gives away.
  static func drop(
    _ box: BoxHeader, _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    guard box.range.count <= reading.limits.headerBytes else {
      return try ISODropped.unknown(box.content, at: "uuid", source, &reading)
    }
    switch kind(box.extendedType) {
    case .xmp:
      let bytes = try source.bytes(box.content)
      reading.disclose(.content, .low, at: "uuid XMP", "a packet of XMP")
      try XMPBlock.read(bytes[...], at: "uuid XMP", &reading)
    case .provenance: try provenance(box, source, .removed, &reading)
    case .captions:
      let shown = try ISODropped.sample(of: box.content, source, reading)
      reading.discloseUnknown(shown[...], at: "uuid IPTC", "captions and credits (IPTC)")
    case .unknown: try ISODropped.unknown(box.content, at: "uuid", source, &reading)
    }
  }

  /// A version, a purpose ("manifest", then the offset of a Merkle tree, 8 bytes), then JUMBF.
  private static func provenance(
    _ box: BoxHeader, _ source: MediaSource, _ fate: Disclosure.Fate, _ reading: inout Reading
  ) throws(MediaError) {
    let bytes = try source.bytes(box.content)
    let purpose = bytes.dropFirst(4).prefix { $0 != 0 }
    let rest = bytes[purpose.endIndex...].dropFirst(purpose.elementsEqual("manifest".utf8) ? 9 : 1)
    reading.disclose(
      .identifier, .low, at: "uuid C2PA", "a statement of provenance", fate: fate)
    try ProvenanceBlock.read(rest, at: "uuid C2PA", fate: fate, &reading)
  }
}
