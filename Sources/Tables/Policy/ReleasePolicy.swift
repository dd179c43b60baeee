/// What must hold before a release leaves the house: the document behind `palimpsest gate`.
///
/// A policy from ``parse(text:file:)`` holds no contradiction, and can't pass by saying nothing:
/// for each kind of release that it decides about there is a rule that denies.
public struct ReleasePolicy: Sendable, Equatable {
  /// The version of the format that this code reads and writes.
  public static let currentVersion = 1

  /// The policy's name.
  public var name: String
  /// What it is for, in the owner's words.
  public var description: String?
  /// The kinds of release that it decides about; any other is denied.
  public var releaseKinds: [ReleaseKind]
  /// How long evidence counts.
  public var evidence: EvidenceTerms
  /// The rules in their order, ids unique.
  public var rules: [PolicyRule]
  /// Who must approve; nil: nobody.
  public var approvals: ApprovalTerms?
  /// Rules that may be broken for a while.
  public var exceptions: [PolicyException]
  /// What each purpose needs; nil: columns are not held against purposes.
  public var minimisation: MinimisationTerms?
  /// What published aggregates must not show.
  public var outputs: OutputTerms

  /// A policy.
  public init(
    name: String, description: String? = nil, releaseKinds: [ReleaseKind],
    evidence: EvidenceTerms, rules: [PolicyRule], approvals: ApprovalTerms? = nil,
    exceptions: [PolicyException] = [], minimisation: MinimisationTerms? = nil,
    outputs: OutputTerms = OutputTerms()
  ) {
    self.name = name
    self.description = description
    self.releaseKinds = releaseKinds
    self.evidence = evidence
    self.rules = rules
    self.approvals = approvals
    self.exceptions = exceptions
    self.minimisation = minimisation
    self.outputs = outputs
  }

  /// The rule called `id`, or nil.
  ///
  /// - Complexity: O(rules).
  public func rule(_ id: String) -> PolicyRule? { rules.first { $0.id == id } }
}

/// To whom a release goes.
public enum ReleaseKind: String, Sendable, CaseIterable {
  /// Anyone.
  case isPublic = "public"
  /// Approved people in a supervised environment.
  case researchEnvironment = "research-environment"
  /// People of the same organisation.
  case internalAnalytics = "internal"
  /// A trained model, to whomever.
  case model
  /// Another organisation under a contract.
  case vendor
}

/// How long evidence counts.
public struct EvidenceTerms: Sendable, Equatable {
  /// The oldest report that counts, in days.
  public var maximumAgeDays: Int
  /// When the release must be audited again, in days after the report; nil: never.
  public var reauditDays: Int?
  /// When the release expires, in days after the verdict; nil: never.
  public var expiresDays: Int?
  /// Attacks, by id, that the report must hold: a rule over every attack says nothing about one
  /// that was not made.
  public var attacks: [String]

  /// Terms for evidence.
  public init(
    maximumAgeDays: Int, reauditDays: Int? = nil, expiresDays: Int? = nil, attacks: [String] = []
  ) {
    self.maximumAgeDays = maximumAgeDays
    self.reauditDays = reauditDays
    self.expiresDays = expiresDays
    self.attacks = attacks
  }
}

/// Who must approve a release.
public struct ApprovalTerms: Sendable, Equatable {
  /// A role and how many of it.
  public struct Role: Sendable, Equatable {
    /// The role.
    public var role: String
    /// How many people.
    public var count: Int
    /// Where it stands in the policy.
    public var line: Int

    /// A role and how many of it.
    public init(role: String, count: Int, line: Int = 0) {
      self.role = role
      self.count = count
      self.line = line
    }
  }

  /// The roles.
  public var roles: [Role]
  /// Whether one person counts for one role only, and who prepared the release for none.
  public var separatesDuties: Bool

  /// Who must approve.
  public init(roles: [Role], separatesDuties: Bool = true) {
    self.roles = roles
    self.separatesDuties = separatesDuties
  }
}

/// Leave to break a rule for a while.
public struct PolicyException: Sendable, Equatable {
  /// The rule's id.
  public var rule: String
  /// Who answers for it.
  public var owner: String
  /// Why.
  public var reason: String
  /// The last day on which it holds, UTC.
  public var until: CalendarDay
  /// Where it stands in the policy.
  public var line: Int

  /// Leave to break a rule.
  public init(rule: String, owner: String, reason: String, until: CalendarDay, line: Int = 0) {
    self.rule = rule
    self.owner = owner
    self.reason = reason
    self.until = until
    self.line = line
  }
}

/// What each purpose needs, so that what none needs can be found.
public struct MinimisationTerms: Sendable, Equatable {
  /// A purpose and its columns, as `column` or `table.column`.
  public struct Purpose: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// The columns and features that it needs.
    public var needs: [String]

    /// A purpose.
    public init(name: String, needs: [String]) {
      self.name = name
      self.needs = needs
    }
  }

  /// The purposes.
  public var purposes: [Purpose]
  /// What becomes of a column that no purpose needs.
  public var severity: RuleSeverity

  /// What each purpose needs.
  public init(purposes: [Purpose], severity: RuleSeverity = .deny) {
    self.purposes = purposes
    self.severity = severity
  }
}

/// What published aggregates must not show.
public struct OutputTerms: Sendable, Equatable {
  /// The smallest count of people that may be shown.
  public var minimumCell: Int
  /// The smallest total of a category that may be named.
  public var minimumCategory: Int
  /// What becomes of an output that shows more.
  public var severity: RuleSeverity

  /// What published aggregates must not show.
  public init(
    minimumCell: Int = 10, minimumCategory: Int = 10, severity: RuleSeverity = .deny
  ) {
    self.minimumCell = minimumCell
    self.minimumCategory = minimumCategory
    self.severity = severity
  }
}
