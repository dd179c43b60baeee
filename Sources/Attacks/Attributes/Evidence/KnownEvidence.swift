public import Evaluation

/// What an adversary's knowledge says about who is who, and whom it is about.
public struct KnownEvidence: Sendable {
  /// The evidence, feature by feature.
  public let evidence: [ChannelEvidence]
  /// People of whom the adversary knows something, rising; whoever is not in the release has a
  /// number from the release's number of data subjects on.
  public let candidates: [UInt32]
  /// Data subjects of whom the release says something, rising.
  public let targets: [UInt32]

  /// Evidence about people.
  ///
  /// - Precondition: `candidates` and `targets` rise.
  public init(evidence: [ChannelEvidence], candidates: [UInt32], targets: [UInt32]) {
    precondition(
      zip(candidates, candidates.dropFirst()).allSatisfy(<)
        && zip(targets, targets.dropFirst()).allSatisfy(<), "people are numbered, each once")
    self.evidence = evidence
    self.candidates = candidates
    self.targets = targets
  }

  /// Data subjects with data on both sides, rising.
  ///
  /// - Complexity: O(people).
  public var eligible: [UInt32] {
    var place = 0
    return targets.filter { target in
      while place < candidates.count, candidates[place] < target { place += 1 }
      return place < candidates.count && candidates[place] == target
    }
  }
}

/// How another party's people are numbered beside the data subjects of a release.
struct EvidenceNumbers {
  /// For each of the other party's people the number: that of the data subject, or one of its own.
  let numbers: [UInt32]

  /// The first person outside the release follows the release's last data subject, the others
  /// follow in their order.
  init(subjects: [UInt32?], subjectCount: Int) {
    var next = UInt32(subjectCount)
    numbers = subjects.map { subject in
      if let subject { return subject }
      next += 1
      return next - 1
    }
  }
}

extension String {
  /// A name for the id of a feature: small letters and digits, anything else a dash.
  var evidenceName: String {
    let parts = lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return parts.isEmpty ? "unnamed" : parts.joined(separator: "-")
  }

  /// Names for the ids of features, each different: of equal ones the second ends in 2.
  static func evidenceNames(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      let plain = name.evidenceName
      var (own, number) = (plain, 2)
      while !taken.insert(own).inserted {
        own = "\(plain)-\(number)"
        number += 1
      }
      return own
    }
  }
}
