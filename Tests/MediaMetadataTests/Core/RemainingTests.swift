import TestSupport
import Testing

@testable import MediaMetadata

/// What a scrub tells of what stays: it comes from the check of the output.
@Suite struct RemainingTests {
  @Test(
    "what stays is told with its values, as a reading of the output alone tells it",
    .enabled(if: SharedFolder.exists))
  func remaining() throws {
    let folder = try TestFolder()
    var told = 0
    let files =
      try GIFCorpusTests.files(ZipReader.self) + GIFCorpusTests.files(PDFReader.self)
      + GIFCorpusTests.files(PNGReader.self)
    for (number, (_, bytes)) in files.enumerated()
    where Build.isOptimised || bytes.count < 20_000 {
      try folder.write("input\(number)", bytes)
      let input = folder.url.path + "/input\(number)"
      let output = folder.url.path + "/output\(number)"
      var scrub = MediaScrub(policy: .standard)
      scrub.readsRemaining = true
      guard let outcome = try? scrub.run(input, to: output) else { continue }
      var reading = Reading()
      let source = try MediaSource(path: output)
      _ = try MediaFormats.read(MediaSource(try source.bytes(0..<source.count)), &reading)
      let alone = reading.disclosures.filter { $0.fate == .kept }
      #expect(outcome.remaining == alone)
      told += outcome.remaining.filter { $0.value != nil }.count
      scrub.readsRemaining = false
      #expect(try scrub.run(input, to: output).remaining.isEmpty)
    }
    #expect(told > 10)
  }

  @Test("text outside of a page is told by a scrub that leaves it")
  func textOutside() throws {
    let folder = try TestFolder()
    let content = "BT /F1 12 Tf 900 900 Td (Telling) Tj ET"
    try folder.write("input", PDFSample.page(content: content))
    var scrub = MediaScrub(policy: .standard)
    scrub.readsRemaining = true
    let outcome = try scrub.run(folder.url.path + "/input", to: folder.url.path + "/output")
    #expect(outcome.remaining.contains { $0.value == "Telling" })
  }
}
