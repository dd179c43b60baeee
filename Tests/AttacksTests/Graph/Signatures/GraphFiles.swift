import Evaluation
import Foundation
import Numerics
import TestSupport

@testable import Attacks

/// The graphs of the shared folder: two numbers a line, a space, tab or comma between them.
enum GraphFiles {
  /// Every graph file there, by name.
  static let all: [(name: String, url: URL)] = {
    var found: [(name: String, url: URL)] = []
    for (folder, suffix) in [("data/graphs", ""), ("data/musae", "_edges")] {
      let files =
        (try? FileManager.default.contentsOfDirectory(
          at: SharedFolder.file(folder), includingPropertiesForKeys: nil)) ?? []
      for file in files where ["txt", "csv", "edges"].contains(file.pathExtension) {
        let name = file.deletingPathExtension().lastPathComponent
        if name.hasSuffix(suffix) { found.append((name: name, url: file)) }
      }
    }
    return found.sorted { $0.name < $1.name }
  }()

  static func graph(_ name: String) throws -> SparseGraph? {
    try all.first { $0.name == name }.map { try read($0.url) }
  }

  /// A file's graph; lines that are not two numbers are left out.
  static func read(_ url: URL) throws -> SparseGraph {
    var edges: [(UInt32, UInt32)] = []
    var numbers: [UInt32] = []
    var current: UInt32?
    var isEdge = true
    for byte in [UInt8](try Data(contentsOf: url)) + [10] {
      switch byte {
      case 48...57: current = (current ?? 0) * 10 + UInt32(byte - 48)
      case 9, 13, 32, 44, 10:
        if let number = current { numbers.append(number) }
        current = nil
        if byte == 10 {
          if isEdge, numbers.count >= 2 { edges.append((numbers[0], numbers[1])) }
          (numbers, isEdge) = ([], true)
        }
      default: isEdge = false
      }
    }
    let most = edges.reduce(0) { max($0, $1.0, $1.1) }
    return try SparseGraph(nodeCount: edges.isEmpty ? 0 : Int(most) + 1, edges: edges)
  }

  static func setting(_ nodes: Int, seed: UInt64 = 5, targets: Int = 2_000) -> EventSetting {
    EventSetting(
      table: "friends", subjectCount: nodes, columns: ["contact"],
      evaluator: Evaluator(seed: seed), seed: seed, targetCount: targets, controlShare: 0,
      reproduce: "palimpsest audit")
  }

  /// A random graph of so many edges.
  static func random(nodes: Int, edges: Int, seed: UInt64) throws -> SparseGraph {
    var source = SeededGenerator(seed: seed, stream: "random-graph")
    return try SparseGraph(
      nodeCount: nodes,
      edges: (0..<edges).map { _ in
        (UInt32(source.index(below: nodes)), UInt32(source.index(below: nodes)))
      })
  }
}
