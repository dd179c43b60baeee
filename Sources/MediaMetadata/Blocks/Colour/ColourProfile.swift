/// ICC colour profiles: kept for display, without what tells of a device, a person or a time.
public enum ColourProfile {
  /// Notes what a profile gives away under `location`, and returns the profile that takes its place
  /// under the policy: a canonical one of the same colorimetry, the same one with text, times,
  /// device and ids blanked, or nil.
  ///
  /// A profile that is returned as it came discloses nothing.
  ///
  /// **Guarantee**: tables that turn colours come out value for value, or as the canonical ones
  /// within `ICCSpace.tolerance`; every other byte is a constant; `replacement` of the result is
  /// the result. O(bytes). **Source**: ICC.1:2022, and ICC.1:2001-04 for version 2.
  public static func replacement(
    for profile: [UInt8], at location: String, _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    guard !profile.isEmpty else { return nil }
    try reading.countStructure()
    let parsed = ICCProfile(profile)
    var output: [UInt8]?
    if let parsed, reading.policy.colour != .drop {
      output = ICCSpace.canonical(for: parsed) ?? ICCRebuild.bytes(of: parsed)
    }
    if output == profile { return output }
    guard let parsed else {
      reading.discloseUnknown(profile[...], at: location, "a colour profile that can't be read")
      return nil
    }
    if output == nil {
      let isChosen = reading.policy.colour == .drop
      reading.disclose(
        .device, .low, at: location,
        isChosen ? "a colour profile" : "a colour profile whose tables can't be followed")
    }
    guard reading.wantsValues else {
      reading.disclose(
        .device, .medium, at: location, "a colour profile's names, times and device")
      return output
    }
    var evidence = ICCEvidence(parsed, at: location)
    evidence.note(&reading)
    return output
  }
}
