import Engines
import Tables

extension ColumnEvidence {
  /// The evidence that a profile is.
  init(_ profile: ColumnProfile) {
    self.init(
      name: profile.name, type: profile.readType, rows: profile.rowCount,
      missing: profile.missingCount, distinct: profile.distinctCount,
      entropyBits: profile.entropyBits, uniqueShare: profile.uniqueShare,
      patterns: PatternShares(profile), meanLength: profile.meanLength,
      meanWords: profile.meanWords)
  }
}

extension ColumnEvidence.PatternShares {
  fileprivate init(_ profile: ColumnProfile) {
    self.init()
    email = profile.share(.email)
    phone = profile.share(.phone)
    ip = max(profile.share(.ipv4), profile.share(.ipv6))
    url = profile.share(.url)
    uuid = profile.share(.uuid)
    date = profile.share(.isoDate)
    timestamp = profile.share(.isoTimestamp)
    unixSeconds = profile.share(.unixSeconds)
    unixMilliseconds = profile.share(.unixMilliseconds)
    latitude = profile.share(.latitude)
    longitude = profile.share(.longitude)
  }
}

extension ColumnProfile {
  /// The type that the values have, whatever the format keeps them as.
  fileprivate var readType: ColumnType {
    switch type {
    case .integer: return .integer
    case .real: return .real
    case .date: return .date
    case .timestamp: return .timestamp
    case .boolean: return .boolean
    case .text, .key: break
    }
    // A leading zero makes a code of a number: it must be kept as it is written.
    if share(.postcode) > 0.95, distinctCount > 1, meanLength >= 4.5 { return .text }
    if share(.integer) == 1 { return .integer }
    if share(.real) == 1 { return .real }
    return .text
  }
}
