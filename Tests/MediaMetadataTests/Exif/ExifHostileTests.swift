import TestSupport
import Testing

@testable import MediaMetadata

@Suite("Hostile Exif blocks")
struct ExifHostileTests {
  @Test("Directories that point at themselves or at each other end")
  func loops() throws {
    for sample in ExifBlockTests.orders {
      var chain = sample.block([sample.short(0x0112, 3)])
      chain.replaceSubrange(22..<26, with: sample.number(8, 4))
      #expect(try ExifBlockTests.read(chain).summary.orientation == 3)
      let inner = sample.block([
        sample.long(0x8769, 8), sample.long(0x8825, 8), sample.long(0x014a, 8, 8, 26, 10),
        sample.undefined(0x927c, Array("II*\0\u{8}\0\0\0\u{8}\0\0\0\0\0\0\0\0\0\0\0".utf8)),
      ])
      #expect(try !ExifBlockTests.read(inner).disclosures.isEmpty)
    }
  }

  @Test("Values that lie outside, or say they have 2^32 parts, are told without a trap")
  func outside() throws {
    for sample in ExifBlockTests.orders {
      for type in UInt16(0)...20 {
        for (count, offset) in [
          (UInt32.max, UInt32.max), (.max, 0), (5, .max), (.max, 9), (1, 0), (0, 0), (2, 1 << 31),
        ] {
          for tag: UInt16 in [0x013b, 0x8769, 0x8825, 0x927c, 0x014a, 0x0111, 0x0201, 0x02bc] {
            var block = sample.block([sample.long(tag, 1), sample.long(0x0202, .max)])
            block.replaceSubrange(12..<14, with: sample.number(UInt64(type), 2))
            block.replaceSubrange(14..<18, with: sample.number(UInt64(count), 4))
            block.replaceSubrange(18..<22, with: sample.number(UInt64(offset), 4))
            #expect(try !ExifBlockTests.read(block).disclosures.isEmpty)
          }
        }
      }
    }
  }

  @Test("Each prefix of a rich block is read, in both ways, to the same summary")
  func truncated() throws {
    for sample in ExifBlockTests.orders {
      let block = sample.rich
      for count in 0..<block.count {
        let cut = Array(block.prefix(count))
        let quick = try ExifBlockTests.read(cut, detail: .structures).summary
        #expect(try ExifBlockTests.read(cut).summary == quick)
      }
    }
  }

  // Would catch an overflow, an index outside, a loop; and a summary that depends on the detail.
  @Test("Mutated blocks never trap, and conform")
  func mutated() throws {
    var policy = ScrubPolicy.standard
    policy.coarsening = .init(gridDegrees: 0.1, keepsDay: true)
    for sample in ExifBlockTests.orders {
      for seed in UInt64(0)..<400 {
        var generator = SplitMix(state: seed)
        var block = sample.rich
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
          let at = Int.random(in: 0..<block.count, using: &generator)
          let choices: [UInt8] = [
            0, 1, 0x7f, 0x80, 0xff, UInt8.random(in: 0...255, using: &generator),
          ]
          block[at] = choices.randomElement(using: &generator) ?? 0
        }
        let (summary, disclosures) = try ExifBlockTests.read(block, policy)
        #expect(try ExifBlockTests.read(block, policy, detail: .structures).summary == summary)
        #expect(!disclosures.isEmpty)
        guard let clean = ExifBlock.replacement(for: summary, under: policy) else { continue }
        #expect(try ExifBlockTests.read(clean, policy).disclosures.allSatisfy { $0.fate == .kept })
      }
    }
  }

  // 5,000 fields whose values are the whole block; 15,000 overlapping directories; pictures in
  // pictures: naive readers need minutes. In debug the bound is generous.
  @Test("Overlapping values, directories and pictures take time in proportion to the block")
  func overlapping() throws {
    let sample = ExifSample(isLittleEndian: true)
    let everything = (0..<5_000).map { index in
      ExifSample.Field.value(
        tag: UInt16(0x2000 + index), type: 7, count: 60_000,
        bytes: sample.number(8, 4))
    }
    let directories = [
      ExifSample.Field.value(
        tag: 0x014a, type: 4, count: 15_000,
        bytes: (0..<15_000).flatMap { sample.number(UInt64(100 + 2 * $0), 4) })
    ]
    var nested = ExifSample.picture
    for _ in 0..<12 { nested = sample.block([.thumbnail(nested)]) }
    let clock = ContinuousClock()
    for block in [sample.block(everything), sample.block(directories), nested] {
      let time = try clock.measure { _ = try ExifBlockTests.read(block) }
      #expect(time < .seconds(5))
    }
  }
}
