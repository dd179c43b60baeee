import MediaMetadata

/// What the learned detector takes the values for that stay in a scrubbed file.
///
/// They come from the check of the output, which reads it as a stranger's file; no byte is changed.
enum KeptFlags {
  /// The likeliest flag of each place that stays, by "location: meaning".
  static func of(_ remaining: [Disclosure]) -> [String: String] {
    var flags: [String: FieldFlag] = [:]
    for item in remaining {
      guard let flag = item.flag() else { continue }
      let place = "\(item.location): \(item.meaning)"
      if flag.probability > flags[place]?.probability ?? 0 { flags[place] = flag }
    }
    return flags.mapValues(\.sentence)
  }
}
