/// Builds a gapless list of pieces; neighbours with one owner that all stay, or all go, become one.
public struct PieceList: Sendable {
  /// The pieces so far.
  public private(set) var pieces: [Piece] = []
  /// Where the next piece must start.
  public private(set) var position = 0

  /// An empty list.
  public init() {}

  /// The bytes up to `end` stay.
  public mutating func keep(to end: Int, _ owner: String) {
    guard end > position else { return }
    if let last = pieces.last, last.owner == owner, last.output == .same {
      pieces[pieces.count - 1] = Piece(
        input: last.input.lowerBound..<end, owner: owner, output: .same)
    } else {
      pieces.append(Piece(input: position..<end, owner: owner, output: .same))
    }
    position = end
  }

  /// The bytes up to `end` go.
  public mutating func drop(to end: Int, _ owner: String) {
    guard end > position else { return }
    if let last = pieces.last, last.owner == owner, last.output == .nothing {
      pieces[pieces.count - 1] = Piece(
        input: last.input.lowerBound..<end, owner: owner, output: .nothing)
    } else {
      pieces.append(Piece(input: position..<end, owner: owner, output: .nothing))
    }
    position = end
  }

  /// `bytes` stand for the bytes up to `end`.
  ///
  /// Equal bytes count as kept only if the caller says `keep`: comparing is its business.
  public mutating func replace(to end: Int, with bytes: [UInt8], _ owner: String) {
    pieces.append(Piece(input: position..<max(end, position), owner: owner, output: .bytes(bytes)))
    position = max(end, position)
  }

  /// `bytes` are put in here.
  public mutating func insert(_ bytes: [UInt8], _ owner: String) {
    replace(to: position, with: bytes, owner)
  }
}
