/// A rule of the document that a value broke.
struct BrokenRule: Error {
  let rule: String
}

extension Decoder {
  /// The error for a value here that breaks `rule`.
  func broken(_ rule: String) -> DecodingError {
    .dataCorrupted(
      .init(codingPath: codingPath, debugDescription: rule, underlyingError: BrokenRule(rule: rule))
    )
  }
}

/// Rules that values of documents are held to; each throws with the path of what breaks it.
enum DocumentRule {
  /// A number of things.
  static func count(_ value: Int?, _ path: String) throws(ReportDocumentError) {
    try check("is not negative", path, value.map { $0 >= 0 })
  }

  /// A probability or a share.
  static func share(_ value: Double?, _ path: String) throws(ReportDocumentError) {
    try check("lies in [0, 1]", path, value.map { (0...1).contains($0) })
  }

  /// A rate: the ends of its interval are shares as well.
  static func rate(_ rate: Estimate?, _ path: String) throws(ReportDocumentError) {
    guard let rate else { return }
    try share(rate.lower, "\(path).lower")
    try share(rate.upper, "\(path).upper")
  }

  /// A difference of two rates, with its interval.
  static func difference(_ value: Estimate, _ path: String) throws(ReportDocumentError) {
    try check("lies in [-1, 1]", "\(path).lower", value.lower >= -1)
    try check("lies in [-1, 1]", "\(path).upper", value.upper <= 1)
  }

  /// Any rule; what is not there breaks none.
  static func check(
    _ rule: String, _ path: String, _ holds: Bool?
  ) throws(ReportDocumentError) {
    guard holds ?? true else { throw .valueInvalid(path: path, rule: rule) }
  }
}

extension RiskReport {
  /// Checks what types alone do not say: counts are not negative, shares lie in [0, 1], and so on.
  func checkInvariants() throws(ReportDocumentError) {
    try DocumentRule.check(
      "is a whole number from 0 to 2^64 - 1 in decimal", "$.seed", UInt64(seed) != nil)
    try DocumentRule.count(adversary.populationSize, "$.adversary.populationSize")
    for (index, table) in dataset.tables.enumerated() {
      try check(table, "$.dataset.tables[\(index)]")
    }
    for (index, column) in blame.enumerated() {
      try DocumentRule.share(column.riskWith, "$.blame[\(index)].riskWith")
      try DocumentRule.share(column.riskWithout, "$.blame[\(index)].riskWithout")
      try DocumentRule.share(column.riskAlone, "$.blame[\(index)].riskAlone")
    }
    for (index, attack) in attacks.enumerated() { try check(attack, "$.attacks[\(index)]") }
    if let fused { try fused.checkInvariants(attacks: Set(attacks.map(\.id)), at: "$.fused") }
  }

  private func check(_ table: TableSummary, _ path: String) throws(ReportDocumentError) {
    try DocumentRule.count(table.rows, "\(path).rows")
    try DocumentRule.count(table.subjects, "\(path).subjects")
    for (index, column) in table.columns.enumerated() {
      let place = "\(path).columns[\(index)]"
      try DocumentRule.count(column.distinct, "\(place).distinct")
      try DocumentRule.count(column.missing, "\(place).missing")
      try DocumentRule.share(column.uniqueShare, "\(place).uniqueShare")
      try DocumentRule.check(
        "is not negative", "\(place).entropyBits", column.entropyBits.map { $0 >= 0 })
    }
  }

  private func check(_ result: AttackResult, _ path: String) throws(ReportDocumentError) {
    try DocumentRule.count(result.setting.targets, "\(path).setting.targets")
    try DocumentRule.count(result.setting.controls, "\(path).setting.controls")
    try DocumentRule.count(result.setting.candidates, "\(path).setting.candidates")
    for (index, rate) in result.topRates.enumerated() {
      try DocumentRule.check("is at least 1", "\(path).topRates[\(index)].k", rate.k >= 1)
    }
    for (index, bin) in result.anonymitySets.enumerated() {
      let place = "\(path).anonymitySets[\(index)]"
      try DocumentRule.check("is at least 1", "\(place).minimumSize", bin.minimumSize >= 1)
      try DocumentRule.check(
        "is not below minimumSize", "\(place).maximumSize",
        bin.maximumSize.map { $0 >= bin.minimumSize })
      try DocumentRule.count(bin.setCount, "\(place).setCount")
      try DocumentRule.share(bin.subjectShare, "\(place).subjectShare")
    }
    if let distribution = result.subjectRisk { try check(distribution, "\(path).subjectRisk") }
  }

  private func check(_ risks: RiskDistribution, _ path: String) throws(ReportDocumentError) {
    try DocumentRule.share(risks.maximum, "\(path).maximum")
    try DocumentRule.share(risks.mean, "\(path).mean")
    for (index, quantile) in risks.quantiles.enumerated() {
      try DocumentRule.share(quantile.level, "\(path).quantiles[\(index)].level")
      try DocumentRule.share(quantile.risk, "\(path).quantiles[\(index)].risk")
    }
    for (index, above) in risks.shareAbove.enumerated() {
      try DocumentRule.share(above.threshold, "\(path).shareAbove[\(index)].threshold")
      try DocumentRule.share(above.share, "\(path).shareAbove[\(index)].share")
    }
  }
}
