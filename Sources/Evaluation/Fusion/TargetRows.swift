import Numerics

/// The scores of one target's entries, a row for each weight.
///
/// Pointers because this is where the time goes: each fit goes through all scores some ten times.
/// They come from an array that lives meanwhile, and rows are within it by construction: a place is
/// below the number of stored features.
struct TargetRows {
  let values: UnsafeBufferPointer<Float>
  let count: Int
  let places: [Int]
  /// How many rows each feature has.
  let lanes: Int

  /// How many rows there are.
  var rowCount: Int { places.count * lanes }

  /// A row.
  @inline(__always)
  func row(_ index: Int) -> UnsafePointer<Float> {
    values.baseAddress.unsafelyUnwrapped + (places[index / lanes] * lanes + index % lanes) * count
  }

  /// Adds up the rows with weights.
  ///
  /// - Parameter sums: at least as many places as there are entries.
  func combine(_ weights: [Float], into sums: inout [Float]) {
    guard count > 0 else { return }
    sums.withUnsafeMutableBufferPointer { sums in
      for entry in 0..<count { sums[entry] = 0 }
      guard lanes == 4 else {
        for index in 0..<rowCount {
          let (row, weight) = (row(index), weights[index])
          for entry in 0..<count { sums[entry] += weight * row[entry] }
        }
        return
      }
      for place in places.indices {
        let (first, second) = (row(place * 4), row(place * 4 + 1))
        let (third, fourth) = (row(place * 4 + 2), row(place * 4 + 3))
        let (one, two) = (weights[place * 4], weights[place * 4 + 1])
        let (three, four) = (weights[place * 4 + 2], weights[place * 4 + 3])
        for entry in 0..<count {
          sums[entry] +=
            (one * first[entry] + two * second[entry])
            + (three * third[entry] + four * fourth[entry])
        }
      }
    }
  }

  /// The mean of each row by shares.
  func means(_ shares: [Float], into means: inout [Float]) {
    guard count > 0 else { return }
    shares.withUnsafeBufferPointer { shares in
      for index in 0..<rowCount {
        let row = row(index)
        var (low, high) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        var entry = 0
        while entry + 16 <= count {
          low += Self.load(row, entry) * Self.load(shares.baseAddress.unsafelyUnwrapped, entry)
          high +=
            Self.load(row, entry + 8) * Self.load(shares.baseAddress.unsafelyUnwrapped, entry + 8)
          entry += 16
        }
        var sum = (low + high).sum()
        while entry < count {
          sum += row[entry] * shares[entry]
          entry += 1
        }
        means[index] = sum
      }
    }
  }

  @inline(__always)
  private static func load(_ row: UnsafePointer<Float>, _ entry: Int) -> SIMD8<Float> {
    UnsafeRawPointer(row + entry).loadUnaligned(as: SIMD8<Float>.self)
  }
}
