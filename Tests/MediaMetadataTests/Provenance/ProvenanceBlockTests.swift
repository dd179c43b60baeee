import Testing

@testable import MediaMetadata

@Suite("Statements of provenance")
struct ProvenanceBlockTests {
  private func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(content.count + 8), 4)
    return bytes + Array(type.utf8) + content
  }

  private func superbox(_ label: String, _ content: [UInt8]) -> [UInt8] {
    let constant: [UInt8] = [0, 0x11, 0, 0x10, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]
    let type = Array("c2pa".utf8) + constant + [3]
    return box("jumb", box("jumd", type + Array(label.utf8) + [0]) + content)
  }

  private func text(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return (bytes.count < 24 ? [0x60 + UInt8(bytes.count)] : [0x78, UInt8(bytes.count)]) + bytes
  }

  private func read(
    _ bytes: [UInt8], fate: Disclosure.Fate = .removed, detail: Reading.Detail = .values
  ) throws -> [Disclosure] {
    try BlockReading.disclosures(detail: detail) {
      try ProvenanceBlock.read(bytes[...], at: "JUMBF", fate: fate, &$0)
    }
  }

  private func items(_ found: [Disclosure]) -> [String] {
    found.map { "\($0.location)=\($0.value ?? "")" }
  }

  @Test("claims in CBOR are read under their keys")
  func claimsCborRead() throws {
    // {"claim_generator": "Cam", "dc:title": "T", "actions": [{"when": tag 0 "2020"}], "n": -2}
    let claim =
      [0xa4] + text("claim_generator") + text("Cam") + text("dc:title") + text("T")
      + text("actions") + [0x81, 0xa1] + text("when") + [0xc0] + text("2020") + text("Zqn") + [0x21]
    let found = try read(
      superbox("c2pa", superbox("urn:uuid:7", superbox("c2pa.claim", box("cbor", claim)))))
    #expect(
      items(found) == [
        "JUMBF/c2pa/box=urn:uuid:7", "JUMBF/c2pa/box/c2pa.claim/claim_generator=Cam",
        "JUMBF/c2pa/box/c2pa.claim/dc:title=T", "JUMBF/c2pa/box/c2pa.claim/actions/when=2020",
        "JUMBF/c2pa/box/c2pa.claim/unknown property=Zqn = -2",
      ])
    #expect(found.map(\.category) == [.identifier, .software, .content, .time, .unknown])
    #expect(found.allSatisfy { $0.fate == .removed })
  }

  @Test("indefinite lengths and floats follow RFC 8949")
  func indefiniteLengthsFloats() throws {
    // Appendix A: {_ "a": 1, "b": [_ 2, 3]}, (_ "strea", "ming"), 1.5 in half precision.
    let item: [UInt8] =
      [0xbf, 0x61, 0x61, 0x01, 0x61, 0x62, 0x9f, 0x02, 0x03, 0xff, 0x61, 0x63, 0x7f, 0x65]
      + Array("strea".utf8) + [0x64] + Array("ming".utf8) + [0xff, 0x61, 0x64, 0xf9, 0x3e, 0x00]
      + [0xff]
    let found = try read(superbox("c2pa", box("cbor", item)))
    #expect(found.map(\.value) == ["a = 1", "b = 2", "b = 3", "c = streaming", "d = 1.5"])
    #expect(CBORReader.isOneItem(item[...]))
    #expect(!CBORReader.isOneItem(item.dropLast()))
  }

  @Test("JSON is read with its escapes")
  func jsonReadEscapes() throws {
    let json = """
      {"@type": "CreativeWork", "author": [{"name": "Z\\u00fc \\"Q\\" \\ud834\\udd1e"}], \
      "exif:GPSLatitude": "47,22N", "Zqx": {"y": 1.5e3}, "ok": true}
      """
    let found = try read(
      superbox("c2pa", superbox("stds.schema-org.CreativeWork", box("json", Array(json.utf8)))))
    #expect(
      found.compactMap(\.value) == [
        "CreativeWork", "Zü \"Q\" 𝄞", "47,22N", "Zqx = y = 1.5e3",
      ])
    #expect(found.map(\.category) == [.software, .person, .place, .unknown])
  }

  @Test("what breaks the grammar is shown as text")
  func breaksGrammarShown() throws {
    for content in [
      box("json", Array("{\"a\": ZqBroken".utf8)),
      box("cbor", [0xa1, 0x78, 90] + Array("ZqBroken".utf8)),
    ] {
      let found = try read(superbox("c2pa", content))
      #expect(found.contains { $0.value?.contains("ZqBroken") == true })
    }
    let cut = try read(
      Array((superbox("c2pa", box("json", Array("{}".utf8))) + Array("ZqAfter!".utf8))))
    #expect(cut.last?.value == "ZqAfter!")
  }

  @Test("the signer's certificate gives names and number")
  func signerSCertificate() throws {
    func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
      content.count < 128
        ? [tag, UInt8(content.count)] + content
        : [tag, 0x81, UInt8(content.count)] + content
    }
    func name(_ common: String) -> [UInt8] {
      element(
        0x30,
        element(
          0x31, element(0x30, element(6, [0x55, 4, 3]) + element(12, Array(common.utf8)))))
    }
    let times = element(23, Array("200102030405Z".utf8)) + element(23, Array("300102030405Z".utf8))
    let body = element(
      0x30,
      element(0xa0, element(2, [2])) + element(2, [0x0a, 0xbc]) + element(0x30, element(6, [42]))
        + name("The Issuer") + element(0x30, times) + name("Ann Signer") + element(0x30, []))
    let certificate = element(0x30, body + element(0x30, []) + element(3, [0]))
    // COSE_Sign1 (RFC 9052, 4.2): tag 18, [h'A2 01 26 18 21 ..', {}, nil, signature].
    let header = [0xa2, 0x01, 0x26, 0x18, 0x21, 0x58, UInt8(certificate.count)] + certificate
    let sign: [UInt8] =
      [0xd2, 0x84, 0x58, UInt8(header.count)] + header + [0xa0, 0xf6, 0x44, 1, 2, 3, 4]
    let found = try read(superbox("c2pa", superbox("c2pa.signature", box("cbor", sign))))
    let values = found.compactMap(\.value)
    #expect(values.contains("CN=Ann Signer"))
    #expect(values.contains("CN=The Issuer"))
    #expect(values.contains("0abc"))
    #expect(found.first { $0.value == "CN=Ann Signer" }?.category == .person)
  }

  @Test("embedded pictures share the fate of the statement")
  func embeddedPicturesShare() throws {
    let picture: [UInt8] = [0xff, 0xd8, 0xff, 0xfe, 0, 10] + Array("ZqHidden".utf8)
    let statement = superbox("c2pa", superbox("c2pa.thumbnail.claim.jpeg", box("bidb", picture)))
    for fate in [Disclosure.Fate.kept, .removed] {
      let found = try read(statement, fate: fate)
      #expect(found.contains { $0.category == .content })
      #expect(found.contains { $0.value?.contains("ZqHidden") == true })
      #expect(fate == .removed || found.allSatisfy { $0.fate == .kept })
    }
  }

  @Test("without values one entry stands for the statement")
  func withoutValuesOne() throws {
    let found = try read(superbox("c2pa", []), fate: .kept, detail: .structures)
    #expect(found.map(\.fate) == [.kept])
  }

  @Test("deep nesting and huge counts end soon")
  func deepNestingHuge() throws {
    var deep: [UInt8] = []
    for _ in 0..<2_000 { deep = superbox("c2pa", deep) }
    let hostile: [[UInt8]] = [
      deep, superbox("c2pa", box("cbor", [UInt8](repeating: 0x81, count: 100_000))),
      superbox("c2pa", box("cbor", [UInt8](repeating: 0x9f, count: 100_000))),
      superbox("c2pa", box("cbor", [0xbb] + [UInt8](repeating: 0xff, count: 8))),
      superbox("c2pa", box("cbor", [0x5b] + [UInt8](repeating: 0xff, count: 8))),
      superbox(
        "c2pa", box("cbor", [0x9a, 0xff, 0xff, 0xff, 0xff] + [UInt8](repeating: 1, count: 90_000))),
      superbox("c2pa", box("json", [UInt8](repeating: 0x5b, count: 100_000))),
      superbox("c2pa", box("json", [UInt8](repeating: 0x22, count: 100_000))),
      [0, 0, 0, 1] + Array("jumb".utf8) + [UInt8](repeating: 0xff, count: 8),
    ]
    let start = ContinuousClock.now
    for bytes in hostile { _ = try read(bytes) }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test("no variant traps")
  func variantTraps() throws {
    let claim =
      [0xa3] + text("alg") + [0xf9, 0x3e, 0] + text("pad") + [0x43, 0, 0, 0] + text("x")
      + [0x5f, 0x41, 1, 0xff]
    let json = Array("{\"a\": [1, {\"b\": \"\\u00fc\"}], \"name\": \"x\"}".utf8)
    let der: [UInt8] = [0x30, 6, 2, 1, 5, 12, 1, 65]
    let seed = superbox(
      "c2pa",
      superbox("c2pa.claim", box("cbor", claim)) + superbox("x", box("json", json))
        + superbox("c2pa.signature", box("cbor", [0x81, 0x48] + der))
        + box("bfdb", [0] + Array("image/jpeg\0me.jpg\0".utf8)) + box("bidb", [1, 2, 3]))
    try BlockReading.forEachVariant(of: seed, rounds: 3_000) { _ = try read($0) }
  }
}
