import Findings
import Testing

@testable import Reporting

/// The fused sample with another fused risk or another verdict.
private func report(_ fused: FusedRisk, verdictOf attack: String = "fused/vendor") -> RiskReport {
  let base = Samples.fused
  return RiskReport(
    tool: base.tool, createdAt: base.createdAt, seed: 41, dataset: base.dataset,
    adversary: base.adversary,
    verdict: Verdict(
      sentence: "The verdict of another attack.", risk: base.verdict.risk,
      baseline: base.verdict.baseline, attack: attack, severity: .high),
    findings: [], blame: [], attacks: base.attacks, notMeasured: [], notes: [], fused: fused)
}

/// The rich fusion with lists a thousand long.
private let huge: FusedRisk = {
  let rich = Samples.richFusion
  func many<Element>(_ elements: [Element]) -> [Element] {
    (0..<1_000).map { elements[$0 % elements.count] }
  }
  let last = rich.channels[0]
  return FusedRisk(
    attack: rich.attack, profile: rich.profile, prior: 1, seeds: [1], bestChannel: .places,
    bestChannelSuccess: rich.bestChannelSuccess, gain: rich.gain, methods: many(rich.methods),
    calibration: rich.calibration, surprisal: rich.surprisal,
    channels: [
      ChannelContribution(
        channel: .places, features: many(last.features), columns: many(last.columns),
        alone: last.alone, without: last.without, shapley: last.shapley, isKept: true)
    ],
    columns: many(rich.columns), removal: many(rich.removal),
    forecast: RiskForecast(
      fittedUpTo: 1, discount: 0, strength: 0, holds: false,
      points: (1...1_000).map {
        .init(candidates: $0, measured: nil, predicted: .exact(1 / Double($0)))
      }), profiles: many(rich.profiles), verdicts: many(rich.verdicts))
}()

// Catches lists that grow with the data, and cuts that nobody is told of.
@Test("A thousand columns, steps and profiles are cut, and the page says where")
func hugeFusion() throws {
  let page = HTMLReport.render(report(huge))
  #expect(page.utf8.count < 400_000)
  for left in [
    "976 more steps", "976 more columns", "984 more profiles", "936 more points",
    "984 more methods", "and 1,976 more in the JSON",
  ] {
    #expect(page.contains(left), "\(left)")
  }
  #expect(page.contains("It did not hold"))
  if PythonPage.isInstalled { #expect(try PythonPage.problems(inPage: page) == "") }
}

// Catches drawings that leave their frame, or break on nothing, one or many.
@Test("The stair of removals and the reliability diagram stay in their frames")
func fusedDrawings() throws {
  let rates: [Estimate] = [
    .exact(0), .exact(1), .exact(1e-12), Samples.wilson(0.5, of: 3), Samples.wilson(0, of: 2),
  ]
  func check(_ drawing: Drawing) throws {
    let text = SVGChart.framed(drawing, id: "c", title: "<&>", alternativeText: "\"").text
    let parser = XMLProbe(text)
    #expect(parser.isWellFormed && !text.contains("nan"))
    let height = try #require(parser.height)
    for (x, y) in parser.positions {
      #expect((-1...441).contains(x) && (-1...(height + 1)).contains(y), "\(x), \(y)")
    }
  }
  for start in rates {
    for count in [1, 2, 5, 24, 60] {
      let steps = (0..<count).map {
        RemovalStep(column: "table.column\($0)", risk: rates[$0 % rates.count])
      }
      try check(RemovalChart(start: start, removal: steps[...], baseline: start.value).drawing)
    }
    for width in [1, 0.1, 0.001] {
      let bins = stride(from: 0, to: 1 - width / 2, by: max(width, 0.1)).map {
        CalibrationSummary.Bin(
          from: $0, to: min(1, $0 + width), count: 1_000_000, stated: min(1, $0 + width / 2),
          found: start)
      }
      try check(ReliabilityChart(bins).drawing)
    }
  }
}

// Catches a page that buries the fused answer under the verdict of a single attack.
@Test("The fused answer is the headline, whatever attack the verdict rests on")
func fusedHeadline() {
  let other = HTMLReport.render(report(Samples.richFusion, verdictOf: "places/histories"))
  #expect(other.contains("dir=\"auto\">All channels together find 63 of 100 people"))
  #expect(other.contains("The verdict of another attack."))
  let same = HTMLReport.render(report(Samples.richFusion))
  #expect(same.contains("dir=\"auto\">The verdict of another attack.</h1>"))
}

// Catches sections that stand in another order than a reader asks.
@Test("First who is found, then by which channel, what to remove, and whether it is true")
func fusedOrder() throws {
  let page = HTMLReport.render(Samples.fused)
  let places = try [
    "people-with", "people-best", "people-without", "channels-title", "chart-removal",
    "chart-reliability", "chart-ranks", "chart-forecast", "profiles-title", "overview-title",
    "methods-title", "findings-title",
  ].map { id in try #require(page.range(of: "id=\"\(id)")?.lowerBound, "\(id)") }
  #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
  let poor = HTMLReport.render(Samples.poor)
  for missing in ["#removal", "#ranks", "#forecast"] { #expect(!poor.contains("\"\(missing)\"")) }
}

// Catches a gain that is claimed where chance could have made it.
@Test("A gain over the best channel is only claimed where its interval says so")
func gains() throws {
  let rich = try #require(FusedReading(Samples.fused))
  #expect(rich.gainLine.hasPrefix("21.8 of 100 people more are found by all channels"))
  let poor = try #require(FusedReading(Samples.poor))
  #expect(
    poor.gainLine.hasPrefix("Whether all channels find more than cadence alone can’t be told"))
}
