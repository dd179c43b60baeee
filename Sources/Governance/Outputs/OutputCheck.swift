public import Findings
public import Tables

/// Looks into aggregate tables and model cards that are about to be published.
///
/// **Guarantee**: a count, category, extreme, identifier or free text that these rules know is
/// found wherever it stands; no value is repeated in a decision, only its line and column.
/// **Does not protect against**: differencing of several tables, dominance of one contributor, and
/// identifiers that no rule here knows.
/// **Source**: Griffiths et al., Handbook on Statistical Disclosure Control for Outputs, 2019
/// (thresholds, class disclosure, minima and maxima).
/// **Cost**: O(bytes).
public struct OutputCheck: Sendable {
  private let terms: OutputTerms
  private let path: String

  /// A check of one file.
  public init(terms: OutputTerms, path: String) {
    self.terms = terms
    self.path = path
  }

  /// One decision for each kind of fault and place, at most ten of a kind; one that is met where
  /// nothing was found.
  public func decisions(on bytes: [UInt8]) -> [GateDecision] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return [
        decision(OutputFault(kind: .unreadable, line: 1, column: 1))
      ]
    }
    let name = path.lowercased()
    let isTable = [".csv", ".tsv"].contains { name.hasSuffix($0) }
    let faults =
      isTable
      ? AggregateTable(text: text, separator: name.hasSuffix(".tsv") ? "\t" : ",").faults(terms)
      : ModelCard(text: text).faults(terms)
    if faults.isEmpty {
      return [
        GateDecision(
          rule: "outputs", title: "What is published shows no person",
          severity: severity, result: .met, reason: .thresholdMet,
          sentence: "nothing was found in \(path)", place: GateDecision.Place(file: path))
      ]
    }
    return OutputFault.Kind.allCases.flatMap { kind in
      let own = faults.filter { $0.kind == kind }
      return own.prefix(10).map { decision($0, among: own.count) }
    }
  }

  private var severity: GateDecision.Severity { GateDecision.Severity(terms.severity) }

  private func decision(_ fault: OutputFault, among count: Int = 1) -> GateDecision {
    let more = count > 10 ? " (one of \(Phrase.count(count)))" : ""
    return GateDecision(
      rule: "outputs/\(fault.kind.rawValue)", title: "What is published shows no person",
      source: "Handbook on Statistical Disclosure Control for Outputs, 2019",
      severity: severity, result: terms.severity == .deny ? .denied : .warned,
      reason: .outputNotSanitised, sentence: fault.kind.sentence(terms) + more,
      remedy: fault.kind.remedy,
      place: GateDecision.Place(file: path, line: fault.line, column: fault.column))
  }
}

/// Something that a published output must not show, and where it stands.
struct OutputFault: Equatable {
  enum Kind: String, CaseIterable {
    case unreadable
    case smallCell = "small-cell"
    case rareCategory = "rare-category"
    case exactExtreme = "exact-extreme"
    case freeText = "free-text"
    case identifier
    case countsMissing = "counts-missing"
    case wholeGroup = "whole-group"

    func sentence(_ terms: OutputTerms) -> String {
      switch self {
      case .unreadable: "the file is not text in UTF-8, or is no table"
      case .smallCell: "a count of fewer than \(terms.minimumCell) people"
      case .rareCategory: "a category of fewer than \(terms.minimumCategory) people in all"
      case .exactExtreme: "a smallest or largest value: it is one person's"
      case .freeText: "a text as people write it, not a category"
      case .identifier: "what looks like an identifier of a person"
      case .countsMissing: "figures without the counts of people behind them"
      case .wholeGroup: "a share of 0 or 1: it says the same of everybody in the group"
      }
    }

    var remedy: String {
      switch self {
      case .unreadable: "publish UTF-8"
      case .smallCell: "merge it with others, or suppress it with a second one in its row"
      case .rareCategory: "merge it with another category"
      case .exactExtreme: "publish a percentile such as the 5th and 95th, or a rounded bound"
      case .freeText: "leave the column out, or replace texts by categories"
      case .identifier: "leave it out"
      case .countsMissing: "add a column `count`, or publish what has one"
      case .wholeGroup: "merge the group with others"
      }
    }
  }

  let kind: Kind
  /// From 1.
  let line: Int
  /// From 1.
  let column: Int
}
