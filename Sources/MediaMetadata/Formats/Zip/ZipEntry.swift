/// One line of a ZIP archive's central directory (APPNOTE.TXT 6.3.10, 4.3.12).
struct ZipEntry: Sendable, Equatable {
  /// The name's bytes as they stand.
  let name: [UInt8]
  /// The name as text: UTF-8, else one character a byte.
  let path: String
  let flags: UInt16
  let method: UInt16
  /// The DOS date in the high half, the DOS time in the low.
  let time: UInt32
  let check: UInt32
  let compressedCount: Int
  let count: Int
  let localOffset: Int
  let madeBy: UInt16
  let attributes: UInt32
  let extra: Range<Int>
  let comment: Range<Int>
  /// Where the line stands.
  let record: Range<Int>

  /// Whether it stands for a folder.
  var isFolder: Bool { name.last == UInt8(ascii: "/") }
  /// Whether it stands for a link, by the rights that Unix systems note.
  var isLink: Bool { madeBy >> 8 == 3 && attributes >> 28 == 0xa }
  var isEncrypted: Bool { flags & 0x2041 != 0 }
  var hasDescriptor: Bool { flags & 8 != 0 }

  /// The ways of packing that are read.
  enum Method {
    static let stored: UInt16 = 0
    static let deflated: UInt16 = 8
  }

  var isReadable: Bool { method == Method.stored || method == Method.deflated }
}

/// A member of an archive with the places of its header and its data.
struct ZipMember: Sendable, Equatable {
  let entry: ZipEntry
  let header: Range<Int>
  /// The extra field of its own header.
  let localExtra: Range<Int>
  let data: Range<Int>
  /// Where it ends with its data descriptor.
  let end: Int
}

/// The signatures of ZIP's records.
enum ZipSignature {
  static let local: UInt64 = 0x0403_4b50
  static let central: UInt64 = 0x0201_4b50
  static let end: UInt64 = 0x0605_4b50
  static let end64: UInt64 = 0x0606_4b50
  static let locator64: UInt64 = 0x0706_4b50
  static let descriptor: UInt64 = 0x0807_4b50
}
