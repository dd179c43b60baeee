/// What a parser carries along while it takes one file apart: policy, limits, and what it found.
public struct Reading: Sendable {
  /// How much a parser says of what it finds.
  public enum Detail: Sendable {
    /// Only the structures that a rebuild drops or keeps: what scrubbing needs.
    case structures
    /// Each item with its value: what inspection needs.
    case values
  }

  /// What is kept, coarsened and dropped.
  public let policy: ScrubPolicy
  /// When a parser stops.
  public let limits: Limits
  /// How much is said.
  public let detail: Detail
  /// How many containers are around this one; 0 for a file itself.
  public let depth: Int
  /// What was found, in the order of the bytes.
  public private(set) var disclosures: [Disclosure] = []
  /// Disclosures beyond `limits.disclosures`, counted.
  public private(set) var unlisted = 0
  /// Structures counted so far; see `countStructure`.
  private var structures = 0
  /// Unpacked bytes counted so far; see `countInflated`.
  private var inflated = 0
  /// How many times `Limits.inflatedBytes` all archives within one file may unpack to.
  private static let inflatedParts = 64
  /// Put before each location: the path of the containers around this one.
  private let prefix: String
  /// What the reading of the original found out, when this is the check of its output.
  var known = KnownRuns()
  /// What this reading found out about what stays as it stands; nil where no check follows.
  private(set) var found: KnownRuns?

  /// The start of reading a file.
  public init(
    policy: ScrubPolicy = .standard, limits: Limits = .standard, detail: Detail = .values
  ) {
    self.init(policy: policy, limits: limits, detail: detail, depth: 0, prefix: "")
  }

  private init(policy: ScrubPolicy, limits: Limits, detail: Detail, depth: Int, prefix: String) {
    self.policy = policy
    self.limits = limits
    self.detail = detail
    self.depth = depth
    self.prefix = prefix
  }

  /// Whether values are wanted: decoding them is skipped where they are not.
  public var wantsValues: Bool { detail == .values }

  /// A reading whose output will be checked: what it finds out is handed on.
  func beingChecked() -> Reading {
    var reading = self
    reading.found = KnownRuns()
    return reading
  }

  /// Whether nothing was disclosed since there were `count` disclosures.
  ///
  /// The check passes over what is known, so what stays and is disclosed must not be: its values
  /// are asked for.
  func hasNothing(since count: Int) -> Bool { unlisted == 0 && disclosures.count == count }

  /// Forgets what was disclosed since there were `count` disclosures: it will be read once more.
  ///
  /// What was counted stays counted.
  mutating func forget(since count: Int) {
    disclosures.removeLast(max(0, disclosures.count - count))
  }

  /// Keeps an answer for the check; the bytes are held until then.
  mutating func note(found bytes: ArraySlice<UInt8>, _ setting: String, answer: [UInt8] = []) {
    found?.note(bytes, setting, answer: answer, copies: depth > 0)
  }

  /// The answer that the reading of the original found; nil where there is none.
  func answer(for bytes: ArraySlice<UInt8>, _ setting: String) -> [UInt8]? {
    known.answer(for: bytes, setting)
  }

  /// The answer that this reading itself found before.
  func ownAnswer(for bytes: ArraySlice<UInt8>, _ setting: String) -> [UInt8]? {
    found?.answer(for: bytes, setting)
  }

  /// What is known goes along into a file within this one, and is taken back by `takeBack`.
  private mutating func handKnown(to inner: inout Reading) {
    inner.known = known
    // Moved, so that it is written to in place.
    inner.found = found
    found = nil
  }

  private mutating func takeBack(from inner: Reading) {
    structures = inner.structures
    inflated = inner.inflated
    found = inner.found
  }

  /// Notes one thing that the file gives away.
  ///
  /// The value is only made where values are wanted.
  public mutating func disclose(
    _ category: Disclosure.Category, _ severity: Disclosure.Severity, at location: String,
    _ meaning: String, fate: Disclosure.Fate = .removed, value: @autoclosure () -> String? = nil
  ) {
    guard disclosures.count < limits.disclosures else {
      unlisted += 1
      return
    }
    disclosures.append(
      Disclosure(
        location: prefix + location, category: category, severity: severity, meaning: meaning,
        value: wantsValues ? value().map(PrintableText.cleaned) : nil, fate: fate))
  }

  /// Notes bytes that no list knows, with the text that stands in them as their value.
  public mutating func discloseUnknown(
    _ bytes: @autoclosure () -> ArraySlice<UInt8>, at location: String,
    _ meaning: String = "bytes that no list knows", fate: Disclosure.Fate = .removed
  ) {
    disclose(
      .unknown, .high, at: location, meaning, fate: fate, value: PrintableText.runs(in: bytes()))
  }

  /// Counts one segment, chunk, box or entry; throws at the limit.
  public mutating func countStructure() throws(MediaError) {
    structures += 1
    guard structures <= limits.structures else {
      throw .limit(.structures, allowed: limits.structures)
    }
  }

  /// Counts the unpacked bytes of an archive's member.
  ///
  /// Throws at 64 times `Limits.inflatedBytes` for all archives within archives together: nesting
  /// gains a bomb nothing.
  public mutating func countInflated(_ count: Int) throws(MediaError) {
    let (product, overflow) = limits.inflatedBytes.multipliedReportingOverflow(
      by: Self.inflatedParts)
    let allowed = overflow ? Int.max : product
    guard count <= allowed - inflated else { throw .limit(.inflatedBytes, allowed: allowed) }
    inflated += count
  }

  /// Throws `unclassified` unless the policy salvages; then the bytes are disclosed, to be dropped.
  ///
  /// - Parameters:
  ///   - structure: What it is, in words of our own: it stands in the error.
  ///   - place: Where it is disclosed, a name from the file too; nil where `structure` says it.
  public mutating func unclassified(
    _ range: Range<Int>, in format: MediaFormat, _ structure: String, at place: String? = nil
  ) throws(MediaError) {
    guard policy.salvage else {
      throw .unclassified(
        format, offset: range.lowerBound, count: range.count, structure: structure)
    }
    disclose(.unknown, .high, at: place ?? structure, "bytes that can't be classified")
  }

  /// Takes apart a file inside this one, if it is of a known format; its disclosures join these
  /// under `location`.
  ///
  /// Nil where it is unknown or broken: then the caller drops it whole.
  ///
  /// Unless the file `stays` in the output, what its reader would keep goes with it, and says so;
  /// text is then unknown too. Of a file that stays and is broken nothing is noted: the caller
  /// decides what becomes of it.
  ///
  /// Throws only `limit`: a broken embedded file does not break the file around it.
  public mutating func embedded(
    _ source: MediaSource, at location: String, stays: Bool = false
  ) throws(MediaError) -> Anatomy? {
    guard depth < limits.depth else { throw .limit(.depth, allowed: limits.depth) }
    var inner = Reading(
      policy: policy, limits: limits, detail: detail, depth: depth + 1,
      prefix: prefix + location + "/")
    inner.structures = structures
    inner.inflated = inflated
    handKnown(to: &inner)
    defer { takeBack(from: inner) }
    do throws(MediaError) {
      if !stays, try MediaFormats.hiddenReader(of: source) == nil { return nil }
      let anatomy = try MediaFormats.read(source, &inner).anatomy
      absorb(inner, stays)
      return anatomy
    } catch {
      if !stays { absorb(inner, stays) }
      if case .limit = error { throw error }
      return nil
    }
  }

  /// The bytes of a file inside this one after a scrub of its own; nil where it can't be scrubbed.
  ///
  /// Notes nothing: whoever calls it has the file's disclosures by `embedded`. Throws only `limit`.
  public mutating func rebuilt(
    _ source: MediaSource
  ) throws(MediaError) -> (format: MediaFormat, bytes: [UInt8])? {
    guard depth < limits.depth else { throw .limit(.depth, allowed: limits.depth) }
    var inner = Reading(
      policy: policy, limits: limits, detail: .structures, depth: depth + 1, prefix: "")
    inner.structures = structures
    inner.inflated = inflated
    handKnown(to: &inner)
    defer { takeBack(from: inner) }
    do throws(MediaError) {
      let (format, anatomy) = try MediaFormats.read(source, &inner)
      return (format, try Rebuild.bytes(of: anatomy, from: source))
    } catch {
      if case .limit = error { throw error }
      return nil
    }
  }

  private mutating func absorb(_ inner: Reading, _ stays: Bool) {
    let room = max(0, limits.disclosures - disclosures.count)
    disclosures += inner.disclosures.prefix(room).map { stays ? $0 : $0.removed }
    unlisted += inner.unlisted + max(0, inner.disclosures.count - room)
  }
}
