public import Foundation

extension RiskReport {
  /// Reads a report strictly: right version, every required key, no unknown or repeated key, every
  /// value of its type and inside its rules.
  ///
  /// A document of a newer minor version may hold keys that this program does not know; they are
  /// passed over, and everything else is as strict.
  ///
  /// - Parameter data: the JSON document.
  /// - Returns: the report.
  /// - Throws: `ReportDocumentError` with the path of the first problem.
  /// - Complexity: O(size of the document).
  public static func decode(from data: Data) throws(ReportDocumentError) -> RiskReport {
    guard let object = try? JSONSerialization.jsonObject(with: data) else {
      throw .malformed(byteCount: data.count)
    }
    let minor = try checkedMinorVersion(of: object)
    guard JSONKeys.count(in: object) == JSONKeys.count(inText: data) else { throw .keyRepeated }
    let report = try decoded(data)
    try report.checkInvariants()
    if minor <= currentMinorVersion { try report.checkNoUnknownKey(in: object) }
    return report
  }

  private static var currentMinorVersion: Int {
    SchemaVersion(currentSchemaVersion)?.minor ?? 0
  }

  private static func checkedMinorVersion(of object: Any) throws(ReportDocumentError) -> Int {
    guard let members = object as? [String: Any] else {
      throw .typeWrong(path: "$", expected: "an object")
    }
    guard let member = members["schemaVersion"] else { throw .versionMissing }
    guard let text = member as? String else {
      throw .typeWrong(path: "$.schemaVersion", expected: "a string")
    }
    guard let version = SchemaVersion(text) else {
      throw .valueInvalid(path: "$.schemaVersion", rule: "is `major.minor`, such as 1.0")
    }
    guard version.major == SchemaVersion(currentSchemaVersion)?.major else {
      throw .versionUnknown(
        found: "\(version.major).\(version.minor)", readable: currentSchemaVersion)
    }
    return version.minor
  }

  private static func decoded(_ data: Data) throws(ReportDocumentError) -> RiskReport {
    do {
      return try JSONDecoder().decode(RiskReport.self, from: data)
    } catch let error as DecodingError {
      throw ReportDocumentError(error, byteCount: data.count)
    } catch {
      throw .malformed(byteCount: data.count)
    }
  }

  /// Holds what was read beside what it means: a key that did not survive the trip is unknown.
  private func checkNoUnknownKey(in object: Any) throws(ReportDocumentError) {
    let data = try encoded()
    guard let known = try? JSONSerialization.jsonObject(with: data) else {
      throw .malformed(byteCount: data.count)
    }
    if let path = JSONKeys.firstUnknown(in: object, comparedWith: known, at: "$") {
      throw .keyUnknown(path: path)
    }
  }
}

/// The version of a schema, `major.minor`.
struct SchemaVersion {
  let major: Int
  let minor: Int

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...6).contains($0.utf8.count) }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let major = Int(parts[0]), let minor = Int(parts[1])
    else { return nil }
    self.major = major
    self.minor = minor
  }
}

extension ReportDocumentError {
  /// The problem that a decoder met, without the value it met it at.
  init(_ error: DecodingError, byteCount: Int) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .keyMissing(path: DocumentPath.text(context.codingPath, then: key))
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      self = .typeWrong(
        path: DocumentPath.text(context.codingPath), expected: Self.words(for: type))
    case .dataCorrupted(let context):
      if let rule = context.underlyingError as? BrokenRule {
        self = .valueInvalid(path: DocumentPath.text(context.codingPath), rule: rule.rule)
      } else if context.codingPath.isEmpty {
        self = .malformed(byteCount: byteCount)
      } else {
        self = .valueInvalid(
          path: DocumentPath.text(context.codingPath), rule: "is one of the schema's values")
      }
    @unknown default:
      self = .malformed(byteCount: byteCount)
    }
  }

  private static func words(for type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is Bool.Type: "true or false"
    case is any Collection.Type where !(type is [String: Any].Type): "an array"
    default: "an object"
    }
  }
}
