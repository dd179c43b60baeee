import Foundation

/// Log-likelihood ratios that are a line of the score, by logistic regression.
///
/// Log odds of "same person" = slope * score + offset + log odds of the prior. Same and other pairs
/// are weighted so that their shares are those of the prior, and the labels are smoothed to
/// (s + 1) / (s + 2) for s same pairs and 1 / (o + 2) for o others, so that separated scores have
/// a finite line. A slope below 0, evidence turned upside down, is taken for no evidence.
///
/// **Source** Platt, *Probabilistic Outputs for Support Vector Machines*, 1999 (smoothed labels);
/// Brummer and du Preez, *Application-Independent Evaluation of Speaker Detection*, Computer Speech
/// and Language 20 (2006), section 6 (weights by the prior).
/// **Cost** O(scores) for each of some ten Newton steps.
struct ScoreLine: Sendable, Equatable {
  /// The rise of the ratio with the score; at least 0.
  let slope: Double
  /// The ratio at a score of 0.
  let offset: Double

  /// What is said of a score.
  func ratio(_ score: Double) -> Double { slope * score + offset }

  /// No evidence in either direction.
  static let flat = ScoreLine(slope: 0, offset: 0)

  init(slope: Double, offset: Double) {
    self.slope = slope
    self.offset = offset
  }

  /// Learns the line.
  ///
  /// - Parameters:
  ///   - prior: the probability of "same" that the line shall be best at, in (0, 1).
  ///   - isSmoothed: whether Platt's smoothed labels are used; without them, separated scores have
  ///     no finite line.
  init(_ scores: [LabelledScore], prior: Double, isSmoothed: Bool = true) {
    let same = Double(scores.count { $0.isSame })
    let others = Double(scores.count) - same
    guard same > 0, others > 0 else {
      self = .flat
      return
    }
    let count = Double(scores.count)
    let mean = scores.reduce(0) { $0 + $1.score } / count
    let squares = scores.reduce(0) { $0 + ($1.score - mean) * ($1.score - mean) }
    let width = (squares / count).squareRoot()
    guard width > 1e-12 * max(1, abs(mean)) else {
      self = .flat
      return
    }
    let fit = LineFit(
      scores: scores, mean: mean, width: width, logPriorOdds: log(prior / (1 - prior)),
      sameWeight: prior * count / same, otherWeight: (1 - prior) * count / others,
      sameLabel: isSmoothed ? (same + 1) / (same + 2) : 1,
      otherLabel: isSmoothed ? 1 / (others + 2) : 0)
    let (slope, offset) = fit.best()
    self =
      slope > 0 ? ScoreLine(slope: slope / width, offset: offset - slope * mean / width) : .flat
  }
}

/// The weighted logistic loss of scores brought to mean 0 and width 1, and its least.
private struct LineFit {
  let scores: [LabelledScore]
  let mean: Double
  let width: Double
  let logPriorOdds: Double
  let sameWeight: Double
  let otherWeight: Double
  let sameLabel: Double
  let otherLabel: Double

  struct Sums {
    var loss = 0.0
    var slope = 0.0
    var offset = 0.0
    var slopeSlope = 0.0
    var slopeOffset = 0.0
    var offsetOffset = 0.0
  }

  func sums(_ slope: Double, _ offset: Double) -> Sums {
    var sums = Sums()
    for item in scores {
      let score = (item.score - mean) / width
      let (weight, label) =
        item.isSame ? (sameWeight, sameLabel) : (otherWeight, otherLabel)
      let odds = slope * score + offset + logPriorOdds
      // One exponential serves the loss and its slope, without overflow.
      let small = exp(-abs(odds))
      let chance = odds > 0 ? 1 / (1 + small) : small / (1 + small)
      let gradient = weight * (chance - label)
      let curvature = weight * chance * (1 - chance)
      sums.loss += weight * (max(odds, 0) + log1p(small) - label * odds)
      sums.slope += gradient * score
      sums.offset += gradient
      sums.slopeSlope += curvature * score * score
      sums.slopeOffset += curvature * score
      sums.offsetOffset += curvature
    }
    return sums
  }

  /// Newton's method with halved steps.
  func best() -> (slope: Double, offset: Double) {
    var (slope, offset) = (0.0, 0.0)
    var current = sums(slope, offset)
    for _ in 0..<100 {
      let ridge = 1e-12 * (current.slopeSlope + current.offsetOffset) + 1e-300
      let (a, b, c) = (
        current.slopeSlope + ridge, current.slopeOffset, current.offsetOffset + ridge
      )
      let determinant = a * c - b * b
      guard determinant > 0 else { break }
      let slopeStep = (c * current.slope - b * current.offset) / determinant
      let offsetStep = (a * current.offset - b * current.slope) / determinant
      let promised = slopeStep * current.slope + offsetStep * current.offset
      guard promised > 1e-12 * Double(scores.count) else { break }
      var share = 1.0
      var next = sums(slope - slopeStep, offset - offsetStep)
      while next.loss > current.loss - 1e-4 * share * promised, share > 1e-6 {
        share /= 2
        next = sums(slope - share * slopeStep, offset - share * offsetStep)
      }
      guard next.loss < current.loss else { break }
      (slope, offset, current) = (slope - share * slopeStep, offset - share * offsetStep, next)
    }
    return (slope, offset)
  }
}
