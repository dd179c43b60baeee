import Foundation
import MediaMetadata

/// A share with its 95 % interval.
///
/// **Source**: Wilson 1927, JASA 22.
struct Share {
  let hits: Int
  let total: Int

  var value: Double { total == 0 ? 0 : Double(hits) / Double(total) }

  var interval: (lower: Double, upper: Double) {
    guard total > 0 else { return (0, 1) }
    let z = 1.959964
    let count = Double(total)
    let centre = (value + z * z / (2 * count)) / (1 + z * z / count)
    let half =
      z / (1 + z * z / count)
      * (value * (1 - value) / count + z * z / (4 * count * count)).squareRoot()
    return (max(0, centre - half), min(1, centre + half))
  }

  /// "0.91 (0.88 to 0.93; n = 310)".
  var text: String {
    guard total > 0 else { return "-" }
    return "\(rounded(value, 3)) (\(rounded(interval.lower, 3)) to \(rounded(interval.upper, 3)))"
  }
}

/// How well answers agree with what fields are.
struct Grades {
  let truth: [FieldKind]
  let answers: [[Float]]
  let threshold: Float

  private func top(_ answer: [Float]) -> FieldKind {
    var best = FieldKind.structure
    for kind in FieldKind.allCases where answer[kind.rawValue] > answer[best.rawValue] {
      best = kind
    }
    return best
  }

  /// How often the likeliest kind is the right one.
  var accuracy: Share {
    Share(hits: zip(truth, answers).count { $0 == top($1) }, total: truth.count)
  }

  /// Of those called `kind`, how many are.
  func precision(_ kind: FieldKind) -> Share {
    let called = zip(truth, answers).filter { top($1) == kind }
    return Share(hits: called.count { $0.0 == kind }, total: called.count)
  }

  /// Of those that are `kind`, how many are called so.
  func recall(_ kind: FieldKind) -> Share {
    let those = zip(truth, answers).filter { $0.0 == kind }
    return Share(hits: those.count { top($0.1) == kind }, total: those.count)
  }

  private func isFlagged(_ answer: [Float]) -> Bool {
    let telling = FieldKind.allCases.filter(\.isTelling)
    return telling.reduce(0) { $0 + answer[$1.rawValue] } >= threshold
  }

  /// Of telling fields, how many are flagged.
  var flaggedTelling: Share {
    let those = zip(truth, answers).filter { $0.0.isTelling }
    return Share(hits: those.count { isFlagged($0.1) }, total: those.count)
  }

  /// Of the others, how many are flagged.
  var falseAlarms: Share {
    let those = zip(truth, answers).filter { !$0.0.isTelling }
    return Share(hits: those.count { isFlagged($0.1) }, total: those.count)
  }

  /// Of flagged fields, how many are telling.
  var flagPrecision: Share {
    let those = zip(truth, answers).filter { isFlagged($0.1) }
    return Share(hits: those.count { $0.0.isTelling }, total: those.count)
  }

  /// Bins of the highest probability: how many, their mean, and how often they are right.
  var reliability: [(mean: Double, share: Share)] {
    var sums = [Double](repeating: 0, count: 10)
    var hits = [Int](repeating: 0, count: 10)
    var counts = [Int](repeating: 0, count: 10)
    for (kind, answer) in zip(truth, answers) {
      let highest = Double(answer.max() ?? 0)
      let bin = min(9, Int(highest * 10))
      sums[bin] += highest
      counts[bin] += 1
      if top(answer) == kind { hits[bin] += 1 }
    }
    return counts.indices.map { bin in
      (
        counts[bin] == 0 ? 0 : sums[bin] / Double(counts[bin]),
        Share(hits: hits[bin], total: counts[bin])
      )
    }
  }

  /// The expected calibration error over ten bins.
  var calibrationError: Double {
    reliability.reduce(0) {
      $0 + abs($1.mean - $1.share.value) * Double($1.share.total) / Double(max(1, truth.count))
    }
  }
}

/// A number with `digits` behind the point, and zeros there.
func rounded(_ value: Double, _ digits: Int) -> String {
  String(format: "%.\(digits)f", value)
}

/// What the command says while it works.
enum Log {
  static func line(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
