/// Values by the numbers of objects, which are mostly small and without gaps.
///
/// **Cost**: a look is an index in an array; a number that is great beside the count of values
/// stands in a dictionary, so that one object with a great number takes no more room than another.
struct PDFNumbered<Value> {
  private var dense: [Value?] = []
  private var sparse: [Int: Value] = [:]
  /// How many values are held.
  private var count = 0

  /// The value of a number.
  subscript(number: Int) -> Value? {
    get {
      if number >= 0, number < dense.count, let value = dense[number] { return value }
      return sparse.isEmpty ? nil : sparse[number]
    }
    set {
      let change = (newValue == nil ? 0 : 1) - (self[number] == nil ? 0 : 1)
      count += change
      guard number >= 0, number < dense.count || number / 4 <= count + 16 else {
        sparse[number] = newValue
        return
      }
      while dense.count <= number { dense.append(nil) }
      dense[number] = newValue
      // It may have come when there were fewer.
      if !sparse.isEmpty { sparse[number] = nil }
    }
  }
}
