/// Names as parts of IRIs: whatever someone typed becomes unreserved characters and `%41`s.
enum IRIText {
  /// One segment of a path; different names give different segments.
  ///
  /// - Complexity: O(length).
  static func segment(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Names as a path of segments.
  static func path(_ names: [String]) -> String { names.map(segment).joined(separator: "/") }

  /// A relative path whose own slashes part it.
  static func path(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map { segment(String($0)) }
      .joined(separator: "/")
  }
}

extension OrderedJSON {
  /// Whether it is a list without elements.
  var isEmptyList: Bool {
    if case .list(let elements) = self { return elements.isEmpty }
    return false
  }
}
