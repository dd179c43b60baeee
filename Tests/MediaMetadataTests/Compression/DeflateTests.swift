import Testing

@testable import MediaMetadata

/// Compressing: what comes out inflates to what went in, by our inflater and by the slow one.
struct DeflateTests {
  /// Inputs of every shape: none, one, runs, patterns, text, noise, long-range repeats.
  private static let inputs: [[UInt8]] = {
    var generator = SplitMix(state: 5)
    func noise(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }
    let text = Array(String(repeating: "as zlib's level 6 does it, ", count: 40).utf8)
    let far = noise(33_000)
    var skewed: [UInt8] = []
    // Fibonacci's numbers make the deepest code: it must be limited to 15 bits.
    var (one, other) = (1, 1)
    for symbol in 0..<18 as Range<UInt8> {
      skewed += Array(repeating: symbol, count: one)
      (one, other) = (other, one + other)
    }
    return [
      [], [9], [9, 9], [1, 2, 3], Array(repeating: 0, count: 5000), text, noise(3000), far + far,
      (0..<2000).map { UInt8($0 % 7) }, skewed.shuffled(using: &generator),
    ]
  }()

  @Test("every input comes back, and takes hardly more than itself")
  func roundTrip() throws {
    for input in Self.inputs {
      let stream = Deflate.zlib(input[...])
      let inflated = try Inflate.zlib(stream[...], limit: input.count, checksSum: true)
      #expect(inflated?.bytes == input)
      #expect(inflated?.checkSumMatches == true)
      #expect(inflated?.consumed == stream.count)
      #expect(stream.count <= input.count + input.count / 1000 + 16)
      if input.count < 6000 { #expect(PlainInflate.zlib(stream) == input) }
      #expect(try Inflate.deflate(Deflate.deflate(input[...])[...], limit: 1 << 20)?.bytes == input)
    }
  }

  @Test("runs, patterns and text shrink")
  func shrinks() {
    // zlib 1.2.13 at level 6: 28, 30 and 46 bytes; within 10 % of it.
    #expect(Deflate.zlib(Self.inputs[4][...]).count <= 30)
    #expect(Deflate.zlib(Self.inputs[8][...]).count <= 33)
    #expect(Deflate.zlib(Self.inputs[5][...]).count <= 50)
  }

  @Test("the stream is the same in whatever portions the bytes come")
  func portions() {
    for input in Self.inputs {
      let whole = Deflate.zlib(input[...])
      for size in [1000, 4096, 131_072] {
        var stream = DeflateStream()
        var start = 0
        while start < input.count {
          stream.append(input[start...].prefix(size))
          start += size
        }
        #expect(stream.finish() == whole)
      }
    }
  }

  @Test("no code is longer than allowed, and each is complete")
  func codes() {
    var counts = [1, 1]
    while counts.count < 30 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
    for longest in [7, 15] {
      let usable = Array(counts.prefix(longest == 7 ? 19 : 30))
      let code = DeflateCode(counts: usable, longest: longest)
      #expect(code.lengths.allSatisfy { $0 > 0 && $0 <= longest })
      // Kraft's sum of a complete code is 1.
      let sum = code.lengths.reduce(0) { $0 + 1 << (longest - Int($1)) }
      #expect(sum == 1 << longest)
    }
  }
}
