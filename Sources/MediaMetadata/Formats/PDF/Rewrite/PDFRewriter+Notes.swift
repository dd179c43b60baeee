extension PDFRewriter {
  /// Notes what goes with a key.
  func noteDropped(
    _ entry: PDFDictionary.Entry, of dictionary: PDFDictionary, _ kind: PDFKind
  ) throws(MediaError) {
    var note = PDFNotes.dropped[entry.key] ?? PDFNotes.kept[kind]?[entry.key]
    if kind == .widget || kind == .field { note = PDFNotes.fields[entry.key] ?? note }
    if entry.key == "V", try document.resolved(entry.value).dictionary != nil {
      note = DisclosureKind(.person, .high, "a signature, which is no longer valid")
    }
    if kind == .xObjects, case .reference(let number) = entry.value,
      paint?.unpainted.contains(number) == true
    {
      note = DisclosureKind(.content, .high, "a picture or a form that no page shows")
    }
    let name = kind == .xObjects ? "not painted" : entry.key
    let location = "\(kind.rawValue)/\(note == nil ? "private key" : name)"
    guard isNew(location) else { return }
    let described = note ?? DisclosureKind(.unknown, .medium, "a key that no list knows")
    if entry.key == "Metadata" {
      if case .stream(let stream) = try document.resolved(entry.value),
        let plain = try document.decoded(stream)
      {
        return try XMPBlock.read(plain[...], at: location, &reading)
      }
    }
    var evidence = PDFEvidence(self)
    let text = try evidence.text(of: entry, at: location)
    reading.disclose(
      described.category, described.severity, at: location, described.meaning, value: text)
  }

  /// Notes what goes from an array.
  func noteDropped(_ element: PDFObject, of kind: PDFKind) throws(MediaError) {
    let object = try document.resolved(element)
    guard object != .null else { return }
    let location = kind.rawValue
    guard isNew(location) else { return }
    var evidence = PDFEvidence(self)
    let text = try evidence.text(of: PDFDictionary.Entry(key: "", value: element), at: location)
    reading.disclose(
      .content, .high, at: location, "an object that does not belong there, or is not kept",
      value: text)
  }

  /// Notes what stays with a key because it is content.
  func noteKept(_ entry: PDFDictionary.Entry, _ kind: PDFKind) throws(MediaError) {
    if entry.key == "URI", kind == .action { return try noteAddress(entry) }
    guard let note = PDFNotes.kept[kind]?[entry.key] else { return }
    // Its name has become a neutral one.
    if kind == .layer, reading.policy.dropsHiddenContent { return }
    if case .array(let elements) = entry.value, elements.isEmpty { return }
    let location = "\(kind.rawValue)/\(entry.key)"
    guard isNew(location) else { return }
    var evidence = PDFEvidence(self)
    let text = try evidence.text(of: entry, at: location)
    reading.disclose(
      note.category, note.severity, at: location, note.meaning, fate: .kept, value: text)
  }

  /// Links are content; those to people and to places on a disk are told.
  private func noteAddress(_ entry: PDFDictionary.Entry) throws(MediaError) {
    guard let bytes = try document.resolved(entry.value).string else { return }
    let text = PDFText.decoded(bytes)
    let isPerson = text.hasPrefix("mailto:") || text.contains("@")
    let isPath = Self.isPath(text)
    guard isPerson || isPath else { return }
    let location = isPerson ? "Link/mail address" : "Link/file path"
    guard isNew(location) else { return }
    reading.disclose(
      .person, .high, at: location,
      isPerson ? "a link that holds a mail address" : "a link that holds a path on a disk",
      fate: .kept, value: text)
  }

  /// Whether a place is to be noted: where values are not wanted, each once.
  func isNew(_ location: String) -> Bool {
    reading.wantsValues || noted.insert(location).inserted
  }
}
