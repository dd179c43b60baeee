import Testing

@testable import MediaMetadata

/// Makes small PDF files.
enum PDFSample {
  /// What a page paints.
  static let content = "BT /F1 12 Tf 20 20 Td (Hello) Tj ET"

  /// A file of objects numbered from 1, the catalog first, with a table of cross-references.
  static func file(_ objects: [String], trailer: String = "", version: String = "1.7") -> [UInt8] {
    var bytes = Array("%PDF-\(version)\n".utf8)
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(bytes.count)
      bytes += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
    }
    let start = bytes.count
    bytes += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
    for offset in offsets { bytes += Array((padded(offset) + " 00000 n \n").utf8) }
    let size = "/Size \(objects.count + 1)"
    bytes += Array("trailer\n<<\(size)/Root 1 0 R\(trailer)>>\nstartxref\n\(start)\n%%EOF\n".utf8)
    return bytes
  }

  /// A file of one page: more entries for catalog and page, more objects from number 5 on.
  static func page(
    catalog: String = "", page: String = "", content: String = Self.content,
    _ objects: [String] = [], trailer: String = ""
  ) -> [UInt8] {
    let font = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return file(
      [
        "<</Type/Catalog/Pages 2 0 R\(catalog)>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 120]/Contents 4 0 R"
          + "/Resources<<\(font)>>\(page)>>",
        stream(content),
      ] + objects, trailer: trailer)
  }

  /// A stream.
  static func stream(_ content: String, _ entries: String = "") -> String {
    "<<\(entries)/Length \(content.utf8.count)>>\nstream\n\(content)\nendstream"
  }

  /// The file with a revision behind it that replaces objects.
  static func revised(
    _ bytes: [UInt8], _ objects: [(number: Int, text: String)], trailer: String = ""
  ) throws -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    let previous = try #require(text.matches(of: /startxref\s+(\d+)/).last?.1)
    var output = bytes
    var table = ""
    for (number, object) in objects {
      table += "\(number) 1\n\(padded(output.count)) 00000 n \n"
      output += Array("\(number) 0 obj\n\(object)\nendobj\n".utf8)
    }
    let start = output.count
    output += Array(
      "xref\n\(table)trailer\n<</Size 90/Root 1 0 R/Prev \(previous)\(trailer)>>\n".utf8)
    return output + Array("startxref\n\(start)\n%%EOF\n".utf8)
  }

  /// The file of `page()` with its first three objects in an object stream; a table that calls them
  /// free where it is a hybrid.
  static func packed(isHybrid: Bool) -> [UInt8] {
    let font = "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    let objects = [
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 120]/Contents 4 0 R/Resources<<\(font)>>>>",
    ]
    var head = ""
    var body = ""
    for (index, object) in objects.enumerated() {
      head += "\(index + 1) \(body.utf8.count) "
      body += object + " "
    }
    let container = stream(head + body, "/Type/ObjStm/N 3/First \(head.utf8.count)")
    var bytes = Array("%PDF-1.5\n4 0 obj\n\(stream(content))\nendobj\n".utf8)
    let containerStart = bytes.count
    bytes += Array("5 0 obj\n\(container)\nendobj\n".utf8)
    let start = bytes.count
    let rows: [(kind: Int, place: Int, index: Int)] = [
      (0, 0, 0), (2, 5, 0), (2, 5, 1), (2, 5, 2), (1, 9, 0), (1, containerStart, 0), (1, start, 0),
    ]
    var table = ""
    for row in rows {
      for byte in [row.kind, row.place >> 8, row.place & 255, row.index] {
        table += (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    let entries = "/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Filter/ASCIIHexDecode"
    bytes += Array("6 0 obj\n\(stream(table, entries))\nendobj\n".utf8)
    guard isHybrid else { return bytes + Array("startxref\n\(start)\n%%EOF\n".utf8) }
    let second = bytes.count
    bytes += Array("xref\n0 6\n0000000000 65535 f \n".utf8)
    for _ in 0..<3 { bytes += Array("0000000000 00000 f \n".utf8) }
    for offset in [9, containerStart] { bytes += Array((padded(offset) + " 00000 n \n").utf8) }
    bytes += Array("trailer\n<</Size 7/Root 1 0 R/XRefStm \(start)>>\n".utf8)
    return bytes + Array("startxref\n\(second)\n%%EOF\n".utf8)
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 10 - digits.count) + digits
  }
}
