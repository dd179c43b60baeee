import Testing

@testable import MediaMetadata

@Suite("HEIF: auxiliary pictures")
struct HEIFAuxiliaryTests {
  private func sample(_ type: String) -> HEIFSample {
    var sample = HEIFSample.cleanPhoto()
    sample.properties.append(HEIFSample.auxiliary(type))
    sample.items.append(
      .init(id: 2, type: "hvc1", data: HEIFSample.picture(9), properties: [-1, 3]))
    sample.references = [("auxl", 2, [1])]
    return sample
  }

  @Test("transparency stays under every policy, and is no disclosure")
  func alpha() throws {
    for type in [
      "urn:mpeg:hevc:2015:auxid:1", "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
    ] {
      let input = sample(type).bytes()
      #expect(try Conformance.check(input) == input)
      #expect(try Conformance.check(input, under: .strict) == input)
      #expect(try heifDisclosures(input).isEmpty)
    }
  }

  @Test("depth and masks of people stay and are told; the strict policy drops them")
  func depth() throws {
    for type in [
      "urn:mpeg:hevc:2015:auxid:2", "urn:com:apple:photo:2018:aux:portraiteffectsmatte",
      "urn:com:apple:photo:2019:aux:semantichairmatte",
    ] {
      let input = sample(type).bytes()
      #expect(try Conformance.check(input) == input)
      #expect(try heifDisclosures(input).contains { $0.fate == .kept })
      let strict = try Conformance.check(input, under: .strict)
      #expect(strict == HEIFSample.cleanPhoto().bytes())
    }
  }

  @Test("other auxiliary pictures go: viewers don't show them")
  func others() throws {
    for type in [
      "urn:com:apple:photo:2020:aux:hdrgainmap", "urn:com:apple:photo:2023:aux:linearthumbnail",
      "urn:nobody:knows",
    ] {
      let output = try Conformance.check(sample(type).bytes())
      #expect(output == HEIFSample.cleanPhoto().bytes())
    }
  }

  /// As an iPhone writes it: the gain map is an auxiliary picture, and a part of a `tmap` too.
  private func toneMapped(marked: Bool) -> HEIFSample {
    var sample = HEIFSample.cleanPhoto()
    sample.items.append(
      .init(
        id: 2, type: "hvc1", data: HEIFSample.picture(9), hidden: !marked,
        properties: marked ? [-1, 3] : [-1]))
    sample.items.append(
      .init(id: 3, type: "tmap", data: [UInt8](repeating: 0, count: 62), isInline: true))
    sample.references = [("dimg", 3, [1, 2])]
    if marked {
      sample.properties.append(HEIFSample.auxiliary("urn:com:apple:photo:2020:aux:hdrgainmap"))
      sample.references.append(("auxl", 2, [1]))
    }
    sample.groups = HEIFSample.box(
      "grpl",
      HEIFSample.full("altr", HEIFSample.number(9, 4) + [0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 1]))
    return sample
  }

  @Test("a gain map of the standard stays, without the mark that asks for maker's notes")
  func toneMap() throws {
    let output = try Conformance.check(toneMapped(marked: true).bytes())
    #expect(output == toneMapped(marked: false).bytes())
    #expect(try Conformance.check(output, under: .strict) == output)
  }

  @Test("groups lose their dropped members; albums and favourites go")
  func groups() throws {
    let member = HEIFSample.number(1, 4)
    var sample = HEIFSample.photo()
    sample.groups = HEIFSample.box(
      "grpl",
      HEIFSample.full("altr", [0, 0, 0, 9, 0, 0, 0, 2] + member + HEIFSample.number(2, 4))
        + HEIFSample.full("favc", [0, 0, 0, 8, 0, 0, 0, 1] + member))
    var clean = HEIFSample.cleanPhoto()
    clean.groups = HEIFSample.box(
      "grpl", HEIFSample.full("altr", [0, 0, 0, 9, 0, 0, 0, 1] + member))
    #expect(try Conformance.check(sample.bytes()) == clean.bytes())
  }
}
