/// Denoises a plane by the cosine transform of overlapping blocks, row after row of blocks.
///
/// The transform is separable, and blocks that start in one row share their columns: each column is
/// transformed once for all of them, and transformed back once, after what the blocks keep of it
/// has been summed. In between, lanes are vertical waves, so no block is transposed by itself.
///
/// **Cost**: for a row of blocks 1 / 8 vertical and 1 / 2 horizontal transforms of eight lanes a
/// sample, there and back; 24 rows of numbers beside the plane.
struct SlidingCosines {
  /// How often blocks start at a place.
  struct Start: Equatable {
    let place: Int
    let weight: Int
  }

  /// Rows and columns are transformed there and back, each time times the root of eight.
  private static let scale: Float = 64

  private let plane: SamplePlane
  private let across: [Start]
  /// The square of the least coefficient that is kept, as the transforms scale it.
  private let leastSquare: SIMD8<Float>
  /// Eights of columns.
  private let groups: Int
  /// For each column of a group one over the blocks that cover it.
  private let shares: [SIMD8<Float>]
  /// The last eight rows, each at its number modulo eight, as lanes of columns.
  private var lines: [SIMD8<Float>]
  /// What blocks kept of these rows so far.
  private var sums: [SIMD8<Float>]
  /// For each column its vertical waves.
  private var waves: [SIMD8<Float>]
  /// What the blocks of a row kept of these.
  private var kept: [SIMD8<Float>]

  /// - Precondition: the plane has eight rows and columns at least.
  init(_ plane: SamplePlane, threshold: Float) {
    self.plane = plane
    across = Self.starts(plane.width)
    let least = max(threshold, 0)
    leastSquare = SIMD8(repeating: Self.scale * least * least)
    groups = (plane.width + 7) / 8
    let covers = Self.covers(across, plane.width)
    shares = (0..<groups).map { group in
      var shares = SIMD8<Float>.zero
      for lane in 0..<8 where 8 * group + lane < plane.width {
        shares[lane] = 1 / (Float(covers[8 * group + lane]) * Self.scale)
      }
      return shares
    }
    lines = [SIMD8<Float>](repeating: .zero, count: 8 * groups)
    sums = lines
    waves = lines
    kept = lines
  }

  /// The plane without the coefficients that are too small; to be called once.
  mutating func denoised() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(plane.samples.count)
    let down = Self.starts(plane.height)
    let covers = Self.covers(down, plane.height)
    var loaded = 0
    for (index, start) in down.enumerated() {
      while loaded < start.place + 8 {
        load(loaded)
        loaded += 1
      }
      transformColumns(from: start.place)
      for place in across { filter(place) }
      restoreColumns(from: start.place, weight: Float(start.weight))
      // No later block covers the rows above its start.
      let next = index + 1 < down.count ? down[index + 1].place : plane.height
      for row in start.place..<next { finish(row, share: 1 / Float(covers[row]), &result) }
    }
    return result
  }

  private mutating func load(_ row: Int) {
    for group in 0..<groups {
      let start = row * plane.width + 8 * group
      var line = SIMD8<Float>.zero
      for lane in 0..<min(8, plane.width - 8 * group) {
        line[lane] = Float(plane.samples[start + lane])
      }
      lines[(row & 7) * groups + group] = line
    }
  }

  private mutating func transformColumns(from row: Int) {
    for group in 0..<groups {
      var block = CosineBlock()
      for line in 0..<8 { block.rows[line] = lines[((row + line) & 7) * groups + group] }
      block.transformColumns()
      block.transpose()
      for column in 0..<8 { waves[8 * group + column] = block.rows[column] }
    }
  }

  @inline(__always)
  private mutating func filter(_ start: Start) {
    var block = CosineBlock()
    for column in 0..<8 { block.rows[column] = waves[start.place + column] }
    block.transformColumns()
    let mean = block.rows[0][0]
    for wave in 0..<8 {
      let values = block.rows[wave]
      block.rows[wave] = SIMD8.zero.replacing(
        with: values, where: values * values .> leastSquare)
    }
    block.rows[0][0] = mean
    block.restoreColumns()
    for column in 0..<8 {
      kept[start.place + column] += block.rows[column] * Float(start.weight)
    }
  }

  private mutating func restoreColumns(from row: Int, weight: Float) {
    for group in 0..<groups {
      var block = CosineBlock()
      for column in 0..<8 {
        block.rows[column] = kept[8 * group + column]
        kept[8 * group + column] = .zero
      }
      block.transpose()
      block.restoreColumns()
      for line in 0..<8 {
        sums[((row + line) & 7) * groups + group] += block.rows[line] * weight
      }
    }
  }

  /// Adds a row to the result, each sample the mean of all blocks that cover it.
  private mutating func finish(_ row: Int, share: Float, _ result: inout [UInt8]) {
    let first = (row & 7) * groups
    for group in 0..<groups {
      let means = sums[first + group] * shares[group] * share
      sums[first + group] = .zero
      let levels = means.clamped(lowerBound: .zero, upperBound: SIMD8(repeating: 255)) + 0.5
      for lane in 0..<min(8, plane.width - 8 * group) { result.append(UInt8(levels[lane])) }
    }
  }

  /// Where blocks start, rising: on four grids of eight, two samples apart from one another, the
  /// first and the last block of each at the borders.
  static func starts(_ count: Int) -> [Start] {
    var weights: [Int: Int] = [:]
    for offset in [0, 2, 4, 6] {
      let grid = Array(stride(from: offset, through: count - 8, by: 8))
      if let first = grid.first, first > 0 { weights[0, default: 0] += 1 }
      if grid.last != count - 8 { weights[count - 8, default: 0] += 1 }
      for place in grid { weights[place, default: 0] += 1 }
    }
    return weights.sorted { $0.key < $1.key }.map { Start(place: $0.key, weight: $0.value) }
  }

  /// How many blocks cover each place.
  private static func covers(_ starts: [Start], _ count: Int) -> [Int] {
    var covers = [Int](repeating: 0, count: count)
    for start in starts {
      for place in start.place..<(start.place + 8) { covers[place] += start.weight }
    }
    return covers
  }
}
