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
  /// The objects to be packed: their numbers, and where each ends in `body`.
  private var packed: [(number: Int, end: Int)] = []
  private var body: [UInt8] = []

  /// How many objects an object stream holds.
  private static let packSize = 200

  /// What was deflated before.
  private let known: KnownRuns
  /// What was deflated here: what it was, and what it became.
  private(set) var deflated: [(plain: [UInt8], packed: [UInt8])] = []
  /// Deflating depends on nothing but the bytes.
  static let deflating = "zlib"

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
      body.put(object)
      body.append(10)
      packed.append((places.count + 1, body.count))
      return places.append(
        .packed(container: index / Self.packSize, index: index % Self.packSize))
    }
    begin()
    bytes.put(object)
    bytes.put("\nendobj\n")
  }

  /// Writes the next object, a stream; its length is put into the dictionary.
  mutating func add(_ dictionary: PDFDictionary, stream: ArraySlice<UInt8>) {
    begin()
    bytes.put(dictionary.setting("Length", to: .integer(stream.count)))
    bytes.put("\nstream\n")
    bytes += stream
    bytes.put("\nendstream\nendobj\n")
  }

  /// An object as it is written, alone.
  static func spelled(_ object: PDFObject) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.put(object)
    return bytes
  }

  private mutating func begin() {
    places.append(.offset(bytes.count))
    bytes.put(number: places.count)
    bytes.put(" 0 obj\n")
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
      bytes.put(digits)
      bytes.put(" 00000 n \n")
    }
    bytes += Array("trailer\n<</Root 1 0 R/Size \(places.count + 1)>>\n".utf8)
    return start
  }

  /// Writes the object streams and the stream of cross-references (ISO 32000-1, 7.5.7, 7.5.8).
  private mutating func finishPacked() -> Int {
    let first = places.count + 1
    for start in stride(from: 0, to: packed.count, by: Self.packSize) {
      addContainer(start..<min(packed.count, start + Self.packSize))
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
    let packed = Deflate.quickZlib(plain[...])
    deflated.append((plain, packed))
    return packed
  }

  private mutating func addContainer(_ indices: Range<Int>) {
    let start = indices.lowerBound > 0 ? packed[indices.lowerBound - 1].end : 0
    var head: [UInt8] = []
    var offset = start
    for index in indices {
      head.put(number: packed[index].number)
      head.append(32)
      head.put(number: offset - start)
      head.append(32)
      offset = packed[index].end
    }
    let first = head.count
    head += body[start..<offset]
    add(
      PDFDictionary([
        .init(key: "Type", value: .name("ObjStm")),
        .init(key: "N", value: .integer(indices.count)),
        .init(key: "First", value: .integer(first)),
        .init(key: "Filter", value: .name("FlateDecode")),
      ]), stream: zlib(head)[...])
  }
}
