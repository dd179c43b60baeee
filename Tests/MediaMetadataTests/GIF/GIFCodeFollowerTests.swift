import Testing

@testable import MediaMetadata

/// The end of compressed pixels, against data whose end is known from its making.
@Suite struct GIFCodeFollowerTests {
  /// Pixels in runs, so that strings get long.
  private func pixels(
    _ count: Int, below limit: Int, _ generator: inout SplitMix
  ) -> [UInt8] {
    var pixels: [UInt8] = []
    while pixels.count < count {
      let run = Int(generator.next() % 40) + 1
      let pixel = UInt8(generator.next() % UInt64(limit))
      pixels += [UInt8](repeating: pixel, count: min(run, count - pixels.count))
    }
    return pixels
  }

  @Test(arguments: 0..<60) func theEndIsWhereTheEncoderPutIt(seed: Int) {
    // Would catch a width, a table or a sub-block counted wrongly: the end would be off by a byte.
    var generator = SplitMix(state: UInt64(seed))
    var follower = GIFCodeFollower()
    for codeSize in [2, 8, 5] {
      let count = [1, 7, 300, 20_000][seed % 4]
      let pixels = pixels(count, below: 1 << codeSize, &generator)
      let data = LZW.encode(pixels, codeSize: codeSize, defersClear: seed % 3 == 0)
      let size = [1, 3, 254, 255][Int(generator.next() % 4)]
      let bytes = [UInt8(codeSize)] + GIFSample.chunked(data, size: size)
      let found = follower.follow(bytes, at: 0, pixels: count)
      #expect(found?.isComplete == true, "seed \(seed)")
      #expect(found?.payloadEnd == bytes.count - 1, "seed \(seed)")
      #expect(found?.end == bytes.count, "seed \(seed)")
      let longer = [UInt8(codeSize)] + GIFSample.chunked(data + [0xab, 0xcd, 0xef], size: 255)
      let cut = [UInt8(codeSize)] + GIFSample.chunked(data, size: 255)
      let again = follower.follow(longer, at: 0, pixels: count)
      let blocks = (again?.payloadEnd ?? 0) - 1 - data.count
      #expect(blocks == (data.count + 254) / 255, "seed \(seed)")
      #expect((again?.payloadEnd ?? 0) == cut.count - 1, "seed \(seed)")
    }
  }

  @Test func dataThatEndsBeforeItsPixelsIsKeptWhole() {
    var follower = GIFCodeFollower()
    let data = LZW.encode([1, 2, 3], codeSize: 2, endCode: false)
    let bytes = [2] + GIFSample.chunked(data)
    let found = follower.follow(bytes, at: 0, pixels: 100)
    #expect(found?.isComplete == false)
    #expect(found?.payloadEnd == bytes.count - 1)
    let open = Array(bytes.dropLast(2))
    #expect(follower.follow(open, at: 0, pixels: 100)?.payloadEnd == open.count)
  }

  @Test func codeSizesOutOfRangeAreNone() {
    var follower = GIFCodeFollower()
    #expect(follower.follow([13, 1, 0, 0], at: 0, pixels: 1) == nil)
    #expect(follower.follow([], at: 0, pixels: 1) == nil)
    for size in 0...12 as ClosedRange<UInt8> {
      #expect(follower.follow([size, 3, 255, 255, 255, 0], at: 0, pixels: 1 << 30)?.end == 6)
    }
  }
}
