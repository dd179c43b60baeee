/// An object of a PDF file (ISO 32000-1, 7.3).
///
/// Not indirect: what nests is in arrays anyway, and a box for each number is what costs most.
enum PDFObject: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A number that is no integer, or none that fits: its digits as they stand.
  case real(String)
  case string([UInt8])
  /// A name with its escapes undone, each byte as the character of that number.
  case name(String)
  case array([PDFObject])
  case dictionary(PDFDictionary)
  case stream(PDFStream)
  /// The object of that number; generations are not told apart.
  case reference(Int)

  /// The dictionary that it is, or that its stream has.
  var dictionary: PDFDictionary? {
    switch self {
    case .dictionary(let dictionary): dictionary
    case .stream(let stream): stream.dictionary
    default: nil
    }
  }

  /// The name that it is.
  var name: String? {
    if case .name(let name) = self { return name }
    return nil
  }

  /// The integer that it is.
  var integer: Int? {
    if case .integer(let value) = self { return value }
    return nil
  }

  /// The number that it is.
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let text): Double(text)
    default: nil
    }
  }

  /// The string that it is.
  var string: [UInt8]? {
    if case .string(let bytes) = self { return bytes }
    return nil
  }

  /// The elements that it has.
  var array: [PDFObject]? {
    if case .array(let elements) = self { return elements }
    return nil
  }

  /// Whether it is null; without comparing what it holds.
  var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// Whether it is written as it was read, wherever it stands: a number, a name, a truth value.
  var isFinal: Bool {
    switch self {
    case .boolean, .integer, .real, .name: true
    default: false
    }
  }

  /// Whether it can't hold others.
  var isScalar: Bool {
    switch self {
    case .array, .dictionary, .stream, .reference: false
    default: true
    }
  }
}

/// A dictionary whose stream of bytes stands in the file.
struct PDFStream: Sendable, Equatable {
  /// What it says of the bytes.
  var dictionary: PDFDictionary
  /// The bytes as they stand, filters applied.
  var range: Range<Int>
}

/// Keys and values, sorted by key; the last of equal keys counts, as with qpdf, MuPDF and pdf.js.
struct PDFDictionary: Sendable, Equatable {
  /// A key and its value.
  struct Entry: Sendable, Equatable {
    var key: String
    var value: PDFObject
  }

  /// Sorted by key, each key once.
  private(set) var entries: [Entry] = []

  /// A dictionary of entries in any order.
  init(_ unsorted: [Entry] = []) {
    guard unsorted.count > 1 else {
      entries = unsorted
      return
    }
    // What was written by us, and by many others, is in order.
    if !zip(unsorted, unsorted.dropFirst()).contains(where: { $0.key >= $1.key }) {
      entries = unsorted
      return
    }
    let order = unsorted.indices.sorted {
      let (left, right) = (unsorted[$0].key, unsorted[$1].key)
      return left == right ? $0 < $1 : left < right
    }
    entries.reserveCapacity(order.count)
    for index in order {
      if entries.last?.key == unsorted[index].key { entries.removeLast() }
      entries.append(unsorted[index])
    }
  }

  /// A dictionary of entries that are sorted by key, each key once: a part of another's.
  init(sorted entries: [Entry]) { self.entries = entries }

  /// The value of a key; nil where there is none or it is null.
  subscript(key: String) -> PDFObject? {
    let index = place(of: key)
    guard index < entries.count, entries[index].key == key, !entries[index].value.isNull else {
      return nil
    }
    return entries[index].value
  }

  /// Where a key stands, or would stand.
  private func place(of key: String) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The same with another value for a key, or without it.
  func setting(_ key: String, to value: PDFObject?) -> PDFDictionary {
    var copy = self
    let index = place(of: key)
    let holds = index < entries.count && entries[index].key == key
    switch (value, holds) {
    case (let value?, true): copy.entries[index].value = value
    case (let value?, false): copy.entries.insert(Entry(key: key, value: value), at: index)
    case (nil, true): copy.entries.remove(at: index)
    case (nil, false): break
    }
    return copy
  }
}
