import Testing

@testable import MediaMetadata

/// What stays of a mail, and what goes.
@Suite struct MailReaderTests {
  private func scrubbed(
    _ text: String, under policy: ScrubPolicy = .standard
  ) throws -> String {
    String(decoding: try Conformance.check(Array(text.utf8), under: policy), as: UTF8.self)
  }

  private func shown(_ text: String) throws -> [Disclosure] {
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(Array(text.utf8)), &reading)
    return reading.disclosures
  }

  private static let fields = "From: a@b.c\r\nSubject: s\r\n"

  /// Fields that go.
  @Test(arguments: [
    "Received: from TOKEN by x;\r\n Tue, 3 Mar 2020", "Message-ID: <TOKEN@x>", "Date: TOKEN",
    "X-Mailer: TOKEN", "Bcc: TOKEN@x", "X-Unknown: TOKEN\r\n\tTOKEN", "DKIM-Signature: TOKEN",
    "Return-Path: <TOKEN@x>", "References: <TOKEN@x>", "Subject: TOKEN",
  ])
  func fieldsThatNoReaderNeedsGoAndAreReported(field: String) throws {
    let told = Self.fields + field + "\r\n\r\nHello\r\n"
    #expect(try scrubbed(told) == Self.fields + "\r\nHello\r\n")
    #expect(
      try shown(told).contains { $0.fate == .removed && $0.value?.contains("TOKEN") == true })
  }

  @Test func addressesStayReportedAndAreNeutralWhenStrict() throws {
    let told = Self.fields + "To: Bob <b@c.d>,\r\n c@d.e\r\n\r\nHello\r\n"
    #expect(try scrubbed(told) == told)
    #expect(try shown(told).filter { $0.category == .person && $0.fate == .kept }.count == 2)
    #expect(
      try scrubbed(told, under: .strict) == "From: someone@example.invalid\r\nSubject: s\r\n"
        + "To: someone@example.invalid\r\n\r\nHello\r\n")
  }

  /// A mail with a page and a picture, its marks and ids as programs make them.
  private static func whole(_ picture: [UInt8], page: String, mark: String, id: String) -> String {
    let data = String(decoding: Base64Text.encoded(picture, width: 76), as: UTF8.self)
    return fields
      + "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"\(mark)\"\r\n\r\n"
      + "--\(mark)\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\(page)\r\n"
      + "--\(mark)\r\nContent-Type: image/gif; name=\"a.gif\"\r\n"
      + "Content-Transfer-Encoding: base64\r\nContent-ID: <\(id)>\r\n\r\n\(data)\r\n--\(mark)--\r\n"
  }

  @Test func partsAreCleanedAndTheirMarksMadeAnew() throws {
    let telling = GIFSample.file(
      GIFSample.extension(0xfe, Array("TOKEN".utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    let told = Self.whole(
      telling, page: "<html><!--TOKEN--><img src=\"cid:TOKEN@x\"></html>", mark: "TOKENmark",
      id: "TOKEN@x")
    let plain = Self.whole(
      GIFSample.plain, page: "<html><img src=\"cid:part1@invalid\"></html>", mark: "=_part1",
      id: "part1@invalid")
    #expect(try scrubbed(told) == plain)
    #expect(try scrubbed(plain) == plain)
    #expect(try shown(told).filter { $0.value?.contains("TOKEN") == true }.count >= 4)
  }

  @Test func quotedPrintableIsReadAndWritten() throws {
    // RFC 2045, 6.7: the soft break joins, trailing blanks are encoded.
    let page = "<html><!-- a=\r\nb --><p>=C3=A4 =3D x=20\r\n</html>"
    let told =
      Self.fields + "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      + page
    #expect(try scrubbed(told).hasSuffix("<html><p>=C3=A4 =3D x=20\r\n</html>"))
  }

  @Test func boxesAndBrokenMailsAreRefused() throws {
    for text in [
      "From a@b Tue\nFrom: a@b.c\nTo: x@y\n\nHi\n\nFrom c@d Tue\nFrom: c@d\n\nHo\n",
      Self.fields + "Content-Type: multipart/mixed; boundary=x\r\n\r\nno parts",
      Self.fields + "Content-Transfer-Encoding: x-own\r\n\r\nabc",
    ] {
      #expect(throws: MediaError.self) { try scrubbed(text) }
    }
    let prose = "Note: this is text.\nIt goes on.\n"
    #expect(try MediaFormats.reader(of: MediaSource(Array(prose.utf8)))?.format == .text)
  }

  @Test func nothingTraps() throws {
    let whole = Self.whole(
      GIFSample.plain, page: "<html><p>a</html>", mark: "mark", id: "id@x")
    try Conformance.fuzz(Array(whole.utf8), rounds: 300)
  }
}
