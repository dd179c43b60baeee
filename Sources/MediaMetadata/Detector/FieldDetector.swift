/// A small neural network that says what a field looks like, by its name and its value.
///
/// For fields and strings that no list knows. It flags; rules decide: nothing that it says changes
/// what a scrub drops or keeps. Embedded pieces of the name and the value are summed, one hidden
/// layer reads them with the value's shape, and a softmax, calibrated by a temperature, answers.
///
/// **Guarantee**: any string is taken, nothing traps, the answer is the same on every machine
/// (sums of whole numbers, then IEEE operations in a fixed order). Bounded work for each field.
///
/// **Source**: bags of hashed pieces as in fastText (Joulin et al. 2016, arXiv:1607.01759);
/// temperature scaling (Guo et al. 2017, arXiv:1706.04599). How the weights came about and how
/// well they do: `Training/CARD.md`.
///
/// **Cost**: some microseconds a field, 0.5 MB.
public struct FieldDetector: Sendable {
  /// The width of each embedded piece.
  public static let width = 16
  /// Hidden units.
  public static let hiddenCount = 48
  /// What the hidden layer reads: three bags and the shape.
  public static let inputCount = 3 * width + FieldShape.count

  /// The detector with the committed weights.
  public static let standard = FieldDetector(weights: DetectorWeights.bytes)

  /// From this probability of any telling kind on a field is flagged.
  ///
  /// `Training/CARD.md` has its false alarms.
  public let threshold: Float
  /// FNV-1a of the weights, 64 bits, as 16 hexadecimal digits.
  public let digest: String

  private let tables: [[SIMD16<Int8>]]
  private let tableScales: [SIMD16<Float>]
  /// `hiddenCount / 16` vectors for each input.
  private let hidden: [SIMD16<Float>]
  private let hiddenBias: [SIMD16<Float>]
  /// One vector for each hidden unit; kinds beyond the last are zero.
  private let output: [SIMD16<Float>]
  private let outputBias: SIMD16<Float>

  private static let groups = hiddenCount / 16

  /// A detector with weights of one's own, as `DetectorWeights` lays them out.
  ///
  /// Missing bytes count as zero: weights that are cut short give a poor detector, not a trap.
  public init(weights: [UInt8]) {
    var reader = DetectorWeights.Reader(bytes: weights)
    threshold = reader.float()
    let inverse = 1 / max(reader.float(), 0.01)
    var scales: [SIMD16<Float>] = []
    for _ in 0..<3 { scales.append(reader.floats()) }
    var tables: [[SIMD16<Int8>]] = []
    for rows in [FieldFeatures.nameRows, FieldFeatures.pieceRows, FieldFeatures.shapeRows] {
      tables.append((0..<rows).map { _ in reader.integers() })
    }
    let hiddenScales = (0..<Self.groups).map { _ in reader.floats() }
    hiddenBias = (0..<Self.groups).map { _ in reader.floats() }
    hidden = (0..<Self.inputCount * Self.groups).map { index in
      SIMD16<Float>(reader.integers()) * hiddenScales[index % Self.groups]
    }
    let outputScale = reader.floats() * inverse
    outputBias = reader.floats() * inverse
    output = (0..<Self.hiddenCount).map { _ in SIMD16<Float>(reader.integers()) * outputScale }
    self.tables = tables
    tableScales = scales
    digest = DetectorWeights.digest(of: weights)
  }

  /// What a field looks like, with calibrated probabilities for each kind, in the order of
  /// `FieldKind`'s raw values; they sum to one.
  ///
  /// - Parameters:
  ///   - name: Where it stands: "docProps/app.xml Company". May be empty.
  ///   - value: Its value as text; the first `FieldFeatures.valueLimit` bytes count.
  public func probabilities(name: String, value: String) -> [Float] {
    probabilities(of: FieldFeatures(name: name, value: value))
  }

  /// The same for features that are at hand.
  public func probabilities(of features: FieldFeatures) -> [Float] {
    let scores = scores(of: features)
    var highest = scores[0]
    for kind in 1..<FieldKind.allCases.count { highest = max(highest, scores[kind]) }
    var result: [Float] = []
    result.reserveCapacity(FieldKind.allCases.count)
    var sum: Float = 0
    for kind in 0..<FieldKind.allCases.count {
      let part = DetectorMath.exponential(scores[kind] - highest)
      result.append(part)
      sum += part
    }
    for kind in result.indices { result[kind] /= sum }
    return result
  }

  /// The network up to the softmax, divided by the temperature.
  private func scores(of features: FieldFeatures) -> SIMD16<Float> {
    var units = hiddenBias
    add(bag(features.name, 0), from: 0, to: &units)
    add(bag(features.pieces, 1), from: Self.width, to: &units)
    add(bag(features.shapes, 2), from: 2 * Self.width, to: &units)
    for (index, number) in features.numbers.enumerated() {
      add(number, at: 3 * Self.width + index, to: &units)
    }
    var scores = outputBias
    for unit in 0..<Self.hiddenCount {
      let value = units[unit >> 4][unit & 15]
      if value > 0 { scores += output[unit] * value }
    }
    return scores
  }

  /// The sum of rows over the square root of their count.
  private func bag(_ rows: [UInt16], _ table: Int) -> SIMD16<Float> {
    var sum = SIMD16<Int32>.zero
    let entries = tables[table]
    for row in rows where Int(row) < entries.count {
      sum &+= SIMD16<Int32>(truncatingIfNeeded: entries[Int(row)])
    }
    let scale = 1 / Float(max(1, rows.count)).squareRoot()
    return SIMD16<Float>(sum) * tableScales[table] * scale
  }

  private func add(_ bag: SIMD16<Float>, from input: Int, to units: inout [SIMD16<Float>]) {
    for index in 0..<Self.width { add(bag[index], at: input + index, to: &units) }
  }

  private func add(_ value: Float, at input: Int, to units: inout [SIMD16<Float>]) {
    guard input < Self.inputCount else { return }
    for group in 0..<Self.groups { units[group] += hidden[input * Self.groups + group] * value }
  }
}

/// The few functions that the detector needs, in IEEE operations only.
public enum DetectorMath {
  /// e to the power of a number that is not positive: halved to a small one, then eight terms.
  ///
  /// The same on every machine, unlike the C library's. Relative error below 1e-6; 0 below -80.
  public static func exponential(_ exponent: Float) -> Float {
    guard exponent > -80 else { return 0 }
    let small = Double(min(exponent, 0)) / 1024
    var sum = 1.0
    for term in (1...7).reversed() { sum = 1 + sum * small / Double(term) }
    for _ in 0..<10 { sum *= sum }
    return Float(sum)
  }
}
