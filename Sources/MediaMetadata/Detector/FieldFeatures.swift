/// What the detector's network sees of a field: hashed pieces of its name and value, and its shape.
///
/// Public for the training command, which must see fields as the detector does.
///
/// **Guarantee**: any bytes of any length are taken; work is bounded by `nameLimit` and
/// `valueLimit`; the same on every machine.
public struct FieldFeatures: Sendable, Equatable {
  /// Rows of the table of name pieces.
  public static let nameRows = 2048
  /// Rows of the table of value pieces: letters and words.
  public static let pieceRows = 3072
  /// Rows of the table of value shapes: runs of letters and digits by kind and length.
  public static let shapeRows = 1024
  /// How many bytes of a name are looked at, from its end.
  public static let nameLimit = 64
  /// How many bytes of a value are looked at, from its start.
  public static let valueLimit = 128

  /// Rows of name pieces, from 0.
  public private(set) var name: [UInt16] = []
  /// Rows of value pieces, from 0.
  public private(set) var pieces: [UInt16] = []
  /// Rows of value shapes, from 0.
  public private(set) var shapes: [UInt16] = []
  /// Numbers that describe the value as a whole; see `FieldShape`.
  public private(set) var numbers: [Float] = []

  /// The features of a field.
  public init(name: String, value: String) {
    readName(name)
    var bytes = Array(value.utf8.prefix(Self.valueLimit))
    if bytes.isEmpty { bytes = [0x20] }
    readPieces(bytes)
    let runs = FieldRun.runs(of: bytes)
    readShapes(runs)
    numbers = FieldShape.numbers(of: bytes, runs: runs, isCut: value.utf8.count > Self.valueLimit)
  }

  // MARK: Names

  private mutating func readName(_ location: String) {
    let words = FieldRun.words(ofName: location)
    name.reserveCapacity(64)
    var previous: UInt32 = 0
    for word in words {
      let hash = Self.hash(word[...], seed: 0x11)
      name.append(Self.row(hash, of: Self.nameRows))
      if previous != 0 {
        name.append(Self.row(previous &* 0x9e37_79b1 ^ hash, of: Self.nameRows))
      }
      previous = hash
      let marked = [0x5e] + word + [0x24]
      for start in 0..<max(0, marked.count - 2) {
        name.append(Self.row(Self.hash(marked[start..<start + 3], seed: 0x13), of: Self.nameRows))
      }
    }
    if name.isEmpty { name.append(Self.row(0x77, of: Self.nameRows)) }
  }

  // MARK: Values

  /// Trigrams of lower-case letters with digits as one, and whole words.
  private mutating func readPieces(_ bytes: [UInt8]) {
    let lower = [0x5e] + bytes.map(Self.folded) + [0x24]
    pieces.reserveCapacity(bytes.count + 24)
    for start in 0..<max(0, lower.count - 2) {
      pieces.append(Self.row(Self.hash(lower[start..<start + 3], seed: 0x17), of: Self.pieceRows))
    }
    var start = 0
    for end in 0...lower.count where end == lower.count || !Self.isLetter(lower[end]) {
      if end - start > 1 {
        pieces.append(Self.row(Self.hash(lower[start..<end], seed: 0x19), of: Self.pieceRows))
      }
      start = end + 1
    }
  }

  /// Runs alone, in pairs and in threes, with whole and with coarse lengths.
  private mutating func readShapes(_ runs: [FieldRun]) {
    shapes.reserveCapacity(4 * runs.count + 2)
    var one: UInt32 = 0x5e
    var two: UInt32 = 0x5e
    for run in runs {
      let exact = UInt32(run.kind) << 8 | UInt32(min(run.count, 40))
      let coarse = UInt32(run.kind) << 8 | UInt32(min(run.count, 4)) | 0x80
      shapes.append(Self.row(Self.mixed(exact, 0x1d), of: Self.shapeRows))
      shapes.append(Self.row(Self.mixed(one << 16 ^ exact, 0x1f), of: Self.shapeRows))
      shapes.append(
        Self.row(Self.mixed(two &* 0x85eb_ca6b ^ one << 12 ^ coarse, 0x23), of: Self.shapeRows))
      two = one
      one = coarse
    }
    shapes.append(Self.row(Self.mixed(UInt32(min(runs.count, 20)), 0x25), of: Self.shapeRows))
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5a: byte | 0x20
    case 0x30...0x39: 0x30
    default: byte
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || byte >= 0x80
  }

  // MARK: Hashing

  /// FNV-1a over bytes.
  private static func hash(_ bytes: ArraySlice<UInt8>, seed: UInt32) -> UInt32 {
    var hash: UInt32 = 0x811c_9dc5 ^ seed
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return mixed(hash, seed)
  }

  private static func mixed(_ value: UInt32, _ seed: UInt32) -> UInt32 {
    var hash = value &+ seed &* 0x9e37_79b9
    hash = (hash ^ hash >> 16) &* 0x7feb_352d
    hash = (hash ^ hash >> 15) &* 0x846c_a68b
    return hash ^ hash >> 16
  }

  /// The upper bits scaled to the number of rows.
  private static func row(_ hash: UInt32, of count: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: (UInt64(hash) * UInt64(count)) >> 32)
  }
}
