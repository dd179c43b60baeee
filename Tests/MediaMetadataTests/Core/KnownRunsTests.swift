import TestSupport
import Testing

@testable import MediaMetadata

/// What a reading hands on to the check of its output.
@Suite struct KnownRunsTests {
  private let run: [UInt8] = Array(0...99)

  @Test func onlyTheVerySameBytesInTheSameSettingHaveAnAnswer() {
    var known = KnownRuns()
    known.note(run[...], "a", answer: [7], copies: false)
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

  @Test func whatLooksAlikeIsHeldOnceAndNoMoreThanTheLimitIsHeld() {
    var known = KnownRuns()
    var other = run
    other[50] = 0
    known.note(run[...], "a", answer: [1], copies: false)
    known.note(other[...], "a", answer: [2], copies: false)
    #expect(known.answer(for: run[...], "a") == [1])
    #expect(known.answer(for: other[...], "a") == nil)
    known.note([UInt8](repeating: 0, count: 1 << 26)[...], "a", answer: [], copies: false)
    #expect(known.answer(for: [UInt8](repeating: 0, count: 1 << 26)[...], "a") == nil)
  }

  /// The anatomies of an output, read with what the reading of the original found, and without.
  ///
  /// - Returns: whether anything was handed on.
  @discardableResult
  private func check(_ bytes: [UInt8], under policy: ScrubPolicy) throws -> Bool {
    let source = MediaSource(bytes)
    var noted = false
    var found = Reading(policy: policy, detail: .structures).beingChecked()
    let first = try MediaFormats.read(source, &found).anatomy
    var plain = Reading(policy: policy, detail: .structures)
    #expect(try MediaFormats.read(source, &plain).anatomy == first)
    #expect(plain.found == nil && plain.disclosures == found.disclosures)
    noted = !(found.found?.isEmpty ?? true)
    let output = MediaSource(try Rebuild.bytes(of: first, from: source))
    var with = Reading(policy: policy, detail: .structures)
    with.known = try #require(found.found)
    var without = Reading(policy: policy, detail: .structures)
    #expect(
      try MediaFormats.read(output, &with).anatomy == MediaFormats.read(output, &without).anatomy)
    #expect(!with.disclosures.contains { $0.fate == .removed })
    return noted
  }

  @Test(arguments: [ScrubPolicy.standard, .strict])
  func answersChangeNothingInWhatIsRead(policy: ScrubPolicy) throws {
    let archive = ZipBuilder([
      .init("notes.bin", String(repeating: "abc", count: 400), isDeflated: true),
      .init("plain.txt", "text", isDeflated: true),
    ]).bytes
    for bytes in [
      archive, OfficeSample.word(body: "<w:p/>"), PDFSample.page(),
      PDFSample.packed(isHybrid: true),
    ] { try check(bytes, under: policy) }
    let isHandedOn = try check(archive, under: .standard)
    #expect(isHandedOn)
  }

  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func answersChangeNothingInFilesThatAreThere(policy: ScrubPolicy) throws {
    let readers: [any MediaFormatReader.Type] = [ZipReader.self, PDFReader.self, PNGReader.self]
    var noted = 0
    for reader in readers {
      for (_, bytes) in try GIFCorpusTests.files(reader)
      where Build.isOptimised || bytes.count < 20_000 {
        // Only a refusal of the original is passed over.
        var first = Reading(policy: policy, detail: .structures)
        guard (try? MediaFormats.read(MediaSource(bytes), &first)) != nil else { continue }
        if try check(bytes, under: policy) { noted += 1 }
      }
    }
    #expect(noted > 0)
  }

  @Test func whatChangedIsReadAgain() throws {
    var found = Reading(detail: .structures).beingChecked()
    let clean = ZipBuilder([.init("notes.bin", "abcabcabcabc", isDeflated: true)]).bytes
    _ = try MediaFormats.read(MediaSource(clean), &found)
    var again = Reading(detail: .structures)
    again.known = try #require(found.found)
    #expect(!again.known.isEmpty)
    let other = ZipBuilder([.init("notes.bin", "abcabcabcabd", isDeflated: true)]).bytes
    #expect(
      try MediaFormats.read(MediaSource(other), &again).anatomy.payload
        != MediaFormats.read(MediaSource(clean), &found).anatomy.payload)
  }
}
