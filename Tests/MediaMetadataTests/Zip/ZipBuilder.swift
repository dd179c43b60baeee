@testable import MediaMetadata

/// Builds ZIP archives byte by byte, with all that a writer may put in.
struct ZipBuilder {
  /// One member to write.
  struct Member {
    var name: [UInt8]
    var content: [UInt8]
    var isDeflated = false
    var hasDescriptor = false
    var flags: UInt64 = 0
    var method: UInt64?
    var check: UInt32?
    var extra: [UInt8] = []
    var comment: [UInt8] = []
    var before: [UInt8] = []
    /// The rights that the directory gives it; a file's, unless said otherwise.
    var attributes: UInt64 = 0x81a4_0000
    /// What the directory says of the unpacked length, where that is not the truth.
    var count: Int?
    /// Whether the directory gives sizes in 64 bits.
    var isWide = false

    init(_ name: String, _ content: String, isDeflated: Bool = false) {
      self.name = Array(name.utf8)
      self.content = Array(content.utf8)
      self.isDeflated = isDeflated
    }

    init(_ name: String, bytes: [UInt8]) {
      self.name = Array(name.utf8)
      content = bytes
    }
  }

  var members: [Member] = []
  var prefix: [UInt8] = []
  var comment: [UInt8] = []
  var trailer: [UInt8] = []

  init(_ members: [Member] = []) { self.members = members }

  /// The archive; times are 2019-03-04, the system is Unix.
  var bytes: [UInt8] {
    var output = prefix
    var directory: [UInt8] = []
    for member in members {
      output += member.before
      let offset = output.count
      let packed = member.isDeflated ? Deflate.deflate(member.content[...]) : member.content
      var line: [UInt8] = []
      line.append(littleEndian: member.flags | (member.hasDescriptor ? 8 : 0), 2)
      line.append(littleEndian: member.method ?? (member.isDeflated ? 8 : 0), 2)
      line.append(littleEndian: 0x4e64_8964, 4)
      var sizes: [UInt8] = []
      sizes.append(littleEndian: UInt64(member.check ?? CRC32.of(member.content[...])), 4)
      sizes.append(littleEndian: UInt64(packed.count), 4)
      sizes.append(littleEndian: UInt64(member.count ?? member.content.count), 4)
      output.append(littleEndian: ZipSignature.local, 4)
      output.append(littleEndian: 20, 2)
      output += line + (member.hasDescriptor ? [UInt8](repeating: 0, count: 12) : sizes)
      output.append(littleEndian: UInt64(member.name.count), 2)
      output.append(littleEndian: UInt64(member.extra.count), 2)
      output += member.name + member.extra + packed
      if member.hasDescriptor { output += [0x50, 0x4b, 7, 8] + sizes }
      directory += Self.central(member, line: line, sizes: sizes, offset: offset)
    }
    let start = output.count
    output += directory + [0x50, 0x4b, 5, 6, 0, 0, 0, 0]
    output.append(littleEndian: UInt64(members.count), 2)
    output.append(littleEndian: UInt64(members.count), 2)
    output.append(littleEndian: UInt64(directory.count), 4)
    output.append(littleEndian: UInt64(start), 4)
    output.append(littleEndian: UInt64(comment.count), 2)
    return output + comment + trailer
  }

  private static func central(
    _ member: Member, line: [UInt8], sizes: [UInt8], offset: Int
  ) -> [UInt8] {
    var extra = member.extra
    var sizes = sizes
    if member.isWide {
      extra.append(littleEndian: 1, 2)
      extra.append(littleEndian: 16, 2)
      extra.append(littleEndian: UInt64(member.content.count), 8)
      extra.append(littleEndian: UInt64(member.content.count), 8)
      sizes.replaceSubrange(4..<12, with: [UInt8](repeating: 0xff, count: 8))
    }
    var bytes: [UInt8] = []
    bytes.append(littleEndian: ZipSignature.central, 4)
    bytes.append(littleEndian: 0x0314, 2)
    bytes.append(littleEndian: 20, 2)
    bytes += line + sizes
    bytes.append(littleEndian: UInt64(member.name.count), 2)
    bytes.append(littleEndian: UInt64(extra.count), 2)
    bytes.append(littleEndian: UInt64(member.comment.count), 2)
    bytes.append(littleEndian: 0, 4)
    bytes.append(littleEndian: member.attributes, 4)
    bytes.append(littleEndian: UInt64(offset), 4)
    return bytes + member.name + extra + member.comment
  }
}

/// What an archive holds, unpacked: name to content.
enum ZipContents {
  static func of(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    var reading = Reading()
    let archive = try ZipArchive(bytes, &reading)
    var contents: [String: [UInt8]] = [:]
    for member in archive.members {
      contents[member.entry.path] = try archive.content(member, &reading).bytes
    }
    return contents
  }

  /// All of an archive's bytes, those of archives within it too, as one text to search in.
  static func flat(_ bytes: [UInt8]) throws -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    for (_, content) in try of(bytes) {
      text +=
        content.starts(with: [0x50, 0x4b])
        ? try flat(content)
        : String(decoding: content, as: UTF8.self)
          + String(decoding: XMPEncoding.wide(content[...], width: 2, isBig: false), as: UTF8.self)
    }
    return text
  }
}
