import Testing

@testable import MediaMetadata

/// What every reader promises, checked on one input: its account, its output, its idempotence.
enum Conformance {
  /// Scrubs `input` and checks the promises of `MediaFormatReader`; returns the output.
  @discardableResult
  static func check(
    _ input: [UInt8], under policy: ScrubPolicy = .standard,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [UInt8] {
    let source = MediaSource(input)
    var reading = Reading(policy: policy, detail: .values)
    let (format, anatomy) = try MediaFormats.read(source, &reading)
    let output = try Rebuild.bytes(of: anatomy, from: source)
    #expect(output.count == anatomy.outputCount, sourceLocation: sourceLocation)

    var structures = Reading(policy: policy, detail: .structures)
    let lean = try MediaFormats.read(source, &structures).anatomy
    #expect(lean == anatomy, "values change nothing", sourceLocation: sourceLocation)

    let cleaned = MediaSource(output)
    var again = Reading(policy: policy, detail: .values)
    let (secondFormat, second) = try MediaFormats.read(cleaned, &again)
    #expect(secondFormat == format, sourceLocation: sourceLocation)
    #expect(second.isClean, "a second rebuild changes nothing", sourceLocation: sourceLocation)
    let left = again.disclosures.filter { $0.fate == .removed }.map(\.location)
    #expect(left.isEmpty, "nothing is left to remove", sourceLocation: sourceLocation)
    let equal = try PayloadComparison.areEqual(
      anatomy.payload, of: source, second.payload, of: cleaned)
    #expect(equal, "the payload is unharmed", sourceLocation: sourceLocation)
    if !anatomy.isClean {
      #expect(
        reading.disclosures.contains { $0.fate != .kept }, "what is dropped is reported",
        sourceLocation: sourceLocation)
    }
    return output
  }

  /// Cuts and flips bytes of `input`, seeded: no variant traps, and what is accepted conforms.
  static func fuzz(
    _ input: [UInt8], under policy: ScrubPolicy = .standard, rounds: Int, seed: UInt64 = 1
  ) throws {
    var generator = SplitMix(state: seed)
    for _ in 0..<rounds {
      var bytes = input
      for _ in 0..<(1 + Int(generator.next() % 4)) where !bytes.isEmpty {
        let at = Int(generator.next() % UInt64(bytes.count))
        switch generator.next() % 4 {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int(generator.next() % 16)))
        case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 9)], at: at)
        default: bytes.removeLast(Int(generator.next() % UInt64(bytes.count)) / 8)
        }
      }
      do { try check(bytes, under: policy) } catch is MediaError {}
    }
  }
}

/// A small seeded generator (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
