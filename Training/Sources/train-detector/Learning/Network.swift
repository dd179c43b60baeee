import MediaMetadata

/// The detector's network while it learns: the same sums as `FieldDetector`, in Float32.
///
/// **Source**: back propagation with Adagrad (Duchi, Hazan, Singer 2011, JMLR 12), one step size
/// a row of the tables; pieces are dropped at random (Srivastava et al. 2014, JMLR 15).
struct Network {
  static let groups = FieldDetector.hiddenCount / 16
  static let inputs = FieldDetector.inputCount
  static let width = FieldDetector.width

  var tables: [[SIMD16<Float>]]
  var hidden: [SIMD16<Float>]
  var hiddenBias: [SIMD16<Float>]
  var output: [SIMD16<Float>]
  var outputBias = SIMD16<Float>.zero

  // What Adagrad remembers: sums of squares.
  private var tableSquares: [[Float]]
  private var hiddenSquares: [SIMD16<Float>]
  private var hiddenBiasSquares: [SIMD16<Float>]
  private var outputSquares: [SIMD16<Float>]
  private var outputBiasSquares = SIMD16<Float>(repeating: 1e-6)

  init(_ random: inout SeededRandom) {
    func vector(_ scale: Float) -> SIMD16<Float> {
      var result = SIMD16<Float>.zero
      for index in 0..<16 { result[index] = scale * Float(2 * random.unit() - 1) }
      return result
    }
    let rows = [FieldFeatures.nameRows, FieldFeatures.pieceRows, FieldFeatures.shapeRows]
    tables = rows.map { count in (0..<count).map { _ in vector(0.1) } }
    hidden = (0..<Self.inputs * Self.groups).map { _ in vector(0.2) }
    hiddenBias = [SIMD16<Float>](repeating: .zero, count: Self.groups)
    output = (0..<FieldDetector.hiddenCount).map { _ in
      var row = vector(0.2)
      for kind in FieldKind.allCases.count..<16 { row[kind] = 0 }
      return row
    }
    tableSquares = rows.map { [Float](repeating: 1e-6, count: $0) }
    let small = SIMD16<Float>(repeating: 1e-6)
    hiddenSquares = hidden.map { _ in small }
    hiddenBiasSquares = hiddenBias.map { _ in small }
    outputSquares = output.map { _ in small }
  }

  /// One step on one example; returns the probability that it missed.
  mutating func learn(
    _ rows: [[UInt16]], _ numbers: [Float], _ kind: Int, rate: Float
  ) -> Float {
    // Forward.
    let scales = rows.map { 1 / Float(max(1, $0.count)).squareRoot() }
    var bags: [SIMD16<Float>] = []
    for table in 0..<3 {
      var sum = SIMD16<Float>.zero
      for row in rows[table] { sum += tables[table][Int(row)] }
      bags.append(sum * scales[table])
    }
    var units = hiddenBias
    for input in 0..<Self.inputs {
      let value = Self.input(input, bags, numbers)
      for group in 0..<Self.groups { units[group] += hidden[input * Self.groups + group] * value }
    }
    var scores = outputBias
    for unit in 0..<FieldDetector.hiddenCount {
      let value = units[unit >> 4][unit & 15]
      if value > 0 { scores += output[unit] * value }
    }
    var (delta, loss) = Self.softmax(scores, kind)
    // Backward.
    var unitDeltas = [SIMD16<Float>](repeating: .zero, count: Self.groups)
    for unit in 0..<FieldDetector.hiddenCount {
      let value = units[unit >> 4][unit & 15]
      guard value > 0 else { continue }
      unitDeltas[unit >> 4][unit & 15] = (output[unit] * delta).sum()
      Self.step(&output[unit], &outputSquares[unit], delta * value, rate)
    }
    Self.step(&outputBias, &outputBiasSquares, delta, rate)
    var bagDeltas = [SIMD16<Float>](repeating: .zero, count: 3)
    for input in 0..<Self.inputs {
      let value = Self.input(input, bags, numbers)
      var back: Float = 0
      for group in 0..<Self.groups {
        let index = input * Self.groups + group
        back += (hidden[index] * unitDeltas[group]).sum()
        Self.step(&hidden[index], &hiddenSquares[index], unitDeltas[group] * value, rate)
      }
      if input < 3 * Self.width { bagDeltas[input / Self.width][input % Self.width] = back }
    }
    for group in 0..<Self.groups {
      Self.step(&hiddenBias[group], &hiddenBiasSquares[group], unitDeltas[group], rate)
    }
    for table in 0..<3 {
      delta = bagDeltas[table] * scales[table]
      let square = (delta * delta).sum() / 16
      for row in rows[table] {
        tableSquares[table][Int(row)] += square
        tables[table][Int(row)] -= delta * (rate / tableSquares[table][Int(row)].squareRoot())
      }
    }
    return loss
  }

  private static func input(_ index: Int, _ bags: [SIMD16<Float>], _ numbers: [Float]) -> Float {
    index < 3 * width ? bags[index / width][index % width] : numbers[index - 3 * width]
  }

  /// The probabilities less the truth, and the probability that missed.
  private static func softmax(_ scores: SIMD16<Float>, _ kind: Int) -> (SIMD16<Float>, Float) {
    let count = FieldKind.allCases.count
    var highest = scores[0]
    for index in 1..<count { highest = max(highest, scores[index]) }
    var result = SIMD16<Float>.zero
    var sum: Float = 0
    for index in 0..<count {
      result[index] = DetectorMath.exponential(scores[index] - highest)
      sum += result[index]
    }
    result /= sum
    let loss = 1 - result[kind]
    result[kind] -= 1
    return (result, loss)
  }

  private static func step(
    _ weights: inout SIMD16<Float>, _ squares: inout SIMD16<Float>, _ gradient: SIMD16<Float>,
    _ rate: Float
  ) {
    squares += gradient * gradient
    weights -= gradient * rate / squares.squareRoot()
  }
}
