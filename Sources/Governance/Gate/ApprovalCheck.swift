import Findings
import Foundation
import Tables

/// Counts the people who approved, role by role.
struct ApprovalCheck {
  let terms: ApprovalTerms
  let evidence: ReleaseEvidence
  /// Seconds since 1970.
  let now: Int
  /// When the report was made: nobody can have approved what was not there.
  let reportSeconds: Int?

  func decisions() -> [GateDecision] {
    guard let document = evidence.approvals?.content else {
      return terms.roles.map {
        decision($0, .approvalsMissing, "there are no approvals that could be read", wanted($0))
      }
    }
    let isOfThis =
      Set(document.candidates) == Set(evidence.candidates.compactMap(\.digest))
      && !document.candidates.isEmpty && document.report == evidence.riskReport?.digest
    guard isOfThis else {
      return terms.roles.map {
        decision(
          $0, .evidenceOfOtherData, "the approvals are of other files or of another report",
          "have these files and this report approved")
      }
    }
    return counted(document)
  }

  private func counted(_ document: ReleaseApprovals) -> [GateDecision] {
    let author = Self.key(document.preparedBy)
    let valid = document.approvals.filter(isTimely)
    let people = terms.roles.map { role in
      Set(valid.filter { $0.role == role.role }.map { Self.key($0.person) })
        .filter { !$0.isEmpty && !(terms.separatesDuties && $0 == author) }
    }
    if terms.separatesDuties, author.isEmpty {
      return terms.roles.map {
        decision(
          $0, .approvalsMissing, "the approvals do not say who prepared the release",
          "fill in `preparedBy`")
      }
    }
    let assigned =
      terms.separatesDuties
      ? RoleAssignment.most(people: people.map { $0.sorted() }, counts: terms.roles.map(\.count))
      : people.map(\.count)
    return terms.roles.indices.map { index in
      let role = terms.roles[index]
      if assigned[index] >= role.count {
        return decision(role, .approved, "\(count(role.count)) approved as \(role.role)", nil)
      }
      let entries = valid.count { $0.role == role.role }
      if entries >= role.count {
        return decision(
          role, .approvalsByOnePerson,
          "\(count(role.count)) must approve as \(role.role), each for one role only and none of "
            + "them the one who prepared it; there are \(assigned[index])", wanted(role))
      }
      return decision(
        role, .approvalsMissing,
        "\(count(role.count)) must approve as \(role.role); there are \(entries)", wanted(role))
    }
  }

  private func isTimely(_ approval: ReleaseApprovals.Approval) -> Bool {
    guard let reportSeconds, let at = GateTime.seconds(approval.at) else { return false }
    return at >= reportSeconds && at - GateTime.skew <= now
  }

  /// One key for the spellings of one login or address.
  private static func key(_ person: String) -> String {
    person.precomposedStringWithCompatibilityMapping
      .trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
  }

  private func count(_ number: Int) -> String { Phrase.count(number, "person", "people") }

  private func wanted(_ role: ApprovalTerms.Role) -> String {
    "have \(count(role.count)) approve as \(role.role), after reading the report"
  }

  private func decision(
    _ role: ApprovalTerms.Role, _ reason: GateDecision.Reason, _ sentence: String,
    _ remedy: String?
  ) -> GateDecision {
    GateDecision(
      rule: "approvals/\(role.role)", title: "Approved by \(count(role.count)) as \(role.role)",
      severity: .deny, result: reason == .approved ? .met : .denied, reason: reason,
      sentence: sentence, remedy: remedy,
      place: GateDecision.Place(file: evidence.policy.path, line: max(1, role.line)))
  }
}

/// Gives each person one role, so that as many places as can be are filled.
enum RoleAssignment {
  /// How many places of each role are filled, none above its count.
  ///
  /// **Source**: Kuhn 1955; augmenting paths in the bipartite graph of places and people.
  /// **Cost**: O(places * approvals).
  static func most(people: [[String]], counts: [Int]) -> [Int] {
    var roleOf: [String: Int] = [:]
    var filled = [Int](repeating: 0, count: people.count)
    func place(_ role: Int, _ seen: inout Set<String>) -> Bool {
      for person in people[role] where seen.insert(person).inserted {
        guard let other = roleOf[person] else {
          roleOf[person] = role
          return true
        }
        if other != role, place(other, &seen) {
          roleOf[person] = role
          return true
        }
      }
      return false
    }
    for role in people.indices {
      while filled[role] < counts[role] {
        var seen: Set<String> = []
        guard place(role, &seen) else { break }
        filled[role] += 1
      }
    }
    return filled
  }
}
