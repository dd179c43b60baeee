/// Writes the headers of members in one way: POSIX ustar, and a pax header only for a path, a link
/// or a size that finds no room.
///
/// **Guarantee**: nothing but kind, path, link, size and normal rights; one member has one form.
enum TarWriter {
  /// What a header says.
  struct Member: Equatable {
    /// '0' a file, '1' a hard link, '2' a symbolic link, '5' a folder.
    let kind: UInt8
    let path: [UInt8]
    let link: [UInt8]
    /// Whether anyone may run the file.
    let isExecutable: Bool
  }

  /// The longest path and link of a member, in bytes.
  static let longestPath = 1 << 15
  /// Sizes above this find no room in eleven octal digits.
  private static let largestSize = 1 << 33 - 1

  /// The header blocks of a member of `size` bytes.
  static func header(_ member: Member, size: Int) -> [UInt8] {
    let names = split(member.path)
    let isLinkLong = member.link.count > 100
    var records: [UInt8] = []
    if isLinkLong { records += record("linkpath", member.link) }
    if names == nil { records += record("path", member.path) }
    if size > largestSize { records += record("size", Array(String(size).utf8)) }
    var output: [UInt8] = []
    if !records.isEmpty {
      let name = Array("././@PaxHeader".utf8)
      output += block(
        name: name[...], prefix: [], link: [], kind: UInt8(ascii: "x"), mode: 0o644,
        size: records.count)
      output += padded(records)
    }
    let isFolder = member.kind == UInt8(ascii: "5")
    let isLink = member.kind == UInt8(ascii: "2")
    output += block(
      name: names?.name ?? member.path.prefix(100), prefix: names?.prefix ?? [],
      link: member.link.prefix(100), kind: member.kind,
      mode: isLink ? 0o777 : isFolder || member.isExecutable ? 0o755 : 0o644,
      size: min(size, largestSize))
    return output
  }

  /// Zeros up to the next whole block.
  static func padding(after count: Int) -> Int { (512 - count % 512) % 512 }

  /// The end of an archive of `count` bytes: two empty blocks, and more up to a whole record.
  static func end(after count: Int) -> Int { 1024 + (10_240 - (count + 1024) % 10_240) % 10_240 }

  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: padding(after: bytes.count))
  }

  /// Name and prefix of a path; nil where there is no room.
  private static func split(
    _ path: [UInt8]
  ) -> (name: ArraySlice<UInt8>, prefix: ArraySlice<UInt8>)? {
    if path.count <= 100 { return (path[...], []) }
    guard path.count <= 256 else { return nil }
    // The name is at most 100 bytes and not empty, the prefix at most 155.
    let first = max(1, path.count - 101)
    let last = min(155, path.count - 2)
    guard first <= last,
      let slash = (first...last).first(where: { path[$0] == UInt8(ascii: "/") })
    else { return nil }
    return (path[(slash + 1)...], path[..<slash])
  }

  /// A record of a pax header; its length counts its own digits.
  private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let body = Array(" \(key)=".utf8) + value + [0x0a]
    var count = body.count + 1
    while String(count).utf8.count + body.count != count {
      count = String(count).utf8.count + body.count
    }
    return Array(String(count).utf8) + body
  }

  private static func block(
    name: ArraySlice<UInt8>, prefix: ArraySlice<UInt8>, link: ArraySlice<UInt8>, kind: UInt8,
    mode: Int, size: Int
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ bytes: some Collection<UInt8>, at offset: Int) {
      for (index, byte) in bytes.enumerated() { block[offset + index] = byte }
    }
    put(name, at: 0)
    put(octal(mode, 7), at: 100)
    put(octal(0, 7), at: 108)
    put(octal(0, 7), at: 116)
    put(octal(size, 11), at: 124)
    put(octal(0, 11), at: 136)
    put([UInt8](repeating: 0x20, count: 8), at: 148)
    block[156] = kind
    put(link, at: 157)
    put(Array("ustar\u{0}00".utf8), at: 257)
    put(octal(0, 7), at: 329)
    put(octal(0, 7), at: 337)
    put(prefix, at: 345)
    put(octal(block.reduce(0) { $0 + Int($1) }, 6) + [0, 0x20], at: 148)
    return block
  }

  private static func octal(_ value: Int, _ digits: Int) -> [UInt8] {
    let text = Array(String(value, radix: 8).utf8)
    return [UInt8](repeating: 0x30, count: max(0, digits - text.count)) + text
  }
}
