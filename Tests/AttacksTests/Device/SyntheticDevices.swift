import Attacks
import Evaluation
import Numerics
import Tables

/// People with devices of known entropy.
enum SyntheticDevices {
  /// One row for each person: traits drawn independently and uniformly from `values` each.
  static func uniform(people: Int, values: [Int], seed: UInt64) throws -> DeviceRecords {
    var source = SeededGenerator(seed: seed, stream: "uniform-devices")
    return try DeviceRecords(
      traits: values.enumerated().map { index, count in
        CodedColumn(
          name: "trait\(index)",
          codes: (0..<people).map { _ in UInt32.random(in: 1...UInt32(count), using: &source) },
          dictionary: .opaque(count: count))
      }, subjects: SubjectIndex(rowCount: people))
  }

  /// Two rows for each person, an earlier and a later one; a browser on one of `kinds` platforms,
  /// upgraded by one version in between with chance one half, on a screen of one of `screens`.
  ///
  /// - Parameter steady: whether the later device is the earlier one, or drawn anew.
  static func periods(
    people: Int, kinds: Int, screens: Int, steady: Bool, seed: UInt64
  ) throws -> DeviceRecords {
    var source = SeededGenerator(seed: seed, stream: "device-periods")
    var agents: [String?] = []
    var sizes: [String?] = []
    for _ in 0..<2 {
      for _ in 0..<people {
        let kind = Int.random(in: 0..<kinds, using: &source)
        let version = Int.random(in: 100..<110, using: &source)
        agents.append("Mozilla/5.0 (Model\(kind)) Chrome/\(version).0")
        sizes.append("\(Int.random(in: 0..<screens, using: &source))x800")
      }
    }
    if steady {
      for person in 0..<people {
        let agent = VersionOfAgent(agents[person] ?? "")
        agents[people + person] = agent.upgraded(by: Bool.random(using: &source) ? 1 : 0)
        sizes[people + person] = sizes[person]
      }
    }
    let key = CodedColumn(
      name: "person", codes: (0..<2).flatMap { _ in (1...UInt32(people)) },
      dictionary: .opaque(count: people))
    return try DeviceRecords(
      traits: [CodedColumn(name: "agent", texts: agents), CodedColumn(name: "size", texts: sizes)],
      subjects: SubjectIndex(key: key),
      times: (0..<(2 * people)).map { $0 < people ? 0 : 86_400_000_000 })
  }

  private struct VersionOfAgent {
    let text: String
    init(_ text: String) { self.text = text }

    func upgraded(by versions: Int) -> String {
      let parts = text.split(separator: "/")
      let number = Int(parts[2].prefix { $0 != "." }) ?? 0
      return "\(parts[0])/\(parts[1])/\(number + versions).0"
    }
  }

  static func setting(people: Int, controlShare: Double = 0, seed: UInt64 = 4) -> EventSetting {
    EventSetting(
      table: "devices", subjectCount: people, columns: ["agent"], evaluator: Evaluator(seed: seed),
      seed: seed, targetCount: 1_000, controlShare: controlShare, reproduce: "palimpsest audit")
  }
}
