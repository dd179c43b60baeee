import Findings
import Foundation

extension Samples {
  /// Texts that try to become markup, to act on a terminal, or to break a layout.
  static let hostileTexts = [
    "<script>alert(1)</script>", "\"onload=\"alert(1)", "' onmouseover='x", "</style><h1>",
    "--><!--",
    "]]>", "&lt;&#60;", "javascript:alert(1)", "http://evil.example/x.png",
    "![x](http://evil.example)",
    "| a | b |\n|--|--|", "`code` **bold** $x$ @someone #1 www.evil.example :skull:",
    "\u{202E}desrever\u{202C}", "\u{2066}isolate", "nul\u{0}byte",
    "bell\u{7} esc\u{1B}[31mred\u{1B}[0m",
    "\u{9B}31m csi", "line\r\nbreak\u{2028}and\u{2029}para\u{85}next", "tab\tstop",
    "z" + String(repeating: "\u{0301}", count: 500) + "algo", "\u{FEFF}zero\u{200B}width\u{00AD}",
    String(repeating: "W", count: 10_000), String(repeating: "字", count: 3_000),
    "\u{FFFE}\u{E000}\u{10FFFF}", "👩‍👩‍👧‍👦 family", "", " ",
  ]

  /// The sample with every free text replaced: names, sentences, ids, everything but enumerations.
  static func replacingTexts(
    in report: RiskReport, with text: @escaping (Int) -> String
  ) throws -> RiskReport {
    let fixed: Set<String> = [
      "channel", "risk", "failureMode", "severity", "method", "status", "kind", "seed",
      "schemaVersion", "seeds", "channels", "bestChannel",
    ]
    // What one text refers to by another stays the same in both.
    let references: Set<String> = ["id", "attack", "profile"]
    var renamed: [String: String] = [:]
    var index = 0
    func replaced(_ value: Any, key: String) -> Any {
      if let members = value as? [String: Any] {
        if key == "knownColumns" {
          index += 1
          return [text(index) + "x": [text(index + 1)]]
        }
        let changed = Dictionary(
          uniqueKeysWithValues: members.sorted { $0.key < $1.key }.map {
            ($0.key, replaced($0.value, key: $0.key))
          })
        return key == "fused" ? removalNamed(changed) : changed
      }
      if let elements = value as? [Any] { return elements.map { replaced($0, key: key) } }
      guard let old = value as? String, !isEnumerated(key, value) else { return value }
      if references.contains(key), let known = renamed[old] { return known }
      index += 1
      renamed[old] = renamed[old] ?? text(index)
      return text(index)
    }
    func isEnumerated(_ key: String, _ value: Any) -> Bool {
      let tables = ["users", "events", "edges", "text", "media"]
      return fixed.contains(key) && !tables.contains(value as? String ?? "")
    }
    func removalNamed(_ fused: [String: Any]) -> [String: Any] {
      var fused = fused
      let columns = fused["columns"] as? [[String: Any]] ?? []
      fused["removal"] = (fused["removal"] as? [[String: Any]] ?? []).enumerated().map {
        var step = $1
        let column = columns[$0]
        step["column"] = "\(column["table"] ?? "").\(column["column"] ?? "")"
        return step
      }
      return fused
    }
    let object = try JSONSerialization.jsonObject(with: report.encoded())
    let data = try JSONSerialization.data(withJSONObject: replaced(object, key: ""))
    return try RiskReport.decode(from: data)
  }

  /// A report with a thousand of everything.
  static let huge: RiskReport = {
    let base = survey.attacks[0]
    let points = (0..<5_000).map {
      Chart.Point(label: "c\($0)", x: Double($0), y: Double($0 % 97) / 97)
    }
    let charts = (0..<20).map { index in
      Chart(
        id: "c\(index)", title: "Chart \(index)", kind: ChartKind.allCases[index % 5], xLabel: "x",
        yLabel: "y",
        series: (0..<30).map {
          .init(name: "series \($0)", points: index < 2 ? points : Array(points.prefix(30)))
        },
        alternativeText: "Many points.")
    }
    let columns = (0..<1_000).map { "column_\($0)" }
    let grid = Grid(
      id: "g", title: "Grid", header: Array(columns.prefix(60)),
      rows: (0..<500).map { row in (0..<60).map { .count(row * $0) } })
    let attacks = (0..<1_000).map { index in
      AttackResult(
        id: "a\(index)", attack: base.attack,
        setting: AttackSetting(
          scenario: "known-points", table: "t", knownColumns: columns, knowledge: "k", targets: 10,
          controls: 0, candidates: 10, exhaustive: true, reproduce: "palimpsest"),
        success: base.success, baseline: base.baseline, control: nil, excess: base.excess,
        measures: (0..<200).map {
          Measure(id: "m\($0)", label: "Measure \($0)", estimate: .exact(Double($0)), unit: "score")
        },
        charts: index == 0 ? charts : [], grids: index == 0 ? [grid] : [], sentence: "s")
    }
    return RiskReport(
      tool: tool, createdAt: "2026-03-02T09:41:27Z", seed: 7,
      dataset: DatasetSummary(
        name: "wide", missing: "category",
        tables: (0..<40).map { table in
          TableSummary(
            name: "table_\(table)", kind: "users", rows: Int.max, subjects: Int.max, digest: nil,
            columns: columns.map {
              ColumnSummary(
                name: $0, role: "quasi-identifier", type: "integer", distinct: Int.max, missing: 0,
                entropyBits: 3, uniqueShare: 0.5)
            })
        }),
      adversary: AdversarySummary(
        sentence: "Knows all.", knownColumns: ["table_0": columns], populationSize: Int.max),
      verdict: survey.verdict,
      findings: (0..<1_000).map {
        Finding(
          id: "f\($0)", title: "Finding \($0)", severity: Severity.allCases[$0 % 5],
          risk: .singlingOut, failureMode: .semanticInference, sentence: "s", remedy: "r",
          evidence: attacks.map(\.id), columns: columns)
      },
      blame: columns.map {
        ColumnBlame(
          table: "table_0", column: $0, riskWith: 0.5, riskWithout: 0.4, riskAlone: 0.1,
          share: 0.001, sentence: "s")
      },
      attacks: attacks,
      notMeasured: columns.map { Gap(what: $0, why: "No time.") }, notes: columns)
  }()
}
