/// Walks a data item of CBOR and notes its texts, numbers and byte strings under their keys.
struct CBORWalker {
  /// How deep items, and CBOR in byte strings, may nest.
  private static let depthLimit = 32

  private var reader: CBORReader
  private let isSignature: Bool
  private let whole: ArraySlice<UInt8>

  /// A walker; `isSignature` where the item is a COSE_Sign1 structure.
  init(_ bytes: ArraySlice<UInt8>, isSignature: Bool) {
    reader = CBORReader(bytes)
    whole = bytes
    self.isSignature = isSignature
  }

  /// Notes everything; what can't be followed is shown as text.
  mutating func walk(
    at location: String, keys: [String] = [], depth: Int = 0, _ notes: inout ProvenanceNotes,
    _ reading: inout Reading
  ) throws(MediaError) {
    let isRead = try item(at: location, keys: keys, depth: depth, &notes, &reading)
    guard !isRead || reader.rest.contains(where: { $0 != 0 }) else { return }
    reading.discloseUnknown(
      isRead ? reader.rest : whole, at: location, "bytes of a statement that can't be read",
      fate: notes.fate)
  }

  /// Notes one item; false where it is malformed, nests too deep, or a limit is reached.
  private mutating func item(
    at location: String, keys: [String], depth: Int, _ notes: inout ProvenanceNotes,
    _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    guard depth < Self.depthLimit, notes.hasRoom, let head = reader.head() else { return false }
    switch head.major {
    case 0: note(head.argument.map { String($0) }, at: location, keys, &notes, &reading)
    case 1: note(head.argument.map(Self.negative), at: location, keys, &notes, &reading)
    case 2:
      guard let bytes = reader.string(head) else { return false }
      try binary(bytes, at: location, keys: keys, depth: depth, &notes, &reading)
    case 3:
      guard let bytes = reader.string(head) else { return false }
      notes.note(XMLText.text(bytes.prefix(8_000)), at: location, keys: keys, &reading)
    case 4, 5:
      return try container(head, at: location, keys: keys, depth: depth, &notes, &reading)
    case 6:
      return try item(at: location, keys: keys, depth: depth + 1, &notes, &reading)
    default:
      note(CBORReader.float(head).map { "\($0)" }, at: location, keys, &notes, &reading)
    }
    return true
  }

  private func note(
    _ number: String?, at location: String, _ keys: [String], _ notes: inout ProvenanceNotes,
    _ reading: inout Reading
  ) {
    // Lengths and counts of the statement's own frame say nothing.
    guard let number, let key = keys.last,
      ProvenanceRules.rule(of: key, within: nil)?.severity != .low
    else { return }
    notes.note(number, at: location, keys: keys, &reading)
  }

  private mutating func container(
    _ head: CBORReader.Head, at location: String, keys: [String], depth: Int,
    _ notes: inout ProvenanceNotes, _ reading: inout Reading
  ) throws(MediaError) -> Bool {
    var index: UInt64 = 0
    while head.argument.map({ index < $0 }) ?? true {
      if head.argument == nil, reader.rest.first == 0xff { return reader.head() != nil }
      var path = keys
      if head.major == 5 {
        guard let key = key() else { return false }
        path.append(key)
      } else if isSignature, keys.isEmpty, index < 4 {
        path.append(Self.signatureParts[Int(index)])
      }
      guard try item(at: location, keys: path, depth: depth + 1, &notes, &reading) else {
        return false
      }
      index += 1
    }
    return true
  }

  /// A map's key as text; nil for keys that no statement uses.
  private mutating func key() -> String? {
    guard let head = reader.head() else { return nil }
    switch head.major {
    case 0:
      guard let number = head.argument else { return nil }
      return isSignature ? Self.headerNames[number] ?? String(number) : String(number)
    case 1: return head.argument.map(Self.negative)
    case 2, 3: return reader.string(head).map { XMLText.text($0.prefix(200)) }
    default: return nil
    }
  }

  /// The number -1 - `argument` (RFC 8949, 3.1).
  private static func negative(_ argument: UInt64) -> String {
    argument < UInt64.max ? "-\(argument + 1)" : "-18446744073709551616"
  }

  private static let signatureParts = ["protected", "unprotected", "payload", "signature"]
  /// RFC 9052, 3.1; RFC 9360, 2.
  private static let headerNames: [UInt64: String] = [
    1: "alg", 3: "contentType", 4: "kid", 33: "x5chain", 34: "x5t",
  ]

  private func binary(
    _ bytes: ArraySlice<UInt8>, at location: String, keys: [String], depth: Int,
    _ notes: inout ProvenanceNotes, _ reading: inout Reading
  ) throws(MediaError) {
    guard bytes.contains(where: { $0 != 0 }) else { return }
    let first = bytes.first ?? 0
    if first == 0x30, DERNode.first(of: bytes)?.rest.isEmpty == true {
      return DERWalker.note(bytes, at: location, &notes, &reading)
    }
    let isStructure = (0xa0...0xbf).contains(first) || first == 0xd2 || first == 0x84
    if isStructure, bytes.count > 1, CBORReader.isOneItem(bytes) {
      var inner = CBORWalker(bytes, isSignature: isSignature || first == 0xd2)
      return try inner.walk(at: location, keys: keys, depth: depth + 1, &notes, &reading)
    }
    if bytes.count >= 64,
      try MediaFormats.hiddenReader(of: MediaSource(Array(bytes.prefix(64)))) != nil
    {
      return try notes.embedded(bytes, at: location, &reading)
    }
    notes.note(
      PrintableText.runs(in: bytes).map { bytes.count > 64 ? $0 : "" }.flatMap {
        $0.isEmpty ? nil : $0
      } ?? PhotoshopText.hexadecimal(bytes), at: location, keys: keys, &reading)
  }
}
