import Attacks
import Engines
import Evaluation
import Findings
import Numerics
import Tables

extension EventAudit {
  /// Whether pseudonyms of two periods can be tied by places.
  func placePeriods(_ periods: EventPeriods, into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): places of two periods")
    guard let kind = events.traceKind else { return }
    let traces = TracePeriods(
      earlier: try events.table.trace(of: kind, period: 0),
      later: try events.table.trace(of: kind, period: 1),
      minimumEvents: EventPeriods.minimumEvents,
      minimumDays: periods.isCommon ? 0 : EventPeriods.minimumDays)
    do {
      outcome.results.append(try PlacePeriods.result(for: setting, periods: traces))
    } catch EvaluationError.noTargets {
      outcome.gaps.append(
        Gap(
          what: "places of \(setting.table) in two periods",
          why: "nobody has \(EventPeriods.minimumEvents) events in each of two periods",
          channel: .places, risk: .linkability, failureMode: .semanticInference))
    }
  }

  /// Whether pseudonyms of two periods can be tied by when people are active.
  func cadence(into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): the rhythm of two periods")
    let features = try events.cadenceFeatures()
    do {
      outcome.results.append(try CadencePeriods.result(for: setting, features: features))
    } catch EvaluationError.noTargets {
      outcome.gaps.append(
        Gaps.unmeasured(
          .cadence, of: setting.table,
          because: "nobody has \(CadencePeriods.minimumEvents) events in each of two periods"))
    }
  }

  /// Whether the hours of activity tell the clocks that people live by.
  ///
  /// Only where some events show the offset of their clocks can an inference be graded.
  func zones(into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): clocks")
    let offsets = try events.table.counts(.clockOffsets)
    let mostEvents = (0..<setting.subjectCount).map { offsets.periods[0].total(ofRow: $0) }.max()
    // Where nobody has enough events, the gap of the rhythm says so already.
    guard mostEvents ?? 0 >= ZoneInference.minimumEvents else { return }
    guard events.columns.time?.zone == nil, offsets.keys.count > 1 else {
      outcome.gaps.append(
        Gap(
          what: "time zones told by the hours of \(setting.table)",
          why: "no event shows its clock's offset from UTC, so a guess can't be graded",
          channel: .cadence, risk: .inference, failureMode: .semanticInference))
      return
    }
    let clocks = KnownClocks(
      offsetHours: (0..<setting.subjectCount).map { offsets.meanHours(ofSubject: $0) })
    do {
      outcome.results.append(
        try ZoneInference.result(
          for: setting, activity: ActivityHours(events.table), clocks: clocks))
    } catch EvaluationError.noTargets {
      outcome.gaps.append(
        Gap(
          what: "time zones told by the hours of \(setting.table)",
          why: "nobody has \(ZoneInference.minimumEvents) events",
          channel: .cadence, risk: .inference, failureMode: .semanticInference))
    }
  }

  /// Whether pseudonyms of two periods can be tied by whom people deal with.
  func interactions(into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): contacts of two periods")
    guard events.table.contactCount > 0 else { return }
    let ties = try events.table.counts(.contacts).periods
    guard ties.contains(where: { $0.counts.contains { $0 > 1 } }) else {
      unmeasuredContacts(
        because: "no two people meet twice, so there are no habits to compare", into: &outcome)
      return
    }
    let earlier = InteractionPeriod(try events.interactions(period: 0))
    let later = InteractionPeriod(try events.interactions(period: 1))
    do {
      for contacts in InteractionPeriods.Contacts.allCases {
        outcome.results.append(
          try InteractionPeriods.result(
            for: setting, earlier: earlier, later: later, contacts: contacts))
      }
    } catch EvaluationError.noTargets {
      unmeasuredContacts(
        because: "nobody has \(InteractionPeriods.minimumEvents) contacts in each of two periods",
        into: &outcome)
    }
    try clusters(into: &outcome)
  }

  private func unmeasuredContacts(because why: String, into outcome: inout Outcome) {
    outcome.gaps.append(
      Gap(
        what: "contacts of \(setting.table) in two periods", why: why, channel: .graph,
        risk: .linkability, failureMode: .contextualAggregation))
  }

  /// Windows of this many seconds are tried, the longest first: a period needs several.
  private static let windows: [Int64] = [28, 14, 7].map { $0 * 86_400 }
  /// With more people than this, all cannot be compared with all by their groups.
  private static let clusterLimit = 20_000

  /// Whether pseudonyms of two periods can be tied by the groups people belong to.
  private func clusters(into outcome: inout Outcome) throws {
    func unmeasured(_ why: String) {
      outcome.gaps.append(
        Gap(
          what: "groups of \(setting.table) in two periods", why: why, channel: .graph,
          risk: .linkability, failureMode: .contextualAggregation))
    }
    guard setting.subjectCount <= Self.clusterLimit else {
      return unmeasured(
        "there are more than \(Phrase.count(Self.clusterLimit)) people, and the attack compares "
          + "all with all")
    }
    let events = try events.interactions(period: nil)
    for window in Self.windows {
      do {
        outcome.results += try InteractionClusters.results(
          for: setting, events: events, windowSeconds: window)
        return
      } catch EvaluationError.noTargets {
        continue
      } catch GraphAttackError.tooManyWindows {
        return unmeasured("its times are too far apart for windows of four weeks")
      }
    }
    unmeasured(
      "nobody dealt with others in \(InteractionClusters.minimumWindows) weeks of each of two "
        + "periods")
  }
}

extension FeatureCounts {
  /// The mean offset of a person's clock in hours; `nil` where the person has no event.
  fileprivate func meanHours(ofSubject subject: Int) -> Double? {
    var (sum, count) = (0.0, 0.0)
    for entry in periods[0].entries(ofRow: subject) {
      let weight = Double(periods[0].counts[entry])
      sum += weight * Double(keys[Int(periods[0].columns[entry])]) / 4
      count += weight
    }
    return count > 0 ? sum / count : nil
  }
}
