import Testing

@testable import DifferentialPrivacy

@Suite("The system's source")
struct SystemRandomSourceTests {
  @Test("gives other words each time, and each bit half of the time")
  func bits() {
    // Would catch a buffer that is not refilled, or words that are handed out twice.
    var source = SystemRandomSource()
    var words: Set<UInt64> = []
    var ones = [Int](repeating: 0, count: 64)
    let count = 20_000
    for _ in 0..<count {
      let word = source.next()
      words.insert(word)
      for bit in 0..<64 where word >> UInt64(bit) & 1 == 1 { ones[bit] += 1 }
    }
    // Two equal words among 20,000: probability 1e-11.
    #expect(words.count == count)
    // 64 bits at 5.9 standard deviations: false alarm below 3e-7.
    let deviation = (Double(count) / 4).squareRoot()
    #expect(ones.allSatisfy { abs(Double($0) - Double(count) / 2) < 5.9 * deviation })
  }
}
