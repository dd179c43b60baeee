extension ManifestReader {
  /// The columns of a table.
  mutating func columns(_ node: YAMLNode, path: String, kind: TableKind?) -> [ColumnDraft]? {
    let path = path + ".columns"
    guard let entries = namedEntries(node, path: path) else { return nil }
    return entries.map { name, entry in
      column(entry, name: name, path: Self.join(path, name), kind: kind)
    }
  }

  private mutating func column(
    _ entry: Entry, name: String, path: String, kind: TableKind?
  ) -> ColumnDraft {
    var draft = ColumnDraft(name: name, key: entry.key)
    let known = ["role", "type", "ordered", "zone", "unit"]
    guard let fields = fields(entry.value, path: path, known: known, required: ["role"]) else {
      return draft
    }
    let role = fields["role"].flatMap {
      word($0.value, path: path + ".role", of: ColumnRole.self)
    }
    draft.role = role
    if let role, let kind, let field = fields["role"], !kind.allowedRoles.contains(role) {
      report(.roleNotOfKind(path: path, role: role, kind: kind), at: field.value)
    }
    let type = fields["type"].flatMap {
      word($0.value, path: path + ".type", of: ColumnType.self)
    }
    let ordered = fields["ordered"].flatMap { boolean($0.value, path: path + ".ordered") }
    let zone = fields["zone"].flatMap { self.zone($0.value, path: path + ".zone") }
    let unit = fields["unit"].flatMap {
      word($0.value, path: path + ".unit", of: ColumnUnit.self)
    }
    guard let role else { return draft }
    checkOptions(fields, role: role, type: type, unit: unit, at: entry, path: path)
    draft.declaration = ColumnDeclaration(
      name: name, role: role, type: type, isOrdered: ordered ?? false, zone: zone, unit: unit)
    return draft
  }

  /// Whether type, unit and zone fit the role.
  private mutating func checkOptions(
    _ fields: [String: Entry], role: ColumnRole, type: ColumnType?, unit: ColumnUnit?,
    at entry: Entry, path: String
  ) {
    if let field = fields["type"], let type, let allowed = role.allowedTypes,
      !allowed.contains(type)
    {
      report(.typeNotOfRole(path: path, role: role), at: field.value)
    }
    if let field = fields["unit"] {
      if role.allowedUnits.isEmpty {
        report(.optionNotOfRole(path: path, option: "unit", role: role), at: field.key)
      } else if let unit, !role.allowedUnits.contains(unit) {
        let allowed = role.allowedUnits.map(\.rawValue)
        report(.unknownWord(path: path + ".unit", allowed: allowed, nearest: nil), at: field.value)
      }
    } else if role == .time, type == .integer || type == .real {
      report(.missingKey(key: "unit", path: path), at: entry.value)
    }
    if let field = fields["zone"], role != .time {
      report(.optionNotOfRole(path: path, option: "zone", role: role), at: field.key)
    }
  }

  /// The name of a time zone as the IANA database spells them; whether it exists is the engine's
  /// to say, for that depends on the machine.
  private mutating func zone(_ node: YAMLNode, path: String) -> String? {
    guard let text = text(node, path: path) else { return nil }
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isName =
      parts.count <= 3
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy(Self.isZoneCharacter)
      }
    guard isName, text.utf8.first.map({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) == true else {
      report(
        .outOfRange(path: path, allowed: "a name such as Europe/Paris, America/New_York or UTC"),
        at: node)
      return nil
    }
    return text
  }

  private static func isZoneCharacter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }

  // MARK: What a table's columns are together

  /// Roles that stand twice, or not at all.
  mutating func checkRoles(of table: TableDraft, kind: TableKind) {
    for role in kind.uniqueRoles {
      let columns = table.columns.filter { $0.role == role }
      guard let first = columns.first else { continue }
      for column in columns.dropFirst() {
        report(
          .severalColumnsOfRole(
            table: table.name, role: role, firstLine: first.key.place.line), at: column.key)
      }
    }
    // A column whose role could not be read may be the one that seems to be missing.
    guard !table.columns.isEmpty, table.columns.allSatisfy({ $0.role != nil }) else { return }
    let roles = Set(table.columns.compactMap(\.role))
    for role in kind.requiredRoles where !roles.contains(role) {
      report(.roleMissing(table: table.name, kind: kind, role: role), at: table.key)
    }
    let halves: [(ColumnRole, ColumnRole)] = [
      (.latitude, .longitude), (.longitude, .latitude), (.rating, .item),
    ]
    for (has, lacks) in halves where !roles.contains(lacks) {
      guard let column = table.columns.first(where: { $0.role == has }) else { continue }
      report(.halfAPlace(table: table.name, has: has, lacks: lacks), at: column.key)
    }
  }

  /// An original and an auxiliary table are matched and graded by the subject key; another network
  /// by the keys at both ends of its edges.
  mutating func checkSubjectKey(of table: TableDraft, for option: String, at node: YAMLNode) {
    let keys: Set<ColumnRole> = option == "auxiliary" ? [.subject, .source] : [.subject]
    guard !table.columns.isEmpty, table.columns.allSatisfy({ $0.role != nil }),
      !table.columns.contains(where: { $0.role.map(keys.contains) ?? false })
    else { return }
    report(.subjectKeyNeeded(table: table.name, option: option), at: node)
  }
}
