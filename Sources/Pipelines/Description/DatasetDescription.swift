public import Engines
import Findings
public import Foundation
import Tables

/// What stands in a file or folder: columns, counts, patterns; no value.
public struct DatasetDescription: Sendable, Equatable, Codable {
  /// The tables, in the order of their files' names.
  public let tables: [Table]

  /// One table.
  public struct Table: Sendable, Equatable, Codable {
    /// Its name: the file's, without endings.
    public let name: String
    /// The number of rows.
    public let rows: Int
    /// Whether counts and shares are exact; else patterns come from a sample.
    public let isExact: Bool
    /// Its columns.
    public let columns: [Column]
  }

  /// One column.
  public struct Column: Sendable, Equatable, Codable {
    /// Its name.
    public let name: String
    /// The type that its values have.
    public let type: String
    /// The number of distinct values.
    public let distinct: Int
    /// The number of missing cells.
    public let missing: Int
    /// Shannon's entropy in bits.
    public let entropyBits: Double
    /// The share of cells whose value occurs once.
    public let uniqueShare: Double
    /// What most values look like, with the share that does.
    public let patterns: [String: Double]
    /// The role that `init` would propose.
    public let proposedRole: String
    /// Why.
    public let reason: String
  }

  /// Looks at a file, or at every table of a folder.
  ///
  /// - Throws: `EngineError`, `FileError`, `PipelineError.noData`.
  public static func make(
    path: String, engine options: EngineOptions, progress: Progress = .silent
  ) throws -> DatasetDescription {
    let engine = try Engine(options: options)
    progress.whenCancelled { engine.interrupt() }
    let entries = try self.entries(at: path)
    let steps = Steps(progress, count: entries.count)
    do {
      let profiles = try entries.map { entry in
        try steps.next("looking at \(entry.table)")
        return try ProfiledSource(path: entry.path, engine: engine).profile
      }
      return DatasetDescription(entries: entries, profiles: profiles)
    } catch EngineError.interrupted {
      throw PipelineError.cancelled
    }
  }

  private static func entries(at path: String) throws -> [DataFiles.Entry] {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if exists, isFolder.boolValue {
      return try DataFiles.tables(in: path).map { entry in
        DataFiles.Entry(
          path: URL(fileURLWithPath: path).appendingPathComponent(entry.path).path,
          table: entry.table)
      }
    }
    var used: Set<String> = []
    let name = URL(fileURLWithPath: path).lastPathComponent
    return [DataFiles.Entry(path: path, table: DataFiles.tableName(name, used: &used))]
  }

  private init(entries: [DataFiles.Entry], profiles: [TableProfile]) {
    let proposals = TableProposal.proposals(
      for: zip(entries, profiles).map { entry, profile in
        TableEvidence(name: entry.table, columns: profile.columns.map { ColumnEvidence($0) })
      })
    self.tables = zip(profiles, proposals).map { profile, proposal in
      Table(
        name: proposal.table, rows: profile.rowCount,
        isExact: !profile.isSampled && profile.columns.allSatisfy(\.isExact),
        columns: zip(profile.columns, proposal.columns).map { Column($0, $1) })
    }
  }

  /// The description as JSON, keys sorted.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

extension DatasetDescription.Column {
  fileprivate init(_ profile: ColumnProfile, _ proposal: RoleProposal) {
    self.init(
      name: profile.name, type: ColumnEvidence(profile).type.rawValue,
      distinct: profile.distinctCount, missing: profile.missingCount,
      entropyBits: profile.entropyBits, uniqueShare: profile.uniqueShare,
      patterns: Dictionary(
        profile.patternShares.filter { $0.value >= 0.05 }.map { ($0.key.rawValue, $0.value) },
        uniquingKeysWith: { first, _ in first }),
      proposedRole: proposal.role.rawValue, reason: proposal.reason)
  }
}
