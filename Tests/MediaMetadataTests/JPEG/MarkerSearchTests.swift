import Testing

@testable import MediaMetadata

struct MarkerSearchTests {
  /// The obvious search, byte by byte.
  private func oracle(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      let next = bytes[index + 1]
      if bytes[index] == 0xff, next >= 0xc0, next != 0xff, !(0xd0...0xd7).contains(next) {
        return index
      }
      index += 1
    }
    return nil
  }

  // Catches: a second byte that the block test and the standard judge differently.
  @Test func `Each pair of bytes is judged as the obvious search does`() {
    for first in [UInt8(0xfe), 0xff] {
      for second in UInt8.min...UInt8.max {
        var bytes = [UInt8](repeating: 0x55, count: 400)
        bytes[200] = first
        bytes[201] = second
        #expect(
          MarkerSearch.firstMarker(in: bytes.span, from: 0) == oracle(bytes, from: 0),
          "\(first) \(second)")
      }
    }
  }

  // Catches: a marker lost at a block's border, at the start, or in the last bytes.
  @Test func `A marker is found at each place, from each start`() {
    for count in [0, 1, 2, 3, 127, 128, 129, 130, 257, 300] {
      for place in 0..<max(1, count) {
        var bytes = [UInt8](repeating: 0, count: count)
        if place < count { bytes[place] = 0xff }
        if place + 1 < count { bytes[place + 1] = 0xd9 }
        for start in [0, 1, max(0, place - 1), place, place + 1] {
          #expect(
            MarkerSearch.firstMarker(in: bytes.span, from: start) == oracle(bytes, from: start))
        }
      }
    }
  }

  // Catches: interplay of fill, stuffing and restarts in dense data.
  @Test func `Random bytes of few values give what the obvious search gives`() {
    var generator = SplitMix(state: 7)
    let values: [UInt8] = [0, 0xff, 0xff, 0xd3, 0x42, 0xbf, 0x10, 0xc0]
    for round in 0..<300 {
      let useful = round % 3 == 0 ? values : Array(values.dropLast())
      let bytes = (0..<500).map { _ in useful.randomElement(using: &generator) ?? 0 }
      let start = Int(generator.next() % 400)
      #expect(MarkerSearch.firstMarker(in: bytes.span, from: start) == oracle(bytes, from: start))
    }
  }
}
