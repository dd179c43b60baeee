/// The rules that lead from a column's evidence to its role, in a table of one kind.
struct RoleRules {
  let kind: TableKind
  /// Names of columns that other tables have too.
  let sharedNames: Set<String>

  /// The role of a column on its own; the table's other columns are looked at later.
  ///
  /// - Complexity: O(1) beside the search for words in the name.
  func propose(for column: ColumnEvidence) -> RoleProposal {
    if column.filled == 0 { return RoleProposal(column, .other, because: "it holds no value") }
    let hint = NameHint(column.name)
    return structural(column, hint)
      ?? identifying(column, hint)
      ?? temporal(column, hint)
      ?? (column.distinct == 1
        ? RoleProposal(column, .other, because: "every row has the same value") : nil)
      ?? named(column, hint)
      ?? unnamed(column)
  }

  // MARK: Keys, ties, weights, places

  private func structural(_ column: ColumnEvidence, _ hint: NameHint?) -> RoleProposal? {
    switch (kind, hint) {
    case (.edges, .source?), (.edges, .target?):
      return RoleProposal(
        column, hint == .source ? .source : .target,
        because: "its name says \(Self.words(hint)), and the table ties rows to each other")
    case (_, .household?) where !column.isKey:
      return RoleProposal(
        column, kind == .users ? .household : .other,
        because: "its name says a household's key, and rows share its values")
    case (.users, .weight?) where column.type == .integer || column.type == .real,
      (.edges, .weight?) where column.type == .integer || column.type == .real:
      return RoleProposal(column, .weight, because: "its name says a weight, and it is a number")
    case (_, .latitude?) where column.patterns.latitude > 0.95 && isNumber(column):
      return RoleProposal(
        column, .latitude, unit: .degrees,
        because: "its name says a latitude, and its numbers lie between -90 and 90")
    case (_, .longitude?) where column.patterns.longitude > 0.95 && isNumber(column):
      return RoleProposal(
        column, .longitude, unit: .degrees,
        because: "its name says a longitude, and its numbers lie between -180 and 180")
    case (_, .subject?):
      return subject(column)
    case (_, .row?):
      return RoleProposal(
        column, .other, because: "its name says the key of a row, a trip or a session")
    case (.events, .item?) where !column.isKey && column.type != .real:
      return RoleProposal(
        column, .item,
        because: "its name says \(Self.words(hint)); \(column.distinct) of them in"
          + " \(column.rows) rows")
    case (.events, .rating?) where isNumber(column):
      return RoleProposal(
        column, .rating, because: "its name says \(Self.words(hint)), and it is a number")
    case (.media, .file?), (.text, .file?),
      (.users, .file?) where column.type == .text:
      return RoleProposal(column, .file, because: "its name says a file's path")
    default:
      return nil
    }
  }

  private func isNumber(_ column: ColumnEvidence) -> Bool {
    column.type == .real || column.type == .integer
  }

  /// A column whose name says a person's key.
  private func subject(_ column: ColumnEvidence) -> RoleProposal? {
    let shared =
      sharedNames.contains(column.name) ? ", and other tables share it" : ""
    if kind == .users {
      guard column.isKey || (column.uniqueShare > 0.9 && column.type != .real) else {
        guard !shared.isEmpty else { return nil }
        return RoleProposal(
          column, .subject,
          because: "its name says a person's key\(shared); a person has several rows")
      }
      let whole = column.type == .integer ? " and it is a whole number" : ""
      return RoleProposal(
        column, .subject,
        because: "every value is different\(whole): looks like a key; the data subject's key"
          + " because its name says so\(shared)")
    }
    return RoleProposal(
      column, .subject,
      because: "its name says a person's key\(shared); \(column.distinct) persons in"
        + " \(column.rows) rows")
  }

  // MARK: Forms of cells

  private func identifying(_ column: ColumnEvidence, _ hint: NameHint?) -> RoleProposal? {
    let patterns = column.patterns
    func direct(_ share: Double, _ what: String) -> RoleProposal {
      RoleProposal(
        column, .directIdentifier, because: "\(Self.percent(share)) of its cells look like \(what)")
    }
    if patterns.email > 0.5 { return direct(patterns.email, "e-mail addresses") }
    if patterns.ip > 0.8 { return direct(patterns.ip, "IP addresses, which HIPAA names") }
    if column.type == .text, patterns.phone > 0.8, hint == nil || hint == .phone,
      column.distinct > 20
    {
      return direct(patterns.phone, "telephone numbers")
    }
    if patterns.url > 0.8, kind != .media, column.uniqueShare > 0.5 {
      return direct(patterns.url, "web addresses, each of its own")
    }
    if patterns.uuid > 0.8 {
      let isSubject = sharedNames.contains(column.name) || (kind == .users && column.isKey)
      return RoleProposal(
        column, isSubject ? .subject : .other,
        because: "\(Self.percent(patterns.uuid)) of its cells look like UUIDs"
          + (isSubject ? ": the data subject's key" : ": a key of rows"))
    }
    return nil
  }

  private func temporal(_ column: ColumnEvidence, _ hint: NameHint?) -> RoleProposal? {
    let patterns = column.patterns
    let isCalendar =
      column.type == .date || column.type == .timestamp || patterns.date > 0.95
      || patterns.timestamp > 0.95
    let isUnix =
      (column.type == .integer || column.type == .real)
      && (patterns.unixSeconds > 0.95 || patterns.unixMilliseconds > 0.95)
      && (hint == .time || hint == .memberSince || hint == nil)
    guard isCalendar || isUnix else { return nil }
    if kind == .users {
      let what = isUnix ? "times in seconds or milliseconds since 1970" : "dates"
      if isUnix { return RoleProposal(column, .time, because: "its cells look like \(what)") }
      return RoleProposal(
        column, .quasiIdentifier,
        because: hint == .birth
          ? "its name says when a person was born, which others know"
          : "its cells are dates of a person's life, which HIPAA names")
    }
    if hint == .birth {
      return RoleProposal(
        column, .quasiIdentifier, because: "its name says when a person was born")
    }
    return RoleProposal(
      column, .time,
      because: isUnix
        ? "its cells look like times since 1970" : "its cells are dates or times of day")
  }

  // MARK: Names and numbers

  private func named(_ column: ColumnEvidence, _ hint: NameHint?) -> RoleProposal? {
    guard let hint else { return nil }
    let name = Self.words(hint)
    switch hint {
    case .personName, .email, .phone, .street, .userName, .password, .nationalNumber,
      .medicalRecord, .account, .vehicle, .deviceNumber, .networkAddress, .webPage, .biometric:
      // Few different values can't name anyone: `name` may be the name of a product.
      guard column.distinct > 50 || column.uniqueShare > 0.2 else { return nil }
      return RoleProposal(
        column, .directIdentifier, because: "its name says \(name): it names a person outright")
    case .ethnicity, .religion, .politics, .orientation, .health, .genetics, .crime:
      return RoleProposal(
        column, .sensitive,
        because: "its name says \(name), which the GDPR protects (articles 9 and 10)")
    case .money:
      return RoleProposal(
        column, .sensitive, because: "its name says \(name), which people keep to themselves")
    case .age, .sex, .postcode, .region, .birth, .nationality, .marital, .family, .education,
      .occupation, .memberSince:
      return RoleProposal(
        column, .quasiIdentifier, because: "its name says \(name), which others may know")
    case .language, .timeZone:
      return RoleProposal(
        column, kind == .events ? .device : .quasiIdentifier,
        because: "its name says \(name), which others may know")
    case .weekTime where kind != .users && kind != .edges:
      return RoleProposal(
        column, .quasiIdentifier, because: "its name says \(name), without a date")
    case .device where kind != .edges:
      return RoleProposal(column, .device, because: "its name says \(name)")
    case .place where kind != .edges:
      return RoleProposal(column, .place, because: "its name says \(name)")
    case .body where column.type == .text && column.meanWords >= 5 && kind != .edges:
      return RoleProposal(
        column, .text,
        because: "its name says \(name), and its cells hold \(Self.mean(column.meanWords)) words")
    default:
      return nil
    }
  }

  private func unnamed(_ column: ColumnEvidence) -> RoleProposal {
    let count = "\(column.distinct) different values in \(column.filled) cells"
    if column.type == .text, column.meanWords >= 8, kind != .edges {
      return RoleProposal(
        column, .text, because: "its cells hold \(Self.mean(column.meanWords)) words on average")
    }
    if column.isKey, column.type == .integer || column.type == .text {
      return RoleProposal(
        column, .other, because: "every value is different: a key of rows, or a direct identifier")
    }
    if column.isMeasure {
      return RoleProposal(
        column, .other,
        because: "\(count), a measure: make it a quasi-identifier if others may know it")
    }
    guard kind == .users else {
      return RoleProposal(column, .other, because: "\(count); nothing says what it is")
    }
    return RoleProposal(
      column, .quasiIdentifier,
      because: "\(count); nothing says what it is: make it other if nobody can know it")
  }

  // MARK: Words

  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "some" }
    return "\(Int((min(max(share, 0), 1) * 100).rounded())) %"
  }

  private static func mean(_ value: Double) -> String {
    guard value.isFinite, value < 1e9 else { return "many" }
    return "\(Int(value.rounded()))"
  }

  static func words(_ hint: NameHint?) -> String { hint?.rawValue ?? "nothing" }
}
