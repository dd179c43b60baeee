/// C2PA statements of provenance, in their JUMBF boxes.
public enum ProvenanceBlock {
  /// Notes what a JUMBF superbox gives away under `location`; `fate` says whether the policy keeps it.
  public static func read(
    _ bytes: ArraySlice<UInt8>, at location: String, fate: Disclosure.Fate, _ reading: inout Reading
  ) throws(MediaError) {
    reading.discloseUnknown(bytes, at: location, fate: fate)
  }
}
