import Testing

@testable import MediaMetadata

@Suite struct OggReaderTests {
  private func link(_ serial: UInt32, _ tags: [UInt8], number: UInt32 = 0) -> [[UInt8]] {
    [
      AudioSample.page([AudioSample.opusHead], serial: serial, number: number, flags: 2),
      AudioSample.page([AudioSample.opusTags + tags], serial: serial, number: number + 1),
      AudioSample.page([[1, 2], [3]], serial: serial, number: number + 2, position: 9),
      AudioSample.page([[4]], serial: serial, number: number + 3, flags: 4, position: 12),
    ]
  }
  private let empty = [UInt8](repeating: 0, count: 8)

  @Test func commentsGoAndStreamsAreNumberedInOrder() throws {
    let tags = AudioSample.comments("libopus", ["ARTIST=Singer", "R128_TRACK_GAIN=5"])
    let input = link(0xdead_beef, tags).flatMap { $0 } + link(77, tags).flatMap { $0 }
    let expected = link(0, empty).flatMap { $0 } + link(1, empty).flatMap { $0 }
    #expect(try Conformance.check(input) == expected)
    let found = try AudioSample.disclosures(input)
    #expect(found.filter { $0.category == .identifier && $0.value == "77" }.count == 1)
    #expect(found.contains { $0.value == "Singer" && $0.category == .person })
  }

  /// Two streams whose pages stand in turn.
  @Test func multiplexedStreamsStayInOrder() throws {
    let tags = AudioSample.comments("a", [])
    let pages = zip(link(5, tags), link(6, tags)).flatMap { $0 + $1 }
    let expected = zip(link(0, empty), link(1, empty)).flatMap { $0 + $1 }
    #expect(try Conformance.check(pages) == expected)
  }

  @Test func commentsOverManyPagesBecomeOnePageAndLaterPagesMoveUp() throws {
    let long = AudioSample.opusTags + AudioSample.comments("", [String(repeating: "x", count: 600)])
    var second = AudioSample.page([long], serial: 3, number: 1)
    // The packet's first 510 bytes stand on a page of their own.
    let first = cut(long, segments: 2, number: 1, flags: 0, position: 255)
    second = cut(Array(long[510...]), segments: nil, number: 2, flags: 1, position: 0)
    let input =
      AudioSample.page([AudioSample.opusHead], serial: 3, number: 0, flags: 2) + first + second
      + AudioSample.page([[1, 2], [3]], serial: 3, number: 3, position: 9)
      + AudioSample.page([[4]], serial: 3, number: 4, flags: 4, position: 12)
    #expect(try Conformance.check(input) == link(0, empty).flatMap { $0 })
  }

  /// A page of a part of a packet.
  private func cut(
    _ bytes: [UInt8], segments: Int?, number: UInt32, flags: UInt8, position: UInt8
  ) -> [UInt8] {
    guard let segments else {
      return AudioSample.page([bytes], serial: 3, number: number, flags: flags)
    }
    let body = Array(bytes.prefix(255 * segments))
    var page = Array("OggS".utf8) + [0, flags] + [UInt8](repeating: position, count: 8)
    page += [3, 0, 0, 0, UInt8(number), 0, 0, 0, 0, 0, 0, 0, UInt8(segments)]
    page += [UInt8](repeating: 255, count: segments) + body
    var check: [UInt8] = []
    check.append(
      littleEndian: UInt64(AudioSample.check(page, polynomial: 0x04c1_1db7, width: 32)), 4)
    page.replaceSubrange(22..<26, with: check)
    return page
  }

  @Test func soundOnTheLastPageOfHeadersGetsAPageOfItsOwn() throws {
    let tags = AudioSample.opusTags + AudioSample.comments("v", [])
    let input =
      AudioSample.page([AudioSample.opusHead], serial: 3, number: 0, flags: 2)
      + AudioSample.page([tags, [1, 2], [3]], serial: 3, number: 1, position: 9)
      + AudioSample.page([[4]], serial: 3, number: 2, flags: 4, position: 12)
    #expect(try Conformance.check(input) == link(0, empty).flatMap { $0 })
  }

  @Test func unknownStreamsAreRefusedAndSalvageDropsThem() throws {
    let pages = link(0, empty)
    let unknown = AudioSample.page([Array("what".utf8)], serial: 9, number: 0, flags: 2)
    let input = pages[0] + unknown + pages[1...].flatMap { $0 }
    #expect(throws: MediaError.self) { try Conformance.check(input) }
    var policy = ScrubPolicy.standard
    policy.salvage = true
    #expect(try Conformance.check(input, under: policy) == pages.flatMap { $0 })
  }

  @Test func bytesBehindThePagesGoAndBytesBetweenThemAreRefused() throws {
    let pages = link(0, empty)
    let all = pages.flatMap { $0 }
    #expect(try Conformance.check(all + Array("behind".utf8)) == all)
    let between = pages[0] + pages[1] + [1, 2, 3] + pages[2] + pages[3]
    #expect(throws: MediaError.self) { try Conformance.check(between) }
  }
}
