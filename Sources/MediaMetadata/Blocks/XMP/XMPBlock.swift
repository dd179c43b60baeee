/// XMP: an RDF/XML packet about a file.
public enum XMPBlock {
  /// Notes what a packet (UTF-8, UTF-16 or UTF-32) gives away under `location`.
  public static func read(
    _ bytes: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) {
    reading.discloseUnknown(bytes, at: location)
  }
}
