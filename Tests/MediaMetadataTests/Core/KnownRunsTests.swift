import Testing

@testable import MediaMetadata

/// What a reading hands on to the check of its output.
@Suite struct KnownRunsTests {
  private let run: [UInt8] = Array(0...99)

  @Test func onlyTheVerySameBytesInTheSameSettingHaveAnAnswer() {
    var known = KnownRuns()
    known.note(run[...], "a", answer: [7])
    #expect(known.answer(for: run[...], "a") == [7])
    #expect(known.answer(for: ([1] + run)[1...], "a") == [7])
    #expect(known.answer(for: run[...], "b") == nil)
    for index in run.indices {
      var other = run
      other[index] ^= 1
      #expect(known.answer(for: other[...], "a") == nil)
    }
    #expect(known.answer(for: run[..<99], "a") == nil)
  }

  @Test func anArchiveIsScrubbedAlikeWithAnswersAndWithout() throws {
    let picture = OfficeSample.word(body: "<w:p/>")
    let archive = ZipBuilder([
      .init("notes.bin", String(repeating: "abc", count: 400), isDeflated: true),
      .init("plain.txt", "text", isDeflated: true),
    ]).bytes
    for bytes in [archive, picture] {
      var plain = Reading(detail: .structures)
      let first = try MediaFormats.read(MediaSource(bytes), &plain).anatomy
      let output = try Rebuild.bytes(of: first, from: MediaSource(bytes))
      var found = Reading(detail: .structures).beingChecked()
      #expect(try MediaFormats.read(MediaSource(bytes), &found).anatomy == first)
      #expect(plain.found == nil)
      var without = Reading(detail: .structures)
      var with = Reading(detail: .structures)
      with.known = try #require(found.found)
      let source = MediaSource(output)
      #expect(
        try MediaFormats.read(source, &with).anatomy == MediaFormats.read(source, &without).anatomy)
    }
  }

  @Test func aPDFThatWasWrittenIsCleanWithAnswersToo() throws {
    for bytes in [PDFSample.page(), PDFSample.packed(isHybrid: true)] {
      var found = Reading(policy: .strict, detail: .structures).beingChecked()
      let first = try MediaFormats.read(MediaSource(bytes), &found).anatomy
      let output = MediaSource(try Rebuild.bytes(of: first, from: MediaSource(bytes)))
      var with = Reading(policy: .strict, detail: .structures)
      with.known = try #require(found.found)
      #expect(try MediaFormats.read(output, &with).anatomy.isClean)
    }
  }
}
