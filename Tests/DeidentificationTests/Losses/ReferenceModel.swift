import Deidentification
import Foundation
import Numerics

/// A privacy model named as ARX names it, decided the obvious way: which classes it suppresses.
enum ReferenceModel {
  /// A condition on one class.
  case classes((_ index: Int, _ classes: ClassTable) -> Bool)
  /// Not known class by class here: the smallest classes go, as many rows as ARX saw go.
  case smallestFirst

  init(
    _ name: String, table: SearchTable, node: GeneralizationNode, game: PublisherPayoutLoss.Game
  ) {
    let numbers = name.split { !"0123456789.E-".contains($0) }.compactMap { Double($0) }
    let first = numbers.first ?? .nan
    if name.contains("estimated") {
      self = .smallestFirst
    } else if name.hasSuffix("-anonymity") {
      self = .classes { Double($1.sizes[$0]) >= Double(name.prefix { $0 != "-" }) ?? .nan }
    } else if name.hasSuffix("-map") {
      self = .classes { Double($1.populationSizes[$0]) >= first }
    } else if name.hasSuffix("-presence") {
      self = .classes { index, classes in
        let part = Double(classes.sizes[index]) / Double(classes.populationSizes[index])
        return part >= numbers[0] && part <= numbers[1]
      }
    } else if name.hasSuffix("-DP") {
      let k = Self.minimumSize(name)
      self = .classes { Int($1.sizes[$0]) >= k }
    } else if name.contains("profitability") {
      self = Self.profitability(name, table, node, game)
    } else if !table.sensitive.isEmpty, let condition = Self.sensitive(name, table) {
      self = .classes { condition(Self.frequencies($0, $1)) }
    } else {
      self = .smallestFirst
    }
  }

  /// Rows of each value of the sensitive attribute in a class.
  static func frequencies(_ index: Int, _ classes: ClassTable) -> [Int: Int] {
    let counts = classes.sensitive[0]
    var result: [Int: Int] = [:]
    for entry in counts.starts[index]..<counts.starts[index + 1] {
      result[Int(counts.values[entry])] = Int(counts.counts[entry])
    }
    return result
  }

  static func sensitive(_ name: String, _ table: SearchTable) -> (([Int: Int]) -> Bool)? {
    let numbers = name.split { !"0123456789.E".contains($0) }.compactMap { Double($0) }
    guard let first = numbers.first else { return nil }
    var overall = [Double](repeating: 0, count: table.sensitive[0].cardinality)
    for (code, count) in zip(table.tuples.columns[table.quasiIdentifiers.count], table.counts) {
      overall[Int(code)] += Double(count) / Double(table.rowCount)
    }
    if name.hasPrefix("recursive") {
      return { Self.isRecursive($0, c: numbers[0], l: Int(numbers[1])) }
    } else if name.hasPrefix("distinct") {
      return { Double($0.count) >= first }
    } else if name.hasPrefix("shannon") {
      return { Double($0.count) >= first && Self.entropy($0) >= log2(first) }
    } else if name.hasPrefix("grassberger") {
      return { Double($0.count) >= first && Self.grassberger($0) >= log2(first) }
    } else if name.contains("hierarchical ground") {
      guard let hierarchy = table.sensitive[0].hierarchy else { return nil }
      return { Self.movedInTree($0, overall, hierarchy) <= first }
    } else if name.contains("equal ground") {
      return { Self.differences($0, overall).reduce(0) { $0 + abs($1) } / 2 <= first }
    } else if name.contains("likeness") {
      return { Self.isLike($0, overall, beta: first, isEnhanced: name.hasPrefix("enhanced")) }
    }
    return nil
  }

  static func isRecursive(_ counts: [Int: Int], c: Double, l: Int) -> Bool {
    let sorted = counts.values.sorted(by: >)
    guard sorted.count >= l else { return false }
    return Double(sorted[0]) < c * Double(sorted.dropFirst(l - 1).reduce(0, +))
  }

  static func entropy(_ counts: [Int: Int]) -> Double {
    let total = Double(counts.values.reduce(0, +))
    return -counts.values.reduce(0) { $0 + Double($1) / total * log2(Double($1) / total) }
  }

  /// Grassberger, Entropy estimates from insufficient samplings, 2003, with G(N) for log N as ARX.
  static func grassberger(_ counts: [Int: Int]) -> Double {
    func g(_ count: Int) -> Double {
      let n = Double(count)
      let sign: Double = count.isMultiple(of: 2) ? 1 : -1
      return GammaFunction.digamma(n)
        + 0.5 * sign * (GammaFunction.digamma((n + 1) / 2) - GammaFunction.digamma(n / 2))
    }
    let total = counts.values.reduce(0, +)
    let sum = counts.values.reduce(0.0) { $0 + Double($1) * g($1) }
    return (g(total) - sum / Double(total)) / log(2)
  }

  static func differences(_ counts: [Int: Int], _ overall: [Double]) -> [Double] {
    let total = Double(counts.values.reduce(0, +))
    return overall.indices.map { Double(counts[$0] ?? 0) / total - overall[$0] }
  }

  /// The earth mover's distance in a tree: Li, Li, Venkatasubramanian, t-closeness, 2007.
  static func movedInTree(
    _ counts: [Int: Int], _ overall: [Double], _ hierarchy: Hierarchy
  ) -> Double {
    var extras = differences(counts, overall)
    var cost = 0.0
    var codes = hierarchy.levels[0].groupOfCode.indices.map { $0 }
    for (number, level) in hierarchy.levels.enumerated().dropFirst() {
      var parent: [Int: Int] = [:]
      for (value, code) in codes.enumerated() { parent[code] = Int(level.groupOfCode[value]) }
      var (more, less) = ([Int: Double](), [Int: Double]())
      for (code, group) in parent {
        if extras[code] > 0 { more[group, default: 0] += extras[code] }
        if extras[code] < 0 { less[group, default: 0] -= extras[code] }
      }
      extras = (0..<level.cardinality).map { (more[$0] ?? 0) - (less[$0] ?? 0) }
      for group in Set(parent.values) {
        cost += Double(number) / Double(hierarchy.height) * min(more[group] ?? 0, less[group] ?? 0)
      }
      codes = level.groupOfCode.map { Int($0) }
    }
    return cost
  }

  static func isLike(
    _ counts: [Int: Int], _ overall: [Double], beta: Double, isEnhanced: Bool
  ) -> Bool {
    let total = Double(counts.values.reduce(0, +))
    return counts.allSatisfy { code, count in
      let (p, q) = (overall[code], Double(count) / total)
      return (q - p) / p <= (isEnhanced ? min(beta, -log(p)) : beta)
    }
  }
}
