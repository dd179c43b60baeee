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
    /// People that the adversary knows and who are not in the release, rising.
    var outsiders: [UInt32] = []

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

  /// Evidence that is the same for whoever has it.
  private struct Known {
    let entry: Int
    let knowledge: ProfileKnowledge
    let columns: [String]
    let evidence: GatheredEvidence
  }

  private let entries: [Entry]
  private var known: [Known] = []
  private var subjects: SubjectNumbers
  private let manifest: Manifest

  /// Reads what the adversaries of `profiles` can use.
  ///
  /// - Throws: `EngineError`, `PipelineError`.
  init(
    _ profiles: [AdversaryProfile], request: AuditRequest, engine: Engine, cache: AuditCache,
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
            reading, of: declaration, request: request, engine: engine, cache: cache,
            check: check)
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
  var keys: [String?] { subjects.keys }

  /// What an adversary of a profile has.
  ///
  /// - Throws: what the sources throw, and what `check` throws.
  mutating func gathered(
    for profile: AdversaryProfile, check: () throws -> Void
  ) throws -> Gathered {
    var gathered = Gathered()
    var isEligible = [Bool](repeating: false, count: subjects.count)
    var isNamed = isEligible
    for use in profile.fits(manifest).uses {
      guard let declaration = manifest.tables.first(where: { $0.name == use.table }),
        let reading = EvidenceReading(use.knowledge, of: declaration),
        let place = entries.firstIndex(where: {
          $0.table == use.table && $0.reading == reading
        })
      else { continue }
      try check()
      let entry = entries[place]
      let found = try evidence(
        of: place, for: use.knowledge, columns: use.columns, profile: profile.id)
      guard !found.evidence.isEmpty else { continue }
      let outsiders = subjects.addOutsiders(found.outsiders.count)
      var places = subjects.places(of: entry.numbers)
      for (number, place) in zip(outsiders, found.outsiders) { places[Int(number)] = place }
      gathered.evidence += found.evidence.map { $0.renumbered(by: places) }
      gathered.outsiders += outsiders
      for place in found.eligible {
        if let number = entry.numbers[Int(place)] { isEligible[Int(number)] = true }
      }
      for place in found.named {
        if let number = entry.numbers[Int(place)] { isNamed[Int(number)] = true }
      }
    }
    gathered.eligible = isEligible.indices.filter { isEligible[$0] && !isNamed[$0] }
      .map(UInt32.init)
    return gathered
  }

  /// An entry's evidence; read once where no profile makes mistakes of its own.
  private mutating func evidence(
    of entry: Int, for knowledge: ProfileKnowledge, columns: [String], profile: String
  ) throws -> GatheredEvidence {
    if let kept = known.first(where: {
      $0.entry == entry && $0.knowledge == knowledge && $0.columns == columns
    }) {
      return kept.evidence
    }
    let found = try entries[entry].source.evidence(
      for: knowledge, columns: columns, profile: profile)
    if knowledge.isExact {
      known.append(
        Known(entry: entry, knowledge: knowledge, columns: columns, evidence: found))
    }
    return found
  }
}

extension ProfileKnowledge {
  /// Whether it is the same for whoever has it: no profile draws mistakes of its own.
  fileprivate var isExact: Bool {
    switch self {
    case .device, .earlierPlaces, .earlierTimes, .earlierContacts, .earlierTexts, .earlierFiles:
      true
    case .attributes, .sightings, .choices, .earlierChoices, .ties, .declaredRecords: false
    }
  }
}

extension DatasetEvidence {
  /// A table read in one way; `nil` where it has not the columns.
  private static func source(
    _ reading: EvidenceReading, of declaration: TableDeclaration, request: AuditRequest,
    engine: Engine, cache: AuditCache, check: () throws -> Void
  ) throws -> (any EvidenceSource)? {
    switch reading {
    case .attributes:
      return try AttributeEvidence(declaration, request: request, engine: engine)
    case .devices:
      return try DeviceEvidence(declaration, request: request, engine: engine)
    case .events:
      return try LoadedEvents.columns(of: declaration).map {
        try EventEvidence(declaration, columns: $0, request: request, engine: engine)
      }
    case .texts:
      return try LoadedTexts.columns(of: declaration).map {
        try TextEvidence(declaration, columns: $0, request: request, engine: engine)
      }
    case .files:
      return FileEvidence(try cache.files(of: declaration, check: check))
    case .choices:
      return try ChoiceEvidence(declaration, request: request, engine: engine)
    case .ties:
      return try LoadedNetwork.ends(of: declaration).map {
        try TieEvidence(declaration, ends: $0, request: request, engine: engine)
      }
    }
  }
}
