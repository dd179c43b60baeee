/// Values by the numbers of objects, which are mostly small and without gaps.
///
/// **Cost**: a look is an index in an array; numbers above `denseLimit` stand in a dictionary, so
/// that a file of one object with a great number takes no more room than another.
struct PDFNumbered<Value> {
  private let denseLimit: Int
  private var dense: [Value?] = []
  private var sparse: [Int: Value] = [:]

  /// No values; a file of that many bytes has at most one object for each seven of them.
  init(byteCount: Int) { denseLimit = byteCount / 7 + 64 }

  /// The value of a number.
  subscript(number: Int) -> Value? {
    get {
      if number >= 0, number < dense.count { return dense[number] }
      return sparse.isEmpty ? nil : sparse[number]
    }
    set {
      guard number >= 0, number < denseLimit else {
        sparse[number] = newValue
        return
      }
      while dense.count <= number { dense.append(nil) }
      dense[number] = newValue
    }
  }
}
