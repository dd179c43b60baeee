/// Finds, for inspection, text that is painted outside of the page (ISO 32000-1, 9.4).
///
/// Follows matrices to where each string begins; strings of fonts with codes of their own come out
/// as those codes. **Cost**: O(bytes) of a page's content.
struct PDFOutsideText {
  /// A matrix as PDF writes it.
  private typealias Matrix = (Double, Double, Double, Double, Double, Double)

  /// How many states may be saved.
  private static let saveLimit = 512
  private static let identity: Matrix = (1, 0, 0, 1, 0, 0)

  /// What stands outside.
  private(set) var found: [String] = []
  private let box: [Double]
  private var lexer: PDFLexer
  private var current = Self.identity
  private var saved: [Matrix] = []
  private var line = Self.identity
  private var leading = 0.0
  private var operands: [PDFObject] = []

  /// Notes such text on all pages, where values are wanted.
  static func note(_ rewriter: PDFRewriter) throws(MediaError) {
    guard rewriter.reading.wantsValues else { return }
    let document = rewriter.document
    for (page, box) in rewriter.tree.boxes {
      var sides: [Double] = []
      for side in try document.resolved(box).array ?? [] {
        if let number = try document.resolved(side).number { sides.append(number) }
      }
      guard sides.count == 4, let contents = try document.object(page).dictionary?["Contents"]
      else {
        continue
      }
      var bytes: [UInt8] = []
      for part in try document.resolved(contents).array ?? [contents] {
        guard case .stream(let stream) = try document.resolved(part) else { continue }
        bytes += try document.decoded(stream) ?? []
        bytes.append(10)
      }
      var text = PDFOutsideText(bytes, box: sides)
      text.run()
      guard !text.found.isEmpty else { continue }
      rewriter.reading.disclose(
        .content, .high, at: "Contents/outside the page", "text outside of the page", fate: .kept,
        value: text.found.joined(separator: " "))
    }
  }

  private init(_ bytes: [UInt8], box: [Double]) {
    self.box = [
      min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]),
    ]
    lexer = PDFLexer(bytes)
  }

  private mutating func run() {
    while lexer.position < lexer.end, !lexer.isTooDeep {
      if let object = lexer.object() {
        if operands.count < 64 { operands.append(object) }
        continue
      }
      switch lexer.token() {
      case .word(let range):
        operate(PDFCharacters.text(lexer.bytes[range]))
        operands.removeAll(keepingCapacity: true)
      case .end: return
      default: continue
      }
    }
  }

  private mutating func operate(_ name: String) {
    let numbers = operands.compactMap(\.number)
    switch name {
    case "q": if saved.count < Self.saveLimit { saved.append(current) }
    case "Q": current = saved.popLast() ?? current
    case "cm": if let matrix = Self.matrix(numbers) { current = Self.product(matrix, current) }
    case "BT": line = Self.identity
    case "Tm": line = Self.matrix(numbers) ?? line
    case "TL": leading = numbers.first ?? leading
    case "Td", "TD":
      guard numbers.count == 2 else { return }
      if name == "TD" { leading = -numbers[1] }
      line = Self.product((1, 0, 0, 1, numbers[0], numbers[1]), line)
    case "T*", "'", "\"":
      line = Self.product((1, 0, 0, 1, 0, -leading), line)
      if name != "T*" { show() }
    case "Tj", "TJ": show()
    case "ID": lexer.position = PDFContentScan.inlineImageEnd(lexer.bytes, from: lexer.position)
    default: break
    }
  }

  private mutating func show() {
    let place = Self.product(line, current)
    guard
      place.4 < box[0] - 1 || place.4 > box[2] + 1 || place.5 < box[1] - 1 || place.5 > box[3] + 1,
      found.count < 100
    else { return }
    let strings = operands.flatMap { $0.array ?? [$0] }.compactMap(\.string)
    let text = PDFText.decoded(strings.flatMap { $0 })
    if !text.isEmpty { found.append(text) }
  }

  private static func matrix(_ numbers: [Double]) -> Matrix? {
    guard numbers.count == 6 else { return nil }
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
  }

  private static func product(_ one: Matrix, _ other: Matrix) -> Matrix {
    (
      one.0 * other.0 + one.1 * other.2, one.0 * other.1 + one.1 * other.3,
      one.2 * other.0 + one.3 * other.2, one.2 * other.1 + one.3 * other.3,
      one.4 * other.0 + one.5 * other.2 + other.4, one.4 * other.1 + one.5 * other.3 + other.5
    )
  }
}
