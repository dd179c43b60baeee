import Findings

extension ReportPage {
  /// Whether stated probabilities hold: the reliability diagram and its error.
  func calibration(_ reading: FusedReading) -> Markup {
    let calibration = reading.fused.calibration
    return section(
      "calibration", "Whether the probability holds",
      note: """
        Each person sought was given a probability before the answer was looked up, by models that \
        never saw that person. Where the number is true, of those given 40 to 50 of 100 about \
        as many are found.
        """,
      """
      \(paragraph(sentence(calibration)))
      \(diagram(calibration))
      """)
  }

  private func sentence(_ calibration: CalibrationSummary) -> String {
    let points = FusedReading.points
    let interval =
      calibration.error.method == .exact
      ? "" : " (\(NumberFormat.percentInterval(calibration.error)))"
    let beyond =
      calibration.errorBeyondChance.lower > 0
      ? "\(points(calibration.errorBeyondChance.value)) points are beyond chance "
        + "(\(NumberFormat.percentInterval(calibration.errorBeyondChance)))."
      : "No error beyond chance can be told."
    return "Stated and found differ by \(points(calibration.error.value)) points on average"
      + "\(interval), the expected calibration error. True probabilities would show "
      + "\(points(calibration.errorByChance)) on so many people by chance. \(beyond)"
  }

  private func diagram(_ calibration: CalibrationSummary) -> Markup {
    let bins = calibration.bins.prefix(limits.bins)
    guard !bins.isEmpty else {
      return #"<p class="empty">Nobody was given a probability.</p>"#
    }
    let drawing = SVGChart.framed(
      ReliabilityChart(Array(bins)).drawing, id: "chart-reliability",
      title: "Probability stated and share found", alternativeText: alternative(bins))
    return """
      <div class="figures beside">
      <figure class="chart-figure"><figcaption>Stated against found</figcaption>
      \(drawing)
      \(diagramKey)</figure>
      <div>\(table(
        header: ["Stated", "People", "Found", "Promise"], numbers: [1, 2],
        rows: bins.map(row), label: "People by tenths of their stated probability"))
      <p class="caption">A promise is kept where the share found lies within 5 points of the ends \
      of the tenth; fewer than 100 people can’t tell.</p></div>
      </div>
      """
  }

  private func alternative(_ bins: ArraySlice<CalibrationSummary.Bin>) -> String {
    let told = bins.filter { $0.keepsPromise != nil }
    guard !told.isEmpty else { return "No tenth holds enough people to tell." }
    let broken = told.filter { $0.keepsPromise == false }.map(range)
    let kept = told.count - broken.count
    let rest = broken.isEmpty ? "" : "; broken from \(Phrase.list(broken))"
    return "Of \(Phrase.count(told.count, "tenth", "tenths")) with enough people, \(kept) kept "
      + "their promise\(rest). Bars below show how many people are in each."
  }

  private var diagramKey: Markup {
    func item(_ shape: Int, _ meaning: Markup) -> Markup {
      """
      <span class="key-item"><svg class="strip s0" aria-hidden="true" width="14" height="14">\
      \(Marks.shape(shape, x: 7, y: 7, size: 4.5))</svg> \(meaning)</span>
      """
    }
    return """
      <p class="legend">\(item(0, "kept")) \(item(3, "broken")) \(item(4, "too few to tell")) \
      <span class="key-item"><svg class="strip s1" aria-hidden="true" width="14" height="14">\
      <rect class="band" width="14" height="14"/></svg> where a kept promise lies</span></p>
      """
  }

  private func range(_ bin: CalibrationSummary.Bin) -> String {
    "\(FusedReading.points(bin.from)) to \(NumberFormat.percent(bin.to))"
  }

  private func row(_ bin: CalibrationSummary.Bin) -> Markup {
    let promise: Markup =
      switch bin.keepsPromise {
      case true?: "kept"
      case false?: #"<b class="broken">broken</b>"#
      case nil: #"<span class="quiet">too few</span>"#
      }
    return """
      <tr><th scope="row">\(range(bin))<span class="ends">mean \
      \(NumberFormat.percent(bin.stated))</span></th>\
      <td class="n">\(NumberFormat.count(bin.count))</td>\
      <td class="n">\(twoLines(bin.found))</td><td>\(promise)</td></tr>
      """
  }
}
