import Evaluation
import Findings

extension UnicityStudy {
  /// The numbers of a report.
  func measures(_ grade: TrialGrade) -> [Measure] {
    unicityMeasures + grade.measures + traceMeasures + controlMeasures + lawMeasures
  }

  private var unicityMeasures: [Measure] {
    [1, 2, 4, 10].compactMap { depth in
      guard let index = depths.firstIndex(of: depth) else { return nil }
      let fewer = headline.targetsWithFewer[index]
      var note = "at \(headline.resolution.label)"
      if fewer > 0 {
        note += "; \(Phrase.count(fewer)) of the targets have fewer points, all of which are known"
        if let rich = headline.amongRich[index] {
          note += "; among the others \(Phrase.perCent(rich.value))"
        }
      }
      return Measure(
        id: "unicity/\(depth)",
        label: "Singled out by \(depth) \(depth == 1 ? "point" : "points") (unicity)",
        estimate: headline.grades[index].claimRate, unit: "probability", note: note)
    }
  }

  private var traceMeasures: [Measure] {
    let middle = pointCounts.isEmpty ? 0 : pointCounts[pointCounts.count / 2]
    return [
      Measure(
        id: "people", label: "People with at least one point",
        estimate: .exact(Double(people)), unit: "people"),
      Measure(
        id: "points/median", label: "Distinct points of the middle person",
        estimate: .exact(Double(middle)), unit: "points"),
      Measure(
        id: "points/few", label: "People with fewer points than the headline asks for",
        estimate: .exact(Double(pointCounts.count { $0 < headlineDepth })), unit: "people"),
    ]
  }

  private var controlMeasures: [Measure] {
    var measures = [
      Measure(
        id: "unicity/independent", label: "Singled out if people moved independently",
        estimate: .model(min(max(independent, 0), 1)), unit: "probability",
        note: "each other person has a point with the share of people who have it, whatever else "
          + "it has; below it, people move together")
    ]
    if let outsiderClaims {
      measures.append(
        Measure(
          id: "outsider-claim-rate", label: "People outside the release who are named all the same",
          estimate: outsiderClaims, unit: "probability",
          note: "each held out of the release, with \(headlineDepth) of its own points known"))
    }
    return measures
  }

  private var lawMeasures: [Measure] {
    let laws = laws
    guard !laws.isEmpty else {
      return [
        Measure(
          id: "law", label: "The law of 2013", unit: "exponent", missing: .notApplicable,
          because: "it wants three resolutions or more of different coarseness")
      ]
    }
    var measures: [Measure] = []
    for (depth, law) in laws where [1, 2, 4, 10].contains(depth) {
      measures.append(
        Measure(
          id: "law/\(depth)/beta", label: "Exponent of resolution at \(depth) points",
          estimate: .model(law.beta), unit: "exponent",
          note:
            "unicity = \(Phrase.decimals(law.alpha, 3)) - (v h)^\(Phrase.decimals(law.beta, 3)), "
            + "v the area of a cell and h the length of a slot, both 1 at the finest measured; "
            + "R2 \(Phrase.decimals(law.determination, 3)), root mean squared error "
            + "\(Phrase.decimals(law.error, 3)); de Montjoye et al. 2013 on antennas and hours: "
            + "about \(Phrase.decimals(PowerLaw.publishedExponent, 1))"))
    }
    if let line = StraightLine(x: laws.map { Double($0.depth) }, y: laws.map(\.law.beta)) {
      measures.append(
        Measure(
          id: "law/slope", label: "Change of the exponent with each further point",
          estimate: .model(line.slope), unit: "exponent",
          note: "beta = \(Phrase.decimals(line.intercept, 3)) "
            + "\(line.slope < 0 ? "-" : "+") \(Phrase.decimals(abs(line.slope), 4)) p, fitted over "
            + "p = \(laws[0].depth) to \(laws[laws.count - 1].depth); the paper too finds beta "
            + "linear in p"))
    }
    return measures
  }
}
