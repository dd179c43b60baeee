/// Text of XML parts: its encoding, and how it is written.
enum OfficeXMLText {
  /// The part as UTF-8, with a declaration that says so; the same bytes where it is no UTF-16.
  static func utf8(_ bytes: [UInt8]) -> (bytes: ArraySlice<UInt8>, isConverted: Bool) {
    let head = bytes.prefix(2)
    let isWide =
      head.elementsEqual([0xfe, 0xff]) || head.elementsEqual([0xff, 0xfe])
      || head.elementsEqual([0, 0x3c]) || head.elementsEqual([0x3c, 0])
    guard isWide else { return (bytes[...], false) }
    var text = XMPEncoding.utf8(bytes[...])
    if text.starts(with: Array("<?xml".utf8)), let end = text.firstIndex(of: UInt8(ascii: ">")) {
      text = text[(end + 1)...]
    }
    return ((Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + text)[...], true)
  }

  /// Text as character data and as the value of an attribute.
  static func escaped(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += Array("&amp;".utf8)
      case UInt8(ascii: "<"): result += Array("&lt;".utf8)
      case UInt8(ascii: ">"): result += Array("&gt;".utf8)
      case UInt8(ascii: "\""): result += Array("&quot;".utf8)
      case UInt8(ascii: "'"): result += Array("&apos;".utf8)
      default: result.append(byte)
      }
    }
    return result
  }
}
