extension FusedRisk {
  /// Checks what types alone do not say: rates and prior are probabilities, names that stand for
  /// something else exist, bins and candidates rise.
  ///
  /// - Parameters:
  ///   - attacks: the ids of the report's attack results.
  ///   - path: where this stands in the document.
  func checkInvariants(attacks: Set<String>, at path: String) throws(ReportDocumentError) {
    try DocumentRule.check("is the id of an attack", "\(path).attack", attacks.contains(attack))
    try DocumentRule.check(
      "is the id of one of the profiles", "\(path).profile", profiles.contains { $0.id == profile })
    try DocumentRule.check("lies in (0, 1]", "\(path).prior", prior > 0 && prior <= 1)
    try DocumentRule.check("holds at least one seed", "\(path).seeds", !seeds.isEmpty)
    for (index, seed) in seeds.enumerated() {
      try DocumentRule.check(
        "is a whole number from 0 to 2^64 - 1 in decimal", "\(path).seeds[\(index)]",
        UInt64(seed) != nil)
    }
    try single(bestChannel, "\(path).bestChannel")
    try DocumentRule.rate(bestChannelSuccess, "\(path).bestChannelSuccess")
    try DocumentRule.difference(gain, "\(path).gain")
    try checkMethods("\(path).methods")
    try calibration.checkInvariants(at: "\(path).calibration")
    try notNegative(surprisal.priorBits, "\(path).surprisal.priorBits")
    try notNegative(surprisal.remainingBits, "\(path).surprisal.remainingBits")
    try checkBlame(path)
    try forecast?.checkInvariants(at: "\(path).forecast")
    for (index, profile) in profiles.enumerated() {
      try check(profile, "\(path).profiles[\(index)]")
    }
    for (index, verdict) in verdicts.enumerated() {
      try check(verdict, attacks, "\(path).verdicts[\(index)]")
    }
  }

  private func checkMethods(_ path: String) throws(ReportDocumentError) {
    try DocumentRule.check("holds at least one method", path, !methods.isEmpty)
    for (index, method) in methods.enumerated() {
      try DocumentRule.rate(method.success, "\(path)[\(index)].success")
      try DocumentRule.share(method.calibrationError, "\(path)[\(index)].calibrationError")
      try notNegative(method.surprisalBits, "\(path)[\(index)].surprisalBits")
    }
  }

  private func checkBlame(_ path: String) throws(ReportDocumentError) {
    for (index, channel) in channels.enumerated() {
      let place = "\(path).channels[\(index)]"
      try single(channel.channel, "\(place).channel")
      try DocumentRule.rate(channel.alone, "\(place).alone")
      try DocumentRule.rate(channel.without, "\(place).without")
      try DocumentRule.difference(channel.shapley, "\(place).shapley")
    }
    for (index, column) in columns.enumerated() {
      try DocumentRule.rate(column.without, "\(path).columns[\(index)].without")
      try DocumentRule.difference(column.drop, "\(path).columns[\(index)].drop")
    }
    let names = Set(columns.map { "\($0.table).\($0.column)" })
    for (index, step) in removal.enumerated() {
      let place = "\(path).removal[\(index)]"
      try DocumentRule.check(
        "is one of the columns, as `table.column`", "\(place).column", names.contains(step.column))
      try DocumentRule.rate(step.risk, "\(place).risk")
    }
  }

  private func check(_ profile: ProfileOutcome, _ path: String) throws(ReportDocumentError) {
    try DocumentRule.count(profile.targets, "\(path).targets")
    try DocumentRule.count(profile.candidates, "\(path).candidates")
    try DocumentRule.check(
      "is there if, and only if, success is", "\(path).baseline",
      (profile.success == nil) == (profile.baseline == nil))
    try DocumentRule.rate(profile.success, "\(path).success")
    try DocumentRule.share(profile.baseline, "\(path).baseline")
    for (index, channel) in profile.channels.enumerated() {
      try single(channel, "\(path).channels[\(index)]")
    }
  }

  private func check(
    _ verdict: FailureVerdict, _ attacks: Set<String>, _ path: String
  ) throws(ReportDocumentError) {
    try DocumentRule.check(
      "is about a failure mode or a risk, not both", path,
      (verdict.failureMode == nil) != (verdict.risk == nil))
    let given = [
      verdict.severity != nil, verdict.attack != nil, verdict.success != nil,
      verdict.baseline != nil,
    ]
    try DocumentRule.check(
      "severity, attack, success and baseline are there together, or none is", path,
      Set(given).count == 1)
    try DocumentRule.check(
      "is the id of an attack", "\(path).attack", verdict.attack.map(attacks.contains))
    try DocumentRule.rate(verdict.success, "\(path).success")
    try DocumentRule.rate(verdict.baseline, "\(path).baseline")
  }

  private func single(_ channel: Channel, _ path: String) throws(ReportDocumentError) {
    try DocumentRule.check("is a single channel", path, channel != .fused)
  }

  private func notNegative(_ value: Double, _ path: String) throws(ReportDocumentError) {
    try DocumentRule.check("is not negative", path, value >= 0)
  }
}

extension CalibrationSummary {
  fileprivate func checkInvariants(at path: String) throws(ReportDocumentError) {
    try DocumentRule.rate(error, "\(path).error")
    try DocumentRule.share(errorByChance, "\(path).errorByChance")
    try DocumentRule.rate(errorBeyondChance, "\(path).errorBeyondChance")
    var end = 0.0
    for (index, bin) in bins.enumerated() {
      let place = "\(path).bins[\(index)]"
      try DocumentRule.share(bin.from, "\(place).from")
      try DocumentRule.share(bin.to, "\(place).to")
      try DocumentRule.check("is below `to`", "\(place).from", bin.from < bin.to)
      try DocumentRule.check(
        "is not below the bin before", "\(place).from", bin.from >= end - 1e-9)
      try DocumentRule.check("is at least 1", "\(place).count", bin.count >= 1)
      try DocumentRule.share(bin.stated, "\(place).stated")
      try DocumentRule.rate(bin.found, "\(place).found")
      end = bin.to
    }
  }
}

extension RiskForecast {
  fileprivate func checkInvariants(at path: String) throws(ReportDocumentError) {
    try DocumentRule.count(fittedUpTo, "\(path).fittedUpTo")
    var last = 0
    for (index, point) in points.enumerated() {
      let place = "\(path).points[\(index)]"
      try DocumentRule.check(
        "is at least 1 and above the point before", "\(place).candidates", point.candidates > last)
      try DocumentRule.rate(point.measured, "\(place).measured")
      try DocumentRule.rate(point.predicted, "\(place).predicted")
      last = point.candidates
    }
  }
}
