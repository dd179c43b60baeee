public import Findings
public import Foundation

/// Rules that are not met as SARIF 2.1.0, in the form that GitHub's code scanning accepts.
///
/// Only failures become results: code scanning shows `pass` results as problems
/// (microsoft/PSRule#955). Each rule that was checked stands in the run's list of rules under its
/// own id, so that none is merged with another (open-policy-agent/conftest#1396).
///
/// **Source** OASIS SARIF 2.1.0 errata 01; GitHub, "SARIF support for code scanning".
public enum SARIFReport {
  /// What one file may hold.
  public struct Limits: Sendable, Equatable {
    /// Results of the run: GitHub keeps the first 5,000 and drops the rest without a word.
    public var results = 5_000
    /// Rules of the run: GitHub refuses a file with more than 25,000.
    public var rules = 25_000
    /// Bytes: GitHub refuses more than 10 MB compressed, which this many never exceed.
    public var byteCount = 9_000_000

    /// GitHub's limits.
    public static let github = Limits()

    /// Limits.
    public init(results: Int = 5_000, rules: Int = 25_000, byteCount: Int = 9_000_000) {
      self.results = results
      self.rules = rules
      self.byteCount = byteCount
    }
  }

  /// A gate's verdict.
  ///
  /// - Parameter root: the repository's absolute path; other paths show at the manifest.
  /// - Complexity: O(decisions log decisions).
  public static func render(
    _ verdict: GateVerdict, below root: String? = nil, limits: Limits = .github
  ) throws -> Data {
    try render(CheckList(verdict, below: root), limits: limits)
  }

  /// The findings of an audit: high and critical as errors, low and medium as warnings.
  ///
  /// - Complexity: O(findings log findings).
  public static func render(
    _ report: RiskReport, places: FindingPlaces = FindingPlaces(), limits: Limits = .github
  ) throws -> Data {
    try render(CheckList(report, places: places), limits: limits)
  }

  private static func render(_ list: CheckList, limits: Limits) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var room = limits
    while true {
      let data = try encoder.encode(SARIFRun(list, limits: room).log)
      if data.count <= limits.byteCount || room.results <= 1 { return data }
      // Rules that are met go first; then both are halved until they fit.
      let failing = list.byRule.count { $0.items.contains(where: \.isFailure) }
      if room.rules > failing + 1 {
        room.rules = failing + 1
        continue
      }
      room.results = max(1, min(room.results, list.failures.count) / 2)
      room.rules = max(1, min(room.rules, list.byRule.count) / 2)
    }
  }
}

/// One run on its way to SARIF.
private struct SARIFRun {
  let list: CheckList
  let limits: SARIFReport.Limits
  private let rules: [(rule: String, items: [CheckItem])]
  private let ruleIndex: [String: Int]
  private let shown: [CheckItem]
  private let leftOut: Int
  private static let truncationRule = "palimpsest/truncated"

  init(_ list: CheckList, limits: SARIFReport.Limits) {
    self.list = list
    self.limits = limits
    let failures = list.failures
    // Rules that fail come first, so that a limit never leaves a result without its rule.
    let ordered =
      list.byRule.filter { $0.items.contains(where: \.isFailure) }
      + list.byRule.filter { !$0.items.contains(where: \.isFailure) }
    rules = Array(ordered.prefix(max(1, limits.rules - 1)))
    ruleIndex = Dictionary(
      rules.enumerated().map { ($0.element.rule, $0.offset) }, uniquingKeysWith: { one, _ in one })
    let index = ruleIndex
    let known = failures.filter { index[$0.rule] != nil }
    shown =
      failures.count <= limits.results && known.count == failures.count
      ? failures : Array(known.prefix(max(0, limits.results - 1)))
    leftOut = failures.count - shown.count
  }

  var log: SARIFLog {
    var results = shownResults
    var described = rules.map(description)
    var notes = list.notes.map {
      SARIFLog.Notification(level: "note", message: .init(text: SARIFText.plain($0)))
    }
    if leftOut > 0 {
      let sentence =
        "\(Phrase.count(leftOut, "result is", "results are")) left out of this file, which holds"
        + " as many as code scanning takes; the JSON verdict or report holds all of them."
      results.append(truncationResult(sentence, ruleIndex: described.count))
      described.append(truncationDescription)
      notes.append(.init(level: "warning", message: .init(text: sentence)))
    }
    let version = list.tool.split(separator: " ").last.map(String.init)
    return SARIFLog(runs: [
      .init(
        tool: .init(
          driver: .init(
            name: "palimpsest",
            semanticVersion: version.flatMap { $0.first?.isNumber == true ? $0 : nil },
            rules: described)),
        automationDetails: .init(id: "palimpsest/\(list.name)/"),
        invocations: [.init(executionSuccessful: true, toolExecutionNotifications: notes)],
        results: results)
    ])
  }

  private var shownResults: [SARIFLog.Result] {
    var seen: [String: Int] = [:]
    return shown.map { item in
      seen[item.fingerprint, default: 0] += 1
      return .init(
        ruleId: item.rule, ruleIndex: ruleIndex[item.rule] ?? 0, level: item.level.rawValue,
        message: .init(text: message(of: item)), locations: [location(item.place)],
        partialFingerprints: fingerprints(item.fingerprint, seen[item.fingerprint] ?? 1))
    }
  }

  private func message(of item: CheckItem) -> String {
    let columns = item.columns.isEmpty ? "" : " Columns: \(Phrase.list(item.columns))."
    let remedy = item.remedy.map { " What would mend it: \($0)" } ?? ""
    return SARIFText.plain(item.sentence + columns + remedy)
  }

  private func location(_ place: GateDecision.Place?) -> SARIFLog.Location {
    let place = place ?? list.defaultPlace
    return .init(
      physicalLocation: .init(
        artifactLocation: .init(uri: SARIFText.uri(place.file)),
        region: .init(startLine: max(1, place.line), startColumn: max(1, place.column))))
  }

  private func fingerprints(_ text: String, _ occurrence: Int) -> [String: String] {
    [
      "primaryLocationLineHash": "\(SARIFText.hash(text)):\(occurrence)",
      "palimpsest/v1": SafeText.neutralised(text, limit: 400) + ";occurrence=\(occurrence)",
    ]
  }

  private func description(_ rule: String, _ items: [CheckItem]) -> SARIFLog.Rule {
    let first = items.first
    let level = items.map(\.level).max() ?? .warning
    let title = first?.title ?? rule
    let source = first?.source.map { "Source: \($0)" } ?? "Source: the policy itself."
    let about = [first?.explanation, source].compactMap { $0 }.joined(separator: " ")
    let limit = SARIFText.descriptionLimit
    let markdown: MarkdownText = "**\(title)**\n\n\(about)"
    return .init(
      id: rule, name: SafeText.name(rule),
      shortDescription: .init(text: SARIFText.plain(title, limit: limit)),
      fullDescription: .init(text: SARIFText.plain("\(title). \(about)", limit: limit)),
      help: .init(text: SARIFText.plain("\(title). \(about)"), markdown: markdown.text),
      defaultConfiguration: .init(level: level.rawValue),
      properties: properties(level))
  }

  private func properties(_ level: CheckItem.Level) -> SARIFLog.Properties {
    let severity =
      switch level {
      case .error: "8.0"
      case .warning: "5.0"
      case .note: "2.0"
      }
    return .init(
      tags: ["security", "privacy", list.name], precision: "high",
      severity: level == .note ? "recommendation" : level.rawValue, securitySeverity: severity)
  }

  private func truncationResult(_ sentence: String, ruleIndex: Int) -> SARIFLog.Result {
    .init(
      ruleId: Self.truncationRule, ruleIndex: ruleIndex, level: "warning",
      message: .init(text: sentence), locations: [location(nil)],
      partialFingerprints: fingerprints("rule=\(Self.truncationRule)", 1))
  }

  private var truncationDescription: SARIFLog.Rule {
    let title = "Not all results fit into this file"
    let about = "Code scanning takes a limited number of results a run. Source: GitHub."
    return .init(
      id: Self.truncationRule, name: "truncated", shortDescription: .init(text: title),
      fullDescription: .init(text: "\(title). \(about)"),
      help: .init(text: "\(title). \(about)", markdown: "**\(title)**\n\n\(about)"),
      defaultConfiguration: .init(level: "warning"), properties: properties(.warning))
  }
}
