import Testing

@testable import MediaMetadata

/// GoPro's metadata.
@Suite struct MovieGPMFTests {
  /// A device with a name and two positions of the kind GPS5.
  static func sample(latitude: Double, longitude: Double) -> [UInt8] {
    func item(_ key: StaticString, _ type: Character, _ size: Int, _ value: [UInt8]) -> [UInt8] {
      let kind = type == "0" ? 0 : type.asciiValue ?? 0
      let count = value.count / size
      return MovieBuilder.number(Int(FourCharacters.code(key)), 4)
        + [kind, UInt8(size), UInt8(count >> 8), UInt8(count & 255)] + value
        + [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
    }
    let one = MovieBuilder.words(
      Int(latitude * 1e7), Int(longitude * 1e7), 35_000, 1200, 130)
    let scale = MovieBuilder.words(10_000_000, 10_000_000, 1000, 1000, 100)
    let stream =
      item("SCAL", "l", 4, scale) + item("GPSU", "U", 16, Array("170511225545.000".utf8))
      + item("GPS5", "l", 20, one + one)
    let device =
      item("DVID", "L", 4, MovieBuilder.words(1)) + item("DVNM", "c", 1, Array("Hero7 Black".utf8))
      + item("STRM", "0", 1, stream)
    return item("DEVC", "0", 1, device)
  }

  @Test("positions times and devices are found")
  func positionsTimesAndDevicesAreFound() {
    var found = MovieGPMF()
    let isWhole = found.read(Self.sample(latitude: -33.8568, longitude: 151.2153))
    #expect(isWhole)
    #expect(found.positions == 2)
    #expect(found.first == "-33.856800 151.215300")
    #expect(found.times == ["170511225545.000"])
    #expect(found.devices.contains("DVNM Hero7 Black"))
  }

  @Test("broken items end reading without harm")
  func brokenItemsEndReadingWithoutHarm() {
    let whole = Self.sample(latitude: 1, longitude: 2)
    var generator = SplitMix(state: 7)
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(generator.next() % 256)
      }
      var found = MovieGPMF()
      found.read(bytes)
      #expect(found.positions < 100_000)
    }
  }
}
