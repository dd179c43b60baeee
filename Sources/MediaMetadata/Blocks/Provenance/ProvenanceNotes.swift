/// Notes what a statement of provenance says, within bounds.
struct ProvenanceNotes {
  /// What becomes of the statement.
  let fate: Disclosure.Fate
  private var listed = 0
  private var shown = 0

  /// How many values are listed, and how many bytes of them.
  private static let listLimit = 4_000
  private static let shownLimit = 1 << 19

  /// Notes of nothing yet.
  init(fate: Disclosure.Fate) { self.fate = fate }

  /// Whether more may be listed; else what follows is shown as one text.
  var hasRoom: Bool { listed < Self.listLimit && shown < Self.shownLimit }

  /// Notes one thing.
  mutating func disclose(
    _ category: Disclosure.Category, _ severity: Disclosure.Severity, at location: String,
    _ meaning: String, _ value: String?, _ reading: inout Reading
  ) {
    listed += 1
    shown += min(value?.utf8.count ?? 0, PrintableText.limit)
    reading.disclose(category, severity, at: location, meaning, fate: fate, value: value)
  }

  /// Notes a value under the path of keys that leads to it.
  mutating func note(
    _ value: String, at location: String, keys: [String], _ reading: inout Reading
  ) {
    guard !value.isEmpty else { return }
    var path = location
    var label = ""
    var rule: XMPRule?
    for key in keys {
      if let known = ProvenanceRules.rule(of: key, within: rule) {
        rule = known
        if path.utf8.count < PhotoshopBlock.locationLimit { path += "/\(key)" }
      } else {
        rule = nil
        if label.utf8.count < 200 { label += "\(key) = " }
        if !path.hasSuffix("unknown property") { path += "/unknown property" }
      }
    }
    let isInner = value.hasPrefix("self#jumbf=") && !value.contains("urn:")
    let found = (isInner ? ProvenanceRules.rule(of: "label", within: nil) : rule) ?? .unknown
    disclose(found.category, found.severity, at: path, found.meaning, label + value, &reading)
  }

  /// Notes a file inside the statement, and takes it apart where its format is known.
  mutating func embedded(
    _ bytes: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) {
    disclose(
      .content, .high, at: location, "an embedded picture, which may show more", nil, &reading)
    let source = MediaSource(Array(bytes))
    guard fate != .removed else {
      if try reading.embedded(source, at: location) == nil {
        reading.discloseUnknown(bytes, at: location, "an embedded file that can't be read")
      }
      return
    }
    // What stays in the file stays whole: what is inside shares the fate of the statement.
    var limits = reading.limits
    limits.depth -= reading.depth + 1
    guard limits.depth > 0 else { throw .limit(.depth, allowed: reading.limits.depth) }
    var inner = Reading(policy: reading.policy, limits: limits, detail: reading.detail)
    do throws(MediaError) {
      _ = try MediaFormats.read(source, &inner)
    } catch {
      if case .limit = error { throw error }
      reading.discloseUnknown(
        bytes, at: location, "an embedded file that can't be read", fate: fate)
    }
    for item in inner.disclosures {
      disclose(
        item.category, item.severity, at: "\(location)/\(item.location)", item.meaning, item.value,
        &reading)
    }
  }
}
