import Testing

@testable import MediaMetadata

/// Messages inside H.264 and H.265 streams.
@Suite struct MovieSEITests {
  private static let format = MovieUnitFormat(
    lengthSize: 4, hasDolbyVision: false, isFullChroma: false)

  @Test("filler of each length is made of whole messages")
  func fillerOfEachLengthIsMadeOfWholeMessages() {
    // Lengths of 257 and every 256 more have no message of their own.
    for count in 2...3000 {
      let filler = MovieSEI.filler(count)
      #expect(filler.count == count)
      let sei = MovieSEI(([6] + filler + [0x80])[...], header: 1)
      #expect(sei.broken.isEmpty)
      #expect(sei.messages.allSatisfy { $0.type == 3 })
      #expect(sei.messages.reduce(0) { $0 + $1.place.count } == count)
    }
  }

  @Test("escaping is undone")
  func escapingIsUndone() {
    var generator = SplitMix(state: 3)
    for _ in 0..<2000 {
      let plain = (0..<Int(generator.next() % 40)).map { _ in UInt8(generator.next() % 5) }
      let unit = MovieSEI.escaped(plain)
      #expect(MovieSEI.unescaped(unit[...]) == plain)
      for start in 0..<max(0, unit.count - 2) where unit[start] == 0 && unit[start + 1] == 0 {
        #expect(unit[start + 2] > 2, "no start code inside")
      }
    }
  }

  @Test("kept messages survive and the count stays")
  func keptMessagesSurviveAndTheCountStays() throws {
    // A recovery point that ends in zeros, between two messages of user data.
    let recovery: [UInt8] = [6, 3, 0x40, 0, 0]
    let secret = [UInt8](repeating: 9, count: 16) + Array("GPS 48.8582".utf8)
    let user = [5, UInt8(secret.count)] + secret
    for order in [[user, recovery], [recovery, user], [user, recovery, user]] {
      let unit = MovieSEI.escaped([6] + order.flatMap { $0 } + [0x80])
      let sei = MovieSEI(unit[...], header: 1)
      let sorted = MovieSEISorting(sei, Self.format, isHEVC: false, .standard)
      #expect(sorted.kept == [recovery])
      let blanked = try #require(sei.unit(of: sorted.kept, count: unit.count))
      #expect(blanked.count == unit.count)
      let again = MovieSEI(blanked[...], header: 1)
      #expect(
        again.messages.filter { $0.type != 3 }.map { Array(again.plain[$0.place]) } == [recovery])
      #expect(!MovieView.holds(blanked, "GPS"))
      let second = MovieSEISorting(again, Self.format, isHEVC: false, .standard)
      #expect(again.unit(of: second.kept, count: unit.count) == blanked, "a fixed point")
    }
  }

  @Test("filler is told from what stays")
  func fillerIsToldFromWhatStays() throws {
    // Of three zeros the last stands behind a byte that prevents start codes; two bytes take filler
    // without a payload.
    let zeros: [UInt8] = [6, 4, 0x40, 0, 0, 0]
    let user: [UInt8] = [5, 17] + [UInt8](repeating: 9, count: 17)
    let cutOff: [UInt8] = [5, 9]
    for last in [user, cutOff] {
      let unit = MovieSEI.escaped([6] + zeros + last + [0x80])
      let sei = MovieSEI(unit[...], header: 1)
      let sorted = MovieSEISorting(sei, Self.format, isHEVC: false, .standard)
      let blanked = try #require(sei.unit(of: sorted.kept, count: unit.count))
      let again = MovieSEI(blanked[...], header: 1)
      let second = MovieSEISorting(again, Self.format, isHEVC: false, .standard)
      #expect(sorted.kept == [zeros])
      #expect(second.kept == [zeros])
      #expect(second.notes.isEmpty)
      #expect(again.unit(of: second.kept, count: unit.count) == blanked)
    }
  }

  @Test("user data in samples becomes filler of the same count")
  func userDataInSamplesBecomesFillerOfTheSameCount() throws {
    let secret = [UInt8](repeating: 7, count: 16) + Array("Zoe was here".utf8)
    let sei = [6, 5, UInt8(secret.count)] + secret + [0x80]
    let slice: [UInt8] = [0x65, 1, 2, 3, 4]
    func unit(_ bytes: [UInt8]) -> [UInt8] { MovieBuilder.number(bytes.count, 4) + bytes }
    var build = MovieBuilder()
    let configuration: [UInt8] = [1, 66, 0, 30, 0xff, 0xe1, 0, 2, 0x67, 9, 1, 0, 2, 0x68, 8]
    build.tracks = [
      .init(
        format: "avc1", samples: [unit(sei) + unit(slice), unit(slice)],
        entryBoxes: MovieBuilder.box("avcC", configuration))
    ]
    let input = build.file()
    let output = try Conformance.check(input)
    #expect(!MovieView.holds(output, "Zoe"))
    let data = try #require(MovieView.content(["mdat"], in: output))
    #expect(data.count == unit(sei).count + 2 * unit(slice).count)
    #expect(data.suffix(18).elementsEqual(unit(slice) + unit(slice)))
    #expect(
      try MovieView.disclosures(input).contains { $0.value?.contains("Zoe was here") == true })

    var policy = ScrubPolicy.standard
    policy.blanksStreamUserData = false
    #expect(MovieView.holds(try Conformance.check(input, under: policy), "Zoe was here"))
  }

  @Test("captions in the stream stay unless hidden content goes")
  func captionsInTheStreamStayUnlessHiddenContentGoes() {
    let captions: [UInt8] = [0xb5, 0, 0x31] + Array("GA94".utf8) + [3, 0xc1, 0xff]
    let message = [4, UInt8(captions.count)] + captions
    let sei = MovieSEI(([6] + message + [0x80])[...], header: 1)
    #expect(MovieSEISorting(sei, Self.format, isHEVC: false, .standard).kept == [message])
    #expect(MovieSEISorting(sei, Self.format, isHEVC: false, .strict).kept.isEmpty)
  }

  @Test("decoders still learn of old encoders")
  func decodersStillLearnOfOldEncoders() throws {
    // libavcodec decodes what x264 up to 33 wrote in another way: its number stays, its settings go.
    let identifier: [UInt8] = [
      0xdc, 0x45, 0xe9, 0xbd, 0xe6, 0xd9, 0x48, 0xb7, 0x96, 0x2c, 0xd8, 0x20, 0xd9, 0x23, 0xee,
      0xef,
    ]
    func kept(_ version: Int) -> [[UInt8]] {
      let text = identifier + Array("x264 - core \(version) - options: crf=23".utf8)
      let sei = MovieSEI(([6, 5, UInt8(text.count)] + text + [0x80])[...], header: 1)
      return MovieSEISorting(sei, Self.format, isHEVC: false, .standard).kept
    }
    #expect(kept(164).isEmpty)
    let old = try #require(kept(30).first)
    #expect(MovieView.holds(old, "x264 - core 30") && !MovieView.holds(old, "crf"))
  }

  @Test("user data after start codes is found")
  func userDataAfterStartCodesIsFound() {
    let bytes: [UInt8] =
      [0, 0, 1, 0xb0, 1, 0, 0, 1, 0xb2] + Array("secret".utf8) + [0, 0, 1, 0xb6, 5, 5]
    let runs = MovieUserDataCodes.runs(in: bytes[...])
    #expect(runs.map { Array(bytes[$0]) } == [Array("secret".utf8)])
    let kept = MovieUserDataCodes.kept(Array("Lavc59.37.100 x".utf8)[...], isMPEG4: true, .standard)
    #expect(PrintableText.text(kept.bytes[...]) == "Lavc59.37.100")
  }
}
