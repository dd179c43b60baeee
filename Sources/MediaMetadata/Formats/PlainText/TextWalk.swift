/// Goes through a text from its first byte to its last, and says of each run what becomes of it.
protocol TextWalk {
  /// What was said so far.
  var plan: TextPlan { get }
  /// A walk over the plan's text.
  init(_ plan: TextPlan)
  /// Goes to the end.
  mutating func run(_ reading: inout Reading) throws(MediaError)
}

extension TextWalk {
  /// The anatomy of a whole file of text.
  static func anatomy(
    of source: MediaSource, as format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    var walk = Self(try TextPlan(bytes, format))
    try walk.run(&reading)
    return try walk.plan.anatomy()
  }
}
