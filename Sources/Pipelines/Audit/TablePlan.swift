import Engines
import Tables

/// Which attacks a table can be put to, by what its columns are.
struct TablePlan {
  let declaration: TableDeclaration
  /// Whether others may know attributes of the people in it.
  let hasAttributes: Bool
  /// The columns that tell who did something when and where; `nil` where there are none.
  let events: EventColumns?
  /// Whether it tells of devices.
  let hasDevices: Bool
  /// The columns that tell who is tied to whom; `nil` where there are none.
  let ends: (source: String, target: String)?
  /// The columns that tell who wrote what; `nil` where there are none.
  let texts: (subject: String, text: String)?
  /// The columns that name people's files.
  let files: [String]
  /// Whether it tells who chose what.
  let hasHistories: Bool

  init(_ declaration: TableDeclaration, manifest: Manifest) {
    self.declaration = declaration
    self.hasAttributes =
      declaration.kind != .edges && !manifest.knownColumns(of: declaration).isEmpty
    self.events = LoadedEvents.columns(of: declaration)
    self.hasDevices =
      !declaration.columns(of: .device).isEmpty
      && (declaration.kind == .users || declaration.subject != nil)
    self.ends = LoadedNetwork.ends(of: declaration)
    self.texts = LoadedTexts.columns(of: declaration)
    self.files = LoadedFiles.columns(of: declaration)
    self.hasHistories = LoadedHistories.isThere(in: declaration)
  }

  /// How many steps `run` tells of; 0 where there is nothing to attack.
  var stepCount: Int {
    (hasAttributes ? AttributeAudit.stepCount : 0) + (events == nil ? 0 : EventAudit.stepCount)
      + (hasDevices ? DeviceAudit.stepCount : 0) + (ends == nil ? 0 : NetworkAudit.stepCount)
      + (hasHistories ? HistoryAudit.stepCount : 0) + (texts == nil ? 0 : StyleAudit.stepCount)
      + (files.isEmpty ? 0 : FileAudit.stepCount)
  }

  /// Attacks the table, and adds what was found to `outcome`; what a cache has is not found again.
  func run(
    _ request: AuditRequest, engine: Engine, cache: AuditCache, steps: Steps,
    into outcome: inout Outcome
  ) throws {
    func run(
      _ step: String, _ stepCount: Int, columns roles: Set<ColumnRole>,
      settings: [String: String] = [:], _ attack: (inout Outcome) throws -> Void
    ) throws {
      try cache.run(
        step, on: declaration, roles: roles, settings: settings, steps: steps,
        stepCount: stepCount, into: &outcome, attack)
    }
    if hasAttributes {
      try run("attributes", AttributeAudit.stepCount, columns: Self.attributeRoles) {
        try AttributeAudit(declaration, request: request, engine: engine, steps: steps)
          .run(into: &$0)
      }
    }
    if let events {
      try run("events", EventAudit.stepCount, columns: Self.eventRoles) {
        try EventAudit(
          declaration, columns: events, request: request, engine: engine, steps: steps
        ).run(into: &$0)
      }
    }
    if hasDevices {
      try run("devices", DeviceAudit.stepCount, columns: [.subject, .device, .time]) {
        try DeviceAudit(declaration, request: request, engine: engine, steps: steps)
          .run(into: &$0)
      }
    }
    if let ends {
      try run("ties", NetworkAudit.stepCount, columns: [.source, .target]) {
        try NetworkAudit(
          declaration, ends: ends, request: request, engine: engine, steps: steps
        ).run(into: &$0)
      }
    }
    if let texts {
      try run("texts", StyleAudit.stepCount, columns: [.subject, .text, .time]) {
        try StyleAudit(
          declaration, columns: texts, request: request, engine: engine, steps: steps
        ).run(into: &$0)
      }
    }
    if !files.isEmpty {
      try run(
        "files", FileAudit.stepCount, columns: [.subject, .file, .time],
        settings: ["compares-sensors": "\(request.comparesSensors)"]
      ) {
        try FileAudit(
          declaration, request: request, engine: engine, cache: cache, steps: steps
        ).run(into: &$0)
      }
    }
    if hasHistories {
      try run("choices", HistoryAudit.stepCount, columns: [.subject, .item, .rating, .time]) {
        try HistoryAudit(declaration, request: request, engine: engine, steps: steps)
          .run(into: &$0)
      }
    }
  }

  private static let attributeRoles: Set<ColumnRole> = [
    .subject, .quasiIdentifier, .sensitive, .household, .weight,
  ]
  private static let eventRoles: Set<ColumnRole> = [
    .subject, .source, .target, .time, .latitude, .longitude, .place,
  ]
}
