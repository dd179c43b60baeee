/// What becomes of each member of an archive, and the anatomy that follows from it.
struct ZipPlan {
  /// What becomes of a member.
  enum Fate: Equatable {
    /// Its packed bytes as they stand.
    case keep
    case drop
    /// Other content; packed unless it is packed in itself.
    case content([UInt8], isPacked: Bool)
  }

  let archive: ZipArchive
  /// The path of each member, for rules that go by it.
  let index: [String: Int]
  private(set) var fates: [Fate]
  /// What stands for each member's content in the payload.
  private(set) var digests: [[UInt8]]
  /// The member that must be the first.
  var first: Int?

  /// A plan that keeps all.
  init(_ archive: ZipArchive) {
    self.archive = archive
    var index: [String: Int] = [:]
    for (number, member) in archive.members.enumerated() {
      index[member.entry.path] = number
    }
    self.index = index
    fates = Array(repeating: .keep, count: archive.members.count)
    digests = archive.members.map { Self.digest(check: $0.entry.check, count: $0.entry.count) }
  }

  /// The member at `number` goes.
  mutating func drop(_ number: Int) { fates[number] = .drop }

  /// The member's content becomes `bytes`; its payload is `digest`.
  mutating func replace(_ number: Int, with bytes: [UInt8], isPacked: Bool = false, digest: [UInt8])
  {
    fates[number] = .content(bytes, isPacked: isPacked)
    digests[number] = digest
  }

  /// The member's bytes stay; its payload is `digest`.
  mutating func keep(_ number: Int, digest: [UInt8]) { digests[number] = digest }

  /// A payload of content that stays as it is.
  static func digest(check: UInt32, count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt64(check), 4)
    bytes.append(littleEndian: UInt64(count), 8)
    return bytes
  }

  /// The pieces and the payload.
  ///
  /// Throws `limit` where the output would pass what 32 bits can say.
  func anatomy(_ reading: inout Reading) throws(MediaError) -> Anatomy {
    var writer = ZipPieces(archive)
    var payload: [UInt8] = []
    let leader = first.flatMap { fates[$0] == .drop ? nil : $0 }
    if let leader {
      writer.lead(leader, fates[leader], isStored: true)
      payload += record(leader)
    }
    for number in fates.indices {
      if number != leader {
        writer.take(number, fates[number])
        if fates[number] != .drop { payload += record(number) }
      } else {
        writer.pass(number)
      }
    }
    let pieces = try writer.finish(&reading)
    return Anatomy(pieces: pieces, payload: [.header(payload)])
  }

  private func record(_ number: Int) -> [UInt8] {
    archive.members[number].entry.name + [0] + digests[number]
  }
}
