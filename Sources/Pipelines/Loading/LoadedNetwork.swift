import Attacks
import Engines
import Findings
import Numerics
import Tables

/// A table of edges, read as a graph of the people at their ends.
struct LoadedNetwork {
  let declaration: TableDeclaration
  /// Who is tied to whom; people are numbered in the order of their keys.
  let graph: SparseGraph
  /// How many rows the table has.
  let rowCount: Int
  private let counts: RowCounts

  /// What became of rows that are no edge of their own.
  private struct RowCounts {
    var incomplete = 0
    var loops = 0
    var repeated = 0
    var reversed = 0
  }

  /// The columns that hold the ends of an edge; `nil` where the table has none.
  static func ends(of declaration: TableDeclaration) -> (source: String, target: String)? {
    guard declaration.kind == .edges,
      let source = declaration.columns(of: .source).first,
      let target = declaration.columns(of: .target).first
    else { return nil }
    return (source.name, target.name)
  }

  /// Reads the edges of a table.
  ///
  /// - Throws: `EngineError`; `PipelineError.contradiction` where nobody is tied to anybody.
  init(
    _ declaration: TableDeclaration, ends: (source: String, target: String), folder: String,
    engine: Engine
  ) throws {
    let source = declaration.source.engineSource(relativeTo: folder)
    let table = try engine.events(
      of: source, columns: EventColumns(subject: ends.source, contact: ends.target))
    let contacts = try table.counts(.contacts)
    var counts = RowCounts()
    var directed: [(UInt32, UInt32)] = []
    var rows = 0
    if let matrix = contacts.periods.first {
      for person in 0..<(matrix.offsets.count - 1) {
        for entry in matrix.offsets[person]..<matrix.offsets[person + 1] {
          let times = Int(matrix.counts[entry])
          let other = UInt32(contacts.keys[Int(matrix.columns[entry])])
          rows += times
          guard other != person else {
            counts.loops += times
            continue
          }
          counts.repeated += times - 1
          directed.append((UInt32(person), other))
        }
      }
    }
    guard !directed.isEmpty else {
      throw PipelineError.contradiction(
        table: declaration.name, column: "\(ends.source), \(ends.target)",
        what: "no row ties two different people",
        remedy: "check the columns' roles, or leave the table out of the manifest")
    }
    self.graph = try SparseGraph(nodeCount: table.subjectCount, edges: directed)
    counts.incomplete = table.rowCount - rows
    counts.reversed = directed.count - graph.edgeCount
    self.declaration = declaration
    self.rowCount = table.rowCount
    self.counts = counts
  }

  /// What a reader must know of how the table was read.
  var notes: [String] {
    let kinds = [
      (counts.incomplete, "without one of its two ends left out"),
      (counts.loops, "that ties a person to itself left out"),
      (counts.repeated, "that repeats another counted once"),
      (counts.reversed, "that is another one turned round counted once: ties have no direction"),
    ]
    return kinds.filter { $0.0 > 0 }.map { count, what in
      "\(declaration.name): \(Phrase.count(count, "row", "rows")) \(what)."
    }
  }
}

/// Two networks whose people have keys of one kind: another party's, and the release.
struct LoadedNetworkPair {
  let pair: GraphPair
  /// The key of each of the release's nodes; in memory only.
  let releaseKeys: [String?]

  /// Reads the release's edges and those that another party holds, people matched by key.
  ///
  /// - Throws: `EngineError`.
  init(
    _ declaration: TableDeclaration, auxiliary: MatchedSource,
    ends: (source: String, target: String), folder: String, engine: Engine
  ) throws {
    let source = declaration.source.engineSource(relativeTo: folder)
    let other = auxiliary.source.completed(by: declaration.source)
      .engineSource(relativeTo: folder)
    let release = try KeyedEdges(source, ends.source, ends.target, engine: engine)
    let known = try KeyedEdges(
      other, auxiliary.counterpart(of: ends.source), auxiliary.counterpart(of: ends.target),
      engine: engine)
    self.pair = GraphPair(
      auxiliary: try known.graph(), release: try release.graph(),
      truth: known.keys.map { release.numberOfKey[$0] })
    self.releaseKeys = release.keys
  }
}

/// Edges whose ends are numbered in the order of their keys; keys stay in memory.
private struct KeyedEdges {
  let keys: [String]
  let numberOfKey: [String: UInt32]
  private let edges: [(UInt32, UInt32)]

  init(_ source: DataSource, _ first: String, _ second: String, engine: Engine) throws {
    let from = try LinkedTable.texts(first, of: source, engine: engine)
    let to = try LinkedTable.texts(second, of: source, engine: engine)
    // By bytes, as the engine orders them.
    keys = Set((from + to).compactMap(\.self)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let numberOfKey = Dictionary(
      zip(keys, 0..<UInt32(keys.count)), uniquingKeysWith: { one, _ in one })
    edges = zip(from, to).compactMap { from, to in
      guard let first = from.flatMap({ numberOfKey[$0] }),
        let second = to.flatMap({ numberOfKey[$0] })
      else { return nil }
      return (first, second)
    }
    self.numberOfKey = numberOfKey
  }

  func graph() throws -> SparseGraph {
    try SparseGraph(nodeCount: keys.count, edges: edges)
  }
}
