/// What of an adversary's knowledge the tables of a manifest can hold.
public struct ProfileFit: Sendable, Equatable {
  /// Knowledge that a table has columns for.
  public struct Use: Sendable, Equatable {
    /// The knowledge.
    public let knowledge: ProfileKnowledge
    /// The table's name.
    public let table: String
    /// The columns that it is about, in the table's order.
    public let columns: [String]
  }

  /// What can be tried, in the profile's order, then the manifest's.
  public let uses: [Use]
  /// Knowledge that no table has columns for, in the profile's order.
  public let idle: [ProfileKnowledge]

  /// Whether the profile can be tried at all.
  public var canBeTried: Bool { !uses.isEmpty }
  /// Whether everything that the adversary knows can be tried.
  public var isComplete: Bool { idle.isEmpty }
}

extension AdversaryProfile {
  /// Which of this knowledge the tables of a manifest can hold, by the roles of their columns.
  ///
  /// An adversary with another party's records has real attributes where a table declares such
  /// records, so there its simulated attributes are left aside.
  ///
  /// - Complexity: O(knowledge * columns).
  public func fits(_ manifest: Manifest) -> ProfileFit {
    var uses: [ProfileFit.Use] = []
    var idle: [ProfileKnowledge] = []
    for entry in knowledge {
      let found = manifest.tables.compactMap { table -> ProfileFit.Use? in
        let columns = columns(of: entry, in: table)
        return columns.isEmpty
          ? nil : ProfileFit.Use(knowledge: entry, table: table.name, columns: columns)
      }
      uses += found
      // Simulated attributes that real records stand in for are not missing.
      let isReplaced =
        entry.kind == .attributes && hasDeclaredRecords
        && manifest.tables.contains { $0.auxiliary != nil }
      if found.isEmpty, !isReplaced { idle.append(entry) }
    }
    return ProfileFit(uses: uses, idle: idle)
  }

  private var hasDeclaredRecords: Bool { knowledge.contains { $0.kind == .declaredRecords } }

  /// The columns of a table that knowledge is about; empty where it is about none.
  private func columns(of entry: ProfileKnowledge, in table: TableDeclaration) -> [String] {
    let isHistory = table.kind != .users && (table.subject != nil || table.kind == .edges)
    let hasPerson = table.kind == .users || table.subject != nil
    switch entry {
    case .attributes(let columns, _):
      if hasDeclaredRecords, table.auxiliary != nil { return [] }
      return hasPerson ? attributes(columns, of: table) : []
    case .device: return hasPerson ? table.names(of: [.device]) : []
    case .sightings, .earlierPlaces:
      let places = table.placeNames
      return isHistory && !places.isEmpty ? table.names(of: [.time], besides: places) : []
    case .earlierTimes: return isHistory ? table.names(of: [.time]) : []
    case .earlierContacts:
      return table.kind == .edges && !table.columns(of: .time).isEmpty
        ? table.names(of: [.source, .target, .time]) : []
    case .earlierTexts:
      return table.kind == .text && hasPerson ? table.names(of: [.text]) : []
    case .earlierFiles: return isHistory && table.kind != .edges ? table.names(of: [.file]) : []
    case .choices, .earlierChoices:
      return table.kind == .events && hasPerson && !table.columns(of: .item).isEmpty
        ? table.names(of: [.item, .rating]) : []
    case .ties: return table.kind == .edges ? table.names(of: [.source, .target]) : []
    case .declaredRecords:
      return table.auxiliary == nil
        ? [] : table.columns.filter { $0.role.isEvidence }.map(\.name)
    }
  }

  /// Attributes of a table: those named, or all quasi-identifiers that no other entry names.
  private func attributes(_ columns: [String]?, of table: TableDeclaration) -> [String] {
    if let columns {
      return table.columns.filter { column in
        columns.contains(column.name) && !column.role.namesThePerson
      }.map(\.name)
    }
    let named = Set(
      knowledge.flatMap { entry -> [String] in
        guard case .attributes(let columns?, _) = entry else { return [] }
        return columns
      })
    return table.names(of: [.quasiIdentifier]).filter { !named.contains($0) }
  }
}

extension TableDeclaration {
  /// The names of the columns that have one of some roles, in order.
  fileprivate func names(of roles: Set<ColumnRole>) -> [String] {
    columns.filter { roles.contains($0.role) }.map(\.name)
  }

  /// The same with other columns, and none where no column has such a role.
  fileprivate func names(of roles: Set<ColumnRole>, besides others: [String]) -> [String] {
    guard columns.contains(where: { roles.contains($0.role) }) else { return [] }
    return columns.filter { roles.contains($0.role) || others.contains($0.name) }.map(\.name)
  }

  /// The columns that say where something happened; empty where half a place is all there is.
  fileprivate var placeNames: [String] {
    let places = names(of: [.place])
    let halves = names(of: [.latitude, .longitude])
    return halves.count == 2 ? halves + places : places
  }
}
