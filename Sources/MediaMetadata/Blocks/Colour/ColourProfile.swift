/// ICC colour profiles: kept for display, without what tells of a device, a person or a time.
public enum ColourProfile {
  /// Notes what a profile gives away under `location`, and returns the profile that takes its place
  /// under the policy: a canonical one of the same colorimetry, the same one with text, times,
  /// device and ids blanked, or nil.
  ///
  /// A profile that is returned as it came discloses nothing.
  public static func replacement(
    for profile: [UInt8], at location: String, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    reading.discloseUnknown(profile[...], at: location)
    return nil
  }
}
