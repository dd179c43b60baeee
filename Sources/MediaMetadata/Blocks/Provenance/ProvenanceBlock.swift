/// C2PA statements of provenance, in their JUMBF boxes.
public enum ProvenanceBlock {
  /// Notes what a JUMBF superbox gives away under `location`; `fate` says whether the policy keeps
  /// it.
  ///
  /// O(bytes), nesting bounded. **Source**: ISO 19566-5:2023 (JUMBF), C2PA Technical Specification
  /// 2.1, RFC 8949 (CBOR), RFC 9052 (COSE), RFC 5280 (certificates).
  public static func read(
    _ bytes: ArraySlice<UInt8>, at location: String, fate: Disclosure.Fate, _ reading: inout Reading
  ) throws(MediaError) {
    guard !bytes.isEmpty else { return }
    try reading.countStructure()
    guard reading.wantsValues else {
      // Without values one entry stands for the block: it goes or stays whole.
      reading.disclose(
        .identifier, .high, at: location, "a signed statement of who made it, when and with what",
        fate: fate)
      return
    }
    var notes = ProvenanceNotes(fate: fate)
    try JUMBFWalker.walk(bytes, at: location, label: "", depth: 0, &notes, &reading)
  }
}
