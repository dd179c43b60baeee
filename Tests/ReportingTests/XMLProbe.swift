import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads an SVG with Foundation's parser, for whether it is XML and where its shapes stand.
final class XMLProbe: NSObject, XMLParserDelegate {
  private(set) var isWellFormed = false
  private(set) var height: Double?
  private(set) var positions: [(Double, Double)] = []
  private var shift = 0.0

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    func number(_ key: String) -> Double? { attributes[key].flatMap(Double.init) }
    if let box = attributes["viewBox"], height == nil {
      height = box.split(separator: " ").last.flatMap { Double($0) }
    }
    if let x = number("x") ?? number("cx"), let y = number("y") ?? number("cy") {
      positions.append((x, y))
      positions.append((x + (number("width") ?? 0), y + (number("height") ?? 0)))
    }
    if let x = number("x1"), let y = number("y1") { positions.append((x, y)) }
    if let x = number("x2"), let y = number("y2") { positions.append((x, y)) }
  }
}
