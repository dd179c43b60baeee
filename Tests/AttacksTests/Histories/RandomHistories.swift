import Evaluation
import Foundation
import Numerics
import TestSupport

@testable import Attacks

/// Histories for tests: MovieLens, and small random ones.
enum RandomHistories {
  /// The ratings of MovieLens 100k, every row.
  static func movieLens() throws -> SparseHistories {
    let file = SharedFolder.file("data/movielens-100k/u.data.projected")
    let bytes = [UInt8](try Data(contentsOf: file))
    var (row, number) = ([Int](), 0)
    var (subjects, items) = ([UInt32](), [UInt32]())
    var (values, days) = ([Float](), [Float]())
    for byte in bytes {
      if byte >= 48, byte <= 57 {
        number = number * 10 + Int(byte - 48)
        continue
      }
      row.append(number)
      number = 0
      guard byte == 10 else { continue }
      subjects.append(UInt32(row[0] - 1))
      items.append(UInt32(row[1] - 1))
      values.append(Float(row[2]))
      days.append(Float(Double(row[3]) / 86_400))
      row.removeAll()
    }
    return try SparseHistories(
      subjectCount: 943, itemCount: 1_682, subjects: subjects, items: items, values: values,
      days: days)
  }

  /// Entries of `people` over few items, some chosen twice, some without a value or a day.
  static func some(
    people: Int, items: Int, entries: Int, missing: Double = 0.2, seed: UInt64
  ) throws -> SparseHistories {
    var source = SeededGenerator(seed: seed, stream: "histories")
    func number(below count: Int) -> Float {
      source.bernoulli(missing) ? .nan : Float(source.index(below: count))
    }
    let rows = (0..<entries).map { _ in
      (
        UInt32(source.index(below: people)), UInt32(source.index(below: items)), number(below: 5),
        number(below: 90)
      )
    }
    return try SparseHistories(
      subjectCount: people, itemCount: items, subjects: rows.map(\.0), items: rows.map(\.1),
      values: rows.map(\.2), days: rows.map(\.3))
  }

  static func setting(_ count: Int, targets: Int = 1_000, seed: UInt64 = 1) -> EventSetting {
    EventSetting(
      table: "ratings", subjectCount: count, columns: ["item", "rating", "day"],
      evaluator: Evaluator(seed: seed, interval: .clopperPearson), seed: seed, targetCount: targets,
      controlShare: 0,
      reproduce: "palimpsest audit")
  }

  /// What another party holds about the same number of people, row i about data subject i.
  static func auxiliary(_ histories: SparseHistories, shuffledBy seed: UInt64? = nil)
    -> AuxiliaryHistories
  {
    let keys = (0..<histories.subjectCount).map { Optional("\($0)") }
    var truths = keys
    if let seed {
      var source = SeededGenerator(seed: seed, stream: "truth")
      source.shuffle(&truths)
    }
    return AuxiliaryHistories(
      name: "a vendor", histories: histories,
      pairing: Pairing(auxiliaryKeys: truths, releaseKeys: keys))
  }
}
