/// The order in which coefficients are coded (T.81, figure A.6).
enum JPEGZigzag {
  /// For each place in the coded order the index in the block, row by row; 16 more places that
  /// point at the last, for runs that pass the end.
  static let order: [Int] = {
    var order: [Int] = []
    for diagonal in 0..<15 {
      let places = (max(0, diagonal - 7)...min(7, diagonal)).map { row in 8 * row + diagonal - row }
      order += diagonal.isMultiple(of: 2) ? places.reversed() : places
    }
    return order + [Int](repeating: 63, count: 16)
  }()
}
