import Foundation
import TestSupport
import Testing

/// `scrub`, `verify`, `watch`, `key` and `inspect` of pictures, as a user runs them.
@Suite("The commands for files")
struct ScrubCommandTests {
  static let secret = "Zq778Canary"

  static func folder() throws -> TestFolder {
    let folder = try TestFolder()
    try folder.write("photos/a.gif", TinyGIF.bytes(comment: secret))
    try folder.write("photos/b.gif", TinyGIF.bytes(comment: secret, colour: 1))
    return folder
  }

  @Test("inspect shows what a file gives away, and hides the values if asked")
  func inspect() throws {
    let folder = try Self.folder()
    let shown = try Command.run(["inspect", "photos"], in: folder.url)
    #expect(shown.exitCode == 0)
    #expect(shown.output.contains(Self.secret))
    for arguments in [["--hide-values"], ["--hide-values", "--json"], ["--summary"]] {
      let hidden = try Command.run(["inspect", "photos"] + arguments, in: folder.url)
      #expect(hidden.exitCode == 0)
      #expect(!hidden.output.contains(Self.secret))
      #expect(hidden.output.contains("comment"))
    }
  }

  @Test("scrub writes clean files, a signed manifest, and no value")
  func scrub() throws {
    let folder = try Self.folder()
    #expect(try Command.run(["key", "signing.key"], in: folder.url).exitCode == 0)
    let scrub = try Command.run(
      ["scrub", "photos", "--out", "clean", "--manifest", "clean.json", "--key", "signing.key"],
      in: folder.url)
    #expect(scrub.exitCode == 0, "\(scrub.complaint)")
    #expect(!scrub.output.contains(Self.secret))
    #expect(try folder.bytes("clean/a.gif") == TinyGIF.bytes(comment: ""))

    let check = ["verify", "clean", "--manifest", "clean.json", "--public-key", "signing.key.pub"]
    #expect(try Command.run(check, in: folder.url).exitCode == 0)
    try folder.write("clean/a.gif", TinyGIF.bytes(comment: Self.secret))
    let restored = try Command.run(check, in: folder.url)
    #expect(restored.exitCode == 3)
    #expect(restored.output.contains("metadata restored"))
    #expect(!restored.output.contains(Self.secret))
    let twins = try Command.run(check + ["--also", "photos"], in: folder.url)
    #expect(twins.output.contains("unscrubbed twin"))
    let watched = try Command.run(
      ["watch", "clean", "--manifest", "clean.json", "--for-seconds", "0.1"], in: folder.url)
    #expect(watched.exitCode == 3)
    #expect(watched.output.contains("metadata restored"))
  }

  @Test("a manifest that was changed, or signed by a stranger, is not trusted")
  func forged() throws {
    let folder = try Self.folder()
    for key in ["mine.key", "other.key"] {
      #expect(try Command.run(["key", key], in: folder.url).exitCode == 0)
    }
    _ = try Command.run(
      ["scrub", "photos", "--out", "clean", "--manifest", "m.json", "--key", "mine.key"],
      in: folder.url)
    let check = ["verify", "clean", "--manifest", "m.json"]
    let other = try Command.run(check + ["--public-key", "other.key.pub"], in: folder.url)
    #expect(other.exitCode == 2)
    #expect(other.complaint.contains("another key"))
    let text = String(decoding: try folder.bytes("m.json"), as: UTF8.self)
    try folder.write("m.json", text.replacing("a.gif", with: "c.gif"))
    let forged = try Command.run(check, in: folder.url)
    #expect(forged.exitCode == 2)
    #expect(forged.complaint.contains("changed after signing"))
  }

  @Test("a private key is its owner's alone, and never overwritten")
  func keys() throws {
    let folder = try Self.folder()
    #expect(try Command.run(["key", "k"], in: folder.url).exitCode == 0)
    let path = folder.url.appendingPathComponent("k").path
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    let secret = try folder.bytes("k")
    #expect(try Command.run(["key", "k"], in: folder.url).exitCode == 2)
    #expect(try folder.bytes("k") == secret)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    let exposed = try Command.run(
      ["scrub", "photos", "--out", "c", "--manifest", "m", "--key", "k"], in: folder.url)
    #expect(exposed.exitCode == 2)
    #expect(exposed.complaint.contains("chmod"))
    #expect(!folder.files.contains("c"))
  }

  /// A kind of misuse: arguments, exit code, and a word of the message.
  static let misuses: [([String], Int32, String)] = [
    (["scrub", "photos"], 2, "--out"),
    (["scrub", "photos", "--out", "c", "--in-place"], 2, "--out"),
    (["scrub", "photos", "--out", "photos"], 2, "--in-place"),
    (["scrub", "nowhere", "--out", "c"], 2, "nowhere"),
    (["scrub", "photos", "--out", "c", "--manifest", "m.json"], 2, "--key"),
    (["scrub", "photos", "--out", "c", "--manifest", "m.json", "--key", "none"], 2, "none"),
    (["scrub", "photos", "--out", "c", "--names", "x"], 2, "--names"),
    (["scrub", "photos", "--out", "c", "--coarsen-place", "0"], 2, "--coarsen-place"),
    (["scrub", "photos", "--out", "c", "--colour", "x"], 2, "--colour"),
    (["scrub", "photos", "--out", "c", "--backup", "b"], 2, "--backup"),
    (["verify", "photos", "--manifest", "none.json"], 2, "none.json"),
    (["verify", "photos", "--manifest", "photos/a.gif"], 2, "JSON"),
    (["watch", "photos", "--manifest", "none.json"], 2, "none.json"),
    (["scrub", "unknown.bin", "--out", "c"], 2, "refused"),
    (["scrub", "empty", "--out", "c"], 2, "no file"),
    (["scrub", "broken.gif", "--out", "c"], 2, "refused"),
    (["inspect", "broken.gif"], 2, "not read to its end"),
  ]

  @Test("misuse and bad files are one message, exit code 2, and nothing left", arguments: misuses)
  func misuse(arguments: [String], exitCode: Int32, word: String) throws {
    let folder = try Self.folder()
    try folder.write("unknown.bin", [0, 1, 2, 3])
    try folder.write("broken.gif", Array(TinyGIF.bytes(comment: Self.secret).prefix(20)))
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("empty"), withIntermediateDirectories: true)
    let before = folder.files
    let outcome = try Command.run(arguments, in: folder.url)
    #expect(outcome.exitCode == exitCode)
    #expect((outcome.complaint + outcome.output).contains(word), "\(outcome.complaint)")
    #expect(!outcome.complaint.contains(Self.secret))
    #expect(folder.files.filter { $0 != "c" } == before)
  }
}
