import Foundation
import Numerics

/// Memory for the sums over targets, used again for each.
struct LogitWorkspace {
  /// The loss and slope of one target.
  struct Part {
    var loss = 0.0
    var gradient: [Double]
  }

  /// How many columns are multiplied at a time.
  static let capacity = 256
  /// A probability below this adds nothing to the curvature that a step would feel.
  static let negligible: Float = 2e-5

  let size: Int
  var utilities: [Float] = []
  private(set) var part: Part
  /// The curvature of the columns that were multiplied already.
  private(set) var hessian: [Float]
  /// The columns not multiplied yet, a row for each weight.
  private(set) var columns: [Float]
  private(set) var columnCount = 0
  private var stride: Int
  private var entryCount = 0
  private var shares: [Float] = []
  private var means: [Float]
  private var active: [Int32] = []
  private var roots: [Float] = []

  init(size: Int) {
    self.size = size
    part = Part(gradient: [Double](repeating: 0, count: size))
    hessian = [Float](repeating: 0, count: size * size)
    stride = Self.capacity * 2
    columns = [Float](repeating: 0, count: size * Self.capacity * 2)
    means = [Float](repeating: 0, count: size)
  }

  mutating func prepare(entries: Int) {
    entryCount = entries
    if utilities.count < entries {
      utilities = [Float](repeating: 0, count: entries)
      shares = [Float](repeating: 0, count: entries)
    }
  }

  /// Starts the part of a target.
  mutating func begin() {
    part.loss = 0
    for place in 0..<size { part.gradient[place] = 0 }
  }

  mutating func remove(_ entry: Int) { utilities[entry] = -.infinity }

  /// Adds a target with its answer, an entry or none of them.
  mutating func add(_ rows: TargetRows, outside: Double, answer: Int?, weight: Double) {
    var top = Float(outside)
    for entry in 0..<entryCount { top = max(top, utilities[entry]) }
    guard top > -.infinity else { return }
    let none = outside > -.infinity ? exp(outside - Double(top)) : 0
    let sum = none + Double(exponentials(below: top))
    let scale = Float(1 / sum)
    active.removeAll(keepingCapacity: true)
    for entry in 0..<entryCount {
      shares[entry] *= scale
      if shares[entry] > Self.negligible { active.append(Int32(entry)) }
    }
    let own = answer.map { Double(utilities[$0]) } ?? outside
    part.loss += weight * (log(sum) + Double(top) - own)
    rows.means(shares, into: &means)
    means[size - 1] = Float(none / sum)
    addSlope(rows, answer: answer, weight: weight)
    addColumns(rows, outsideShare: Float(none / sum), weight: Float(weight))
  }

  /// Fills the shares with e^(utility - top) and returns their sum.
  private mutating func exponentials(below top: Float) -> Float {
    let count = entryCount
    return utilities.withUnsafeBufferPointer { utilities in
      shares.withUnsafeMutableBufferPointer { shares in
        Exponentials.fill(
          UnsafeMutableBufferPointer(rebasing: shares[..<count]),
          of: UnsafeBufferPointer(rebasing: utilities[..<count]), less: top)
      }
    }
  }

  private mutating func addSlope(_ rows: TargetRows, answer: Int?, weight: Double) {
    for row in 0..<(size - 1) {
      let right = answer.map { rows.row(row)[$0] } ?? 0
      part.gradient[row] += weight * Double(means[row] - right)
    }
    part.gradient[size - 1] += weight * Double(means[size - 1] - (answer == nil ? 1 : 0))
  }

  private mutating func addColumns(_ rows: TargetRows, outsideShare: Float, weight: Float) {
    let count = active.count + (outsideShare > 0 ? 1 : 0)
    reserve(columnCount + count)
    roots.removeAll(keepingCapacity: true)
    for entry in active { roots.append((shares[Int(entry)] * weight).squareRoot()) }
    let outsideRoot = (outsideShare * weight).squareRoot()
    let (size, stride, columnCount) = (size, stride, columnCount)
    // Pointers because a third of a fit is spent here: `reserve` made the room, `active` holds
    // places of entries of the rows.
    columns.withUnsafeMutableBufferPointer { columns in
      active.withUnsafeBufferPointer { active in
        roots.withUnsafeBufferPointer { roots in
          for index in 0..<size {
            let own = columns.baseAddress.unsafelyUnwrapped + (index * stride + columnCount)
            let mean = means[index]
            if index < size - 1 {
              let row = rows.row(index)
              for place in active.indices {
                own[place] = roots[place] * (row[Int(active[place])] - mean)
              }
            } else {
              for place in active.indices { own[place] = -roots[place] * mean }
            }
            if outsideShare > 0 {
              own[active.count] = outsideRoot * ((index == size - 1 ? 1 : 0) - mean)
            }
          }
        }
      }
    }
    self.columnCount += count
  }

  /// Makes room for more columns, which keep their places.
  private mutating func reserve(_ count: Int) {
    guard count > stride else { return }
    let wider = max(count, stride * 2)
    var moved = [Float](repeating: 0, count: size * wider)
    for row in 0..<size {
      for place in 0..<columnCount { moved[row * wider + place] = columns[row * stride + place] }
    }
    (columns, stride) = (moved, wider)
  }

  /// Multiplies the columns where there are enough to be worth it.
  mutating func flushIfFull() { if columnCount >= stride * 3 / 4 { flush() } }

  /// Adds the product of the columns with themselves to the curvature.
  mutating func flush() {
    guard columnCount > 0 else { return }
    for row in 0..<size {
      for place in columnCount..<stride { columns[row * stride + place] = 0 }
    }
    var product = [Float](repeating: 0, count: size * size)
    let columns = columns
    let span = columns.span
    var result = product.mutableSpan
    BLAS.automatic.multiplyTransposed(left: span, right: span, inner: stride, into: &result)
    for place in hessian.indices { hessian[place] += product[place] }
    columnCount = 0
  }

  /// Forgets the columns without multiplying them.
  mutating func discard() { columnCount = 0 }

  /// Multiplies a vector by the product of the columns with themselves.
  func curvature(times vector: [Double]) -> [Double] {
    var inner = [Float](repeating: 0, count: columnCount)
    for row in 0..<size {
      let (factor, start) = (Float(vector[row]), row * stride)
      for place in 0..<columnCount { inner[place] += factor * columns[start + place] }
    }
    return (0..<size).map { row in
      let start = row * stride
      var sum: Float = 0
      for place in 0..<columnCount { sum += inner[place] * columns[start + place] }
      return Double(sum)
    }
  }
}
