import Testing

@testable import MediaMetadata

/// What stays of a torrent and what goes (BEP 3, 12, 19).
@Suite struct TorrentReaderTests {
  private static let info =
    "4:infod6:lengthi5e4:name1:a12:piece lengthi16384e6:pieces2:xy6:source3:abce"

  private func scrubbed(_ text: String) throws -> String {
    String(decoding: try Conformance.check(Array(text.utf8)), as: UTF8.self)
  }

  @Test func infoStaysByteForByteWhateverElseGoes() throws {
    let told =
      "d8:announce16:http://t/a?k=abc7:comment5:TOKEN10:created by5:TOKEN13:creation datei1e"
      + Self.info + "1:xd1:al5:TOKENi-3eeee"
    #expect(try scrubbed(told) == "d8:announce10:http://t/a" + Self.info + "e")
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(Array(told.utf8)), &reading)
    #expect(reading.disclosures.contains { $0.location == "info/source" && $0.fate == .kept })
  }

  /// Announce addresses and what is left of them.
  private static let addresses = [
    ("udp://tracker.example:80", "udp://tracker.example:80"),
    ("http://t.example/announce", "http://t.example/announce"),
    ("http://t.example/0123456789abcdef/announce.php", "http://t.example/announce.php"),
    ("https://user:word@t.example/announce#x", "https://t.example/announce"),
    ("http://t.example/a?passkey=1", "http://t.example/a"),
  ]

  @Test(arguments: addresses)
  func personalKeysLeaveTrackersAddresses(told: String, plain: String) throws {
    let before = "d13:announce-listll\(told.utf8.count):\(told)e3:u:/e" + Self.info + "e"
    #expect(throws: MediaError.self) { try scrubbed(before) }
    let list = "d13:announce-listll\(told.utf8.count):\(told)ee" + Self.info + "e"
    #expect(
      try scrubbed(list) == "d13:announce-listll\(plain.utf8.count):\(plain)ee" + Self.info + "e")
  }

  @Test(arguments: [
    "d1:ai1e", "d4:infoi1ee", "d1:ai01e4:info", "d4:infode4:infodee", "d3:foo3:bare",
    "d4:infod1:ae", "d4:info9999999999999:e", "d4:infodi1ei2eee",
  ])
  func brokenTorrentsAreRefused(text: String) throws {
    #expect(throws: MediaError.self) { try scrubbed(text) }
  }

  @Test func nestingIsBoundedAndNothingTraps() throws {
    let deep = "d4:infod1:a" + String(repeating: "l", count: 100_000)
    #expect(throws: MediaError.self) { try scrubbed(deep) }
    let whole = "d8:announce16:http://t/a?k=abc7:comment5:TOKEN" + Self.info + "8:url-list0:e"
    try Conformance.fuzz(Array(whole.utf8), rounds: 400)
  }

  private static let whole =
    "d4:infod5:filesld6:lengthi5e5:mtimei99e4:pathl1:aeee4:name1:d12:piece lengthi16384e"
    + "6:pieces2:xy6:source5:TOKENee"
  private static let plain =
    "d4:infod5:filesld6:lengthi5e4:pathl1:aeee4:name1:d12:piece lengthi16384e6:pieces2:xyee"

  @Test func whatNoProgramNeedsOfInfoStaysReportedAndGoesWhenStrict() throws {
    #expect(try scrubbed(Self.whole) == Self.whole)
    let strict = try Conformance.check(Array(Self.whole.utf8), under: .strict)
    #expect(String(decoding: strict, as: UTF8.self) == Self.plain)
    for (policy, fate) in [(ScrubPolicy.standard, Disclosure.Fate.kept), (.strict, .removed)] {
      var reading = Reading(policy: policy)
      _ = try MediaFormats.read(MediaSource(Array(Self.whole.utf8)), &reading)
      for place in ["info/source", "info/file/mtime"] {
        #expect(reading.disclosures.contains { $0.location == place && $0.fate == fate })
      }
      // The torrent is another one then; Python's hashlib gave both digests.
      let hash = reading.disclosures.first { $0.location == "info/hash" }?.value
      #expect(
        hash
          == (policy == .strict
            ? "e48a072360dbd27be421b259b47bae2c54c939ae, now "
              + "9f443c2830dc6513300318c24e9008356dea2807" : nil))
    }
  }

  @Test func foldersOfVersionTwoAreLookedThrough() throws {
    let file = "d0:d6:lengthi5e11:pieces root2:xy4:sha13:abcee"
    let told = "d4:infod9:file treed1:dd1:f\(file)ee12:meta versioni2e4:name1:d"
    let whole = told + "12:piece lengthi16384eee"
    #expect(try scrubbed(whole) == whole)
    let strict = try Conformance.check(Array(whole.utf8), under: .strict)
    #expect(
      String(decoding: strict, as: UTF8.self) == whole.replacing("4:sha13:abc", with: ""))
  }

  @Test func theHashIsThatOfTheStandard() {
    // FIPS 180 examples, by NIST.
    let examples = [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
      (String(repeating: "a", count: 64), "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
    ]
    for (text, digest) in examples {
      #expect(TorrentHash.text(Array(text.utf8)[...]) == digest)
    }
  }
}
