/// Decides for each run of a file of sound, held in memory, what stands for it in the output.
protocol SoundPlan {
  /// A plan for a file.
  init(_ bytes: [UInt8])
  /// Goes to the end; returns the account.
  mutating func finish(_ reading: inout Reading) throws(MediaError) -> Anatomy
}

extension SoundPlan {
  /// The anatomy of a whole file.
  static func anatomy(
    of source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    var plan = Self(try source.whole(limit: reading.limits.imageBytes))
    return try plan.finish(&reading)
  }
}
