import Foundation

/// The time of a report; no result depends on it.
enum Timestamp {
  /// Now in UTC, to the second, or what `SOURCE_DATE_EPOCH` says (reproducible-builds.org).
  static func now() -> String {
    let given = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
    let date = given.map(Date.init(timeIntervalSince1970:)) ?? Date()
    return date.formatted(.iso8601)
  }
}
