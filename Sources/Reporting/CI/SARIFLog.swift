/// The part of SARIF 2.1.0 that code scanning reads (OASIS, SARIF v2.1.0 with errata 01).
struct SARIFLog: Encodable, Sendable {
  struct Text: Encodable, Sendable {
    var text: String
  }

  struct Help: Encodable, Sendable {
    var text: String
    var markdown: String
  }

  struct Properties: Encodable, Sendable {
    enum CodingKeys: String, CodingKey {
      case tags
      case precision
      case severity = "problem.severity"
      case securitySeverity = "security-severity"
    }

    var tags: [String]
    var precision: String
    var severity: String
    var securitySeverity: String
  }

  struct Configuration: Encodable, Sendable {
    var level: String
  }

  struct Rule: Encodable, Sendable {
    var id: String
    var name: String
    var shortDescription: Text
    var fullDescription: Text
    var help: Help
    var defaultConfiguration: Configuration
    var properties: Properties
  }

  struct ArtifactLocation: Encodable, Sendable {
    var uri: String
  }

  struct Region: Encodable, Sendable {
    var startLine: Int
    var startColumn: Int
  }

  struct PhysicalLocation: Encodable, Sendable {
    var artifactLocation: ArtifactLocation
    var region: Region
  }

  struct Location: Encodable, Sendable {
    var physicalLocation: PhysicalLocation
  }

  struct Result: Encodable, Sendable {
    var ruleId: String
    var ruleIndex: Int
    var level: String
    var message: Text
    var locations: [Location]
    var partialFingerprints: [String: String]
  }

  struct Driver: Encodable, Sendable {
    var name: String
    var semanticVersion: String?
    var rules: [Rule]
  }

  struct Tool: Encodable, Sendable {
    var driver: Driver
  }

  struct Notification: Encodable, Sendable {
    var level: String
    var message: Text
  }

  struct Invocation: Encodable, Sendable {
    var executionSuccessful: Bool
    var toolExecutionNotifications: [Notification]
  }

  struct Automation: Encodable, Sendable {
    var id: String
  }

  struct Run: Encodable, Sendable {
    var tool: Tool
    var automationDetails: Automation
    var columnKind = "unicodeCodePoints"
    var invocations: [Invocation]
    var results: [Result]
  }

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version
    case runs
  }

  var schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  var version = "2.1.0"
  var runs: [Run]
}
