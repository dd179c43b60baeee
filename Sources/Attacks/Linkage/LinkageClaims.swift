import Evaluation
import Findings

/// The likeliest candidate of each target with its stated probability, and whether it is right.
struct LinkageClaims: Sendable {
  /// One target's first candidate.
  struct Claim: Sendable, Equatable {
    let probability: Double
    let isRight: Bool
  }

  /// The claims on people of the release, most probable first; targets without candidates have
  /// none.
  let claims: [Claim]
  /// The stated probabilities of people who are not there.
  let outsiders: [Double]
  let targetCount: Int
  let level: Double

  /// Asks the attack for its first candidates.
  init(_ attack: RecordLinkage, _ trials: TrialSet<Int>, level: Double) {
    func first(_ trial: Trial<Int>) -> Claim? {
      attack.index.candidates(ofRow: trial.clue).first.map {
        Claim(probability: $0.probability, isRight: $0.subject == trial.truth)
      }
    }
    self.init(
      claims: trials.targets.compactMap(first),
      outsiders: trials.controls.compactMap { first($0)?.probability },
      targetCount: trials.targets.count, outsiderCount: trials.controls.count, level: level)
  }

  init(
    claims: [Claim], outsiders: [Double], targetCount: Int, outsiderCount: Int, level: Double
  ) {
    self.claims = claims.sorted { $0.probability > $1.probability }
    self.outsiders = outsiders + [Double](repeating: 0, count: outsiderCount - outsiders.count)
    self.targetCount = targetCount
    self.level = level
  }

  /// Of the claims that are likelier right than wrong, and of those on people who are not there,
  /// the right ones.
  var precisionAtHalf: Estimate? { precision(atLeast: 0.5) }

  private func precision(atLeast least: Double) -> Estimate? {
    let said = claims.prefix { $0.probability >= least }
    let wrong = outsiders.count { $0 >= least }
    guard said.count + wrong > 0 else { return nil }
    return .proportion(
      Double(said.count(where: \.isRight)), of: said.count + wrong, level: level)
  }

  /// How far stated probabilities are from the shares that were right, on average (ECE).
  var calibrationError: Double {
    let total = bins.reduce(0) { $0 + $1.count }
    guard total > 0 else { return 0 }
    return bins.reduce(0) { $0 + abs($1.stated - Double($1.right)) } / Double(total)
  }

  /// Claims by tenths of their stated probability: how many, the sum stated, how many right.
  ///
  /// People who are not there count: nobody told the adversary.
  private var bins: [(count: Int, stated: Double, right: Int)] {
    var bins = [(count: Int, stated: Double, right: Int)](repeating: (0, 0, 0), count: 10)
    let all = claims.map { ($0.probability, $0.isRight) } + outsiders.map { ($0, false) }
    for (probability, isRight) in all where probability > 0 {
      let bin = min(Int(probability * 10), 9)
      bins[bin].count += 1
      bins[bin].stated += probability
      bins[bin].right += isRight ? 1 : 0
    }
    return bins
  }

  var measures: [Measure] {
    var measures: [Measure] = []
    for (id, least) in [("half", 0.5), ("sure", 0.95)] {
      let right = claims.count { $0.probability >= least && $0.isRight }
      measures.append(
        Measure(
          id: "recall/\(id)", label: "Named rightly with a probability of \(least) or more",
          estimate: .proportion(Double(right), of: targetCount, level: level),
          unit: "probability"))
      if let precision = precision(atLeast: least) {
        measures.append(
          Measure(
            id: "precision/\(id)",
            label: "Of all names with a probability of \(least) or more, right",
            estimate: precision, unit: "probability",
            note: "Names given to people who are not in the release count as wrong."))
      }
      if !outsiders.isEmpty {
        measures.append(
          Measure(
            id: "outsiders/\(id)",
            label: "People outside named with a probability of \(least) or more",
            estimate: .proportion(
              Double(outsiders.count { $0 >= least }), of: outsiders.count, level: level),
            unit: "probability"))
      }
    }
    measures.append(
      Measure(
        id: "calibration-error", label: "Stated probability against share right, mean distance",
        estimate: .model(calibrationError), unit: "probability"))
    return measures
  }

  /// Precision over recall as the adversary asks for less certainty.
  var precisionChart: Chart {
    var points: [Chart.Point] = []
    for least in [0.999, 0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.01] {
      guard let precision = precision(atLeast: least) else { continue }
      let right = claims.count { $0.probability >= least && $0.isRight }
      let recall = Double(right) / Double(max(targetCount, 1))
      if let last = points.last, recall <= last.x { continue }
      points.append(
        Chart.Point(
          label: "p >= \(least)", x: recall, y: precision.value, lower: precision.lower,
          upper: precision.upper))
    }
    return Chart(
      id: "precision-recall", title: "How many are found, and how many of the names are right",
      kind: .line, xLabel: "share of people found", yLabel: "share of names right",
      series: [Chart.Series(name: "precision", points: points)],
      alternativeText: points.last.map {
        "Up to \(Phrase.perCent($0.x)) of people are found; "
          + "\(Phrase.perCent($0.y)) of the names are right then."
      } ?? "No name was given.")
  }

  /// The share right by tenths of the stated probability.
  var calibrationChart: Chart {
    let points = bins.filter { $0.count > 0 }.map { bin in
      let share = Estimate.proportion(Double(bin.right), of: bin.count, level: level)
      return Chart.Point(
        label: Phrase.count(bin.count, "name", "names"), x: bin.stated / Double(bin.count),
        y: share.value, lower: share.lower, upper: share.upper)
    }
    return Chart(
      id: "calibration", title: "Do the stated probabilities hold?", kind: .line,
      xLabel: "stated probability", yLabel: "share right",
      series: [
        Chart.Series(name: "measured", points: points),
        Chart.Series(name: "as stated", points: [.init(x: 0, y: 0), .init(x: 1, y: 1)]),
      ],
      alternativeText: "Stated probabilities are off by \(Phrase.perCent(calibrationError)) on "
        + "average.")
  }
}
