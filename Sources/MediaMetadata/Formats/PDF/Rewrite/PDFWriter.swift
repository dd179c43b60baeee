/// Writes objects in the one way that they are written.
///
/// **Guarantee**: what it writes, read again, is written as the same bytes.
struct PDFWriter {
  /// The output so far.
  private(set) var bytes: [UInt8] = []
  /// Where an object stands in the output.
  private enum Place {
    case offset(Int)
    case packed(container: Int, index: Int)
  }

  /// Whether objects other than streams are packed into object streams.
  private let isPacked: Bool
  /// Where each object stands; the containers count from 0.
  private var places: [Place] = []
  /// The objects to be packed: their numbers, and their bytes.
  private var packed: [(number: Int, bytes: [UInt8])] = []

  /// How many objects an object stream holds.
  private static let packSize = 200

  /// What was deflated before.
  private let known: KnownRuns
  /// What was deflated here: what it was, and what it became.
  private(set) var deflated: [(plain: [UInt8], packed: [UInt8])] = []
  /// Deflating depends on nothing but the bytes.
  static let deflating = "zlib"

  /// A writer of objects without a file.
  private init() {
    isPacked = false
    known = KnownRuns()
  }

  /// Begins a file of a version; `known` may say what bytes deflate to.
  init(
    version: String, capacity: Int, isPacked: Bool = false, known: KnownRuns = KnownRuns()
  ) {
    self.isPacked = isPacked
    self.known = known
    bytes.reserveCapacity(capacity)
    bytes += Array("%PDF-\(version)\n%".utf8)
    bytes += [0xe2, 0xe3, 0xcf, 0xd3, 10]
  }

  /// Writes the next object.
  mutating func add(_ object: PDFObject) {
    if isPacked {
      let index = packed.count
      packed.append((places.count + 1, Self.spelled(object)))
      return places.append(
        .packed(container: index / Self.packSize, index: index % Self.packSize))
    }
    begin()
    put(object)
    bytes += Array("\nendobj\n".utf8)
  }

  /// Writes the next object, a stream; its length is put into the dictionary.
  mutating func add(_ dictionary: PDFDictionary, stream: ArraySlice<UInt8>) {
    begin()
    put(.dictionary(dictionary.setting("Length", to: .integer(stream.count))))
    bytes += Array("\nstream\n".utf8)
    bytes += stream
    bytes += Array("\nendstream\nendobj\n".utf8)
  }

  /// An object as it is written, alone.
  static func spelled(_ object: PDFObject) -> [UInt8] {
    var writer = PDFWriter()
    writer.put(object)
    return writer.bytes
  }

  private mutating func begin() {
    places.append(.offset(bytes.count))
    bytes += Array("\(places.count) 0 obj\n".utf8)
  }

  /// Ends the file: cross-references and the trailer; the first object is the catalog.
  mutating func finish() {
    let start = isPacked ? finishPacked() : finishTable()
    bytes += Array("startxref\n\(start)\n%%EOF\n".utf8)
  }

  private mutating func finishTable() -> Int {
    let start = bytes.count
    bytes += Array("xref\n0 \(places.count + 1)\n0000000000 65535 f \n".utf8)
    for case .offset(let offset) in places {
      let digits = String(offset)
      bytes += repeatElement(48, count: max(0, 10 - digits.utf8.count))
      bytes += Array(digits.utf8)
      bytes += Array(" 00000 n \n".utf8)
    }
    bytes += Array("trailer\n<</Root 1 0 R/Size \(places.count + 1)>>\n".utf8)
    return start
  }

  /// Writes the object streams and the stream of cross-references (ISO 32000-1, 7.5.7, 7.5.8).
  private mutating func finishPacked() -> Int {
    let first = places.count + 1
    for start in stride(from: 0, to: packed.count, by: Self.packSize) {
      addContainer(packed[start..<min(packed.count, start + Self.packSize)])
    }
    let start = bytes.count
    var table: [UInt8] = [0, 0, 0, 0, 0, 0, 0xff, 0xff]
    for place in places + [.offset(start)] {
      switch place {
      case .offset(let offset):
        table.append(1)
        table.append(bigEndian: UInt64(offset), 5)
        table += [0, 0]
      case .packed(let container, let index):
        table.append(2)
        table.append(bigEndian: UInt64(first + container), 5)
        table.append(bigEndian: UInt64(index), 2)
      }
    }
    add(
      PDFDictionary([
        .init(key: "Type", value: .name("XRef")), .init(key: "Root", value: .reference(1)),
        .init(key: "Size", value: .integer(places.count + 2)),
        .init(key: "W", value: .array([.integer(1), .integer(5), .integer(2)])),
        .init(key: "Filter", value: .name("FlateDecode")),
      ]), stream: zlib(table)[...])
    return start
  }

  private mutating func zlib(_ plain: [UInt8]) -> [UInt8] {
    if let packed = known.answer(for: plain[...], Self.deflating) { return packed }
    let packed = Deflate.zlib(plain[...])
    deflated.append((plain, packed))
    return packed
  }

  private mutating func addContainer(_ objects: ArraySlice<(number: Int, bytes: [UInt8])>) {
    var head = ""
    var body: [UInt8] = []
    for object in objects {
      head += "\(object.number) \(body.count) "
      body += object.bytes
      body.append(10)
    }
    add(
      PDFDictionary([
        .init(key: "Type", value: .name("ObjStm")),
        .init(key: "N", value: .integer(objects.count)),
        .init(key: "First", value: .integer(head.utf8.count)),
        .init(key: "Filter", value: .name("FlateDecode")),
      ]), stream: zlib(Array(head.utf8) + body)[...])
  }

  private mutating func put(_ object: PDFObject) {
    switch object {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): put(number: value)
    case .real(let text): bytes += text.utf8
    case .string(let content): put(string: content)
    case .name(let name): put(name: name)
    case .reference(let number):
      put(number: number)
      bytes += " 0 R".utf8
    case .array(let elements):
      bytes.append(0x5b)
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(32) }
        put(element)
      }
      bytes.append(0x5d)
    case .dictionary(let dictionary): put(dictionary)
    case .stream(let stream): put(stream.dictionary)
    }
  }

  private mutating func put(_ dictionary: PDFDictionary) {
    bytes += [0x3c, 0x3c]
    for entry in dictionary.entries {
      put(name: entry.key)
      switch entry.value {
      case .name, .string, .array, .dictionary, .stream: break
      default: bytes.append(32)
      }
      put(entry.value)
    }
    bytes += [0x3e, 0x3e]
  }

  private mutating func put(name: String) {
    bytes.append(0x2f)
    if name.utf8.allSatisfy(Self.isPlain) {
      bytes += name.utf8
      return
    }
    for scalar in name.unicodeScalars {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      if Self.isPlain(byte) {
        bytes.append(byte)
      } else {
        bytes.append(0x23)
        putHexadecimal(byte)
      }
    }
  }

  /// Whether a byte stands for itself in a name.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 32 && byte < 127 && byte != 0x23 && PDFCharacters.isRegular(byte)
  }

  /// The digits of a number, least significant first and then turned round.
  private mutating func put(number: Int) {
    let start = bytes.count
    var left = number.magnitude
    repeat {
      bytes.append(48 + UInt8(truncatingIfNeeded: left % 10))
      left /= 10
    } while left > 0
    if number < 0 { bytes.append(0x2d) }
    bytes[start...].reverse()
  }

  private mutating func putHexadecimal(_ byte: UInt8) {
    for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 48 + digit : 87 + digit) }
  }

  /// In parentheses where most of it is plain, else as hexadecimal digits.
  private mutating func put(string: [UInt8]) {
    let plain = string.count { $0 >= 32 && $0 < 127 }
    guard plain * 4 >= string.count * 3 else {
      bytes.append(0x3c)
      for byte in string { putHexadecimal(byte) }
      bytes.append(0x3e)
      return
    }
    bytes.append(0x28)
    for byte in string {
      switch byte {
      case 0x28, 0x29, 0x5c: bytes += [0x5c, byte]
      case 32..<127: bytes.append(byte)
      default: bytes += [0x5c, 48 + (byte >> 6), 48 + (byte >> 3 & 7), 48 + (byte & 7)]
      }
    }
    bytes.append(0x29)
  }
}
