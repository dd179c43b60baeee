/// Brings the proposals for single columns into one that a manifest may hold.
struct RoleSettlement {
  let kind: TableKind
  let columns: [ColumnEvidence]
  var proposals: [RoleProposal]

  /// Settles what contradicts; false where a role that the kind needs can't be found.
  mutating func settle() -> Bool {
    if kind == .edges { nameTheEnds() }
    chooseSubject()
    for index in proposals.indices where !kind.allowedRoles.contains(proposals[index].role) {
      change(index, to: .other, because: "a table of \(kind.rawValue) has no use for it")
    }
    for role in kind.uniqueRoles { keepFirst(of: role) }
    completePlaces()
    if !proposals.contains(where: { $0.role.isEvidence }) { findEvidence() }
    return kind.requiredRoles.allSatisfy { role in proposals.contains { $0.role == role } }
  }

  private mutating func change(_ index: Int, to role: ColumnRole, because reason: String) {
    proposals[index] = proposals[index].changed(to: role, of: columns[index], because: reason)
  }

  /// The first two columns of keys are the ends where no name says so.
  private mutating func nameTheEnds() {
    let roles = Set(proposals.map(\.role))
    guard !roles.contains(.source) || !roles.contains(.target), columns.count >= 2 else { return }
    change(0, to: .source, because: "the first of two columns of keys")
    change(1, to: .target, because: "the second of two columns of keys")
  }

  /// One key: a column whose whole name is the strongest word, else the one with the fewest values
  /// where persons come back, else the first.
  private mutating func chooseSubject() {
    let candidates = proposals.indices.filter { proposals[$0].role == .subject }
    guard candidates.count != 1 else { return }
    if candidates.isEmpty {
      if kind == .users { chooseRowKey() }
      return
    }
    let strong = ["id", "userid", "uid", "user", "personid", "person", "memberid", "patientid"]
    let best =
      candidates.first { strong.contains(NameWords(columns[$0].name).compact) }
      ?? (kind == .users
        ? candidates[0] : candidates.min { columns[$0].distinct < columns[$1].distinct })
    for index in candidates where index != best {
      let isKey = columns[index].isKey
      change(
        index, to: isKey ? .directIdentifier : .other,
        because: "another column is the data subject's key"
          + (isKey ? "; this one tells everyone apart as well" : ""))
    }
  }

  /// Without a name that says so, the first column is a key if every value is different.
  private mutating func chooseRowKey() {
    guard let first = columns.first, first.isKey, proposals[0].role == .other,
      first.type == .integer || first.type == .text, first.meanWords < 3
    else { return }
    change(
      0, to: .subject,
      because: "every value is different"
        + (first.type == .integer ? " and it is a whole number" : "")
        + ": looks like a key; the data subject's key because it comes first")
  }

  private mutating func keepFirst(of role: ColumnRole) {
    for index in proposals.indices.filter({ proposals[$0].role == role }).dropFirst() {
      change(index, to: .other, because: "another column is already the table's \(role.rawValue)")
    }
  }

  private mutating func completePlaces() {
    let halves: [(ColumnRole, ColumnRole)] = [
      (.latitude, .longitude), (.longitude, .latitude), (.rating, .item),
    ]
    for (has, lacks) in halves {
      guard !proposals.contains(where: { $0.role == lacks }),
        let index = proposals.firstIndex(where: { $0.role == has })
      else { continue }
      change(
        index, to: .other, because: "a \(has.rawValue) says nothing without a \(lacks.rawValue)")
    }
  }

  /// A table of measures only: whatever an adversary may have learned of it singles people out.
  private mutating func findEvidence() {
    guard kind == .users else { return }
    for index in proposals.indices where proposals[index].role == .other {
      let column = columns[index]
      guard column.distinct > 1, column.filled > 0 else { continue }
      change(
        index, to: .quasiIdentifier,
        because: "\(column.distinct) different values; no column is known by name, so all are"
          + " taken as known")
    }
  }
}
