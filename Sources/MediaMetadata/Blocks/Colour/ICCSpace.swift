/// A well-known colour space, with the profile that stands for all profiles of it.
struct ICCSpace {
  /// Its name in the canonical profile.
  let name: String
  /// The colorants red, green, blue as rows of X, Y, Z of 65536, adapted to D50; empty for grey.
  let colorants: [[Int32]]
  /// The tone curve of all channels.
  let curve: ICCCurve
  /// The canonical profile.
  let profile: [UInt8]
  /// For each of 256 codes, the values that differ by less than `tolerance` codes.
  private let bounds: [ClosedRange<Double>]

  /// How far a tone curve may be off, in codes of 255.
  static let tolerance = 0.25
  /// How far a channel may move, in linear light, over all colours of the space.
  ///
  /// A code of sRGB is 1/(12.92·255) of linear light at its steepest, at black: 0.000 3 stays
  /// below one. A power has no such bound, so that its colorants must be exact.
  private let linearTolerance: Double

  /// The canonical profile for one that does the same; nil where none does.
  ///
  /// Only for profiles that are no more than a matrix and curves, or a curve of grey: tables take
  /// precedence over them, and are kept instead.
  static func canonical(for profile: ICCProfile) -> [UInt8]? {
    guard profile.connection == ICCProfile.code("XYZ "), profile.intent != 3,
      profile.kind == ICCProfile.code("mntr") || profile.kind == ICCProfile.code("spac"),
      !profile.tags.contains(where: { tables.contains($0.signature) }), hasUsualWhite(profile)
    else { return nil }
    if profile.space == ICCProfile.code("GRAY") {
      guard let curve = profile.content("kTRC").flatMap(ICCCurve.read)?.curve else { return nil }
      return greys.first { $0.matches(curve) }?.profile
    }
    guard profile.space == ICCProfile.code("RGB ") else { return nil }
    let columns = [profile.content("rXYZ"), profile.content("gXYZ"), profile.content("bXYZ")]
    let rows = columns.compactMap { $0.flatMap(numbers) }
    guard rows.count == 3, let space = all.first(where: { $0.matches(rows) }) else { return nil }
    var seen: ArraySlice<UInt8>?
    for content in [profile.content("rTRC"), profile.content("gTRC"), profile.content("bTRC")] {
      guard let content else { return nil }
      // Channels mostly share one curve.
      if seen?.indices == content.indices { continue }
      guard let curve = ICCCurve.read(content)?.curve, space.matches(curve) else { return nil }
      seen = content
    }
    return space.profile
  }

  private static let tables = Set(
    [
      "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "D2B0", "D2B1", "D2B2", "D2B3", "B2D0",
      "B2D1", "B2D2", "B2D3", "gamt", "cicp", "ncl2",
    ].map(ICCProfile.code))

  /// Whether the white is D50 or D65, and the adaptation none or from D65: both matter only for
  /// absolute colours, where others are kept as they are.
  private static func hasUsualWhite(_ profile: ICCProfile) -> Bool {
    func near(_ values: [Int32], _ wanted: [Int32]) -> Bool {
      zip(values, wanted).allSatisfy { abs(Int($0) - Int($1)) <= 200 }
    }
    if let white = profile.content("wtpt") {
      guard let white = numbers(white), near(white, ICCWriter.whitePoint) || near(white, daylight)
      else { return false }
    }
    guard profile.has(ICCProfile.code("chad")) else { return true }
    guard let content = profile.content("chad") else { return false }
    let reader = ICCBytes(content)
    let matrix = (0..<9).compactMap { reader.fixed(8 + 4 * $0) }
    let none: [Int32] = [65_536, 0, 0, 0, 65_536, 0, 0, 0, 65_536]
    return matrix.count == 9 && (near(matrix, adaptation) || near(matrix, none))
  }

  private static func numbers(_ content: ArraySlice<UInt8>) -> [Int32]? {
    let reader = ICCBytes(content)
    guard reader.u32(0) == FourCharacters.code("XYZ ") else { return nil }
    let values = (0..<3).compactMap { reader.fixed(8 + 4 * $0) }
    return values.count == 3 ? values : nil
  }

  /// D65 of 65536.
  static let daylight: [Int32] = [0xf351, 0x10000, 0x116cc]
  /// From D65 to D50 (Bradford), of 65536 (ICC.1:2022, annex E).
  static let adaptation: [Int32] = [
    0x10c42, 0x5de, -0xcdb, 0x793, 0xfd90, -0x45e, -0x25d, 0x3dc, 0xc06e,
  ]

  init(
    _ name: String, _ colorants: [[Int32]], _ curve: ICCCurve, profile: [UInt8]
  ) {
    self.name = name
    self.colorants = colorants
    self.curve = curve
    self.profile = profile
    if case .formula = curve { linearTolerance = 0.000_3 } else { linearTolerance = 0 }
    bounds = (0...255).map { code in
      let low = curve.value(at: max(0, (Double(code) - Self.tolerance) / 255))
      let high = curve.value(at: min(1, (Double(code) + Self.tolerance) / 255))
      // Half a unit of the 16 bits that tables are stored in.
      return (low - 0.000_008)...(max(low, high) + 0.000_008)
    }
  }

  private func matches(_ other: ICCCurve) -> Bool {
    for code in 0...255 where !bounds[code].contains(other.value(at: Double(code) / 255)) {
      return false
    }
    return true
  }

  /// Whether colorants are these: the matrix from the one linear space to the other is the unit.
  private func matches(_ rows: [[Int32]]) -> Bool {
    guard colorants.count == 3 else { return false }
    let inverse = ICCMatrix(colorants.map { $0.map { Double($0) / 65_536 } }).inverse
    guard rows != colorants else { return true }
    guard let inverse else { return false }
    var moves = [0.0, 0.0, 0.0]
    for (index, row) in rows.enumerated() {
      let mapped = inverse.apply(row.map { Double($0) / 65_536 })
      for channel in 0..<3 { moves[channel] += abs(mapped[channel] - (channel == index ? 1 : 0)) }
    }
    return moves.allSatisfy { $0 <= linearTolerance }
  }
}

/// A matrix of three by three; rows are the images of the unit colours.
struct ICCMatrix {
  private let rows: [[Double]]

  init(_ rows: [[Double]]) { self.rows = rows }

  /// Its inverse; nil where it has none.
  var inverse: ICCMatrix? {
    func minor(_ row: Int, _ column: Int) -> Double {
      let (first, second) = ((row + 1) % 3, (row + 2) % 3)
      let (left, right) = ((column + 1) % 3, (column + 2) % 3)
      return rows[first][left] * rows[second][right] - rows[first][right] * rows[second][left]
    }
    let determinant = (0..<3).reduce(0.0) { $0 + rows[0][$1] * minor(0, $1) }
    guard abs(determinant) > 1e-9 else { return nil }
    return ICCMatrix((0..<3).map { row in (0..<3).map { minor($0, row) / determinant } })
  }

  /// The colour `vector` expressed in the rows.
  func apply(_ vector: [Double]) -> [Double] {
    (0..<3).map { column in (0..<3).reduce(0.0) { $0 + vector[$1] * rows[$1][column] } }
  }
}
