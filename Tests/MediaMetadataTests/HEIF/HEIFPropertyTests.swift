import Testing

@testable import MediaMetadata

@Suite("HEIF: properties")
struct HEIFPropertyTests {
  private func sample(_ properties: [[UInt8]], essential: Bool = false) -> HEIFSample {
    var sample = HEIFSample.cleanPhoto()
    for property in properties {
      sample.properties.append(property)
      let number = sample.properties.count
      sample.items[0].properties.append(essential ? -number : number)
    }
    return sample
  }

  @Test("properties that say how to show a picture stay byte for byte")
  func kept() throws {
    let zeros = { (count: Int) in [UInt8](repeating: 0, count: count) }
    let sample = sample([
      HEIFSample.full("pixi", [3, 8, 8, 8]), HEIFSample.box("irot", [1]),
      HEIFSample.box("imir", [1]), HEIFSample.box("clap", zeros(32)),
      HEIFSample.box("pasp", zeros(8)), HEIFSample.box("clli", [0, 1, 0, 2]),
      HEIFSample.box("mdcv", zeros(24)), HEIFSample.box("cclv", [0x20] + zeros(24)),
      HEIFSample.box("colr", Array("nclx".utf8) + [0, 1, 0, 13, 0, 6, 0x80]),
      HEIFSample.full("rloc", zeros(8)), HEIFSample.box("lsel", [0, 0]),
    ])
    let bytes = sample.bytes()
    #expect(try Conformance.check(bytes) == bytes)
  }

  @Test("what describes a picture goes: its user's words and tags, its times, unknown ones")
  func dropped() throws {
    // 2019-03-04 17:11:09 UTC, in microseconds since 1904 (python3: datetime arithmetic).
    let time = HEIFSample.number(3_634_564_269_000_000, 8)
    let words = "en\u{0}SECRETTITLE\u{0}SECRETWORDS\u{0}SECRETTAG\u{0}"
    let sample = sample([
      HEIFSample.full("udes", Array(words.utf8)), HEIFSample.full("crtt", time),
      HEIFSample.full("mdft", time), HEIFSample.box("zzzz", Array("SECRETBOX".utf8)),
      HEIFSample.box("uuid", Array("0123456789abcdefSECRETUUID".utf8)),
    ])
    let input = sample.bytes()
    #expect(try Conformance.check(input) == HEIFSample.cleanPhoto().bytes())
    let values = try heifDisclosures(input).compactMap(\.value)
    for value in ["SECRETTITLE SECRETWORDS SECRETTAG", "2019-03-04 17:11:09", "SECRETBOX"] {
      #expect(values.contains { $0.contains(value) }, "\(value)")
    }
    #expect(values.contains { $0.contains("SECRETUUID") })
  }

  @Test("an essential property that no list knows is refused, or dropped by salvage")
  func essential() throws {
    let input = sample([HEIFSample.box("zzzz", [1, 2, 3])], essential: true).bytes()
    #expect(throws: MediaError.self) { try Conformance.check(input) }
    var salvage = ScrubPolicy.standard
    salvage.salvage = true
    #expect(try Conformance.check(input, under: salvage) == HEIFSample.cleanPhoto().bytes())
  }

  @Test("bytes after a property's fields go")
  func rest() throws {
    let clean = sample([HEIFSample.box("irot", [1]), HEIFSample.full("pixi", [1, 8])])
    let dirty = sample([
      HEIFSample.box("irot", [1] + Array("SECRET".utf8)),
      HEIFSample.full("pixi", [1, 8] + Array("SECRET".utf8)),
    ])
    #expect(try Conformance.check(dirty.bytes()) == clean.bytes())
  }

  @Test("indices follow the properties that stay")
  func indices() throws {
    var dirty = sample([HEIFSample.full("udes", Array("en".utf8)), HEIFSample.box("irot", [2])])
    dirty.items.append(
      .init(id: 2, type: "hvc1", data: HEIFSample.picture(5), properties: [4, -1]))
    var clean = sample([HEIFSample.box("irot", [2])])
    clean.items.append(
      .init(id: 2, type: "hvc1", data: HEIFSample.picture(5), properties: [3, -1]))
    #expect(try Conformance.check(dirty.bytes()) == clean.bytes())
  }

  @Test("a text for those who don't see stays by default, and goes under the strict policy")
  func alternative() throws {
    let input = sample([HEIFSample.full("altt", Array("SECRETALT\u{0}en\u{0}".utf8))]).bytes()
    #expect(try Conformance.check(input) == input)
    let told = try heifDisclosures(input).first { $0.value == "SECRETALT" }
    #expect(told?.fate == .kept)
    #expect(
      try Conformance.check(input, under: .strict) == HEIFSample.cleanPhoto().bytes())
  }

  @Test("messages in a decoder's configuration go, parameter sets stay")
  func configuration() throws {
    var dirty = HEIFSample.cleanPhoto()
    dirty.properties[0] = HEIFSample.decoder(message: [0x4e, 1, 5, 9] + Array("SECRETSEI".utf8))
    let output = try Conformance.check(dirty.bytes())
    #expect(output == HEIFSample.cleanPhoto().bytes())
    #expect(
      try heifDisclosures(dirty.bytes()).contains { $0.value?.contains("SECRETSEI") == true })
  }

  @Test("H.264 and AV1 configurations lose what follows their fields")
  func otherConfigurations() throws {
    let avc: [UInt8] = [1, 66, 0, 10, 0xff, 0xe1, 0, 2, 0x67, 1, 1, 0, 1, 0x68]
    let cleaned = try #require(HEIFConfigurations.avc((avc + [9, 9])[...]))
    #expect(cleaned.bytes == avc && cleaned.dropped == [9, 9])
    let high: [UInt8] = [1, 100, 0, 10, 0xff, 0xe0, 0, 0xfd, 0xf8, 0xf8, 0]
    #expect(try #require(HEIFConfigurations.avc((high + [7])[...])).bytes == high)
    #expect(HEIFConfigurations.avc([1, 66, 0, 10, 0xff, 0xe1, 0, 9]) == nil)
    // A sequence header (type 1) and a T.35 message (type 5 of 5 bytes, metadata type 4).
    let av1: [UInt8] = [0x81, 0, 0x0c, 0, 0x0a, 2, 7, 7]
    let both = try #require(try HEIFConfigurations.av1((av1 + [0x2a, 3, 4, 0xb5, 0])[...]))
    #expect(both.bytes == av1)
  }

  @Test("the message after an auxiliary type stays only where it is one on alpha or depth")
  func auxiliaryMessage() {
    let alpha: [UInt8] = [0, 0, 0, 7, 0x4e, 1, 165, 3, 0, 0xff, 0x80]
    #expect(HEIFConfigurations.isAuxiliaryMessage(alpha[...]))
    #expect(!HEIFConfigurations.isAuxiliaryMessage([0, 0, 0, 7, 0x4e, 1, 5, 3, 0, 0xff, 0x80]))
    #expect(!HEIFConfigurations.isAuxiliaryMessage((alpha + [1])[...]))
    #expect(!HEIFConfigurations.isAuxiliaryMessage([1, 2]))
  }
}
