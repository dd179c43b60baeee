/// A matrix as PDF writes it (ISO 32000-1, 8.3.3 and 8.3.4).
///
/// What a file does not say so that it is certain is not a number: nothing is outside of anything
/// by such a matrix.
struct PDFMatrix: Hashable {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  var d = 1.0
  var e = 0.0
  var f = 0.0

  /// The one that changes nothing.
  static let identity = PDFMatrix()

  /// The one by which no place is known.
  static let unknown = PDFMatrix(a: .nan, b: .nan, c: .nan, d: .nan, e: .nan, f: .nan)

  /// A shift.
  static func shift(_ x: Double, _ y: Double) -> PDFMatrix { PDFMatrix(e: x, f: y) }

  /// The matrix that does this one and then another.
  func then(_ other: PDFMatrix) -> PDFMatrix {
    PDFMatrix(
      a: a * other.a + b * other.c, b: a * other.b + b * other.d,
      c: c * other.a + d * other.c, d: c * other.b + d * other.d,
      e: e * other.a + f * other.c + other.e, f: e * other.b + f * other.d + other.f)
  }

  /// The most that it makes of a length.
  var stretch: Double { max(abs(a) + abs(c), abs(b) + abs(d)) }
}

extension PDFMatrix {
  /// The matrix of six numbers; unknown for anything else.
  init(_ numbers: [Double]) {
    guard numbers.count == 6 else {
      self = .unknown
      return
    }
    self.init(
      a: numbers[0], b: numbers[1], c: numbers[2], d: numbers[3], e: numbers[4], f: numbers[5])
  }
}

/// A box with sides along the axes (7.9.5).
struct PDFBox: Hashable {
  var lowX: Double
  var lowY: Double
  var highX: Double
  var highY: Double

  /// Where a picture is painted, before its matrix (8.9.5.1).
  static let unit = PDFBox(lowX: 0, lowY: 0, highX: 1, highY: 1)

  /// Whether its sides are numbers.
  var isKnown: Bool {
    lowX.isFinite && lowY.isFinite && highX.isFinite && highY.isFinite
  }

  /// Whether nothing can lie in it.
  var isEmpty: Bool { !(lowX < highX && lowY < highY) }

  /// What lies in both.
  func intersection(_ other: PDFBox) -> PDFBox {
    PDFBox(
      lowX: max(lowX, other.lowX), lowY: max(lowY, other.lowY), highX: min(highX, other.highX),
      highY: min(highY, other.highY))
  }

  /// The least box around this one under a matrix.
  func bounds(under matrix: PDFMatrix) -> PDFBox {
    var xs: (low: Double, high: Double) = (.infinity, -.infinity)
    var ys: (low: Double, high: Double) = (.infinity, -.infinity)
    for (x, y) in [(lowX, lowY), (lowX, highY), (highX, lowY), (highX, highY)] {
      let place = PDFMatrix.shift(x, y).then(matrix)
      guard place.e.isFinite, place.f.isFinite else {
        return PDFBox(lowX: .nan, lowY: .nan, highX: .nan, highY: .nan)
      }
      xs = (min(xs.low, place.e), max(xs.high, place.e))
      ys = (min(ys.low, place.f), max(ys.high, place.f))
    }
    return PDFBox(lowX: xs.low, lowY: ys.low, highX: xs.high, highY: ys.high)
  }

  /// Whether it certainly lies apart from another, `margin` between them at least.
  func isApart(from other: PDFBox, margin: Double) -> Bool {
    guard isKnown, other.isKnown, margin.isFinite else { return false }
    return highX < other.lowX - margin || lowX > other.highX + margin
      || highY < other.lowY - margin || lowY > other.highY + margin
  }
}

extension PDFBox {
  /// The box between two corners; nil for anything but four numbers.
  init?(_ numbers: [Double]) {
    guard numbers.count == 4 else { return nil }
    self.init(
      lowX: min(numbers[0], numbers[2]), lowY: min(numbers[1], numbers[3]),
      highX: max(numbers[0], numbers[2]), highY: max(numbers[1], numbers[3]))
    guard isKnown else { return nil }
  }
}

extension PDFDocument {
  /// The numbers of an array, `most` at most; what is none is not a number there either.
  func numbers(_ object: PDFObject?, most: Int = 8) throws(MediaError) -> [Double] {
    var numbers: [Double] = []
    for element in (try resolved(object).array ?? []).prefix(most) {
      numbers.append(try resolved(element).number ?? .nan)
    }
    return numbers
  }
}
