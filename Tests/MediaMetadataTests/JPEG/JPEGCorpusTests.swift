import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

/// All JPEG files below the shared folder's media, told by their first bytes.
private let corpus: [(name: String, bytes: [UInt8])] = {
  let folder = SharedFolder.file("data/media")
  let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
  return (paths ?? []).sorted().compactMap { path in
    let file = folder.appendingPathComponent(path)
    guard let handle = try? FileHandle(forReadingFrom: file),
      let head = try? handle.read(upToCount: 3), JPEGReader.recognises(Array(head)),
      let data = try? Data(contentsOf: file), data.count < 45_000
    else { return nil }
    return (path, Array(data))
  }
}()

struct JPEGCorpusTests {
  // Catches: a file that decoders read and this reader refuses or changes twice.
  @Test(.enabled(if: SharedFolder.exists))
  func `Every JPEG of the corpus conforms under both policies`() throws {
    #expect(!corpus.isEmpty)
    for (name, bytes) in corpus {
      for policy in [ScrubPolicy.standard, .strict] {
        do {
          let output = try Conformance.check(bytes, under: policy)
          #expect(output.count <= bytes.count + 2, "\(name)")
        } catch {
          Issue.record("\(name): \(error)")
        }
      }
    }
  }

  // Catches: blocks counted wrong: real scans must end exactly where their end marker stands.
  @Test(.enabled(if: SharedFolder.exists))
  func `Scans of real files end where their blocks do`() throws {
    let text = Array("a secret behind the picture, without a marker".utf8)
    var checked = 0
    for (name, bytes) in corpus {
      let clean = try Conformance.check(bytes)
      guard clean.suffix(2) == [0xff, 0xd9] else { continue }
      var reading = Reading()
      let walk = try JPEGWalk(clean, &reading)
      guard walk.frame?.marker == 0xc0 else { continue }
      let output = try Conformance.check(clean.dropLast(2) + text)
      #expect(output == clean || output == clean.dropLast(2) + text, "\(name)")
      checked += output == clean ? 1 : 0
    }
    #expect(checked >= 20)
  }

  // Catches: traps on damaged real files.
  @Test(.enabled(if: SharedFolder.exists))
  func `Damaged real files do not trap`() throws {
    for (index, file) in corpus.filter({ $0.bytes.count < 4_000 }).enumerated() {
      try Conformance.fuzz(file.bytes, rounds: 12, seed: UInt64(index))
    }
  }
}
