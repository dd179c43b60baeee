import Evaluation
import Findings

extension UnicityStudy {
  /// Unicity over the number of points, and over the resolution at the headline's depth.
  var charts: [Chart] {
    var charts = [pointsChart]
    if curves.count > 1 { charts.append(heatChart) }
    return charts
  }

  /// Unicity at one, two, four and ten points for each resolution; and the share found at four.
  var grids: [Grid] {
    guard curves.count > 1 else { return [] }
    let shown = [1, 2, 4, 10].filter(depths.contains)
    return [
      Grid(
        id: "resolutions", title: "Singled out, by size of cells and length of time slots",
        header: ["cells", "slots"] + shown.map { "\($0) \($0 == 1 ? "point" : "points")" }
          + ["found by \(headlineDepth)"],
        rows: curves.map { curve in
          [.text(curve.resolution.sizeText), .text(curve.resolution.slotText)]
            + shown.map { .share(curve.unicity(at: $0)?.value ?? 0) }
            + [.share(curve.grade(at: headlineDepth)?.success.value ?? 0)]
        })
    ]
  }

  /// At most five curves: the one judged, and others spread over the rest.
  private var shownCurves: [UnicityCurve] {
    let limit = 5
    guard curves.count > limit else { return curves }
    var chosen: Set<Int> = [declared]
    for step in 0..<limit - 1 {
      chosen.insert((curves.count - 1) * (step + 1) / (limit - 1))
    }
    return chosen.sorted().prefix(limit).map { curves[$0] }
  }

  private var pointsChart: Chart {
    let last = headline.grades[headline.grades.count - 1].claimRate.value
    let deepest = depths[depths.count - 1]
    return Chart(
      id: "unicity", title: "How many sightings single a person out", kind: .line,
      xLabel: "points known", yLabel: "share of people singled out",
      series: shownCurves.map { curve in
        Chart.Series(
          name: curve.resolution.label,
          points: zip(curve.depths, curve.grades).map { depth, grade in
            Chart.Point(
              x: Double(depth), y: grade.claimRate.value, lower: grade.claimRate.lower,
              upper: grade.claimRate.upper)
          })
      },
      alternativeText: "At \(headline.resolution.label) the share of people with exactly one "
        + "candidate rises to \(Phrase.perCent(last)) at \(deepest) points.")
  }

  private var heatChart: Chart {
    let sizes = Set(curves.map { $0.resolution.sizeMeters ?? 0 }).sorted()
    let slots = Set(curves.map { $0.resolution.slotSeconds ?? .max }).sorted()
    let rows = sizes.compactMap { size -> Chart.Series? in
      let row = curves.filter { ($0.resolution.sizeMeters ?? 0) == size }
      guard let first = row.first else { return nil }
      return Chart.Series(
        name: first.resolution.sizeText,
        points: slots.enumerated().compactMap { index, slot in
          row.first { ($0.resolution.slotSeconds ?? .max) == slot }.map { curve in
            let unicity = curve.unicity(at: headlineDepth)
            return Chart.Point(
              label: curve.resolution.slotText, x: Double(index), y: unicity?.value ?? 0,
              lower: unicity?.lower, upper: unicity?.upper)
          }
        })
    }
    let values = curves.compactMap { $0.unicity(at: headlineDepth)?.value }
    return Chart(
      id: "resolution", title: "What coarser places and times leave", kind: .heat,
      xLabel: "length of time slots",
      yLabel: "share singled out by \(headlineDepth) points, by size of cells", series: rows,
      alternativeText: "\(Unicity.sightings(headlineDepth)) single out between "
        + "\(Phrase.perCent(values.min() ?? 0)) and \(Phrase.perCent(values.max() ?? 0)) of people "
        + "over the resolutions measured.")
  }
}
