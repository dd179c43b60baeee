import Findings
import Foundation

extension Samples {
  /// The release of `fused` after some protection: venues are gone from the data, the channel of
  /// histories with them, every rate is lower, the finding is solved.
  static func protected() throws -> RiskReport {
    let object = try JSONSerialization.jsonObject(with: fused.encoded())
    var report = scaled(object, by: 0.35) as? [String: Any] ?? [:]
    report["createdAt"] = "2026-11-22T16:40:00Z"
    report["findings"] = [Any]()
    var dataset = report["dataset"] as? [String: Any] ?? [:]
    dataset["tables"] = (dataset["tables"] as? [[String: Any]] ?? []).map { table in
      var table = table
      table["columns"] = (table["columns"] as? [[String: Any]] ?? [])
        .filter { $0["name"] as? String != "venue" }
      if table["digest"] != nil { table["digest"] = String(repeating: "b8", count: 32) }
      return table
    }
    report["dataset"] = dataset
    var fusion = report["fused"] as? [String: Any] ?? [:]
    fusion["channels"] = (fusion["channels"] as? [[String: Any]] ?? [])
      .filter { $0["channel"] as? String != "histories" }
    report["fused"] = fusion
    return try RiskReport.decode(from: JSONSerialization.data(withJSONObject: report))
  }

  /// Every estimate of a document times a factor.
  private static func scaled(_ value: Any, by factor: Double) -> Any {
    if let elements = value as? [Any] { return elements.map { scaled($0, by: factor) } }
    guard let members = value as? [String: Any] else { return value }
    let isEstimate = members["level"] != nil && members["method"] != nil
    return Dictionary(
      uniqueKeysWithValues: members.map { key, member in
        let isEnd = isEstimate && ["value", "lower", "upper"].contains(key)
        guard isEnd, let number = member as? Double else {
          return (key, scaled(member, by: factor))
        }
        return (key, number * factor)
      })
  }
}
