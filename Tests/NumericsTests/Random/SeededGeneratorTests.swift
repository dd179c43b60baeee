import Testing

@testable import Numerics

@Suite("SeededGenerator")
struct SeededGeneratorTests {
  @Test("xoshiro256** from the state 1, 2, 3, 4 gives the published words")
  func publishedWords() {
    // Would catch a wrong rotation, shift or order of updates. Vector of the authors' C code, as
    // printed in rand_xoshiro's tests.
    var generator = SeededGenerator(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    let words = expected.map { _ in generator.next() }
    #expect(words == expected)
  }

  @Test("SplitMix64 from 1234567 gives the published words")
  func publishedFiller() {
    // Would catch a wrong mixing constant. Vector of splitmix64.c.
    var filler = SplitMix64(state: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    let words = expected.map { _ in filler.next() }
    #expect(words == expected)
  }

  @Test("a seed goes through SplitMix64 into the state")
  func seededWords() {
    // Would catch a seed that is used as a state. 42 through splitmix64.c into
    // xoshiro256starstar.c.
    var generator = SeededGenerator(seed: 42)
    let words = [generator.next(), generator.next()]
    #expect(words == [1_546_998_764_402_558_742, 6_990_951_692_964_543_102])
  }

  @Test("each label has its own stream, the same one each time")
  func streams() {
    // Would catch labels that are ignored, or hashed with Swift's per-process seed.
    var seen = Set<UInt64>()
    for label in ["", "a", "b", "ab", "ba", "a\0", "targets", "control"] {
      for seed in 0..<8 as Range<UInt64> {
        var first = SeededGenerator(seed: seed, stream: label)
        let again = SeededGenerator(seed: seed, stream: label)
        #expect(first == again)
        seen.insert(first.next())
      }
    }
    #expect(seen.count == 64)
  }
}
