/// A list of pieces in which dropped neighbours with one owner are one: there may be a million.
struct PNGPieces {
  private var list = PieceList()
  private var dropped: (end: Int, owner: String)?

  /// The pieces so far.
  var pieces: [Piece] {
    mutating get {
      flush()
      return list.pieces
    }
  }

  /// The bytes up to `end` stay.
  mutating func keep(to end: Int, _ owner: String) {
    flush()
    list.keep(to: end, owner)
  }

  /// The bytes up to `end` go.
  mutating func drop(to end: Int, _ owner: String) {
    if dropped?.owner != owner { flush() }
    dropped = (end, owner)
  }

  /// `bytes` stand for the bytes up to `end`.
  mutating func replace(to end: Int, with bytes: [UInt8], _ owner: String) {
    flush()
    list.replace(to: end, with: bytes, owner)
  }

  private mutating func flush() {
    guard let dropped else { return }
    list.drop(to: dropped.end, dropped.owner)
    self.dropped = nil
  }
}
