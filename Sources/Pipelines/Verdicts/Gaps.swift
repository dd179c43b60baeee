import Findings
import Tables

/// What an audit did not look at: each channel that the data carry and no attack covers.
enum Gaps {
  /// The gaps of a manifest, beside what the attacks themselves said of what they could not do.
  ///
  /// - Parameters:
  ///   - manifest: what the data are.
  ///   - results: what was attacked.
  ///   - stated: the gaps that were stated on the way.
  static func of(_ manifest: Manifest, results: [AttackResult], stated: [Gap]) -> [Gap] {
    let gaps = manifest.tables.flatMap { table in
      let measured = Set(results.filter { $0.setting.table == table.name }.map(\.attack.channel))
      return channels(of: table).filter { !measured.contains($0) }.map { gap(table, $0) }
    }
    return gaps.filter { gap in !stated.contains { $0.what == gap.what } } + [
      Gap(
        what: "algorithmic reversal",
        why: "no model and no synthetic copy was given; this version audits tables only",
        channel: .modelOutputs, failureMode: .algorithmicReversal)
    ]
  }

  /// The channels that a table carries.
  private static func channels(of table: TableDeclaration) -> [Channel] {
    func has(_ role: ColumnRole) -> Bool { !table.columns(of: role).isEmpty }
    var channels: [Channel] = []
    if has(.latitude) || has(.place) { channels.append(.places) }
    if table.kind == .events || (has(.time) && table.kind != .users) { channels.append(.cadence) }
    if table.kind == .edges { channels.append(.graph) }
    if table.kind == .text { channels.append(.writingStyle) }
    if has(.file) { channels.append(.fileMetadata) }
    if has(.device) { channels.append(.device) }
    return channels
  }

  private static func gap(_ table: TableDeclaration, _ channel: Channel) -> Gap {
    Gap(
      what: "\(words(channel)) of \(table.name)", why: why(channel), channel: channel,
      failureMode: channel == .graph ? .contextualAggregation : .semanticInference)
  }

  private static func why(_ channel: Channel) -> String {
    switch channel {
    case .cadence:
      "no column says when: the risk stated here is a lower bound for a release that does"
    case .places, .device, .attributes:
      "the table has no column with a data subject's key, or none with a time or a place: the risk "
        + "stated here is a lower bound for a release that contains them"
    case .histories:
      "no column says what was rated, liked, visited or bought: the risk stated here is a lower "
        + "bound for a release that does"
    case .fileMetadata:
      "no column says whose the files are, or there is one of each person: audit the folder that "
        + "holds them (`palimpsest audit FOLDER`); the risk stated here is a lower bound for a "
        + "release that contains them"
    case .graph, .writingStyle, .modelOutputs, .fused:
      "this version has no attack on it: the risk stated here is a lower bound for a release that "
        + "contains it"
    }
  }

  /// The gap of an attack that could not be made on a table, with the reason.
  static func unmeasured(_ channel: Channel, of table: String, because why: String) -> Gap {
    Gap(
      what: "\(words(channel)) of \(table)", why: why, channel: channel,
      failureMode: channel == .graph ? .contextualAggregation : .semanticInference)
  }

  private static func words(_ channel: Channel) -> String {
    switch channel {
    case .attributes: "attributes"
    case .device: "devices"
    case .places: "places"
    case .cadence: "times"
    case .graph: "the graph"
    case .histories: "histories of choices"
    case .writingStyle: "the writing style"
    case .fileMetadata: "what the files carry"
    case .modelOutputs: "model outputs"
    case .fused: "all channels together"
    }
  }
}
