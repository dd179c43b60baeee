/// Scrubs one file: takes it apart, rebuilds it, and checks the result before it gets its name.
public struct MediaScrub: Sendable {
  /// What is kept, coarsened and dropped.
  public let policy: ScrubPolicy
  /// When a parser stops.
  public let limits: Limits
  /// The time that output files get, in seconds since 1970; nil leaves the time of writing.
  public let modified: Int?
  /// How the sensor's pattern of JPEG photos is weakened; nil, the default, touches no pixel.
  public var weakening: SensorWeakening?
  /// Whether the values of what stays are read, for `Outcome.remaining`; a scrub by itself needs
  /// none.
  public var readsRemaining = false

  /// What came out.
  public struct Outcome: Sendable {
    /// The file's format.
    public let format: MediaFormat
    /// How many bytes went in.
    public let inputCount: Int
    /// How many bytes came out.
    public let outputCount: Int
    /// What was found, by structure, without values.
    public let disclosures: [Disclosure]
    /// Whether the output equals the input, byte for byte.
    public let isUnchanged: Bool
    /// What the output still gives away, with its values, which are not for reports.
    ///
    /// Empty where nothing stays, where nobody asked for it, or of files too long for memory.
    public let remaining: [Disclosure]
  }

  /// Files up to this many bytes are rebuilt and checked in memory, longer ones through the disk.
  static let memoryCount = 1 << 26

  /// A scrub under a policy.
  public init(policy: ScrubPolicy, limits: Limits = .standard, modified: Int? = nil) {
    self.policy = policy
    self.limits = limits
    self.modified = modified
  }

  /// Scrubs the file at `path` into `output`, which appears whole or not at all.
  ///
  /// **Guarantee**: the output was parsed again; nothing in it would be dropped by a second scrub,
  /// and its payload equals the input's. Constant memory for films.
  ///
  /// - Throws: `MediaError`; then there is no output.
  public func run(_ path: String, to output: String) throws(MediaError) -> Outcome {
    var source = try MediaSource(path: path)
    if source.count <= Self.memoryCount { source = MediaSource(try source.bytes(0..<source.count)) }
    var reading = Reading(policy: policy, limits: limits, detail: .structures).beingChecked()
    let (format, anatomy) = try MediaFormats.read(source, &reading)
    if format == .jpeg, let weakening {
      return try weaken(weakening, anatomy, of: source, reading, to: output)
    }
    let file = try OutputFile(path: output)
    let asks =
      readsRemaining
      && (format.mayHoldText || reading.disclosures.contains { $0.fate == .kept })
    var remaining: [Disclosure] = []
    if anatomy.isClean, source.count <= Self.memoryCount {
      // The output is the input: it reads as the input did, and that was now.
      try check(clean: source, reading)
      if asks { remaining = values(in: source) }
      try file.write(try source.bytes(0..<source.count)[...])
    } else if source.count <= Self.memoryCount {
      let bytes = try Rebuild.bytes(of: anatomy, from: source)
      let written = MediaSource(bytes)
      if asks, let told = checkedValues(written, anatomy, of: source, format, reading.found) {
        remaining = told
      } else {
        _ = try check(written, against: anatomy, of: source, format, reading.found)
      }
      try file.write(bytes[...])
    } else {
      try Rebuild.write(anatomy, from: source) { (chunk) throws(MediaError) in
        try file.write(chunk)
      }
      let written = try MediaSource(path: file.temporaryPath)
      _ = try check(written, against: anatomy, of: source, format)
    }
    try file.commit(modified: modified)
    return Outcome(
      format: format, inputCount: source.count, outputCount: anatomy.outputCount,
      disclosures: reading.disclosures, isUnchanged: anatomy.isClean, remaining: remaining)
  }

  /// The check of an output that is the input, byte for byte.
  private func check(clean source: MediaSource, _ reading: Reading) throws(MediaError) {
    guard source.count > 0 else { throw .verification("its length is not what was planned") }
    guard !reading.disclosures.contains(where: { $0.fate == .removed }) else {
      throw .verification("a second rebuild would drop more")
    }
  }

  /// Writes the scrubbed photo with other pixels; the output is read again and must be clean.
  private func weaken(
    _ weakening: SensorWeakening, _ anatomy: Anatomy, of source: MediaSource,
    _ reading: Reading, to output: String
  ) throws(MediaError) -> Outcome {
    let clean = try Rebuild.bytes(of: anatomy, from: source)
    _ = try check(MediaSource(clean), against: anatomy, of: source, .jpeg, reading.found)
    let bytes = try weakening.weakened(clean)
    var again = Reading(policy: policy, limits: limits, detail: .structures)
    let second = try MediaFormats.read(MediaSource(bytes), &again)
    guard second.format == .jpeg, second.anatomy.isClean,
      !again.disclosures.contains(where: { $0.fate == .removed })
    else { throw .verification("the weakened photo is not clean") }
    let file = try OutputFile(path: output)
    try file.write(bytes[...])
    try file.commit(modified: modified)
    return Outcome(
      format: .jpeg, inputCount: source.count, outputCount: bytes.count,
      disclosures: reading.disclosures, isUnchanged: false,
      remaining: readsRemaining ? values(in: MediaSource(bytes)) : [])
  }

  /// What a file gives away that is clean under the policy; nothing where its values can't be read.
  private func values(in source: MediaSource) -> [Disclosure] {
    var reading = Reading(policy: policy, limits: limits, detail: .values)
    do throws(MediaError) {
      _ = try MediaFormats.read(source, &reading)
      return reading.disclosures.filter { $0.fate == .kept }
    } catch {
      return []
    }
  }

  /// The check and the values of what stays in one reading; nil where that fails, which may be due
  /// to the values alone.
  private func checkedValues(
    _ output: MediaSource, _ anatomy: Anatomy, of source: MediaSource, _ format: MediaFormat,
    _ known: KnownRuns?
  ) -> [Disclosure]? {
    do throws(MediaError) {
      return try check(output, against: anatomy, of: source, format, known, detail: .values)
    } catch {
      return nil
    }
  }

  /// Parses the output as a stranger's file, and compares payloads.
  ///
  /// Of runs of bytes that the original holds too, and that depend on nothing around them, what
  /// its reading found is taken as `known`. Returns what stays.
  private func check(
    _ output: MediaSource, against anatomy: Anatomy, of source: MediaSource, _ format: MediaFormat,
    _ known: KnownRuns? = nil, detail: Reading.Detail = .structures
  ) throws(MediaError) -> [Disclosure] {
    guard output.count == anatomy.outputCount, output.count > 0 else {
      throw .verification("its length is not what was planned")
    }
    var again = Reading(policy: policy, limits: limits, detail: detail)
    again.known = known ?? again.known
    let second: Anatomy
    do throws(MediaError) {
      let reread = try MediaFormats.read(output, &again)
      guard reread.format == format else { throw .verification("it became another format") }
      second = reread.anatomy
    } catch {
      throw .verification(error.reason)
    }
    guard second.isClean, !again.disclosures.contains(where: { $0.fate == .removed }) else {
      throw .verification("a second rebuild would drop more")
    }
    guard
      try PayloadComparison.areEqual(anatomy.payload, of: source, second.payload, of: output)
    else { throw .verification("the payload differs") }
    return again.disclosures.filter { $0.fate == .kept }
  }
}
