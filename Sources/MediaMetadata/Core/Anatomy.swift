/// A run of input bytes with its owner, and what stands for it in the output.
public struct Piece: Sendable, Equatable {
  /// What the output holds for a piece.
  public enum Output: Sendable, Equatable {
    /// The input bytes themselves.
    case same
    /// Nothing: the run is dropped.
    case nothing
    /// Other bytes.
    case bytes([UInt8])
  }

  /// Where it stands in the input; empty for what is put in.
  public let input: Range<Int>
  /// The structure that owns it, as the format names it ("SOS", "APP1 Exif", "mdat"); never a
  /// value.
  public let owner: String
  /// What the output holds.
  public let output: Output

  /// A piece.
  public init(input: Range<Int>, owner: String, output: Output) {
    self.input = input
    self.owner = owner
    self.output = output
  }

  /// The number of bytes it puts out.
  public var outputCount: Int {
    switch output {
    case .same: input.count
    case .nothing: 0
    case .bytes(let bytes): bytes.count
    }
  }

  /// Whether the output differs from the input here.
  public var isChange: Bool {
    switch output {
    case .same: false
    case .nothing: !input.isEmpty
    case .bytes: true
    }
  }
}

/// A part of what a file shows or plays, by which two files are found to hold the same payload.
public enum PayloadPart: Sendable, Equatable {
  /// These bytes of the input as they stand, one run after another.
  case bytes([Range<Int>])
  /// A zlib stream spread over these runs; the payload is what it inflates to, at most `limit`
  /// bytes.
  case inflated([Range<Int>], limit: Int)
  /// Bytes made in memory that say how the parts are put together (dimensions, palettes, tables).
  case header([UInt8])
}

/// A file taken apart: every input byte with its owner, the output that a rebuild would write, and
/// the payload that must come out unharmed.
public struct Anatomy: Sendable, Equatable {
  /// In input order, without a gap or an overlap; the output is their outputs in this order.
  public var pieces: [Piece]
  /// What is shown or played, in order.
  ///
  /// A clean file and its origin have equal payloads.
  public var payload: [PayloadPart]

  /// An anatomy.
  public init(pieces: [Piece], payload: [PayloadPart]) {
    self.pieces = pieces
    self.payload = payload
  }

  /// Whether a rebuild would write the input again, byte for byte.
  public var isClean: Bool { !pieces.contains { $0.isChange } }

  /// The number of bytes that a rebuild writes.
  public var outputCount: Int { pieces.reduce(0) { $0 + $1.outputCount } }

  /// Throws `MediaError.verification` unless the pieces tile 0..<`count` in order.
  ///
  /// **Guarantee**: each input byte has exactly one owner. Complexity: O(pieces).
  public func checkAccount(of count: Int) throws(MediaError) {
    var position = 0
    for piece in pieces {
      guard piece.input.lowerBound == position else {
        throw .verification("the account of bytes breaks at \(position)")
      }
      position = piece.input.upperBound
    }
    guard position == count else { throw .verification("the account of bytes ends at \(position)") }
  }
}
