import Findings
import Foundation
import Testing

@testable import Reporting

/// Charts at the edges: nothing, one point, no number, all sizes.
private func charts(of kind: ChartKind) -> [Chart] {
  let values: [[Double]] = [
    [], [0], [1], [.nan], [.infinity, 1], [0, 0, 0], [1, 1], [-1, 1], [1e300, -1e300],
    [Double.greatestFiniteMagnitude, -Double.greatestFiniteMagnitude],
    [.leastNonzeroMagnitude, 1e-300],
    [1e15, 1e15 + 1], (0..<3_000).map { Double($0 % 7) },
  ]
  let positions: [(Int) -> Double] = [
    { Double($0) }, { _ in 5 }, { pow(10, Double($0) * 3 - 30) }, { -Double($0) },
    { $0 == 0 ? .nan : 1e308 * Double($0) },
  ]
  return values.flatMap { ys in
    positions.flatMap { position in
      [false, true].map { flag in
        let points = ys.enumerated().map {
          Chart.Point(
            label: flag ? "label \($0)" : "", x: position($0), y: $1, lower: flag ? $1 - 1 : nil,
            upper: flag ? $1 + 1 : nil)
        }
        return Chart(
          id: "c", title: "T <&>", kind: kind, xLabel: "x", yLabel: "y", yIsShare: flag,
          xIsLogarithmic: flag,
          series: [.init(name: "a", points: points), .init(name: "b", points: [])]
            + (flag ? [.init(name: "c", points: points.reversed())] : []),
          alternativeText: "d")
      }
    }
  }
}

// Catches drawings that break on the data that real audits end with.
@Test(
  "A chart of anything is drawable: valid XML, finite, inside its frame",
  arguments: ChartKind.allCases)
func anyChart(kind: ChartKind) throws {
  for chart in charts(of: kind) {
    let text = SVGChart.render(chart, id: "c-1")
    #expect(!text.contains("nan") && !text.contains("inf\"") && !text.contains("e+"))
    let parser = XMLProbe(text)
    #expect(parser.isWellFormed)
    let height = try #require(parser.height)
    for (x, y) in parser.positions {
      #expect((-1...441).contains(x) && (-1...(height + 1)).contains(y), "\(kind): \(x), \(y)")
    }
  }
}

// Catches an id that closes its attribute.
@Test("An id from outside is reduced to letters, digits and hyphens")
func chartId() {
  let chart = Samples.survey.attacks[0].charts[0]
  #expect(SVGChart.render(chart, id: "a\"><b").contains("id=\"ab-t\""))
}

// Catches axes that miss the data, run backwards, or have a thousand ticks.
@Test("Ticks rise, cover the data, and are few")
func ticks() {
  var generator = SeededGenerator(state: 42)
  for round in 0..<3_000 {
    let exponent = Double(Int.random(in: -12...12, using: &generator))
    let one = Double.random(in: -1...1, using: &generator) * pow(10, exponent)
    let other = Double.random(in: -1...1, using: &generator) * pow(10, exponent)
    let (lower, upper) = (min(one, other), max(one, other))
    let ticks = Ticks.covering(lower, upper)
    let slack = (upper - lower) * 1e-6
    #expect(ticks.count >= 2 && ticks.count <= 14, "seed 42, round \(round)")
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 }, "seed 42, round \(round)")
    #expect((ticks.first ?? .nan) <= lower + slack && (ticks.last ?? .nan) >= upper - slack)
    let size = max(lower.magnitude, 1e-9)
    let powers = Ticks.logarithmic(size, size * pow(10, exponent.magnitude))
    #expect(powers.count >= 2 && powers.count <= 14)
    #expect(zip(powers, powers.dropFirst()).allSatisfy { $0 < $1 })
  }
  for (lower, upper) in [
    (0.0, 0.0), (5, 5), (.nan, 1), (-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude),
  ] {
    #expect(Ticks.covering(lower, upper).count >= 2)
  }
  #expect(Ticks.covering(0, 1) == [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1])
  #expect(Ticks.logarithmic(1, 1_000) == [1, 10, 100, 1_000])
}

// Catches a picture that shows another number than it says.
@Test("As many people are filled as are found of a hundred, the last one in part")
func people() {
  for share in stride(from: 0.0, through: 1, by: 0.00373) {
    let drawing = People(share: .exact(share), id: "p", title: "t", kind: "found").markup.text
    let full = drawing.matches(of: /<path class="full" d="([^"]*)"/).map {
      heads(String($0.output.1))
    }
    let rest = drawing.matches(of: /<path class="rest" d="([^"]*)"/).map {
      heads(String($0.output.1))
    }
    #expect(full.first == Int(share * 100) && rest.first == 100 - Int(share * 100))
    #expect(full.count <= 2)
  }
}

/// Each figure's head begins with an absolute move.
private func heads(_ path: String) -> Int { path.filter { $0 == "M" }.count }

// Catches a strip that shows a weaker attack, or clears what was not measured.
@Test("The strongest attack is the one with the largest excess; a gap says why")
func strongest() {
  let survey = Samples.survey
  #expect(survey.strongest(measuring: .linkability) == .measured(index: 0, count: 1))
  #expect(survey.strongest(exposing: .contextualAggregation) == .measured(index: 0, count: 3))
  #expect(
    survey.strongest(exposing: .algorithmicReversal)
      == .notMeasured(why: "No model or synthetic copy is part of this release."))
  #expect(
    Samples.empty.strongest(measuring: .inference)
      == .notMeasured(why: "No attack of this kind was run."))
  #expect(survey.orderedFindings.map(\.severity) == [.critical, .medium, .low])
}

/// A small generator for tests: the same numbers on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }
}

/// Two shapes: a person with two friends who know each other, and one whose ties lead nowhere.
private let shapes = Chart(
  id: "shapes", title: "Neighbourhoods <&>", kind: .network, xLabel: "", yLabel: "",
  series: [
    .init(
      name: "shared by 120 people",
      points: [.init(x: 0, y: 0), .init(x: -1, y: 0.5), .init(x: 1, y: 0.5)],
      ties: [.init(from: 0, to: 1), .init(from: 0, to: 2), .init(from: 1, to: 2)]),
    .init(
      name: "shared by 12 people", points: [.init(x: 0, y: 0), .init(x: .nan, y: 1)],
      ties: [.init(from: 0, to: 1), .init(from: 0, to: 9), .init(from: -1, to: 0)]),
  ],
  alternativeText: "The commonest shape is a triangle.")

// Catches lines to nodes that have no place, nodes left out, and a middle that looks like the rest.
@Test("A network is drawn with each node and each line whose ends have a place")
func network() {
  let text = SVGChart.render(shapes, id: "n-1")
  #expect(XMLProbe(text).isWellFormed)
  #expect(text.components(separatedBy: "class=\"tie\"").count == 1 + 3)
  #expect(text.components(separatedBy: "<circle class=\"mark open\"").count == 1 + 2)
  #expect(text.components(separatedBy: "<rect class=\"mark\"").count == 1 + 2)
  #expect(text.contains("<desc id=\"n-1-d\">The commonest shape is a triangle.</desc>"))
  #expect(text.contains("shared by 12"))
}

// Catches a drawing that only those see who can see it.
@Test("Markdown and the terminal say in words what a network shows, the page how large it is")
func networkInWords() {
  let survey = Samples.survey
  let first = survey.attacks[0]
  let attack = AttackResult(
    id: first.id, attack: first.attack, setting: first.setting, success: first.success,
    baseline: first.baseline, control: first.control, excess: first.excess,
    topRates: first.topRates, anonymitySets: first.anonymitySets, subjectRisk: first.subjectRisk,
    measures: first.measures, charts: [shapes], grids: first.grids, sentence: first.sentence,
    remedy: first.remedy)
  let report = RiskReport(
    tool: survey.tool, createdAt: survey.createdAt, seed: UInt64(survey.seed) ?? 0,
    dataset: survey.dataset,
    adversary: survey.adversary, verdict: survey.verdict, findings: survey.findings,
    blame: survey.blame, attacks: [attack], notMeasured: survey.notMeasured, notes: survey.notes)
  #expect(MarkdownReport.render(report).contains("The commonest shape is a triangle."))
  let terminal = TerminalSummary.render(report, width: 100, colour: false)
  #expect(terminal.contains("The commonest shape is a triangle."))
  let page = HTMLReport.render(report)
  #expect(page.contains("class=\"tie\"") && page.contains("People in it"))
}
