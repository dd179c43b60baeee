import Findings
import Foundation
import Testing

/// The full report, changed.
private func planted(_ change: (inout [String: Any]) -> Void) throws -> RiskReport {
  var members = try #require(
    JSONSerialization.jsonObject(with: fullReport.encoded()) as? [String: Any])
  change(&members)
  return try RiskReport.decode(from: JSONSerialization.data(withJSONObject: members))
}

private func set(_ path: [String], to value: Any?) -> (inout [String: Any]) -> Void {
  { $0 = replaced($0, path[...], value) as? [String: Any] ?? [:] }
}

private func replaced(_ object: Any, _ path: ArraySlice<String>, _ value: Any?) -> Any? {
  guard let key = path.first else { return value }
  if var members = object as? [String: Any] {
    members[key] = replaced(members[key] ?? NSNull(), path.dropFirst(), value)
    return members
  }
  if var elements = object as? [Any], let index = Int(key) {
    if let new = replaced(elements[index], path.dropFirst(), value) {
      elements[index] = new
    } else {
      elements.remove(at: index)
    }
    return elements
  }
  return object
}

private func rate(_ value: Double) -> [String: Any] {
  ["value": value, "lower": value - 0.01, "upper": value + 0.01, "level": 0.95, "method": "wilson"]
}

// Catches a comparison that finds changes where there are none.
@Test("Equal reports: nothing changed, and nothing stands against comparing them")
func equalReports() {
  let comparison = ReportComparison(from: fullReport, to: fullReport)
  #expect(comparison.isUnchanged && comparison.warnings.isEmpty && comparison.hasSameData)
  #expect(comparison.footing == .samePeople)
  #expect(comparison.risk.kind == .equal && comparison.risk.before == fullReport.attacks[0].success)
  #expect(comparison.attacks.allSatisfy { $0.success.kind == .equal && !$0.settingDiffers })
  #expect(comparison.columns.isEmpty && comparison.solved.isEmpty && comparison.new.isEmpty)
}

// Catches an interval of a difference that is not Newcombe's.
@Test("Differences have Newcombe's intervals, as his table gives them")
func newcombeTable() {
  // Newcombe 1998, Table II, method 10: successes and trials of both sides, the ends.
  let table: [(Double, Double, Double, Double, Double, Double)] = [
    (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062), (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1), (10, 10, 0, 10, 0.6075, 1),
  ]
  func wilson(_ successes: Double, _ trials: Double) -> Estimate {
    let z = 1.959963984540054
    let p = successes / trials
    let centre = (successes + z * z / 2) / (trials + z * z)
    let half = z * (p * (1 - p) * trials + z * z / 4).squareRoot() / (trials + z * z)
    return Estimate(
      value: p, lower: min(p, max(0, centre - half)), upper: max(p, min(1, centre + half)),
      level: 0.95, method: .wilson)
  }
  for (a, m, b, n, lower, upper) in table {
    let difference = RateChange.difference(wilson(a, m), minus: wilson(b, n))
    #expect(abs(difference.lower - lower) < 6e-5 && abs(difference.upper - upper) < 6e-5)
    #expect(difference.method == .newcombe && difference.level == 0.95)
  }
  #expect(RateChange.difference(.exact(0.5), minus: .exact(0.25)) == .exact(0.25))
  #expect(RateChange.difference(.model(0.5), minus: .exact(0.25)) == .model(0.25))
}

// Catches kinds of change that are mixed up.
@Test("A rate rises, falls, or moves within chance; it appears or vanishes")
func kinds() {
  func kind(_ before: Double?, _ after: Double?) -> ChangeKind {
    func estimate(_ value: Double) -> Estimate {
      Estimate(
        value: value, lower: value - 0.03, upper: value + 0.03, level: 0.95, method: .wilson)
    }
    return RateChange("r", before: before.map(estimate), after: after.map(estimate)).kind
  }
  #expect(kind(0.2, 0.3) == .rose && kind(0.3, 0.2) == .fell && kind(0.3, 0.3) == .equal)
  // The interval of a difference of two reaches 0.03 times the square root of two: 0.0424.
  #expect(kind(0.3, 0.342) == .within && kind(0.3, 0.343) == .rose)
  #expect(kind(nil, 0.3) == .appeared && kind(0.3, nil) == .vanished && kind(nil, nil) == .absent)
}

// Catches changes that are not seen, or seen under another name.
@Test("Each change that was planted is named, and it alone")
func plantedChanges() throws {
  func compared(_ path: [String], _ value: Any?) throws -> ReportComparison {
    ReportComparison(from: fullReport, to: try planted(set(path, to: value)))
  }
  let attack = try compared(["attacks", "0", "success"], rate(0.9))
  #expect(attack.attacks[0].success.kind == .rose && attack.risk.kind == .rose)
  let setting = try compared(["attacks", "0", "setting", "knownColumns"], ["sex"])
  #expect(setting.attacks[0].settingDiffers && setting.attacks[0].success.kind == .equal)

  let alone = try compared(["fused", "channels", "0", "alone"], rate(0.9)).channels[0]
  #expect(alone.alone.kind == .rose && alone.without.kind == .equal)
  let share = try compared(["fused", "channels", "0", "shapley"], rate(-0.5)).channels[0]
  #expect(share.shapley.kind == .fell && share.channel == .places)
  let kept = try compared(["fused", "channels", "0", "isKept"], false)
  #expect(kept.channels[0].wasKept == true && kept.channels[0].isKept == false && !kept.isUnchanged)
  let other = try compared(["fused", "channels", "0", "channel"], "graph").channels
  #expect(other.map(\.alone.kind) == [.appeared, .vanished])
  #expect(other.map(\.channel) == [.graph, .places])

  let drop = try compared(["fused", "columns", "0", "drop"], rate(0.9)).columnDrops
  #expect(drop.map(\.kind) == [.rose] && drop[0].name == "people.age")
  let profile = try compared(["fused", "profiles", "0", "success"], rate(0.02)).profiles
  #expect(profile.map(\.kind) == [.fell] && profile[0].name == "T")
  let severity = try compared(["fused", "verdicts", "0", "severity"], "low").verdicts[0]
  #expect(severity.severityBefore == .high && severity.severityAfter == .low)
  #expect(severity.failureMode == .semanticInference && severity.success.kind == .equal)
  for change in [attack, setting, kept] { #expect(!change.isUnchanged && change.warnings.isEmpty) }
}

// Catches data, columns and findings that change without a word.
@Test("Findings solved, new and regraded, columns and data are told apart")
func plantedData() throws {
  func compared(_ path: [String], _ value: Any?) throws -> ReportComparison {
    ReportComparison(from: fullReport, to: try planted(set(path, to: value)))
  }
  let solved = try compared(["findings"], [Any]())
  #expect(solved.solved == fullReport.findings && solved.new.isEmpty && !solved.isUnchanged)
  let back = ReportComparison(from: solved.after, to: fullReport)
  #expect(back.new == fullReport.findings && back.solved.isEmpty)
  let regraded = try compared(["findings", "0", "severity"], "high").regraded
  #expect(regraded.map(\.before.severity) == [.low] && regraded.map(\.after.severity) == [.high])

  let table = ["dataset", "tables", "0"]
  #expect(try compared(table + ["digest"], "01").tables[0].data == .different)
  #expect(try compared(table + ["digest"], nil).tables[0].data == .unknown)
  let rows = try compared(table + ["rows"], 11)
  #expect(rows.tables[0].rowsBefore == 10 && rows.tables[0].rowsAfter == 11)
  #expect(try compared(table + ["name"], "t").tables.map(\.data) == [.appeared, .vanished])
  let role = try compared(table + ["columns", "0", "role"], "ignored").columns
  #expect(role.map(\.before) == ["quasi-identifier, integer"])
  #expect(role.map(\.after) == ["ignored, integer"] && role[0].name == "people.age")
  #expect(try compared(table + ["columns"], [Any]()).columns.map(\.after) == [nil])
}

// Catches a difference of adversaries, seeds or versions that is read as one of the data.
@Test("Whatever makes two reports incomparable is said, each by its own warning")
func warnings() throws {
  let changes: [(ComparisonWarning, [String], Any?)] = [
    (.otherDataset, ["dataset", "name"], "e"),
    (.laterIsOlder, ["createdAt"], "2026-03-02T00:00:00Z"),
    (.otherSchema, ["schemaVersion"], "1.0"), (.otherTool, ["tool", "version"], "0.2.0"),
    (.otherAdversary, ["adversary", "knownColumns", "people"], ["age", "sex"]),
    (.otherPopulation, ["adversary", "populationSize"], nil),
    (.otherMissing, ["dataset", "missing"], "wildcard"), (.otherPrior, ["fused", "prior"], 0.5),
    (.otherTargets, ["attacks", "0", "setting", "targets"], 11), (.otherSeed, ["seed"], "3"),
    (.fusedInOne, ["fused"], nil), (.otherSeed, ["fused", "seeds"], ["7"]),
  ]
  var seen: Set<ComparisonWarning> = [.otherProfile]
  for (warning, path, value) in changes {
    let comparison = ReportComparison(from: fullReport, to: try planted(set(path, to: value)))
    #expect(comparison.warnings == [warning], "\(path)")
    #expect(!warning.sentence.isEmpty)
    seen.insert(warning)
    let redrawn: [ComparisonWarning] = [.otherSeed, .otherTargets, .fusedInOne]
    #expect((comparison.footing == .independent) == redrawn.contains(warning), "\(path)")
  }
  let profile = ReportComparison(
    from: fullReport,
    to: try planted {
      set(["fused", "profiles", "0", "id"], to: "vendor")(&$0)
      set(["fused", "profile"], to: "vendor")(&$0)
    })
  #expect(profile.warnings == [.otherProfile])
  #expect(profile.profiles.map(\.kind) == [.appeared, .vanished])
  #expect(seen == Set(ComparisonWarning.allCases))
}
