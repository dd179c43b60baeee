/// The parameters of text that stay from one text object to the next (ISO 32000-1, 9.3).
struct PDFTextState: Hashable {
  var size = 0.0
  var characterSpace = 0.0
  var wordSpace = 0.0
  /// Of widths: 1 is 100 percent.
  var scale = 1.0
  var leading = 0.0
  var rise = 0.0
  /// The rendering mode (9.3.6).
  var mode = 0
  /// Of strokes (8.4.3.2), which some modes paint glyphs with.
  var lineWidth = 1.0

  /// Whether glyphs are painted by strokes.
  var isStroked: Bool { mode == 1 || mode == 2 }

  /// Whether nothing is painted, and nothing clipped.
  var isInvisible: Bool { mode == 3 }
}

/// How far a string moves the pen, and how far the pen goes meanwhile, in text space.
struct PDFTextReach {
  /// Where the pen ends, at least and at most.
  private(set) var low = 0.0
  private(set) var high = 0.0
  /// Where the pen goes, at least and at most.
  private(set) var least = 0.0
  private(set) var greatest = 0.0
  /// Whether all widths are stated.
  private(set) var isExact = true

  /// The reach of a string in a font (9.4.4).
  init(_ string: [UInt8], _ font: PDFFontMetrics, _ state: PDFTextState) {
    switch font.coding {
    case .single:
      for byte in string {
        let space = byte == 32 ? state.wordSpace : 0
        add(font.width(of: Int(byte)), font, state, [space])
      }
    case .pairs:
      for index in stride(from: 0, to: string.count - 1, by: 2) {
        let code = Int(string[index]) << 8 | Int(string[index + 1])
        add(font.width(of: code), font, state, [0])
      }
      if string.count % 2 == 1 { add(nil, font, state, [0, state.wordSpace]) }
    case .unknown:
      for _ in string { add(nil, font, state, [0, state.wordSpace]) }
    }
  }

  private mutating func add(
    _ width: Double?, _ font: PDFFontMetrics, _ state: PDFTextState, _ spaces: [Double]
  ) {
    if let width {
      let step = (width * state.size + state.characterSpace + spaces[0]) * state.scale
      low += step
      high += step
    } else {
      isExact = false
      // A byte may also be a part of a code, which moves nothing.
      var steps: (low: Double, high: Double) = (0, 0)
      for width in [font.widths.lowerBound, font.widths.upperBound] {
        for space in spaces {
          let step = (width * state.size + state.characterSpace + space) * state.scale
          steps = (min(steps.low, step), max(steps.high, step))
        }
      }
      low += steps.low
      high += steps.high
    }
    least = min(least, low)
    greatest = max(greatest, high)
  }
}

/// Where text goes on, within a text object (9.4.2).
struct PDFTextPen {
  /// The matrix of the line.
  var line = PDFMatrix.identity
  /// How far the pen is along the line, at least and at most.
  private(set) var low = 0.0
  private(set) var high = 0.0

  /// Moves the pen on the line.
  mutating func move(_ least: Double, _ greatest: Double) {
    low += least
    high += greatest
  }

  /// Begins a line.
  mutating func begin(_ matrix: PDFMatrix) {
    line = matrix
    (low, high) = (0, 0)
  }

  /// Forgets where the pen is on the line, until the next line.
  mutating func lose() { (low, high) = (.nan, .nan) }

  /// Where the pen is, in the space around the text object.
  func place(_ state: PDFTextState) -> PDFBox {
    PDFBox(lowX: low, lowY: state.rise, highX: high, highY: state.rise).bounds(under: line)
  }

  /// The room that a string's glyphs take at most, in the space around the text object.
  func area(
    _ reach: PDFTextReach, _ font: PDFFontMetrics, _ state: PDFTextState
  ) -> PDFBox {
    let width = state.size * state.scale
    let xs = [font.box.lowX * width, font.box.highX * width]
    let ys = [font.box.lowY * state.size, font.box.highY * state.size]
    var box = PDFBox(
      lowX: low + reach.least + min(xs[0], xs[1]), lowY: state.rise + min(ys[0], ys[1]),
      highX: high + reach.greatest + max(xs[0], xs[1]), highY: state.rise + max(ys[0], ys[1]))
    if font.isVertical {
      // It may run in either direction, and its widths are heights.
      let length = max(abs(reach.least), abs(reach.greatest)) + 2 * abs(state.size)
      box = PDFBox(
        lowX: box.lowX - length, lowY: box.lowY - length, highX: box.highX + length,
        highY: box.highY + length)
    }
    return box.bounds(under: line)
  }
}
