import Foundation
import TestSupport
import Testing

/// Bad input that needs more than a file: sizes, rights, a full disk.
@Suite("Hard limits")
struct HardLimitTests {
  @Test("ten thousand columns are read, and the audit names what it left out")
  func tenThousandColumns() throws {
    let folder = try TestFolder()
    let names = (0..<10_000).map { "c\($0)" }
    var text = names.joined(separator: ",") + "\n"
    for row in 0..<6 {
      text += (0..<10_000).map { "\(($0 * 7 + row * row) % 5)" }.joined(separator: ",") + "\n"
    }
    try folder.write("wide.csv", text)
    let outcome = try Command.run(
      ["audit", "wide.csv", "--quasi-identifiers", names.prefix(300).joined(separator: ",")],
      in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains("special uniques"))
  }

  @Test("a field of 100 MB is refused with its line, in bounded memory")
  func hugeField() throws {
    let folder = try TestFolder()
    let file = folder.url.appendingPathComponent("data.csv")
    try Data("a,b\n1,x\n2,".utf8).write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    let block = Data(repeating: 0x78, count: 1 << 20)
    for _ in 0..<100 { try handle.write(contentsOf: block) }
    try handle.write(contentsOf: Data("\n3,y\n".utf8))
    try handle.close()
    let outcome = try Command.run(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--memory", "256"], in: folder.url)
    #expect(outcome.exitCode == 2, "\(outcome.complaint)")
    #expect(outcome.complaint.contains("data.csv, line 3"), "\(outcome.complaint)")
    #expect(!outcome.complaint.contains("xxxx"))
  }

  @Test(
    "a folder without rights is refused by name",
    .enabled(if: geteuid() != 0, "root may read everything"))
  func noRights() throws {
    let folder = try TestFolder()
    try folder.write("closed/data.csv", BadInput.sound)
    let closed = folder.url.appendingPathComponent("closed").path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed)
    }
    let outcome = try Command.run(
      ["audit", "closed/data.csv", "--quasi-identifiers", "a,b"], in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.complaint.contains("closed"))
  }

  @Test("a report that can't be written leaves nothing, and the command does not say done")
  func unwritableOutput() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", BadInput.sound)
    // Nobody, not even root, can make a folder below /proc.
    let outcome = try Command.run(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--out", "/proc/nowhere"], in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.complaint.contains("/proc/nowhere"))
    #expect(folder.files == ["data.csv"])
  }

  @Test(
    "a full disk ends with exit code 1 and no half-written file", .enabled(if: SmallDisk.canMount))
  func fullDisk() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", BadInput.sound)
    let disk = try SmallDisk(at: folder.url.appendingPathComponent("disk"), bytes: 16 << 10)
    let outcome = try Command.run(
      ["audit", "data.csv", "--quasi-identifiers", "a,b", "--out", "disk"], in: folder.url)
    #expect(outcome.exitCode == 1, "\(outcome.complaint)")
    #expect(outcome.complaint.contains("full"), "\(outcome.complaint)")
    let left = try FileManager.default.contentsOfDirectory(atPath: disk.folder.path)
    #expect(left.allSatisfy { $0 == "palimpsest-report.json" }, "\(left)")
  }
}

/// A file system of a few kilobytes.
final class SmallDisk {
  let folder: URL

  /// Whether this process may mount one; in many sandboxes it may not.
  static let canMount: Bool = {
    guard geteuid() == 0 else { return false }
    let probe = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-mount-\(UUID().uuidString)")
    return (try? SmallDisk(at: probe, bytes: 4096)) != nil
  }()

  init(at folder: URL, bytes: Int) throws {
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let status = try Self.run(
      "mount", ["-t", "tmpfs", "-o", "size=\(bytes)", "tmpfs", folder.path])
    guard status == 0 else {
      try? FileManager.default.removeItem(at: folder)
      throw CocoaError(.fileWriteUnknown)
    }
  }

  deinit {
    _ = try? Self.run("umount", [folder.path])
    try? FileManager.default.removeItem(at: folder)
  }

  private static func run(_ tool: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
