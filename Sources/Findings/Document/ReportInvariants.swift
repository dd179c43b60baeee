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

extension RiskReport {
  /// Checks what types alone do not say: counts are not negative, shares lie in [0, 1], and so on.
  func checkInvariants() throws(ReportDocumentError) {
    try rule("is a whole number from 0 to 2^64 - 1 in decimal", "$.seed", UInt64(seed) != nil)
    try count(adversary.populationSize, "$.adversary.populationSize")
    for (index, table) in dataset.tables.enumerated() {
      try check(table, "$.dataset.tables[\(index)]")
    }
    for (index, column) in blame.enumerated() {
      try share(column.riskWith, "$.blame[\(index)].riskWith")
      try share(column.riskWithout, "$.blame[\(index)].riskWithout")
      try share(column.riskAlone, "$.blame[\(index)].riskAlone")
    }
    for (index, attack) in attacks.enumerated() { try check(attack, "$.attacks[\(index)]") }
  }

  private func check(_ table: TableSummary, _ path: String) throws(ReportDocumentError) {
    try count(table.rows, "\(path).rows")
    try count(table.subjects, "\(path).subjects")
    for (index, column) in table.columns.enumerated() {
      let place = "\(path).columns[\(index)]"
      try count(column.distinct, "\(place).distinct")
      try count(column.missing, "\(place).missing")
      try share(column.uniqueShare, "\(place).uniqueShare")
      try rule("is not negative", "\(place).entropyBits", column.entropyBits.map { $0 >= 0 })
    }
  }

  private func check(_ result: AttackResult, _ path: String) throws(ReportDocumentError) {
    try count(result.setting.targets, "\(path).setting.targets")
    try count(result.setting.controls, "\(path).setting.controls")
    try count(result.setting.candidates, "\(path).setting.candidates")
    for (index, rate) in result.topRates.enumerated() {
      try rule("is at least 1", "\(path).topRates[\(index)].k", rate.k >= 1)
    }
    for (index, bin) in result.anonymitySets.enumerated() {
      let place = "\(path).anonymitySets[\(index)]"
      try rule("is at least 1", "\(place).minimumSize", bin.minimumSize >= 1)
      try rule(
        "is not below minimumSize", "\(place).maximumSize",
        bin.maximumSize.map { $0 >= bin.minimumSize })
      try count(bin.setCount, "\(place).setCount")
      try share(bin.subjectShare, "\(place).subjectShare")
    }
    if let distribution = result.subjectRisk { try check(distribution, "\(path).subjectRisk") }
  }

  private func check(_ risks: RiskDistribution, _ path: String) throws(ReportDocumentError) {
    try share(risks.maximum, "\(path).maximum")
    try share(risks.mean, "\(path).mean")
    for (index, quantile) in risks.quantiles.enumerated() {
      try share(quantile.level, "\(path).quantiles[\(index)].level")
      try share(quantile.risk, "\(path).quantiles[\(index)].risk")
    }
    for (index, above) in risks.shareAbove.enumerated() {
      try share(above.threshold, "\(path).shareAbove[\(index)].threshold")
      try share(above.share, "\(path).shareAbove[\(index)].share")
    }
  }

  private func count(_ value: Int?, _ path: String) throws(ReportDocumentError) {
    try rule("is not negative", path, value.map { $0 >= 0 })
  }

  private func share(_ value: Double?, _ path: String) throws(ReportDocumentError) {
    try rule("lies in [0, 1]", path, value.map { (0...1).contains($0) })
  }

  private func rule(
    _ rule: String, _ path: String, _ holds: Bool?
  ) throws(ReportDocumentError) {
    guard holds ?? true else { throw .valueInvalid(path: path, rule: rule) }
  }
}
