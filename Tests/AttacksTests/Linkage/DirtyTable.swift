import Evaluation
import Numerics
import Tables

@testable import Attacks

/// People made up, and another party's misspelt list of some of them and of others.
struct DirtyTable {
  let release: [CodedColumn]
  let auxiliary: AuxiliaryRecords
  let setting: AttributeSetting

  /// - Parameters:
  ///   - related: whether the other party's list is about the same people at all.
  ///   - shuffled: whether its keys are dealt out anew, so that they say nothing.
  init(
    people: Int, outsiders: Int = 0, related: Bool = true, shuffled: Bool = false,
    typos: Double = 0.2, seed: UInt64
  ) {
    var source = SeededGenerator(seed: seed, stream: "dirty-table")
    func word(_ syllables: Int, _ pool: Int) -> String {
      var number = source.index(below: pool)
      return (0..<syllables).map { _ in
        defer { number /= 12 }
        return ["ba", "ke", "li", "mo", "nu", "sa", "te", "vi", "zo", "ru", "da", "pe"][number % 12]
      }.joined()
    }
    func person() -> [String?] {
      let day = 1 + source.index(below: 28)
      let month = 1 + source.index(below: 12)
      return [
        word(3, 200), word(4, 1_000),
        "\(1940 + source.index(below: 60))-\(month < 10 ? "0" : "")\(month)-"
          + "\(day < 10 ? "0" : "")\(day)",
        word(3, 40),
      ]
    }
    func dirty(_ cells: [String?]) -> [String?] {
      cells.map { cell in
        guard let cell, source.index(below: 1_000) < Int(typos * 1_000) else { return cell }
        if source.index(below: 4) == 0 { return nil }
        var letters = Array(cell)
        letters.swapAt(letters.count - 1, letters.count - 2)
        return String(letters)
      }
    }
    let released = (0..<people).map { _ in person() }
    let known = (related ? released : (0..<people).map { _ in person() }).map(dirty)
    let others = (0..<outsiders).map { _ in person() }
    var keys: [String?] = (0..<people + outsiders).map { "k\($0)" }
    if shuffled { source.shuffle(&keys) }
    func columns(_ rows: [[String?]]) -> [CodedColumn] {
      ["name", "surname", "born", "town"].enumerated().map { position, name in
        CodedColumn(name: name, texts: rows.map { $0[position] })
      }
    }
    release = columns(released)
    auxiliary = AuxiliaryRecords(
      name: "vendor", columns: columns(known + others),
      pairing: Pairing(auxiliaryKeys: keys, releaseKeys: (0..<people).map { "k\($0)" }))
    setting = AttributeSetting(
      records: AttributeRecords(
        table: "people", columns: release, subjects: SubjectIndex(rowCount: people),
        rowCount: people, missing: .category),
      sensitive: [], evaluator: Evaluator(seed: seed), seed: seed, targetCount: 1_000,
      controlShare: 0, reproduce: "test")
  }

  var experiment: LinkageExperiment { LinkageExperiment(setting: setting, auxiliary: auxiliary) }
}
