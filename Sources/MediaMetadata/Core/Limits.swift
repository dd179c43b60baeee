/// What a parser may take from a stranger's file before it stops.
///
/// Every loop over input is bounded by the input's length or by one of these; a limit that is
/// reached is an error (`MediaError.limit`), never a crash and never a silent cut.
public struct Limits: Sendable, Equatable {
  /// What is limited; the raw value is its name in errors.
  public enum Kind: String, Sendable {
    case imageBytes = "bytes of an image"
    case headerBytes = "bytes of a header held in memory"
    case structures = "structures in one file"
    case depth = "levels of nesting"
    case inflatedBytes = "inflated bytes"
  }

  /// The largest file that is read into memory whole (images; films are streamed).
  public var imageBytes: Int
  /// The largest single header held in memory, such as a film's `moov`.
  public var headerBytes: Int
  /// Segments, chunks, boxes, directory entries in one file.
  public var structures: Int
  /// Containers within containers, boxes within boxes.
  public var depth: Int
  /// Inflated bytes of one compressed text or profile; image rows are limited by their own header.
  public var inflatedBytes: Int
  /// Disclosures listed for one file; the rest are counted.
  public var disclosures: Int

  /// The limits that the command uses.
  public static let standard = Limits(
    imageBytes: 1 << 31, headerBytes: 1 << 28, structures: 1 << 20, depth: 16,
    inflatedBytes: 1 << 26, disclosures: 10_000)

  /// Limits of one's own.
  public init(
    imageBytes: Int, headerBytes: Int, structures: Int, depth: Int, inflatedBytes: Int,
    disclosures: Int
  ) {
    self.imageBytes = imageBytes
    self.headerBytes = headerBytes
    self.structures = structures
    self.depth = depth
    self.inflatedBytes = inflatedBytes
    self.disclosures = disclosures
  }
}
