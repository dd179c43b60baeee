public import Findings

extension GateDecision.Reason {
  /// Whether a denial for this reason may be known beforehand.
  ///
  /// Only what was measured and found wanting. Evidence that is missing, stale, of other data or
  /// too wide, and approvals, never: a baseline must not turn ignorance into a pass.
  var mayBeKnown: Bool {
    switch self {
    case .thresholdPassed, .columnWithoutPurpose, .outputNotSanitised: true
    case .thresholdMet, .metricMissing, .notANumber, .intervalTooWide, .evidenceMissing,
      .evidenceStale, .evidenceOfOtherData, .evidenceOfOlderSchema, .approvalsMissing,
      .approvalsByOnePerson, .approved, .exceptionLive, .exceptionExpired, .otherRelease:
      false
    }
  }
}

extension GateDecision {
  /// The number that a rule held against its threshold; nil where there is none.
  ///
  /// The unfavourable end of the interval, as the gate takes it: the upper one for what must be
  /// small, the lower one for what must be large.
  var level: Double? {
    switch comparison {
    case "at-most", "below": upper ?? value
    case "at-least", "above": lower ?? value
    case "equal": value
    default: nil
    }
  }

  /// Whether a baseline can hold it: denied, for a reason that may be known, with a usable number
  /// where it compares one.
  var canBeKnown: Bool {
    guard result == .denied, reason.mayBeKnown else { return false }
    return comparison == nil ? metric == nil : level?.isFinite == true
  }
}

extension BaselineDocument {
  /// The baseline that knows each denial of a verdict that may be known, up to `until`.
  ///
  /// - Parameters:
  ///   - createdAt: now, UTC, ISO 8601 to the second.
  ///   - root: the repository's absolute path.
  /// - Throws: `BaselineError.badMoment`.
  public init(
    knowing verdict: GateVerdict, tool: String, createdAt: String, until: String,
    owner: String? = nil, reason: String? = nil, below root: String? = nil
  ) throws(BaselineError) {
    guard Moment.isValid(createdAt) else { throw .badMoment(field: "createdAt") }
    guard Moment.isValid(until) else { throw .badMoment(field: "until") }
    self.init(
      tool: tool, createdAt: createdAt, policy: verdict.policy,
      entries: verdict.decisions.filter(\.canBeKnown).map { decision in
        Entry(
          rule: decision.rule, fingerprint: decision.fingerprint(below: root),
          comparison: decision.comparison, level: decision.level, since: createdAt, until: until,
          owner: owner, reason: reason)
      })
  }
}

/// Moments written as `2026-11-21T10:15:00Z`: as text in the order of time.
enum Moment {
  /// Whether `text` is written so.
  static func isValid(_ text: String) -> Bool {
    let form = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
    let bytes = Array(text.utf8)
    guard bytes.count == form.count else { return false }
    let isWritten = zip(bytes, form).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "d") ? (48...57).contains(byte) : byte == wanted
    }
    guard isWritten else { return false }
    func number(_ start: Int) -> Int { Int(bytes[start] - 48) * 10 + Int(bytes[start + 1] - 48) }
    return (1...12).contains(number(5)) && (1...31).contains(number(8)) && number(11) < 24
      && number(14) < 60 && number(17) < 61
  }
}
