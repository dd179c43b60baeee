import Testing

@testable import MediaMetadata

/// Files within files that are of a known format and can't be cleaned.
@Suite struct NestedFileTests: TextFormatTests {
  /// A JPEG whose only segment passes its end.
  private static let picture: [UInt8] =
    [0xff, 0xd8, 0xff, 0xe1, 0x7f, 0xff] + Array("Exif TOKEN".utf8)
    + [UInt8](repeating: 0x41, count: 200)
  private static let base64 = String(decoding: Base64Text.encoded(picture), as: UTF8.self)
  private static let digits = picture.map {
    ($0 < 16 ? "0" : "") + String($0, radix: 16)
  }.joined()

  private static let mail =
    "From: a@b.c\r\nSubject: s\r\nContent-Type: image/jpeg\r\n"
    + "Content-Transfer-Encoding: base64\r\n\r\n"

  /// What stands around the picture in each format, and what is left without it.
  static let files: [(file: [UInt8], left: [UInt8]?)] = [
    (Array("\(mail)\(base64)\r\n".utf8), Array(mail.utf8)),
    (
      Array("{\\rtf1{\\pict\\jpegblip \(digits)}a}".utf8),
      Array("{\\rtf1{\\pict\\jpegblip }a}".utf8)
    ),
    (
      Array("{\\rtf1{\\pict\\jpegblip\\bin\(picture.count) ".utf8) + picture + Array("}a}".utf8),
      Array("{\\rtf1{\\pict\\jpegblip}a}".utf8)
    ),
    (
      Array("<html><img src=\"data:image/jpeg;base64,\(base64)\"></html>".utf8),
      Array("<html><img src=\"data:image/jpeg;base64,\"></html>".utf8)
    ),
    (
      Array("<?xml version=\"1.0\"?><a>\(base64)</a>".utf8),
      Array("<?xml version=\"1.0\"?><a></a>".utf8)
    ),
    (
      TarReaderTests.archive(
        TarReaderTests.member(
          TarReaderTests.header("a.gif", size: GIFSample.plain.count), GIFSample.plain),
        TarReaderTests.member(TarReaderTests.header("b.jpg", size: picture.count), picture)),
      TarReaderTests.archive(
        TarReaderTests.member(
          TarReaderTests.header("a.gif", size: GIFSample.plain.count), GIFSample.plain))
    ),
    (GzipReaderTests.member(picture), nil),
    (ZipBuilder([.init("b.jpg", bytes: picture)]).bytes, nil),
  ]

  /// They may hold anything: they never stay as they stand.
  @Test(arguments: files.indices)
  func whatCantBeCleanedIsRefusedAndGoesWhenSalvaged(index: Int) throws {
    let (file, left) = Self.files[index]
    #expect {
      try Conformance.check(file)
    } throws: { error in
      if case MediaError.unclassified = error { true } else { false }
    }
    var policy = ScrubPolicy.standard
    policy.salvage = true
    let output = try Conformance.check(file, under: policy)
    if let left { #expect(output == left) }
    var reading = Reading(policy: policy)
    _ = try MediaFormats.read(MediaSource(file), &reading)
    #expect(reading.disclosures.contains { $0.category == .unknown && $0.fate == .removed })
  }

  /// A mail's text is what people read: it stays, and is reported.
  @Test func textOfMailsThatCantBeCleanedStaysAndIsReported() throws {
    let told =
      "From: a@b.c\r\nSubject: s\r\nContent-Type: text/html\r\n\r\n<html>\u{1b}$BTOKEN</html>\r\n"
    #expect(try scrubbed(told) == told)
    #expect(
      try shown(told).contains {
        $0.location == "content" && $0.severity == .high && $0.fate == .kept
      })
    #expect(throws: MediaError.self) { try scrubbed(told.replacing("text/html", with: "a/b")) }
  }
}
