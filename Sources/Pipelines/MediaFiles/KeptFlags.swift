import MediaMetadata

/// What the learned detector takes the values for that stay in a scrubbed file.
///
/// A scrub reads no values; where something stays, the output, which is written by then, is read
/// once more with them. It changes no byte: a file that can't be read so simply has no flags.
enum KeptFlags {
  /// Files above this size are not read again.
  private static let sizeLimit = 1 << 26

  /// The likeliest flag of each place that stays, by "location: meaning".
  static func read(
    _ output: String, after outcome: MediaScrub.Outcome, under policy: ScrubPolicy
  ) -> [String: String] {
    let stays = outcome.disclosures.contains { $0.fate == .kept }
    guard stays, outcome.outputCount <= sizeLimit else { return [:] }
    var reading = Reading(policy: policy, detail: .values)
    do throws(MediaError) {
      let source = try MediaSource(path: output)
      _ = try MediaFormats.read(MediaSource(try source.bytes(0..<source.count)), &reading)
    } catch {
      return [:]
    }
    var flags: [String: FieldFlag] = [:]
    for item in reading.disclosures where item.fate == .kept {
      guard let flag = item.flag() else { continue }
      let place = "\(item.location): \(item.meaning)"
      if flag.probability > flags[place]?.probability ?? 0 { flags[place] = flag }
    }
    return flags.mapValues(\.sentence)
  }
}
