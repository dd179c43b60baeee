import Foundation

/// Times of documents as seconds since 1970, UTC.
enum GateTime {
  static let day = 86_400
  /// How far a document's clock may run ahead of ours.
  static let skew = 300

  /// The second that an ISO 8601 text names; nil where it names none.
  static func seconds(_ text: String) -> Int? {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    return Int(exactly: date.timeIntervalSince1970.rounded(.down))
  }

  /// The text of a second.
  static func text(_ seconds: Int) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }
}
