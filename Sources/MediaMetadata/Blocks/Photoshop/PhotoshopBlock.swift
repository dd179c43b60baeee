/// Photoshop's image resources (8BIM), which carry IPTC, thumbnails, paths, ids.
public enum PhotoshopBlock {
  /// Notes what a sequence of resources gives away under `location`.
  public static func read(
    _ bytes: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) {
    reading.discloseUnknown(bytes, at: location)
  }
}
