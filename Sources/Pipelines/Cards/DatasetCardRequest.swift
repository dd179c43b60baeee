public import Engines
public import Findings
import Foundation
public import Tables

/// A request for a dataset's card: the manifest is read and sound.
public struct DatasetCardRequest: Sendable {
  /// What the data are.
  public let manifest: Manifest
  /// The folder that relative paths start from.
  public let folder: String
  /// The audit of the data.
  public let report: RiskReport
  /// How they were protected; nil where they were not.
  public let protection: ProtectionReport?
  /// What only the publisher can say.
  public let publication: DatasetCard.Publication
  /// The engine's limits.
  public let engine: EngineOptions
  /// The program with its version.
  public let tool: String

  /// Reads the manifest at `manifestPath`.
  ///
  /// - Throws: `FileError`, `ManifestErrors`.
  public init(
    manifestPath: String, report: RiskReport, protection: ProtectionReport? = nil,
    publication: DatasetCard.Publication = .init(), engine: EngineOptions, tool: String
  ) throws {
    let url = URL(fileURLWithPath: manifestPath)
    let data = try AtomicFile.read(url.path, limit: 16 << 20)
    manifest = try Manifest.parse(bytes: Array(data), file: manifestPath)
    folder = url.deletingLastPathComponent().path
    self.report = report
    self.protection = protection
    self.publication = publication
    self.engine = engine
    self.tool = tool
  }
}

/// Why a card can't be made.
public enum DatasetCardError: Error, Sendable, Equatable {
  /// The report is about other data than the manifest's.
  case otherData(table: String)
  /// The report knows no such table.
  case noTable(String)
}

extension DatasetCardError: CustomStringConvertible {
  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .otherData(let table):
      "table \(table): its files are not those that the report is about (by their digest); audit "
        + "them, and give that report"
    case .noTable(let table):
      "table \(table): the report does not know it; audit this manifest, and give that report"
    }
  }
}
