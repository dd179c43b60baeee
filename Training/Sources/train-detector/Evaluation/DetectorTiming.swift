import Foundation
import MediaMetadata

/// How long the committed detector takes for a field.
enum DetectorTiming {
  /// CPU time over made fields of held-out formats, the shortest of five rounds.
  static func line(seed: UInt64) -> String {
    var random = SeededRandom(seed: seed, stream: 5)
    let fields = ExampleMaker(
      formats: FieldNames.heldOut, side: nil, values: ValueMaker(pool: WordPool(side: .test)),
      neutralShare: 0
    ).examples(20_000, &random)
    var flags = 0
    let rounds = (0..<5).map { _ in
      let start = clock()
      for field in fields {
        if FieldDetector.standard.flag(name: field.name, value: field.value) != nil { flags += 1 }
      }
      return Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(fields.count)
    }
    let bytes = fields.reduce(0) { $0 + $1.value.utf8.count } / fields.count
    let long = String(repeating: "ab1 ", count: 500)
    let start = clock()
    for _ in 0..<2_000 { _ = FieldDetector.standard.flag(name: long, value: long) }
    let longest = Double(clock() - start) / Double(CLOCKS_PER_SEC) / 2_000
    return "\(rounded((rounds.min() ?? 0) * 1e6, 2)) µs of CPU a field (\(bytes) bytes of value on "
      + "average), \(rounded(longest * 1e6, 2)) µs for 2,000 bytes; \(flags / 5) of "
      + "\(fields.count) flagged"
  }
}
