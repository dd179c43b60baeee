import Findings

extension AttackResult {
  /// The charts of the attack, after those that every attack's numbers give.
  var allCharts: [Chart] { [topRateChart, anonymityChart, riskChart].compactMap { $0 } + charts }

  private var topRateChart: Chart? {
    guard topRates.count > 1 else { return nil }
    let points = topRates.sorted { $0.k < $1.k }.map {
      Chart.Point(x: Double($0.k), y: $0.rate.value, lower: $0.rate.lower, upper: $0.rate.upper)
    }
    return Chart(
      id: "top-rates", title: "Found among the first candidates", kind: .line,
      xLabel: "candidates looked at", yLabel: "people found",
      xIsLogarithmic: (points.last?.x ?? 1) / (points.first?.x ?? 1) > 20,
      series: [.init(name: "people found", points: points)],
      alternativeText: "The share of people found rises with the number of candidates looked at.")
  }

  private var anonymityChart: Chart? {
    guard !anonymitySets.isEmpty else { return nil }
    let points = anonymitySets.enumerated().map { index, bin in
      Chart.Point(label: bin.label, x: Double(index), y: bin.subjectShare)
    }
    return Chart(
      id: "anonymity-sets", title: "How many people look the same", kind: .bars,
      xLabel: "size of the set in which a person hides", yLabel: "people",
      series: [.init(name: "people", points: points)],
      alternativeText: "The share of people who hide in sets of each size.")
  }

  private var riskChart: Chart? {
    guard let risks = subjectRisk, risks.quantiles.count > 1 else { return nil }
    let points = risks.quantiles.sorted { $0.level < $1.level }.map {
      Chart.Point(x: $0.level * 100, y: $0.risk)
    }
    return Chart(
      id: "subject-risk", title: "How the risk is spread over people", kind: .step,
      xLabel: "people in per cent, the safest first", yLabel: "risk of a person",
      series: [.init(name: "risk of a person", points: points)],
      alternativeText: """
        The risk of a person, from the safest to the most exposed; the mean is \
        \(NumberFormat.percent(risks.mean)), the largest \(NumberFormat.percent(risks.maximum)).
        """)
  }
}

extension AnonymitySetBin {
  /// The sizes counted, in words: `alone`, `2`, `3 to 5`, `100 or more`.
  var label: String {
    guard let maximumSize else { return "\(NumberFormat.count(minimumSize)) or more" }
    if maximumSize == 1 { return "alone" }
    if maximumSize == minimumSize { return NumberFormat.count(minimumSize) }
    return "\(NumberFormat.count(minimumSize)) to \(NumberFormat.count(maximumSize))"
  }
}
