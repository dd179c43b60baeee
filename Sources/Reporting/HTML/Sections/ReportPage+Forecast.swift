import Findings

extension ReportPage {
  /// The rate among more people than were tried.
  func forecast(_ reading: FusedReading) -> Markup {
    guard let forecast = reading.fused.forecast, !forecast.points.isEmpty else { return .none }
    let shown = forecast.points.prefix(limits.points)
    let held: Markup =
      forecast.holds
      ? "It held: the rate among all candidates lies in the interval predicted from few."
      : """
      <b class="broken">It did not hold</b>: the rate among all candidates lies outside the \
      interval predicted from few, so what lies beyond the data is not to be relied on.
      """
    return section(
      "forecast", "Among more people",
      note: """
        The more people a person could be, the harder the search. A law with two parameters, \
        fitted on few candidates, says how the rate falls.
        """,
      """
      <p class="sentence">The law was fitted on up to \
      \(NumberFormat.count(forecast.fittedUpTo)) candidates. \(held)</p>
      <div class="figures beside">
      <figure class="chart-figure"><figcaption>Measured and predicted</figcaption>
      \(SVGChart.markup(chart(shown), id: "chart-forecast"))</figure>
      <div>\(table(
        header: ["Candidates", "Measured", "Predicted"], numbers: [1, 2], rows: shown.map(row),
        label: "Rates by candidates"))
      \(more(forecast.points.count - shown.count, "points"))
      <p class="caption">Discount \(NumberFormat.number(forecast.discount)), strength \
      \(NumberFormat.number(forecast.strength)).</p></div>
      </div>
      """)
  }

  private func row(_ point: RiskForecast.Point) -> Markup {
    """
    <tr><th scope="row">\(NumberFormat.count(point.candidates))</th>\
    <td class="n">\(twoLines(point.measured))</td>\
    <td class="n">\(twoLines(point.predicted))</td></tr>
    """
  }

  private func chart(_ points: ArraySlice<RiskForecast.Point>) -> Chart {
    func place(_ candidates: Int, _ rate: Estimate) -> Chart.Point {
      .init(x: Double(candidates), y: rate.value, lower: rate.lower, upper: rate.upper)
    }
    let last = points.last
    return Chart(
      id: "forecast", title: "Rate by candidates, measured and predicted", kind: .line,
      xLabel: "candidates", yLabel: "people found", xIsLogarithmic: true,
      series: [
        .init(
          name: "measured",
          points: points.compactMap { point in
            point.measured.map { place(point.candidates, $0) }
          }),
        .init(name: "predicted", points: points.map { place($0.candidates, $0.predicted) }),
      ],
      alternativeText: """
        The rate falls as candidates grow; among \
        \(last.map { NumberFormat.count($0.candidates) } ?? "") it is predicted to be \
        \(last.map { NumberFormat.percent($0.predicted.value) } ?? "").
        """)
  }
}
