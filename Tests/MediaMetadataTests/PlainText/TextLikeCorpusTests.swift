import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

/// Every file of the corpus that the readers of text, mail and simple archives know.
@Suite struct TextLikeCorpusTests {
  static let formats: Set<MediaFormat> = [
    .tar, .gzip, .torrent, .xml, .html, .rtf, .mail, .text,
  ]

  /// All files of these formats below the shared media folder, by their bytes.
  static func files() throws -> [(path: String, bytes: [UInt8])] {
    let root = SharedFolder.file("data/media")
    var files: [(String, [UInt8])] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
      let url = root.appendingPathComponent(path)
      guard let source = try? MediaSource(path: url.path),
        let reader = try MediaFormats.reader(of: source), formats.contains(reader.format)
      else { continue }
      files.append((path, try source.bytes(0..<source.count)))
    }
    return files
  }

  @Test(.enabled(if: SharedFolder.exists), arguments: [ScrubPolicy.standard, .strict])
  func nineteenOfTwentyFilesConform(policy: ScrubPolicy) throws {
    let files = try Self.files()
    #expect(!files.isEmpty)
    var refused: [String] = []
    for (path, bytes) in files {
      do { try Conformance.check(bytes, under: policy) } catch is MediaError {
        refused.append(path)
      }
    }
    #expect(refused.count * 20 <= files.count, "refused: \(refused)")
  }

  @Test(.enabled(if: SharedFolder.exists))
  func eachPlantedSecretIsShownAndOnlyReportedContentStays() throws {
    for (path, bytes) in try Self.files() where path.contains("canary.") {
      var reading = Reading()
      _ = try MediaFormats.read(MediaSource(bytes), &reading)
      let output = String(decoding: try Conformance.check(bytes), as: UTF8.self)
      for token in try Self.tokens(of: path) {
        let shown = reading.disclosures.filter { $0.value?.contains(token) == true }
        #expect(!shown.isEmpty, "\(path)")
        if output.contains(token) {
          #expect(shown.contains { $0.fate == .kept }, "what stays is reported as kept: \(path)")
        }
      }
    }
  }

  /// The tokens that the manifest of the canaries lists for a file.
  private static func tokens(of path: String) throws -> [String] {
    struct Planted: Decodable {
      let file: String
      let kind: String
      let token: String
    }
    let manifest = SharedFolder.file("data/media/canary/MANIFEST.json")
    let all = try JSONDecoder().decode([Planted].self, from: Data(contentsOf: manifest))
    let name = (path as NSString).lastPathComponent
    return all.filter { $0.file == name && $0.kind == "text" }.map(\.token)
  }
}
