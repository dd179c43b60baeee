/// Cuts inflated data into the rows of a picture, pass by pass, and undoes their filters.
struct PNGRows: Sendable {
  /// The row at hand: first its filter's number, then plain bytes.
  private(set) var row: [UInt8]
  /// The plain row before it in its pass.
  private(set) var previous: [UInt8]
  /// Whether a row has a filter that does not exist: nothing can be said of it or later ones.
  private(set) var isBroken = false
  private var filled = 0
  private var rowsLeft: Int
  private var passes: ArraySlice<PNGPicture.Pass>
  private let distance: Int

  /// The rows of a picture, none yet.
  init(_ picture: PNGPicture) {
    passes = picture.passes[...]
    distance = picture.pixelCount
    rowsLeft = passes.first?.height ?? 0
    row = Array(repeating: 0, count: (passes.first?.rowCount ?? 0) + 1)
    previous = row
  }

  /// Takes bytes from the front of `data` until a row is complete, and undoes its filter; false
  /// where there are not enough, where all rows are complete, or where one is broken.
  mutating func next(_ data: inout ArraySlice<UInt8>) -> Bool {
    if filled == row.count, !startRow() { return false }
    guard !isBroken, rowsLeft > 0 else { return false }
    let part = data.prefix(row.count - filled)
    row.replaceSubrange(filled..<(filled + part.count), with: part)
    filled += part.count
    data = data.dropFirst(part.count)
    guard filled == row.count else { return false }
    isBroken = !PNGRowFilter.undo(&row, after: previous, distance)
    return !isBroken
  }

  /// Whether the row at hand is the first of its pass, which looks back on zeros.
  var isFirstOfPass: Bool { rowsLeft == passes.first?.height }

  /// Whether the row at hand equals the one before it in its pass, filter included.
  var repeatsPrevious: Bool { !isFirstOfPass && ByteComparison.areEqual(row.span, previous.span) }

  private mutating func startRow() -> Bool {
    rowsLeft -= 1
    filled = 0
    if rowsLeft > 0 {
      swap(&row, &previous)
      return true
    }
    passes = passes.dropFirst()
    guard let pass = passes.first else { return false }
    rowsLeft = pass.height
    row = Array(repeating: 0, count: pass.rowCount + 1)
    previous = row
    return true
  }
}
