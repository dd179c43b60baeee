import Findings

/// What every output says about all channels together, in the same words.
struct FusedReading {
  let report: RiskReport
  let fused: FusedRisk
  /// The attack result that holds the rates; `nil` where the report lacks it.
  let result: AttackResult?

  init?(_ report: RiskReport) {
    guard let fused = report.fused else { return nil }
    self.report = report
    self.fused = fused
    self.result = report.attacks.first { $0.id == fused.attack }
  }

  /// The share of people found by all channels.
  var success: Estimate { result?.success ?? report.verdict.risk }
  /// The same without the release.
  var baseline: Estimate { result?.baseline ?? report.verdict.baseline }
  /// The profile that reached it.
  var profile: ProfileOutcome? { fused.profiles.first { $0.id == fused.profile } }
  /// The best channel's name inside a sentence.
  var bestChannel: String { fused.bestChannel.phrase }

  /// The answer in one sentence.
  var headline: String {
    "All channels together find \(NumberFormat.ofHundred(success.value)) people"
      + "\(interval(success)); \(bestChannel) alone, the best single channel, "
      + "\(Phrase.ofHundred(fused.bestChannelSuccess.value)); without the release "
      + "\(Phrase.ofHundred(baseline.value))."
  }

  /// How much more all channels find than the best one.
  var gainLine: String {
    let gain = fused.gain
    let ends = NumberFormat.percentInterval(gain)
    guard gain.lower > 0 else {
      return "Whether all channels find more than \(bestChannel) alone can’t be told: the "
        + "difference lies between \(ends.replacing(" to ", with: " and "))."
    }
    return "\(Self.points(gain.value)) of 100 people more are found by all channels than by "
      + "\(bestChannel) alone (\(ends))."
  }

  /// Which profile reached it.
  var profileLine: String? {
    profile.map { "Reached by the profile \(SafeText.name($0.title)). \($0.sentence)" }
  }

  /// What each of the strongest channels adds.
  var channelsLine: String? {
    let shown = fused.channels.filter(\.isKept).prefix(4)
    guard !shown.isEmpty else { return nil }
    let parts = shown.enumerated().map { index, channel in
      "\(Self.points(channel.shapley.value))\(index == 0 ? " points" : "") from "
        + channel.channel.phrase
    }
    let left = fused.channels.count { $0.isKept } - shown.count
    let rest = left > 0 ? "; \(NumberFormat.count(left)) more in the report" : ""
    return "What is found above the baseline: \(Phrase.list(parts))\(rest)."
  }

  /// The column to remove first and what is left without it.
  var columnLine: String? {
    if let first = fused.removal.first {
      return "Remove first: \(SafeText.name(first.column)), which leaves "
        + "\(NumberFormat.ofHundred(first.risk.value)) people found\(interval(first.risk))."
    }
    return fused.columns.first.map {
      "Remove first: \(SafeText.name("\($0.table).\($0.column)")), which leaves "
        + "\(NumberFormat.ofHundred($0.without.value)) people found\(interval($0.without))."
    }
  }

  /// How far stated probabilities are off.
  var calibrationLine: String {
    let calibration = fused.calibration
    return "Stated probabilities are off by \(Self.points(calibration.error.value)) points on "
      + "average\(interval(calibration.error)); chance alone would give "
      + "\(Self.points(calibration.errorByChance))."
  }

  /// The lines below the headline.
  var lines: [String] {
    [profileLine, channelsLine, columnLine, calibrationLine].compactMap { $0 }
  }

  /// A share in points of a hundred, without a unit.
  static func points(_ share: Double) -> String {
    NumberFormat.hundredths(share) ?? NumberFormat.missing
  }

  private func interval(_ estimate: Estimate) -> String {
    estimate.method == .exact || estimate.method == .model
      ? "" : " (\(NumberFormat.percentInterval(estimate)))"
  }
}

extension Channel {
  /// Its name inside a sentence.
  var phrase: String { title.lowercased() }
}
