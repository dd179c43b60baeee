import Foundation
import Tables
import Testing

@Suite("Profiles and the tables of a manifest")
struct ProfileFitTests {
  private static let everything = try? Manifest.parse(
    text: ManifestFixtures.everything, file: "m")

  private static func manifest(_ tables: TableDeclaration...) -> Manifest {
    Manifest(name: "d", tables: tables)
  }

  private static func table(
    _ name: String, _ kind: TableKind, auxiliary: Bool = false, _ roles: ColumnRole...
  ) -> TableDeclaration {
    TableDeclaration(
      name: name, kind: kind, source: TableSource(paths: ["a.csv"]),
      auxiliary: auxiliary ? MatchedSource(source: TableSource(paths: ["b.csv"])) : nil,
      columns: roles.enumerated().map {
        ColumnDeclaration(name: "\($0.element.rawValue)\($0.offset)", role: $0.element)
      })
  }

  private static func uses(
    _ knowledge: ProfileKnowledge..., in manifest: Manifest
  ) -> [String: [String]] {
    let profile = AdversaryProfile(id: "a", title: "t", source: "s", knowledge: knowledge)
    return Dictionary(
      profile.fits(manifest).uses.map { ($0.knowledge.kind.rawValue + "/" + $0.table, $0.columns) },
      uniquingKeysWith: +)
  }

  @Test("Each kind of knowledge finds the columns of its roles")
  func roles() {
    let events = Self.table(
      "e", .events, .subject, .time, .latitude, .longitude, .place, .item, .rating, .device)
    let edges = Self.table("n", .edges, .source, .target, .time)
    let texts = Self.table("t", .text, .subject, .text, .time)
    let users = Self.table("u", .users, .subject, .quasiIdentifier, .device, .sensitive, .file)
    let media = Self.table("m", .media, .subject, .file)
    let nobodys = Self.table("x", .media, .file)
    let manifest = Self.manifest(events, edges, texts, users, media, nobodys)
    let place = ["time1", "latitude2", "longitude3", "place4"]
    #expect(Self.uses(.earlierPlaces, in: manifest) == ["earlier-places/e": place])
    #expect(
      Self.uses(.sightings(count: 1, metres: 1, minutes: 1), in: manifest)
        == ["sightings/e": place])
    #expect(
      Self.uses(.earlierTimes, in: manifest) == [
        "earlier-times/e": ["time1"], "earlier-times/n": ["time2"], "earlier-times/t": ["time2"],
      ])
    #expect(
      Self.uses(.earlierContacts(.kept), in: manifest)
        == ["earlier-contacts/n": ["source0", "target1", "time2"]])
    #expect(Self.uses(.ties(share: 1), in: manifest) == ["ties/n": ["source0", "target1"]])
    #expect(Self.uses(.earlierTexts, in: manifest) == ["earlier-texts/t": ["text1"]])
    #expect(Self.uses(.earlierFiles, in: manifest) == ["earlier-files/m": ["file1"]])
    #expect(
      Self.uses(.choices(count: 1, wrong: 0), in: manifest) == ["choices/e": ["item5", "rating6"]])
    #expect(
      Self.uses(.device, in: manifest) == ["device/e": ["device7"], "device/u": ["device2"]])
    #expect(
      Self.uses(.attributes(columns: nil, exactness: ValueExactness()), in: manifest)
        == ["attributes/u": ["quasi-identifier1"]])
    #expect(
      Self.uses(
        .attributes(columns: ["sensitive3"], exactness: ValueExactness()),
        .attributes(columns: ["quasi-identifier1"], exactness: ValueExactness()),
        .attributes(columns: nil, exactness: ValueExactness()), in: manifest)
        == ["attributes/u": ["sensitive3", "quasi-identifier1"]])
    #expect(Self.uses(.declaredRecords, in: manifest).isEmpty)
  }

  @Test("Half a place, and places without a time, are nothing to have seen the person at")
  func halves() {
    let half = Self.table("e", .events, .subject, .time, .latitude)
    let timeless = Self.table("f", .events, .subject, .place)
    let manifest = Self.manifest(half, timeless)
    #expect(Self.uses(.earlierPlaces, in: manifest).isEmpty)
    let fit = AdversaryProfile.builtIn("stranger")?.fits(manifest)
    #expect(fit?.canBeTried == false)
    #expect(fit?.idle == [.sightings(count: 4, metres: 200, minutes: 30)])
  }

  @Test("Declared records stand in for simulated attributes, in their own tables only")
  func declared() throws {
    let vendor = try #require(AdversaryProfile.builtIn("vendor"))
    let with = Self.table("w", .users, auxiliary: true, .subject, .quasiIdentifier, .other)
    let without = Self.table("o", .users, .subject, .quasiIdentifier)
    let both = vendor.fits(Self.manifest(with, without))
    #expect(both.uses.map(\.table) == ["w", "o"])
    #expect(both.uses.map(\.knowledge.kind) == [.declaredRecords, .attributes])
    #expect(both.uses.map(\.columns) == [["quasi-identifier1"], ["quasi-identifier1"]])
    let one = vendor.fits(Self.manifest(with))
    #expect(one.uses.map(\.knowledge.kind) == [.declaredRecords])
    #expect(one.idle.map(\.kind) == [.device])
  }

  // MARK: The manifest's profiles

  private static func profiles(
    _ references: [ProfileReference], files: [String: String] = [:],
    of manifest: Manifest? = everything
  ) throws -> [AdversaryProfile] {
    var manifest = try #require(manifest)
    manifest.adversary.profiles = references
    return try manifest.profiles(relativeTo: "/m") { path in
      guard let text = files[path] else { throw CocoaError(.fileReadNoSuchFile) }
      return Array(text.utf8)
    }
  }

  @Test("A manifest that says nothing tries every built-in profile that fits")
  func fitting() throws {
    #expect(try Self.profiles([]) == AdversaryProfile.builtIn)
    let users = Self.manifest(Self.table("u", .users, .quasiIdentifier))
    #expect(
      try Self.profiles([], of: users).map(\.id)
        == ["acquaintance", "employer", "vendor", "insider"])
  }

  @Test("Profiles come in the manifest's order, documents from beside it")
  func order() throws {
    let ours = ProfileFixtures.profile("device")
    let found = try Self.profiles(
      [.builtIn("insider"), .file("p/ours.yaml"), .builtIn("stranger")],
      files: ["/m/p/ours.yaml": ours])
    #expect(found.map(\.id) == ["insider", "ours", "stranger"])
    #expect(throws: CocoaError.self) { try Self.profiles([.file("p/ours.yaml")]) }
  }

  @Test("Two profiles of one id, and a stranger in a built-in one's clothes, are refused")
  func identity() throws {
    let ours = ProfileFixtures.profile("device")
    let files = ["/m/a.yaml": ours, "/m/b.yaml": "# second\n" + ours]
    do {
      _ = try Self.profiles([.file("a.yaml"), .file("b.yaml")], files: files)
      Issue.record("two profiles of one id were read")
    } catch let error as ManifestErrors {
      #expect(error.file == "/m/b.yaml")
      #expect(error.errors.map(\.line) == [3])
      #expect(error.errors.map(\.column) == [5])
    }
    let mask = ours.replacing("ours", with: "insider")
    #expect(throws: ManifestErrors.self) {
      try Self.profiles([.file("a.yaml")], files: ["/m/a.yaml": mask])
    }
    let copy = try #require(AdversaryProfile.builtIn("insider")).render()
    #expect(
      try Self.profiles([.file("a.yaml"), .builtIn("insider")], files: ["/m/a.yaml": copy])
        .map(\.id) == ["insider"])
    let faulty = try? Self.profiles([.file("a.yaml")], files: ["/m/a.yaml": "version: 1\n"])
    #expect(faulty == nil)
  }

  @Test("A manifest's text is an id of ours or a path")
  func references() {
    #expect(ProfileReference("insider") == .builtIn("insider"))
    #expect(ProfileReference("insider.yaml") == .file("insider.yaml"))
    #expect(ProfileReference("./insider") == .file("./insider"))
    #expect(ProfileReference("insidr") == nil)
    #expect(ProfileReference.file("insider").text == "./insider")
  }
}
