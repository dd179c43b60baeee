#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Complex numbers on a grid, row by row, real and imaginary parts apart.
public struct ComplexPlane: Sendable, Equatable {
  /// Rows; a power of two.
  public let rows: Int
  /// Numbers in a row; a power of two.
  public let columns: Int
  /// The real parts.
  public var real: [Float]
  /// The imaginary parts.
  public var imaginary: [Float]

  /// A plane of real numbers.
  ///
  /// - Precondition: both sides are powers of two.
  public init(_ plane: SignalPlane) {
    precondition(
      plane.rows > 0 && plane.columns > 0 && plane.rows & (plane.rows - 1) == 0
        && plane.columns & (plane.columns - 1) == 0, "sides that are powers of two")
    rows = plane.rows
    columns = plane.columns
    real = plane.values
    imaginary = [Float](repeating: 0, count: plane.values.count)
  }

  /// The real parts as a plane.
  public var realPlane: SignalPlane { SignalPlane(rows: rows, columns: columns, values: real) }

  /// Replaces the numbers by their discrete Fourier transform, or by the inverse one, which
  /// divides by their count.
  ///
  /// **Source**: Stockham's autosort form of the radix-2 algorithm (Van Loan, *Computational
  /// Frameworks for the Fast Fourier Transform*, 1992, section 1.7), `lanes` columns at once.
  /// **Cost**: O(n log n); rounding grows as the root of log n, some 1e-7 of the largest number.
  public mutating func transform(inverse: Bool = false) {
    let down = FourierLanes(count: rows, isInverse: inverse)
    for first in stride(from: 0, to: columns, by: FourierLanes.lanes) {
      down.run(&self, first: first, step: columns, lane: 1, of: columns)
    }
    let along = FourierLanes(count: columns, isInverse: inverse)
    for first in stride(from: 0, to: rows, by: FourierLanes.lanes) {
      along.run(&self, first: first, step: 1, lane: columns, of: rows)
    }
  }
}

/// Transforms of one length, a number of them side by side.
private struct FourierLanes {
  static let lanes = 32

  let count: Int
  private let scale: Float
  /// cos and sin of -2 pi k / count (with the sign of the direction), k below count / 2.
  private let cosines: [Float]
  private let sines: [Float]

  init(count: Int, isInverse: Bool) {
    self.count = count
    scale = isInverse ? 1 / Float(count) : 1
    let angle = (isInverse ? 2 : -2) * Double.pi / Double(count)
    cosines = (0..<max(1, count / 2)).map { Float(cos(angle * Double($0))) }
    sines = (0..<max(1, count / 2)).map { Float(sin(angle * Double($0))) }
  }

  /// Transforms the lines that start at places `first` ..< `first + lanes` (times `lane`), whose
  /// numbers stand `step` apart.
  func run(_ plane: inout ComplexPlane, first: Int, step: Int, lane: Int, of all: Int) {
    let lanes = min(Self.lanes, all - first)
    var fromReal = [Float](repeating: 0, count: count * lanes)
    var fromImaginary = fromReal
    var toReal = fromReal
    var toImaginary = fromReal
    for index in 0..<count {
      for offset in 0..<lanes {
        let place = index * step + (first + offset) * lane
        fromReal[index * lanes + offset] = plane.real[place]
        fromImaginary[index * lanes + offset] = plane.imaginary[place]
      }
    }
    var half = count / 2
    var run = 1
    while half >= 1 {
      for turn in 0..<half {
        let length = run * lanes
        Self.butterfly(
          fromReal.span, fromImaginary.span, &toReal, &toImaginary,
          first: turn * length, second: (turn + half) * length, target: 2 * turn * length,
          length: length, cosines[turn * run], sines[turn * run])
      }
      swap(&fromReal, &toReal)
      swap(&fromImaginary, &toImaginary)
      half /= 2
      run *= 2
    }
    for index in 0..<count {
      for offset in 0..<lanes {
        let place = index * step + (first + offset) * lane
        plane.real[place] = scale * fromReal[index * lanes + offset]
        plane.imaginary[place] = scale * fromImaginary[index * lanes + offset]
      }
    }
  }

  @inline(__always)
  private static func butterfly(
    _ real: Span<Float>, _ imaginary: Span<Float>, _ toReal: inout [Float],
    _ toImaginary: inout [Float], first: Int, second: Int, target: Int, length: Int,
    _ cosine: Float, _ sine: Float
  ) {
    let (a, b) = (
      real.extracting(first..<(first + length)), real.extracting(second..<(second + length))
    )
    let (c, d) = (
      imaginary.extracting(first..<(first + length)),
      imaginary.extracting(second..<(second + length))
    )
    var allReal = toReal.mutableSpan
    var allImaginary = toImaginary.mutableSpan
    var sumReal = allReal._mutatingExtracting(target..<(target + length))
    for index in 0..<length { sumReal[index] = a[index] + b[index] }
    var sumImaginary = allImaginary._mutatingExtracting(target..<(target + length))
    for index in 0..<length { sumImaginary[index] = c[index] + d[index] }
    var turnReal = allReal._mutatingExtracting((target + length)..<(target + 2 * length))
    for index in 0..<length {
      turnReal[index] = cosine * (a[index] - b[index]) - sine * (c[index] - d[index])
    }
    var turnImaginary = allImaginary._mutatingExtracting((target + length)..<(target + 2 * length))
    for index in 0..<length {
      turnImaginary[index] = sine * (a[index] - b[index]) + cosine * (c[index] - d[index])
    }
  }
}
