/// What the headers before a member say of it: pax records and GNU's long names.
///
/// **Source**: POSIX.1-2017, pax, "pax Extended Header"; GNU tar manual, "Extensions".
struct TarExtension {
  /// The path, the link and the size that stand instead of the header's.
  private(set) var path: [UInt8]?
  private(set) var link: [UInt8]?
  private(set) var size: Int?

  /// Takes in GNU's long path or link.
  mutating func take(longName bytes: ArraySlice<UInt8>, isLink: Bool) {
    let name = Array(bytes.prefix { $0 != 0 })
    if isLink { link = name } else { path = name }
  }

  /// Takes in the records of a pax header, and notes those that go.
  ///
  /// Throws where a record is broken, or changes what the data mean (sparse files).
  mutating func take(
    pax bytes: [UInt8], at offset: Int, isGlobal: Bool, _ reading: inout Reading
  ) throws(MediaError) {
    var position = 0
    while position < bytes.count {
      // Some archivers pad with zeros inside the stated size.
      if bytes[position] == 0 { break }
      try reading.countStructure()
      let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty, digits.count < 10,
        let count = Int(String(decoding: digits, as: UTF8.self)),
        count > digits.count + 2, count <= bytes.count - position,
        bytes[digits.endIndex] == 0x20, bytes[position + count - 1] == 0x0a
      else {
        throw .malformed(.tar, offset: offset + position, reason: "a pax record is broken")
      }
      let record = bytes[(digits.endIndex + 1)..<(position + count - 1)]
      position += count
      guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
        throw .malformed(.tar, offset: offset, reason: "a pax record has no value")
      }
      let key = String(decoding: record[..<equals], as: UTF8.self)
      try take(key, record[(equals + 1)...], at: offset, isGlobal: isGlobal, &reading)
    }
  }

  private mutating func take(
    _ key: String, _ value: ArraySlice<UInt8>, at offset: Int, isGlobal: Bool,
    _ reading: inout Reading
  ) throws(MediaError) {
    if key.hasPrefix("GNU.sparse") {
      throw .unclassified(.tar, offset: offset, count: value.count, structure: "a sparse file")
    }
    if !isGlobal {
      switch key {
      case "path": return path = Array(value)
      case "linkpath": return link = Array(value)
      case "size":
        guard let number = Int(String(decoding: value, as: UTF8.self)), number >= 0 else {
          throw .malformed(.tar, offset: offset, reason: "a size is no number")
        }
        return size = number
      default: break
      }
    } else if ["path", "linkpath", "size"].contains(key) {
      throw .malformed(.tar, offset: offset, reason: "a path or size for all members")
    }
    disclose(key, value, &reading)
  }

  private func disclose(
    _ key: String, _ value: ArraySlice<UInt8>, _ reading: inout Reading
  ) {
    let location = "pax header/\(PrintableText.cleaned(String(key.prefix(60))))"
    let (category, severity, meaning): (Disclosure.Category, Disclosure.Severity, String) =
      switch key {
      case "uname", "gname": (.person, .high, "the owner's name on the machine it was made on")
      case "uid", "gid": (.person, .medium, "the owner's number on the machine it was made on")
      case "mtime", "atime", "ctime", "LIBARCHIVE.creationtime":
        (.time, .medium, "when a file was changed, read or made")
      case "comment": (.content, .high, "a comment")
      case "SCHILY.dev", "SCHILY.ino", "SCHILY.nlink":
        (.identifier, .medium, "a number of the disk it lay on")
      case "charset", "hdrcharset": (.software, .low, "how names are written")
      default: (.unknown, .high, "a property of the file that no list knows")
      }
    reading.disclose(
      category, severity, at: location, meaning, value: PrintableText.text(value))
  }
}
