import Testing

@testable import MediaMetadata

/// What stays of a TAR archive and what goes, on archives made here field by field.
@Suite struct TarReaderTests {
  /// A header block, filled by POSIX's table of offsets.
  static func header(
    _ name: String, kind: Character = "0", size: Int = 0, link: String = "",
    mode: String = "0000644",
    owner: String = "", number: String = "0000000", time: String = "00000000000",
    prefix: String = ""
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ offset: Int) {
      for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
    }
    func octal(_ value: Int, _ digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(name, 0)
    put(mode, 100)
    put(number, 108)
    put(number, 116)
    put(octal(size, 11), 124)
    put(time, 136)
    put("        ", 148)
    put(String(kind), 156)
    put(link, 157)
    put("ustar\u{0}00", 257)
    put(owner, 265)
    put(owner, 297)
    put("0000000", 329)
    put("0000000", 337)
    put(prefix, 345)
    put(octal(block.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", 148)
    return block
  }

  /// A member with its data, filled up to whole blocks.
  static func member(_ header: [UInt8], _ data: [UInt8] = [], filler: UInt8 = 0) -> [UInt8] {
    header + data + [UInt8](repeating: filler, count: (512 - data.count % 512) % 512)
  }

  /// Members with the end as POSIX has it: empty blocks up to a record of 20.
  static func archive(_ members: [UInt8]...) -> [UInt8] {
    let bytes = Array(members.joined())
    return bytes
      + [UInt8](repeating: 0, count: (bytes.count + 1024 + 10_239) / 10_240 * 10_240)
      .prefix((bytes.count + 1024 + 10_239) / 10_240 * 10_240 - bytes.count)
  }

  private static let gif = GIFSample.plain
  private static let plain = archive(
    member(header("a.gif", size: gif.count), gif), member(header("d/", kind: "5", mode: "0000755")))

  private func shows(_ bytes: [UInt8], _ token: String) throws -> Bool {
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
    return reading.disclosures.contains {
      $0.value?.contains(token) == true && $0.fate == .removed
    }
  }

  @Test func aPlainArchiveStaysByteForByte() throws {
    #expect(try Conformance.check(Self.plain) == Self.plain)
  }

  @Test func ownersTimesAndRightsGo() throws {
    let told = Self.archive(
      Self.member(
        Self.header(
          "a.gif", size: Self.gif.count, mode: "0004600", owner: "TOKEN", number: "0001750",
          time: "13437256055"), Self.gif, filler: 0x41),
      Self.member(Self.header("d/", kind: "5", mode: "0000700", owner: "TOKEN")))
    #expect(try Conformance.check(told) == Self.plain)
    #expect(try shows(told, "TOKEN"))
    #expect(try shows(told, "AAAA"))
  }

  @Test func paxRecordsGoButForPathsAndLinks() throws {
    let records = Array("17 comment=TOKEN\n15 uname=TOKEN\n14 path=a.gif\n".utf8)
    let told = Self.archive(
      Self.member(Self.header("TOKEN", kind: "g", size: 17), Array(records.prefix(17))),
      Self.member(Self.header("TOKEN", kind: "x", size: records.count), records),
      Self.member(Self.header("other", size: Self.gif.count), Self.gif),
      Self.member(Self.header("d/", kind: "5", mode: "0000755")))
    #expect(try Conformance.check(told) == Self.plain)
    #expect(try shows(told, "TOKEN"))
  }

  @Test func longNamesStay() throws {
    // 300 bytes without a slash find room nowhere in a ustar header.
    let name = Array(String(repeating: "n", count: 296).utf8) + Array(".gif".utf8)
    let told = Self.archive(
      Self.member(Self.header("././@LongLink", kind: "L", size: 301), name + [0]),
      Self.member(Self.header("n", size: Self.gif.count), Self.gif))
    let output = try Conformance.check(told)
    let record = Array("310 path=".utf8) + name + [0x0a]
    #expect(output.dropFirst(512).starts(with: record))
    let long = String(repeating: "p", count: 120)
    let split = Self.archive(
      Self.member(Self.header("a.gif", size: Self.gif.count, prefix: long), Self.gif))
    #expect(try Conformance.check(split) == split)
  }

  @Test func membersAreCleaned() throws {
    let telling = GIFSample.file(
      GIFSample.extension(0xfe, Array("TOKEN".utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    let told = Self.archive(
      Self.member(Self.header("a.gif", size: telling.count), telling),
      Self.member(Self.header("d/", kind: "5", mode: "0000755")))
    #expect(try Conformance.check(told) == Self.plain)
    #expect(try shows(told, "TOKEN"))
  }

  @Test func sidecarsAndWhatStandsBehindTheEndGo() throws {
    let told =
      Self.archive(
        Self.member(Self.header("._a.gif", size: 5), Array("TOKEN".utf8)),
        Self.member(Self.header("a.gif", size: Self.gif.count), Self.gif),
        Self.member(Self.header("d/", kind: "5", mode: "0000755"))) + Array("BEHIND".utf8)
    #expect(try Conformance.check(told) == Self.plain)
    #expect(try shows(told, "TOKEN"))
    #expect(try shows(told, "BEHIND"))
  }

  @Test func unknownMembersStayAndStrictDropsThem() throws {
    let told = Self.archive(
      Self.member(Self.header("a.gif", size: Self.gif.count), Self.gif),
      Self.member(Self.header("d/", kind: "5", mode: "0000755")),
      Self.member(Self.header("x", size: 4), [0, 1, 2, 3]))
    #expect(try Conformance.check(told) == told)
    #expect(try Conformance.check(told, under: .strict) == Self.plain)
    let broken: [UInt8] = [0xff, 0xd8, 0xff, 0xe1, 0, 99]
    let damaged = Self.archive(
      Self.member(Self.header("a.gif", size: Self.gif.count), Self.gif),
      Self.member(Self.header("d/", kind: "5", mode: "0000755")),
      Self.member(Self.header("x", size: broken.count), broken))
    #expect(try Conformance.check(damaged, under: .strict) == Self.plain)
  }

  static let harmful: [[UInt8]] = [
    header("/etc/passwd"), header("a/../../b"), header("l", kind: "2", link: "../x"),
    header("l", kind: "2", link: "/etc"), header("l", kind: "1", link: "../x"),
    header("null", kind: "3"), header("disk", kind: "4"), header("pipe", kind: "6"),
    header("", kind: "0"), header("sparse", kind: "S"),
    header("l", kind: "2", link: "a/../b"),
  ]

  @Test(arguments: harmful)
  func whatEscapesOrIsNoFileIsRefusedUnlessSalvaged(header: [UInt8]) throws {
    let file = Self.archive(
      Self.member(Self.header("a.gif", size: Self.gif.count), Self.gif),
      Self.member(Self.header("d/", kind: "5", mode: "0000755")), Self.member(header))
    #expect(throws: MediaError.self) { try Conformance.check(file) }
    var policy = ScrubPolicy.standard
    policy.salvage = true
    #expect(try Conformance.check(file, under: policy) == Self.plain)
  }

  @Test func brokenArchivesAreRefusedWithoutATrap() throws {
    let member = Self.member(
      Self.header("a.gif", size: Self.gif.count, owner: "TOKEN"), Self.gif)
    try Conformance.fuzz(Self.archive(member, member), rounds: 60)
    let records = Array("17 comment=TOKEN\n".utf8)
    let pax = Self.member(Self.header("x", kind: "x", size: records.count), records)
    try Conformance.fuzz(Self.archive(pax, member), rounds: 60, seed: 2)
  }

  @Test func archivesInArchivesEndAtTheLimit() throws {
    var file = Self.plain
    for _ in 0..<17 {
      file = Self.archive(Self.member(Self.header("a.tar", size: file.count), file))
    }
    #expect(throws: MediaError.limit(.depth, allowed: Limits.standard.depth)) {
      try Conformance.check(file)
    }
  }

  /// Members that lead outside only together: each path and each link alone stays inside.
  static let chains: [[[UInt8]]] = [
    // "here" is the folder itself, so what seems to lie in it lies beside the archive's folder.
    [header("here", kind: "2", link: "."), header("here/up/l", kind: "2", link: "../..")],
    [header("d/l", kind: "2", link: ".."), header("./D//L/x")],
    [header("d/l", kind: "2", link: ".."), header("l", kind: "1", link: "d/l")],
  ]

  @Test(arguments: chains)
  func whatIsUnpackedThroughALinkIsRefusedUnlessSalvaged(members: [[UInt8]]) throws {
    let first = Self.member(Self.header("a.gif", size: Self.gif.count), Self.gif)
    let link = Self.archive(first, members[0])
    #expect(try !Conformance.check(link).isEmpty)
    let file = Self.archive(first, members[0], members[1])
    #expect(throws: MediaError.self) { try Conformance.check(file) }
    var policy = ScrubPolicy.standard
    policy.salvage = true
    #expect(try Conformance.check(file, under: policy) == Conformance.check(link))
  }

  @Test func namesOnPathsOfLinksCountAsStructures() throws {
    // A path of two bytes a name, each of which is held.
    let path = String(repeating: "a/", count: 40) + "l"
    let file = Self.archive(Self.member(Self.header(path, kind: "2", link: "x")))
    var limits = Limits.standard
    limits.structures = 41
    var reading = Reading(limits: limits)
    #expect(throws: MediaError.limit(.structures, allowed: 41)) {
      try MediaFormats.read(MediaSource(file), &reading)
    }
    limits.structures = 42
    reading = Reading(limits: limits)
    _ = try MediaFormats.read(MediaSource(file), &reading)
  }

  @Test func ownersOfLongNamesGoAndAreReported() throws {
    let name = Array(String(repeating: "n", count: 120).utf8)
    let told = Self.archive(
      Self.member(
        Self.header("././@LongLink", kind: "L", size: 121, owner: "TOKEN"), name + [0]),
      Self.member(Self.header("n", size: Self.gif.count), Self.gif))
    #expect(try shows(told, "TOKEN"))
  }
}
