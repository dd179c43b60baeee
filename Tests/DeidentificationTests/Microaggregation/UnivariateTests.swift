import Deidentification
import Numerics
import Testing

@Suite("Univariate and mixed microaggregation")
struct UnivariateTests {
  /// The least squared error of all ways to cut sorted values into parts of at least k.
  private func best(_ sorted: ArraySlice<Double>, k: Int) -> Double {
    if sorted.isEmpty { return 0 }
    var least = Double.infinity
    for size in stride(from: k, through: sorted.count, by: 1) {
      least = min(least, error(sorted.prefix(size)) + best(sorted.dropFirst(size), k: k))
    }
    return least
  }

  private func error(_ values: some Collection<Double>) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  @Test("no partition into groups of at least k has a smaller error")
  func optimal() throws {
    for seed in 0..<80 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let count = 1 + generator.index(below: 13)
      let column = (0..<count).map { _ in
        seed % 2 == 0 ? Double(generator.index(below: 6)) : generator.normal()
      }
      let k = 1 + generator.index(below: min(count, 4))
      let groups = try UnivariateMicroaggregation.groups(column: column, minimumSize: k)
      let means = groups.means(of: column)
      let ours = zip(column, means).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      #expect(abs(ours - best(column.sorted()[...], k: k)) < 1e-9, "seed \(seed)")
      #expect(groups.sizes.allSatisfy { $0 >= k && $0 < 2 * k })
    }
  }

  @Test("a far offset does not cost precision")
  func offset() throws {
    let column = [1.0, 2, 10, 11, 20, 22].map { $0 + 1e9 }
    let groups = try UnivariateMicroaggregation.groups(column: column, minimumSize: 2)
    #expect(groups.groupOfRow == [0, 0, 1, 1, 2, 2])
  }

  @Test("values that are not finite, and too few rows, are refused")
  func hostile() {
    #expect(throws: DeidentificationError.self) {
      try UnivariateMicroaggregation.groups(column: [1, .nan], minimumSize: 1)
    }
    #expect(throws: DeidentificationError.self) {
      try UnivariateMicroaggregation.groups(column: [1, 2], minimumSize: 3)
    }
    #expect(throws: DeidentificationError.self) {
      try MixedMicroaggregation.groups(columns: [], minimumSize: 2)
    }
    #expect(throws: DeidentificationError.self) {
      try MixedMicroaggregation.groups(columns: [.nominal([1]), .ordinal([1, 2])], minimumSize: 1)
    }
    #expect(throws: DeidentificationError.self) {
      try MixedMicroaggregation.groups(columns: [.nominal([.max])], minimumSize: 1)
    }
  }

  @Test("mixed rows are grouped as by the plain method, on any number of threads")
  func mixed() throws {
    for seed in 0..<60 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let count = 1 + generator.index(below: 60)
      let numbers = (0..<count).map { _ in generator.normal() }
      let ordered = (0..<count).map { _ in UInt32(generator.index(below: 5)) }
      let names = (0..<count).map { _ in UInt32(generator.index(below: 3)) }
      let columns: [MixedColumn] = [.numeric(numbers), .ordinal(ordered), .nominal(names)]
      let k = 1 + generator.index(below: min(count, 5))
      let groups = try MixedMicroaggregation.groups(columns: columns, minimumSize: k)
      #expect(
        try MixedMicroaggregation.groups(
          columns: columns, minimumSize: k, workers: .single) == groups)
      #expect(groups.sizes.allSatisfy { $0 >= k && $0 < 2 * k })
      var made = [Set<Int>](repeating: [], count: groups.count)
      for (row, group) in groups.groupOfRow.enumerated() { made[Int(group)].insert(row) }
      #expect(made == plain(numbers, ordered, names, k: k), "seed \(seed)")
    }
  }

  private func plain(
    _ numbers: [Double], _ ordered: [UInt32], _ names: [UInt32], k: Int
  ) -> [Set<Int>] {
    typealias Point = (Double, Double, Double)
    func scaled(_ values: [Double]) -> [Double] {
      guard let low = values.min(), let high = values.max(), high > low else {
        return values.map { _ in 0 }
      }
      return values.map { ($0 - low) / (high - low) }
    }
    let (first, second) = (scaled(numbers), scaled(ordered.map(Double.init)))
    let points: [Point] = numbers.indices.map { (first[$0], second[$0], Double(names[$0])) }
    func distance(_ left: Point, _ right: Point) -> Double {
      abs(left.0 - right.0) + abs(left.1 - right.1) + (left.2 == right.2 ? 0 : 1)
    }
    var left = Array(points.indices)
    func farthest(_ query: Point) -> Int {
      var best = left[0]
      for row in left where distance(points[row], query) > distance(points[best], query) {
        best = row
      }
      return best
    }
    var groups: [Set<Int>] = []
    func take(_ query: Point) {
      let sorted = left.sorted {
        let (one, other) = (distance(points[$0], query), distance(points[$1], query))
        return one != other ? one < other : $0 > $1
      }
      groups.append(Set(sorted.prefix(k)))
      left.removeAll { groups[groups.count - 1].contains($0) }
    }
    while left.count >= 2 * k {
      let median = left.map { points[$0].1 }.sorted()[(left.count - 1) / 2]
      var counts: [Double: Int] = [:]
      for row in left { counts[points[row].2, default: 0] += 1 }
      let most = counts.values.max() ?? 0
      let mode = counts.filter { $0.value == most }.keys.min() ?? 0
      let mean = left.reduce(0) { $0 + points[$1].0 } / Double(left.count)
      let one = farthest((mean, median, mode))
      let other = farthest(points[one])
      let both = left.count >= 3 * k
      take(points[one])
      if both { take(points[other]) }
    }
    if !left.isEmpty { groups.append(Set(left)) }
    return groups
  }

  @Test("each kind of column is replaced by its own kind of centre")
  func centres() throws {
    let columns: [MixedColumn] = [
      .numeric([0, 2, 100, 102]), .ordinal([1, 3, 4, 4]), .nominal([2, 2, 5, 5]),
    ]
    let groups = try MixedMicroaggregation.groups(columns: columns, minimumSize: 2)
    let centres = MixedMicroaggregation.centres(of: columns, in: groups)
    guard case .numeric(let numbers) = centres[0], case .ordinal(let ordered) = centres[1],
      case .nominal(let names) = centres[2]
    else {
      Issue.record("the kinds of columns changed")
      return
    }
    #expect(numbers == [1, 1, 101, 101])
    #expect(ordered == [1, 1, 4, 4])
    #expect(names == [2, 2, 5, 5])
  }
}
