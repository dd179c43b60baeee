import Attacks
import Findings
import Foundation
import Numerics

extension NeighborhoodShapes {
  /// How many people must share a shape for it to be drawn.
  static let drawnMinimum = 10
  /// How many shapes are drawn.
  static let drawnCount = 8

  /// The commonest shapes as drawings without names; `nil` where no shape is shared by enough.
  func chart() -> Chart? {
    guard minimum >= Self.drawnMinimum, let first = shapes.first else { return nil }
    let drawn = shapes.prefix(Self.drawnCount)
    let size = first.shape.nodeCount - 1
    let ties = first.shape.edges.count - size
    return Chart(
      id: "neighborhoods", title: "The commonest neighbourhoods, without identities",
      kind: .network, xLabel: "", yLabel: "", yIsShare: false,
      series: drawn.map { shared in
        Chart.Series(
          name: Phrase.count(shared.people, "person", "people"), points: shared.shape.points,
          ties: shared.shape.edges.map { Chart.Tie(from: $0.0, to: $0.1) })
      },
      alternativeText:
        "The commonest is that of \(Phrase.count(first.people, "person", "people")): "
        + "\(Phrase.count(size, "contact", "contacts")) with "
        + "\(Phrase.count(ties, "tie", "ties")) among them. " + left)
  }

  /// Whose neighbourhoods are not drawn.
  private var left: String {
    "\(Phrase.count(peopleOfRareShapes, "person has", "people have")) a neighbourhood that fewer "
      + "than \(minimum) share, which is not drawn, and "
      + "\(Phrase.count(peopleOfLargeShapes, "person has", "people have")) one that is too large."
  }
}

extension NeighborhoodShape {
  /// The person in the middle, the contacts on a circle, the first on top.
  fileprivate var points: [Chart.Point] {
    (0..<nodeCount).map { node in
      guard node > 0 else { return Chart.Point(x: 0, y: 0) }
      let turn = 2 * Double.pi * Double(node - 1) / Double(nodeCount - 1)
      // To the thousandth: the same digits whatever the library of the sine.
      func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
      return Chart.Point(x: rounded(sin(turn)), y: rounded(-cos(turn)))
    }
  }
}

extension AttackResult {
  /// The same result with another chart behind its own.
  func adding(_ chart: Chart?) -> AttackResult {
    guard let chart else { return self }
    return AttackResult(
      id: id, attack: attack, setting: setting, success: success, baseline: baseline,
      control: control, excess: excess, topRates: topRates, anonymitySets: anonymitySets,
      subjectRisk: subjectRisk, measures: measures, charts: charts + [chart], grids: grids,
      sentence: sentence, remedy: remedy)
  }
}
