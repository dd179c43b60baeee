public import Evaluation
public import Findings
public import Tables
import Numerics

/// Finds the people of another party's dirty table in a release.
///
/// All rows of both are linked by `RecordLinker`; a clue is a row of the other party's table, the
/// answer its candidates by probability, "not there" being one of the possibilities.
///
/// **Guarantee** none is claimed: a lower bound for what a linker with better data or hand-made
/// rules finds.
/// **Source** Fellegi and Sunter, A theory for record linkage, JASA 64 (1969), as an attack:
/// Domingo- Ferrer and Torra 2003.
/// **Cost** that of `RecordLinker`; each target its candidates.
/// **Does not protect against** columns whose meaning, not spelling, differs between the tables.
public struct RecordLinkage: TrialAttack {
  /// A row of the other party's table.
  public typealias Clue = Int

  /// What it is.
  public let description = AttackDescription(
    id: "linkage/fellegi-sunter", title: "Another party's records, misspelt and outdated",
    channel: .attributes, risk: .linkability, failureMode: .contextualAggregation,
    source: "Fellegi and Sunter 1969, JASA 64; Enamorado, Fifield and Imai 2019, APSR 113",
    doesNotCover: "auxiliary data that this experiment did not have, and linking by hand")

  /// The compared pairs.
  public let linkage: Linkage
  let index: CandidateIndex

  /// Links two tables.
  ///
  /// - Throws: `LinkageError`.
  public init(
    _ records: LinkageRecords, subjects: SubjectIndex,
    options: RecordLinker.Options = RecordLinker.Options()
  ) throws(LinkageError) {
    linkage = try RecordLinker(records, options: options).link()
    index = CandidateIndex(linkage, subjects: subjects)
  }

  /// Answers each row with its candidates.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    for (place, row) in clues.enumerated() { try answer(place, index.ranking(ofRow: row)) }
  }
}

/// A release beside another party's table, column for column.
public struct LinkageExperiment: Sendable {
  /// The grader, the seed, the people of the release.
  public let setting: AttributeSetting
  /// The other party's table, its columns in the order of `release`.
  public let auxiliary: AuxiliaryRecords
  /// The release's columns.
  public let release: [CodedColumn]
  /// What each column's values are; `nil` to tell by the values.
  public let kinds: [FieldKind?]
  /// How the linking is done; levels and rules name columns by their place in `release`.
  public let options: RecordLinker.Options

  /// An experiment.
  ///
  /// - Parameters:
  ///   - release: the release's columns; `nil` for those of `setting`.
  /// - Precondition: as many auxiliary columns as released ones, and as many kinds or none.
  public init(
    setting: AttributeSetting, auxiliary: AuxiliaryRecords, release: [CodedColumn]? = nil,
    kinds: [FieldKind?] = [], options: RecordLinker.Options = RecordLinker.Options()
  ) {
    let release = release ?? setting.records.columns
    precondition(release.count == auxiliary.columns.count, "the tables' columns stand in pairs")
    precondition(kinds.isEmpty || kinds.count == release.count, "a kind for each column")
    self.setting = setting
    self.auxiliary = auxiliary
    self.release = release
    self.kinds = kinds.isEmpty ? release.map { _ in nil } : kinds
    var seeded = options
    seeded.seed = setting.seed
    self.options = seeded
  }

  /// The positions of the columns whose values are known on both sides.
  public var comparable: [Int] {
    release.indices.filter { position in
      ![release[position], auxiliary.columns[position]].contains {
        if case .opaque = $0.dictionary { return true }
        return false
      }
    }
  }

  /// The rows to link by the columns at `positions`.
  ///
  /// - Throws: `LinkageError`.
  func records(_ positions: [Int]) throws(LinkageError) -> LinkageRecords {
    var fields: [LinkageField] = []
    for position in positions {
      guard release.indices.contains(position) else {
        throw .noSuchColumn(position: position, count: release.count)
      }
      fields.append(
        try LinkageField(
          auxiliary: auxiliary.columns[position], release: release[position],
          kind: kinds[position]))
    }
    return try LinkageRecords(table: setting.records.table, fields: fields, isOneTable: false)
  }

  /// The attack by the columns at `positions`; rules and levels of other columns are left out.
  ///
  /// - Throws: `LinkageError`.
  func attack(_ positions: [Int]) throws(LinkageError) -> RecordLinkage {
    let placeOf = Dictionary(
      positions.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var chosen = options
    chosen.levels = [:]
    for (position, levels) in options.levels {
      if let place = placeOf[position] { chosen.levels[place] = levels }
    }
    func kept(_ rules: [BlockingRule]?) -> [BlockingRule]? {
      guard let rules else { return nil }
      let kept = rules.filter { $0.keys.allSatisfy { placeOf[$0.field] != nil } }.map { rule in
        BlockingRule(rule.keys.map { BlockingKey(placeOf[$0.field] ?? 0, $0.form) })
      }
      return kept.isEmpty ? nil : kept
    }
    chosen.rules = kept(options.rules)
    chosen.trainingRules = kept(options.trainingRules)
    return try RecordLinkage(
      records(positions), subjects: setting.records.subjects, options: chosen)
  }

  /// Who is tried: the same people whatever the columns, so that grades can be compared.
  func trials() throws(EvaluationError) -> TrialSet<Int> {
    var source = setting.generator("record-linkage/\(auxiliary.name)")
    let (pairs, outsiders) = (auxiliary.pairing.pairs, auxiliary.pairing.outsiders)
    guard !pairs.isEmpty, setting.targetCount > 0 else {
      throw .noTargets(table: auxiliary.name)
    }
    let targets = source.sample(count: min(setting.targetCount, pairs.count), of: pairs.count)
    let controls = source.sample(
      count: min(setting.targetCount, outsiders.count), of: outsiders.count)
    return TrialSet(
      targets: targets.sorted().map {
        Trial(clue: pairs[$0].auxiliaryRow, truth: pairs[$0].subject)
      },
      controls: controls.sorted().map { Trial(clue: outsiders[$0], truth: nil) })
  }
}
