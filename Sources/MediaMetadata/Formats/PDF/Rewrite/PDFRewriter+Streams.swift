extension PDFRewriter {
  /// The bytes of a stream in the output, and its dictionary where they changed.
  func content(
    of stream: PDFStream, _ dictionary: PDFDictionary, _ kind: PDFKind, number: Int
  ) throws(MediaError) -> (PDFDictionary, ArraySlice<UInt8>) {
    let filters = try document.filters(of: stream.dictionary)
    if filters.contains(where: { $0.name == "Crypt" }) {
      throw .encrypted(.pdf, offset: stream.range.lowerBound)
    }
    let same = document.bytes[stream.range]
    if kind == .image, let index = filters.firstIndex(where: { $0.name == "DCTDecode" }) {
      guard let changed = try picture(stream, filters[..<index]) else { return (dictionary, same) }
      let parameters = filters[index].parameters
      let plain = dictionary.setting("Filter", to: .name("DCTDecode"))
        .setting("DecodeParms", to: parameters.map { .dictionary($0) })
      return (plain, changed[...])
    }
    if kind == .image, filters.count == 1, filters[0].name == "JPXDecode" {
      guard let changed = PDFJPXBoxes.stripped(same) else { return (dictionary, same) }
      reading.discloseUnknown(
        same, at: "Image/JPX boxes", "what a picture says of itself beside its colours")
      return (dictionary, changed[...])
    }
    if kind == .profile {
      guard let kept = try profile(number, stream), !isSameProfile(kept, stream) else {
        return (dictionary, same)
      }
      return (deflated(dictionary), Deflate.zlib(kept[...])[...])
    }
    if kind.isContent, let changed = try painting(stream, filters, number) {
      return (deflated(dictionary), Deflate.zlib(changed[...])[...])
    }
    return (dictionary, same)
  }

  private func deflated(_ dictionary: PDFDictionary) -> PDFDictionary {
    dictionary.setting("Filter", to: .name("FlateDecode")).setting("DecodeParms", to: nil)
  }

  // MARK: - Pictures

  /// A JPEG picture after a scrub of its own; nil where it stays as it is.
  private func picture(
    _ stream: PDFStream, _ filters: ArraySlice<PDFFilter>
  ) throws(MediaError) -> [UInt8]? {
    let bytes = document.bytes[stream.range]
    let setting = Self.setting("picture", filters)
    if let setting, reading.answer(for: bytes, setting) != nil { return nil }
    guard let plain = try document.decoded(stream, filters) else { return nil }
    let before = reading.disclosures.count
    let nested = try NestedFile.read(plain, at: "Image", summing: false, &reading)
    guard let nested, nested.format == .jpeg else {
      try reading.unclassified(stream.range, in: .pdf, "Image/DCTDecode")
      return []
    }
    guard let rebuilt = nested.rebuilt, rebuilt != plain else {
      if let setting, reading.hasNothing(since: before) { reading.note(found: bytes, setting) }
      return nil
    }
    return rebuilt
  }

  /// What the look at a stream depends on beside its bytes; nil where that is not said in short.
  private static func setting(_ use: String, _ filters: ArraySlice<PDFFilter>) -> String? {
    guard filters.allSatisfy({ $0.parameters == nil }) else { return nil }
    return filters.reduce(use) { $0 + " " + $1.name }
  }

  // MARK: - Colour profiles

  /// A colour profile as the policy lets it be; nil where it goes.
  func profile(_ number: Int, _ stream: PDFStream) throws(MediaError) -> [UInt8]? {
    if let known = profiles[number] { return known }
    var kept: [UInt8]?
    if let plain = try document.decoded(stream) {
      kept = try ColourProfile.replacement(for: plain, at: "ICC profile", &reading)
    }
    profiles[number] = .some(kept)
    return kept
  }

  private func isSameProfile(_ kept: [UInt8], _ stream: PDFStream) -> Bool {
    guard let plain = try? document.decoded(stream) else { return true }
    return plain == kept
  }

  /// What stands for a colour space whose profile goes: the alternate one, else the device's of as
  /// many colours, as viewers choose (ISO 32000-1, 8.6.5.5).
  func colourSpace(without elements: [PDFObject]) throws(MediaError) -> PDFObject? {
    guard elements.count == 2, elements[0].name == "ICCBased",
      case .reference(let number) = elements[1],
      case .stream(let stream) = try document.object(number)
    else { return nil }
    guard try profile(number, stream) == nil else { return nil }
    if let alternate = stream.dictionary["Alternate"] {
      return try value(alternate, .colourSpace) ?? .name("DeviceRGB")
    }
    switch try document.resolved(stream.dictionary["N"]).integer {
    case 1: return .name("DeviceGray")
    case 4: return .name("DeviceCMYK")
    default: return .name("DeviceRGB")
    }
  }

  // MARK: - What paints

  /// A content stream without what goes; nil where all of it stays.
  private func painting(
    _ stream: PDFStream, _ filters: [PDFFilter], _ number: Int
  ) throws(MediaError) -> [UInt8]? {
    let bytes = document.bytes[stream.range]
    let unseen = paint?.edits[number] ?? []
    let setting =
      tree.layers.isEmpty && unseen.isEmpty ? Self.setting("contents", filters[...]) : nil
    if let setting, reading.answer(for: bytes, setting) != nil { return nil }
    guard let plain = try document.decoded(stream, filters[...]) else { return nil }
    var hidden = tree.hiddenNames[number] ?? []
    if !tree.layers.isEmpty, let own = stream.dictionary["Resources"] {
      hidden.formUnion(try tree.layers.names(in: own, of: document))
    }
    var scan = PDFContentScan(plain, hidden: hidden, strict: reading.policy.dropsHiddenContent)
    scan.run()
    for finding in scan.findings where isNew(finding.location) {
      reading.disclose(
        .content, .high, at: finding.location, finding.meaning,
        fate: finding.isRemoved ? .removed : .kept, value: finding.text)
    }
    let edited = scan.edited(with: unseen)
    if let setting, edited == nil, scan.findings.isEmpty {
      reading.note(found: bytes, setting)
    }
    return edited
  }
}
