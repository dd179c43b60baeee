import Testing

@testable import MediaMetadata

/// What stays of a mail, and what goes.
@Suite struct MailReaderTests: TextFormatTests {
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

  @Test func idsOfPartsAreRenamedWholeAndUnescaped() throws {
    // One id begins like the other, one stands escaped, one names no part; a word is no address.
    let page =
      "<html><img src=\"cid:img10\"><img src='cid:a%40b'><img src=CID:TOKEN@x>acid:img1</html>"
    func told(_ page: String, _ ids: [String]) -> String {
      var text = Self.fields + "MIME-Version: 1.0\r\n"
      text += "Content-Type: multipart/related; boundary=\"=_part1\"\r\n\r\n"
      text += "--=_part1\r\nContent-Type: text/html\r\n\r\n\(page)\r\n"
      for id in ids {
        text += "--=_part1\r\nContent-ID: <\(id)>\r\n\r\nHm\r\n"
      }
      return text + "--=_part1--\r\n"
    }
    let plain =
      "<html><img src=\"cid:part2@invalid\"><img src='cid:part3@invalid'>"
      + "<img src=CID:part0@invalid>acid:img1</html>"
    let whole = told(page, ["img1", "img10", "a@b"])
    let clean = told(plain, ["part1@invalid", "part2@invalid", "part3@invalid"])
    #expect(try scrubbed(whole) == clean)
    #expect(try shown(whole).contains { $0.value == "TOKEN@x" })
  }

  @Test func whatASignatureCoversIsSaidToHaveChanged() throws {
    let signature =
      "Content-Type: application/pgp-signature\r\n\r\n-----BEGIN TOKEN-----\r\n"
    func told(_ first: String) -> String {
      Self.fields + "MIME-Version: 1.0\r\nContent-Type: multipart/signed; micalg=\"pgp-sha1\"; "
        + "protocol=\"application/pgp-signature\"; boundary=\"=_part1\"\r\n\r\n"
        + "--=_part1\r\n\(first)\r\nHello\r\n--=_part1\r\n\(signature)--=_part1--\r\n"
    }
    let whole = told("")
    #expect(try scrubbed(whole) == whole)
    func said(_ text: String, _ fate: Disclosure.Fate) throws -> Bool {
      try shown(text).contains { $0.location == "signature" && $0.fate == fate }
    }
    #expect(try !said(whole, .removed))
    let changed = told("X-Mailer: TOKEN\r\n")
    #expect(try scrubbed(changed) == whole)
    #expect(try said(changed, .removed))
    #expect(try shown(whole).contains { $0.location == "part 2/signature" && $0.fate == .kept })
    let strict = try scrubbed(whole, under: .strict)
    #expect(strict.contains("Content-Type: multipart/mixed; boundary=\"=_part1\"\r\n"))
    #expect(!strict.contains("TOKEN") && strict.contains("Hello"))
  }

  /// Values that are no words of the standard.
  @Test(arguments: [
    "Content-Language: TOKEN 7", "Content-Type: text/plain TOKEN",
    "Content-Type: text/plain; charset=\"utf-8 TOKEN\"", "Content-Disposition: TOKEN",
    "Content-Type: text/plain; name*TOKEN=a",
  ])
  func valuesThatAreNoWordsGo(field: String) throws {
    let told = Self.fields + field + "\r\n\r\nHello\r\n"
    #expect(try !scrubbed(told).contains("TOKEN"))
    #expect(try shown(told).contains { $0.fate == .removed })
  }

  @Test(arguments: [
    "Content-Type: multipart/mixed", "Content-Type: multipart mixed; boundary=x",
    "Content-Type: multipart/mixed; boundary=x\r\nContent-Transfer-Encoding: base64",
  ])
  func partsThatCantBeToldApartAreRefused(field: String) throws {
    let told = Self.fields + field + "\r\n\r\n--x\r\nX-A: TOKEN\r\n\r\nHello\r\n--x--\r\n"
    #expect(throws: MediaError.self) { try scrubbed(told) }
  }

  @Test func endlessFieldsAreRefusedAndEndlessValuesCut() throws {
    let many = Self.fields + String(repeating: "a:\r\n", count: 20_000) + "\r\nHello\r\n"
    #expect(throws: MediaError.self) { try scrubbed(many) }
    let long = "Content-Type: text/plain" + String(repeating: ";", count: 1 << 20) + "a=TOKEN"
    #expect(
      try scrubbed(Self.fields + long + "\r\n\r\nHello\r\n")
        == Self.fields + "Content-Type: text/plain\r\n\r\nHello\r\n")
  }

  @Test func marksBetweenPartsEndBeforeTheyGrowWithTheFile() throws {
    func told(_ run: Int) -> String {
      Self.fields + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n"
        + "--m\r\n\r\n--=_part1" + String(repeating: "x", count: run) + "\r\n--m--\r\n"
    }
    #expect(try scrubbed(told(3)).contains("boundary=\"=_part1xxxx\""))
    // RFC 2046, 5.1.1: 70 characters at most.
    #expect(try scrubbed(told(49)).contains("--=_part1" + String(repeating: "x", count: 50)))
    #expect(throws: MediaError.self) { try scrubbed(told(50)) }
  }

  @Test(.timeLimit(.minutes(1)))
  func wordsThatLookLikeAddressesOfPartsAreReadOnce() throws {
    let page = "<html>" + String(repeating: "cid:", count: 100_000) + "</html>"
    let told = Self.fields + "Content-Type: text/html\r\n\r\n\(page)\r\n"
    #expect(try scrubbed(told) == told)
  }

  @Test func idsOfPartsCountAsStructures() throws {
    let told = Self.fields + "\r\n" + String(repeating: "Content-ID: <a@b>\r\n", count: 100)
    var limits = Limits.standard
    limits.structures = 50
    var reading = Reading(limits: limits)
    #expect(throws: MediaError.limit(.structures, allowed: 50)) {
      try MediaFormats.read(MediaSource(Array(told.utf8)), &reading)
    }
  }

  @Test func attachmentsThatCantBeLookedIntoGoWhenStrictAndTextStays() throws {
    func told(_ data: String) -> [UInt8] {
      let head =
        Self.fields + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_part1\"\r\n"
        + "\r\n--=_part1\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nCaf"
      // Latin-1, which no reader of text knows.
      return Array(head.utf8) + [0xe9]
        + Array(
          ("\r\n--=_part1\r\nContent-Type: application/x-own\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n\(data)\r\n--=_part1--\r\n").utf8)
    }
    for data in [[0, 1, 2, 3], [0xff, 0xd8, 0xff, 0xe1, 0, 99]] as [[UInt8]] {
      let whole = told(String(decoding: Base64Text.encoded(data), as: UTF8.self))
      #expect(try Conformance.check(whole, under: .strict).contains(0xe9))
      var reading = Reading(policy: .strict)
      _ = try MediaFormats.read(MediaSource(whole), &reading)
      let fates = reading.disclosures.filter { $0.category == .unknown }
        .map { "\($0.location) \($0.fate)" }
      #expect(fates == ["part 1/content kept", "part 2/content removed"])
      let output = try Conformance.check(whole, under: .strict)
      let type = Array("application/x-own\r\nContent-Transfer-Encoding: base64\r\n\r\n\r\n--".utf8)
      #expect(output.firstRange(of: type) != nil)
    }
    let stays = told("AAECAw==")
    #expect(try Conformance.check(stays).firstRange(of: Array("AAECAw==".utf8)) != nil)
  }

  /// Fuzzing found it: the part that an address names goes, and its number must not change.
  @Test func idsOfPartsThatGoStayAsTheyAreNamed() throws {
    func part(_ type: String, _ id: String, _ body: String) -> String {
      "--=_part1\r\nContent-Type: \(type)\r\nContent-ID: <\(id)>\r\n\r\n\(body)\r\n"
    }
    let page = "<html><img src=cid:a@b><img src=cid:c@d></html>"
    let told =
      Self.fields + "MIME-Version: 1.0\r\nContent-Type: multipart/signed; "
      + "boundary=\"=_part1\"\r\n\r\nContent-ID: <TOKEN@x>\r\n" + part("text/html", "c@d", page)
      + part("application/pgp-signature", "a@b", "TOKEN") + "--=_part1--\r\n"
    for policy in [ScrubPolicy.standard, .strict] {
      let output = try scrubbed(told, under: policy)
      #expect(output.contains("Content-ID: <part2@invalid>"))
      #expect(output.contains("<img src=cid:part3@invalid><img src=cid:part2@invalid>"))
    }
  }
}
