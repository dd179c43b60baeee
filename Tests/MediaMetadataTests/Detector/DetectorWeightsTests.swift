import Foundation
import MediaMetadata
import Testing

@Suite("The learned detector's weights")
struct DetectorWeightsTests {
  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What `train-detector` wrote beside the weights.
  private static func file(_ path: String) throws -> String {
    try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("are those that the model card describes")
  func digest() throws {
    let card = try Self.file("Training/CARD.md")
    #expect(card.contains("`\(FieldDetector.standard.digest)`"))
    #expect(card.contains("\(DetectorWeights.bytes.count) bytes"))
  }

  @Test("have the size that their layout says, and at most 150 KB as source")
  func size() throws {
    let rows = FieldFeatures.nameRows + FieldFeatures.pieceRows + FieldFeatures.shapeRows
    let floats = 2 + 3 * 16 + 2 * 48 + 2 * 16
    let integers = 16 * rows + 48 * FieldDetector.inputCount + 16 * 48
    #expect(DetectorWeights.bytes.count == 4 * floats + integers)
    let folder = Self.package.appendingPathComponent("Sources/MediaMetadata/Detector/Weights")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let total = try files.reduce(0) { sum, name in
      sum + (try Data(contentsOf: folder.appendingPathComponent(name)).count)
    }
    #expect(total <= 150 << 10)
  }

  @Test("digests are FNV-1a's")
  func fnv() {
    // The vectors of the algorithm's authors (Fowler, Noll, Vo; draft-eastlake-fnv).
    #expect(DetectorWeights.digest(of: []) == "cbf29ce484222325")
    #expect(DetectorWeights.digest(of: Array("a".utf8)) == "af63dc4c8601ec8c")
    #expect(DetectorWeights.digest(of: Array("foobar".utf8)) == "85944171f73967e8")
  }

  private struct Made {
    let kind: FieldKind
    let name: String
    let value: String
  }

  /// Made fields of formats that training never saw, with words that it never saw.
  private static func heldOut() throws -> [Made] {
    try file("Training/HeldOut.tsv").split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 3, let kind = FieldKind.allCases.first(where: { "\($0)" == cells[0] })
      else { return nil }
      return Made(kind: kind, name: cells[1], value: cells[2])
    }
  }

  @Test("know fields of formats and words that training never saw")
  func accuracy() throws {
    let fields = try Self.heldOut()
    #expect(fields.count >= 1_000)
    let hits = fields.count { field in
      let answer = FieldDetector.standard.probabilities(name: field.name, value: field.value)
      return answer.enumerated().max { $0.element < $1.element }?.offset == field.kind.rawValue
    }
    // Eleven kinds: chance is below 0.3. At a true rate of 0.85 with 1,000 fields the standard
    // deviation is 0.0113; five of them below is 0.79 (false alarm below 1e-6).
    #expect(Double(hits) / Double(fields.count) > 0.79)
  }

  @Test("are calibrated: of fields with probability p the share p is right")
  func calibration() throws {
    let fields = try Self.heldOut()
    var expected = 0.0
    var variance = 0.0
    var hits = 0.0
    for field in fields {
      let answer = FieldDetector.standard.probabilities(name: field.name, value: field.value)
      let best = answer.enumerated().max { $0.element < $1.element }
      let probability = Double(best?.element ?? 0)
      expected += probability
      variance += probability * (1 - probability)
      if best?.offset == field.kind.rawValue { hits += 1 }
    }
    // Five standard deviations of a sum of independent trials (below 1e-6), and 0.03 for what
    // unseen words and names cost (the model card's error on all of them is below that).
    let count = Double(fields.count)
    #expect(abs(hits - expected) / count < 0.03 + 5 * variance.squareRoot() / count)
  }

  @Test("still tell kinds apart by the value alone, where the name is masked")
  func masked() throws {
    let fields = try Self.heldOut()
    for name in ["", "unknown property", "chunk"] {
      let hits = fields.count { field in
        let answer = FieldDetector.standard.probabilities(name: name, value: field.value)
        return answer.enumerated().max { $0.element < $1.element }?.offset == field.kind.rawValue
      }
      // As above, at a true rate of 0.76: 0.0135 a deviation, five of them.
      #expect(Double(hits) / Double(fields.count) > 0.69, "under \(name)")
    }
  }
}
