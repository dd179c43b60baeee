import Engines
import Evaluation
import Findings
import Tables

/// The evidence of all tables of a dataset, people numbered across them.
struct DatasetEvidence {
  /// What one adversary has.
  struct Gathered {
    /// The features of all tables.
    var evidence: [ChannelEvidence] = []
    /// Data subjects with enough data in some channel, rising.
    var eligible: [UInt32] = []

    /// The channels, in the order of the vocabulary.
    var channels: [Channel] {
      Channel.allCases.filter { channel in evidence.contains { $0.feature.channel == channel } }
    }
  }

  /// One reading of a table.
  private struct Entry {
    let table: String
    let reading: EvidenceReading
    let source: any EvidenceSource
    /// For each of the source's numbers the data subject's.
    let numbers: [UInt32?]
  }

  private let entries: [Entry]
  private let subjects: SubjectNumbers
  private let manifest: Manifest

  /// Reads what the adversaries of `profiles` can use.
  ///
  /// - Throws: `EngineError`, `PipelineError`.
  init(
    _ profiles: [AdversaryProfile], request: AuditRequest, engine: Engine,
    check: () throws -> Void
  ) throws {
    var entries: [Entry] = []
    var subjects = SubjectNumbers()
    let uses = profiles.flatMap { $0.fits(request.manifest).uses }
    for declaration in request.manifest.tables {
      var made: Set<EvidenceReading> = []
      for use in uses where use.table == declaration.name {
        guard let reading = EvidenceReading(use.knowledge, of: declaration),
          made.insert(reading).inserted
        else { continue }
        try check()
        guard
          let source = try Self.source(
            reading, of: declaration, request: request, engine: engine)
        else { continue }
        entries.append(
          Entry(
            table: declaration.name, reading: reading, source: source,
            numbers: subjects.add(source.keys)))
      }
    }
    self.entries = entries
    self.subjects = subjects
    self.manifest = request.manifest
  }

  /// The key of each data subject, by number; in memory only.
  var keys: [String] { subjects.keys }

  /// What an adversary of a profile has.
  ///
  /// - Throws: what the sources throw, and what `check` throws.
  func gathered(for profile: AdversaryProfile, check: () throws -> Void) throws -> Gathered {
    var gathered = Gathered()
    var isEligible = [Bool](repeating: false, count: subjects.count)
    for use in profile.fits(manifest).uses {
      guard let declaration = manifest.tables.first(where: { $0.name == use.table }),
        let reading = EvidenceReading(use.knowledge, of: declaration),
        let entry = entries.first(where: { $0.table == use.table && $0.reading == reading })
      else { continue }
      try check()
      let found = try entry.source.evidence(
        for: use.knowledge, columns: use.columns, profile: profile.id)
      guard !found.evidence.isEmpty else { continue }
      let places = subjects.places(of: entry.numbers)
      gathered.evidence += found.evidence.map { $0.renumbered(by: places) }
      for place in found.eligible {
        if let number = entry.numbers[Int(place)] { isEligible[Int(number)] = true }
      }
    }
    gathered.eligible = isEligible.indices.filter { isEligible[$0] }.map(UInt32.init)
    return gathered
  }
}
