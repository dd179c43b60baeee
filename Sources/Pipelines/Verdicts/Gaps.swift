import Findings
import Tables

/// What an audit did not look at: each channel that the data carries and no attack covers yet.
enum Gaps {
  /// The gaps of a manifest.
  static func of(_ manifest: Manifest) -> [Gap] {
    manifest.tables.flatMap(gaps) + [
      Gap(
        what: "algorithmic reversal",
        why: "no model and no synthetic copy was given; this version audits tables only",
        channel: .modelOutputs, failureMode: .algorithmicReversal)
    ]
  }

  private static func gaps(_ table: TableDeclaration) -> [Gap] {
    var channels: [Channel] = []
    switch table.kind {
    case .users: break
    case .events: channels = [.cadence]
    case .edges: channels = [.graph]
    case .text: channels = [.writingStyle]
    case .media: channels = [.fileMetadata]
    }
    if table.kind == .events, !table.columns(of: .latitude).isEmpty || hasPlaces(table) {
      channels.insert(.places, at: 0)
    }
    if !table.columns(of: .device).isEmpty { channels.append(.device) }
    return channels.map { gap(table, $0) }
  }

  private static func hasPlaces(_ table: TableDeclaration) -> Bool {
    !table.columns(of: .place).isEmpty
  }

  private static func gap(_ table: TableDeclaration, _ channel: Channel) -> Gap {
    Gap(
      what: "\(words(channel)) of \(table.name)",
      why: "this version attacks attributes only: the risk stated here is a lower bound for a "
        + "release that contains them",
      channel: channel,
      failureMode: channel == .graph ? .contextualAggregation : .semanticInference)
  }

  private static func words(_ channel: Channel) -> String {
    switch channel {
    case .attributes: "attributes"
    case .device: "devices"
    case .places: "places"
    case .cadence: "times"
    case .graph: "the graph"
    case .writingStyle: "the writing style"
    case .fileMetadata: "what the files carry"
    case .modelOutputs: "model outputs"
    }
  }
}
