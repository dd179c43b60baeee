import Foundation
import TestSupport
import Testing

@testable import Attacks

/// A key of the reference files, split into the data set's name and the kind of result.
private struct Entry {
  let file: String
  let key: String
  let dataset: String
  let kind: String
  let value: Any

  var object: [String: Any] { value as? [String: Any] ?? [:] }

  func number(_ name: String) -> Double? { (object[name] as? NSNumber)?.doubleValue }

  func numbers(_ name: String) -> [Double]? {
    (object[name] as? [NSNumber])?.map(\.doubleValue)
  }
}

private let surveyKeys = ["urbrur", "roof", "walls", "water", "electcon", "relat", "sex"]
private let adultKeys = [
  "sex", "age", "race", "marital-status", "education", "native-country", "workclass", "occupation",
]

private func entries() throws -> [Entry] {
  let folder = SharedFolder.file("vectors/tabular")
  let files = try FileManager.default.contentsOfDirectory(
    at: folder, includingPropertiesForKeys: nil)
  var entries: [Entry] = []
  for url in files.sorted(by: { $0.path < $1.path })
  where url.lastPathComponent.hasPrefix("sdcmicro") && url.pathExtension == "json" {
    let parsed = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    let isAdult = url.lastPathComponent.contains("adult")
    for (key, value) in parsed as? [String: Any] ?? [:] {
      let parts = key.split(separator: "_", maxSplits: 1).map(String.init)
      let split = !isAdult && parts.count == 2
      entries.append(
        Entry(
          file: url.lastPathComponent, key: key, dataset: split ? parts[0] : "adult",
          kind: split ? parts[1] : key, value: value))
    }
  }
  return entries.sorted { $0.key < $1.key }
}

/// The columns that a data set's results were computed over.
private struct Keys {
  let table: ReferenceTable
  let codes: [[UInt32]]
  let weights: [Double]
  let households: [UInt32]?

  init?(_ dataset: String) throws {
    let file = dataset == "mdav" ? nil : try sharedTable("\(dataset).csv")
    guard let table = file else { return nil }
    self.table = table
    switch dataset {
    case "francdat":
      codes = try table.codes([2, 4, 5, 6].map { table.names[$0 - 1] })
      weights = try table.numbers(table.names[7])
      households = nil
    case "adult":
      codes = try table.codes(adultKeys)
      weights = table.rows.map { _ in 100 }
      households = nil
    case "testdata", "testdata2":
      codes = try table.codes(surveyKeys)
      weights = try table.numbers("sampling_weight")
      households = try table.codes("ori_hid")
    default:
      return nil
    }
  }
}

@Suite(.enabled(if: SharedFolder.exists)) struct SdcMicroReferenceTests {
  @Test("Each sdcMicro value on frequencies and risks is reproduced")
  func everyKey() throws {
    // Catches any change of a frequency, an individual, household, log-linear or cell risk.
    var checked = 0
    for entry in try entries() {
      if try check(entry) { checked += 1 }
    }
    #expect(checked >= 12, "too few keys of the reference were recognised: \(checked)")
  }

  /// Results of other rooms' methods.
  private func isElsewhere(_ kind: String) -> Bool {
    ["suda2", "ldiv", "localSuppression", "census", "tarragona", "eia", "mdav"].contains {
      kind.lowercased().hasPrefix($0.lowercased())
    }
  }

  private func check(_ entry: Entry) throws -> Bool {
    if isElsewhere(entry.kind) || entry.dataset == "mdav" { return false }
    guard let keys = try Keys(entry.dataset) else {
      Issue.record("no data or keys known for \(entry.key) of \(entry.file)", severity: .warning)
      return false
    }
    if entry.kind == "freq" || entry.kind == "freq8" {
      try checkFrequencies(entry, keys)
    } else if entry.kind == "sdcobj" || entry.kind == "measure_risk" {
      try checkRisks(entry, keys)
    } else if entry.kind == "riskyCells" {
      try checkCells(entry, keys)
    } else if entry.kind.hasPrefix("modRisk") {
      try checkModel(entry, keys)
    } else {
      Issue.record("unknown kind of result: \(entry.key) of \(entry.file)", severity: .warning)
      return false
    }
    return true
  }

  private func checkFrequencies(_ entry: Entry, _ keys: Keys) throws {
    let frequencies = try KeyFrequencies(keys: keys.codes, weights: keys.weights)
    agree(frequencies.sample, entry.numbers("fk"), entry.key)
    agree(frequencies.population, entry.numbers("Fk"), entry.key)
    let approximate = IndividualRisk(frequencies, method: .approximate)
    let exact = IndividualRisk(frequencies, method: .exact)
    agree(approximate.risks, entry.numbers("rk_approx"), entry.key)
    agree(exact.risks, entry.numbers("rk_exact"), entry.key)
    agree(Double(frequencies.rows(withFrequency: 1)), entry.number("n1"), entry.key)
    agree(Double(frequencies.rows(withFrequency: 2)), entry.number("n2"), entry.key)
  }

  private func checkRisks(_ entry: Entry, _ keys: Keys) throws {
    let frequencies = try KeyFrequencies(keys: keys.codes, weights: keys.weights)
    let risk = IndividualRisk(frequencies)
    agree(Array(frequencies.sample.prefix(10)), entry.numbers("first10_fk"), entry.key)
    agree(Array(frequencies.population.prefix(10)), entry.numbers("first10_Fk"), entry.key)
    agree(Array(risk.risks.prefix(10)), entry.numbers("first10_risk"), entry.key)
    agree(Double(frequencies.rows(withFrequency: 1)), entry.number("n1"), entry.key)
    for limit in [2, 3, 5] {
      agree(Double(frequencies.rows(below: Double(limit))), entry.number("n_lt\(limit)"), entry.key)
    }
    agree(risk.globalRisk, entry.number("global_risk"), entry.key)
    agree(risk.expectedReidentifications, entry.number("risk_ER"), entry.key)
    agree(risk.expectedReidentifications, entry.number("ER"), entry.key)
    agree(risk.expectedReidentifications, entry.number("sum_risk"), entry.key)
    agree(100 * risk.globalRisk, entry.number("risk_pct"), entry.key)
    agree(100 * risk.globalRisk, entry.number("pct"), entry.key)
    agree(risk.maximum, entry.number("max_risk"), entry.key)
    guard let households = keys.households, entry.number("hier_risk_ER") != nil else { return }
    let household = try HouseholdRisk(memberRisks: risk.risks, households: households)
    agree(household.expectedReidentifications, entry.number("hier_risk_ER"), entry.key)
    agree(100 * household.globalRisk, entry.number("hier_risk_pct"), entry.key)
  }

  private func checkCells(_ entry: Entry, _ keys: Keys) throws {
    let rows = entry.value as? [[String: Any]] ?? []
    #expect(!rows.isEmpty)
    for row in rows {
      let names = (1...9).compactMap { row["dim\($0)"] as? String }
      let threshold = (row["threshold"] as? NSNumber)?.intValue ?? -1
      let cells = try RiskyCells(
        keys: keys.table.codes(names), maximumKeys: names.count, thresholds: [threshold])
      let whole = cells.combinations.last { $0.keys.count == names.count }
      #expect(whole.map { String($0.unsafeCells) } == row["unsafe_cells"] as? String, "\(names)")
    }
  }

  private func checkModel(_ entry: Entry, _ keys: Keys) throws {
    let parts = entry.kind.split(separator: "_").dropFirst().map(String.init)
    let methods: [String: LogLinearRisk.Method] = [
      "default": .standard, "IPF": .standard, "CE": .offset, "PML": .pseudoLikelihood,
      "weightedLLM": .weightCovariate,
    ]
    guard let name = parts.last, let method = methods[name] else {
      Issue.record("unknown model: \(entry.key)", severity: .warning)
      return
    }
    let named = try parts.dropLast().map { part in
      try keys.table.codes(keys.table.names.first { $0.hasPrefix(part) } ?? part)
    }
    let result = try LogLinearRisk.estimate(
      keys: named.isEmpty ? keys.codes : named, weights: keys.weights, method: method)
    // R's glm stops at a relative change of deviance of 1e-8: its digits end there.
    let risk = try result.get()
    agree(risk.sdcMicroRisk1, entry.number("gr1"), entry.key, relative: 1e-7)
    agree(risk.sdcMicroRisk2, entry.number("gr2"), entry.key, relative: 1e-7)
    agree(Double(risk.sampleUniques), entry.number("n1"), entry.key)
  }

  private func agree(
    _ ours: Double, _ theirs: Double?, _ place: String, relative: Double = 1e-9
  ) {
    guard let theirs else { return }
    #expect(close(ours, theirs, relative: relative), "\(place): \(ours) against \(theirs)")
  }

  private func agree(_ ours: [Double], _ theirs: [Double]?, _ place: String) {
    guard let theirs else { return }
    #expect(ours.count == theirs.count, "\(place)")
    for (left, right) in zip(ours, theirs) { agree(left, right, place) }
  }
}
