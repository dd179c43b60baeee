import Foundation
import TestSupport

@testable import MediaMetadata

/// What one block gives away, and variants of it to try readers on.
enum BlockReading {
  /// Runs a block's reader, and returns what it noted.
  static func disclosures(
    detail: Reading.Detail = .values, _ read: (inout Reading) throws -> Void
  ) throws -> [Disclosure] {
    var reading = Reading(detail: detail)
    try read(&reading)
    return reading.disclosures
  }

  /// Hands cut, flipped and repeated variants of `input` to `body`, seeded.
  static func forEachVariant(
    of input: [UInt8], rounds: Int, seed: UInt64 = 1, _ body: ([UInt8]) throws -> Void
  ) rethrows {
    var generator = SplitMix(state: seed)
    for _ in 0..<rounds {
      var bytes = input
      for _ in 0..<(1 + Int(generator.next() % 4)) where !bytes.isEmpty {
        let at = Int(generator.next() % UInt64(bytes.count))
        switch generator.next() % 5 {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int(generator.next() % 16)))
        case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 9)], at: at)
        case 3: bytes[at] = generator.next() % 2 == 0 ? 0xff : 0x7f
        default: bytes.removeLast(Int(generator.next() % UInt64(bytes.count)) / 2)
        }
      }
      try body(bytes)
    }
  }

  /// The bytes of every file of the shared corpus, found by walking it.
  static func corpus(limit: Int = 4_000_000) -> [[UInt8]] {
    let root = SharedFolder.file("data/media")
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (paths ?? []).sorted().compactMap { path in
      guard let data = try? Data(contentsOf: root.appendingPathComponent(path)),
        data.count <= limit
      else { return nil }
      return [UInt8](data)
    }
  }

  /// Where `pattern` starts in `bytes`.
  static func occurrences(of pattern: String, in bytes: [UInt8]) -> [Int] {
    let wanted = Array(pattern.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return [] }
    var found: [Int] = []
    var index = 0
    let last = bytes.count - wanted.count
    while index <= last {
      if bytes[index] == first, bytes[index..<(index + wanted.count)].elementsEqual(wanted) {
        found.append(index)
      }
      index += 1
    }
    return found
  }
}
