/// XMP: an RDF/XML packet about a file.
public enum XMPBlock {
  /// Notes what a packet (UTF-8, UTF-16 or UTF-32) gives away under `location`.
  ///
  /// What can't be read as XML is reported as unknown text; entities other than the five of XML are
  /// never expanded. O(bytes); an embedded picture is taken apart by `Reading.embedded`.
  ///
  /// **Source**: ISO 16684-1:2019 (XMP), W3C RDF/XML Syntax 1.1, W3C XML 1.0.
  public static func read(
    _ bytes: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard !bytes.isEmpty else { return }
    try reading.countStructure()
    guard reading.wantsValues else {
      // Without values one entry stands for the packet: who scrubs drops it whole.
      reading.disclose(
        .identifier, .high, at: location, "properties of the file: its makers, history and ids")
      return
    }
    var walker = XMPWalker(XMPEncoding.utf8(bytes), at: location)
    try walker.walk(&reading)
  }
}
