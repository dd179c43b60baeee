/// Writes a profile anew: its colours, and constants for the rest.
enum ICCRebuild {
  /// How a tag that stays is rebuilt, and whether the profile can't do without it.
  struct Keeper: Sendable {
    /// Which of the ways it is, so that tags that share a content share its rebuild.
    let way: Int
    let rebuild: @Sendable (ArraySlice<UInt8>) -> [UInt8]?
    let isNeeded: Bool
  }

  /// A content and the way it is rebuilt.
  private struct Source: Hashable {
    let range: Range<Int>
    let way: Int
  }

  /// The tags that stay, in the order of the output.
  ///
  /// **Source**: ICC.1:2022, 9.2.
  static let keepers: [(signature: UInt32, keeper: Keeper)] = {
    var list: [(UInt32, Keeper)] = []
    func keep(
      _ names: String, isNeeded: Bool = true,
      _ rebuild: @escaping @Sendable (ArraySlice<UInt8>) -> [UInt8]?
    ) {
      let way = list.count
      for name in names.split(separator: "|") {
        list.append(
          (ICCProfile.code(String(name)), Keeper(way: way, rebuild: rebuild, isNeeded: isNeeded)))
      }
    }
    keep("wtpt", ICCTable.triple)
    keep("bkpt|lumi", isNeeded: false, ICCTable.triple)
    keep("chad", ICCTable.matrix)
    keep("rXYZ|gXYZ|bXYZ", ICCTable.triple)
    keep("rTRC|gTRC|bTRC|kTRC", ICCTable.curve)
    keep("chrm", isNeeded: false, ICCTable.chromaticity)
    keep("cicp", isNeeded: false, ICCTable.codePoints)
    keep("A2B0|A2B1|A2B2|B2A0|B2A1|B2A2|gamt|pre0|pre1|pre2", ICCTable.lookup)
    keep("D2B0|D2B1|D2B2|D2B3|B2D0|B2D1|B2D2|B2D3", ICCElements.multiple)
    keep("clro", isNeeded: false, ICCTable.colorantOrder)
    keep("clrt|clot", isNeeded: false, ICCTable.colorants)
    keep("ncl2", isNeeded: false, ICCTable.namedColours)
    return list
  }()

  /// The keeper of a tag; nil for tags that go.
  static let keeperBySignature: [UInt32: Keeper] = Dictionary(
    keepers.map { ($0.signature, $0.keeper) }, uniquingKeysWith: { first, _ in first })

  /// The profile rebuilt; nil where its colours can't be followed.
  static func bytes(of profile: ICCProfile) -> [UInt8]? {
    let ranges = profile.tags.filter { keeperBySignature[$0.signature] != nil }.map(\.range)
    // Tags may share one content; overlaps beyond that are no profile, and would cost much.
    guard Set(ranges.compactMap { $0 }).reduce(0, { $0 + $1.count }) <= 2 * profile.bytes.count
    else { return nil }
    var writer = ICCWriter(isFourth: profile.isFourth, name: "Profile", rights: "None stated")
    var made: [Source: [UInt8]] = [:]
    var kept: Set<UInt32> = []
    for (signature, keeper) in keepers {
      guard let tag = profile.tags.first(where: { $0.signature == signature }) else { continue }
      let source = tag.range.map { Source(range: $0, way: keeper.way) }
      guard let source,
        let content = made[source] ?? keeper.rebuild(profile.bytes[source.range])
      else {
        // Named colours need no more than their list, whatever else their writers put beside it.
        guard keeper.isNeeded, profile.kind != ICCProfile.code("nmcl") else { continue }
        return nil
      }
      made[source] = content
      writer.add(signature, content)
      kept.insert(signature)
    }
    guard canRender(profile, with: kept) else { return nil }
    if profile.kind == ICCProfile.code("link") { writer.addEmptySequence() }
    return writer.finish(header: header(of: profile))
  }

  /// Whether what is kept suffices to turn colours.
  private static func canRender(_ profile: ICCProfile, with kept: Set<UInt32>) -> Bool {
    func has(_ name: String) -> Bool { kept.contains(ICCProfile.code(name)) }
    if profile.kind == ICCProfile.code("nmcl") { return has("ncl2") }
    for table in ["A2B0", "A2B1", "A2B2", "D2B0", "D2B1", "D2B2", "D2B3", "B2A0"]
    where has(table) { return true }
    if profile.space == ICCProfile.code("GRAY") { return has("kTRC") }
    return ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"].allSatisfy(has)
  }

  /// The header with what rendering needs, and zeros (7.2).
  private static func header(of profile: ICCProfile) -> [UInt8] {
    ICCWriter.header(
      version: [profile.bytes[8], profile.bytes[9]], kind: profile.kind, space: profile.space,
      connection: profile.connection, flags: profile.bytes[47] & 3,
      attributes: profile.bytes[63] & 15, intent: profile.intent)
  }
}
