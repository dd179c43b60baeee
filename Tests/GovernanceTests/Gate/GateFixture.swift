import Findings
import Foundation
import Governance
import Tables

/// A release candidate that passes, to be broken in one way at a time.
struct GateFixture {
  static let now = 1_800_000_000
  static let reportTime = "2027-01-14T08:00:00Z"

  var report: Any = Self.soundReport
  /// Bytes in place of the report, where JSON can't say it.
  var reportText: String?
  var hasReport = true
  var hasManifest = true
  var candidates = ["aa", "bb"]
  var approvals: ReleaseApprovals? = Self.soundApprovals
  var policy = Self.soundPolicy
  var protection: Any?
  var baseline: GateVerdict?
  var now = Self.now
  var kind = ReleaseKind.isPublic

  static func estimate(
    _ value: Double, _ lower: Double, _ upper: Double, method: String = "wilson"
  ) -> [String: Any] {
    ["value": value, "lower": lower, "upper": upper, "level": 0.95, "method": method]
  }

  static func attack(_ id: String, _ risk: String, success: [String: Any]) -> [String: Any] {
    [
      "id": id, "attack": ["id": id, "risk": risk, "channel": "attributes"],
      "setting": ["table": "people", "targets": 1000], "success": success,
      "excess": estimate(0.01, 0, 0.02),
      "measures": [
        ["id": "k", "status": "measured", "estimate": estimate(12, 12, 12, method: "exact")]
      ], "remedy": "Coarsen the postcode.",
    ]
  }

  static var soundReport: [String: Any] {
    [
      "schemaVersion": "\(RiskReport.currentSchemaVersion)", "createdAt": reportTime,
      "dataset": [
        "name": "survey",
        "tables": [
          ["name": "people", "digest": "aa", "columns": [["name": "age"], ["name": "postcode"]]],
          ["name": "visits", "digest": "bb", "columns": [["name": "place"]]],
        ],
      ],
      "verdict": ["risk": estimate(0.05, 0.04, 0.06)],
      "blame": [
        ["table": "people", "column": "age", "riskWith": 0.3, "riskWithout": 0.2],
        ["table": "people", "column": "postcode", "riskWith": 0.3, "riskWithout": 0.04],
      ],
      "attacks": [
        attack("attributes/group-sizes", "singling-out", success: estimate(0.05, 0.04, 0.06)),
        attack("attributes/known-cells", "singling-out", success: estimate(0.02, 0.01, 0.03)),
        attack("attributes/link-records", "linkability", success: estimate(0.01, 0, 0.02)),
      ],
    ]
  }

  static var soundApprovals: ReleaseApprovals {
    ReleaseApprovals(
      candidates: ["aa", "bb"], report: "report", preparedBy: "ada",
      approvals: [
        .init(person: "bob", role: "steward", at: "2027-01-14T10:00:00Z"),
        .init(person: "cy", role: "officer", at: "2027-01-14T11:00:00Z"),
        .init(person: "dee", role: "officer", at: "2027-01-14T11:00:00Z"),
      ])
  }

  static func rule(
    _ id: String = "risk", metric: String = "verdict.risk",
    _ comparison: RuleComparison = .atMost, _ threshold: Double = 0.09, uses: RuleBound? = nil,
    severity: RuleSeverity = .deny, appliesTo: [ReleaseKind]? = nil
  ) -> PolicyRule {
    PolicyRule(
      id: id, title: "t", metric: MetricPath(known: metric), comparison: comparison,
      threshold: threshold, severity: severity, appliesTo: appliesTo, uses: uses, line: 7)
  }

  static var soundPolicy: ReleasePolicy {
    ReleasePolicy(
      name: "p", releaseKinds: [.isPublic],
      evidence: EvidenceTerms(
        maximumAgeDays: 30, reauditDays: 100, expiresDays: 200,
        attacks: ["attributes/group-sizes", "attributes/known-cells", "attributes/link-records"]),
      rules: [
        rule(), rule("every", metric: "attacks[*].success"),
        rule("group", metric: "attacks[attributes/group-sizes].measures[k].estimate", .atLeast, 11),
        rule("link", metric: "attacks[attack.risk=linkability].success"),
      ],
      approvals: ApprovalTerms(roles: [
        .init(role: "steward", count: 1, line: 20), .init(role: "officer", count: 2, line: 21),
      ]),
      minimisation: MinimisationTerms(purposes: [
        .init(name: "care", needs: ["people.age", "postcode", "place"])
      ]))
  }

  static var manifest: Manifest {
    Manifest(
      name: "survey",
      tables: [
        TableDeclaration(
          name: "people", kind: .users, source: TableSource(paths: ["p.csv"]),
          columns: [
            ColumnDeclaration(name: "age", role: .quasiIdentifier),
            ColumnDeclaration(name: "postcode", role: .quasiIdentifier),
          ]),
        TableDeclaration(
          name: "visits", kind: .events, source: TableSource(paths: ["v.csv"]),
          columns: [ColumnDeclaration(name: "place", role: .place)]),
      ])
  }

  static func document(_ object: Any, path: String, digest: String) -> ReleaseEvidence.Document {
    let data = try? JSONSerialization.data(withJSONObject: object)
    return .init(
      path: path, digest: digest, content: data.flatMap { try? EvidenceDocument([UInt8]($0)) })
  }

  func verdict() -> GateVerdict {
    var document: ReleaseEvidence.Document?
    if hasReport {
      document =
        reportText.map {
          .init(path: "r.json", digest: "report", content: try? EvidenceDocument(Array($0.utf8)))
        } ?? Self.document(report, path: "r.json", digest: "report")
    }
    let evidence = ReleaseEvidence(
      policy: .init(kind: "policy", path: "policy.yaml", digest: "p"),
      manifest: hasManifest
        ? .init(kind: "manifest", path: "palimpsest.yaml", digest: "m") : nil,
      riskReport: document,
      protectionReport: protection.map {
        Self.document($0, path: "l.json", digest: "protection")
      },
      candidates: candidates.map { .init(path: "\($0).csv", digest: $0) },
      approvals: approvals.map { .init(path: "a.json", digest: "a", content: $0) })
    return Gate(
      policy: policy, kind: kind, manifest: hasManifest ? Self.manifest : nil, tool: "test",
      now: now
    ).decide(on: evidence, baseline: baseline)
  }
}

/// Changes a tree of JSON at a path of keys and indices.
enum JSONEdit {
  static func set(_ path: [Any], to value: Any?, in tree: Any) -> Any {
    guard let first = path.first else { return value ?? NSNull() }
    let rest = Array(path.dropFirst())
    if let key = first as? String, var object = tree as? [String: Any] {
      if rest.isEmpty {
        object[key] = value
      } else {
        object[key] = set(rest, to: value, in: object[key] ?? [String: Any]())
      }
      return object
    }
    if let index = first as? Int, var array = tree as? [Any] {
      if rest.isEmpty {
        if let value { array[index] = value } else { array.remove(at: index) }
      } else {
        array[index] = set(rest, to: value, in: array[index])
      }
      return array
    }
    return tree
  }

  /// Every member and element of a tree.
  static func paths(in tree: Any) -> [[Any]] {
    if let object = tree as? [String: Any] {
      return object.keys.sorted().flatMap { key in
        [[key]] + paths(in: object[key] ?? NSNull()).map { [key] + $0 }
      }
    }
    guard let array = tree as? [Any] else { return [] }
    return array.indices.flatMap { index in
      [[index]] + paths(in: array[index]).map { [index] + $0 }
    }
  }
}
