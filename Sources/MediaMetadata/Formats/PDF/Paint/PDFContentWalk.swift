/// Follows what a content stream shows, to where it shows it (ISO 32000-1, 8.4, 8.8, 8.9, 9.4).
///
/// **Guarantee**: what it calls unseen is painted outside of the visible box, or by a mode that
/// paints nothing; what it can't follow counts as seen. Clipping paths are not followed, and paths
/// and shadings are not looked at.
/// **Cost**: O(bytes).
struct PDFContentWalk {
  /// How many states may be saved.
  private static let saveLimit = 512
  /// How many operands an operator may have.
  private static let operandLimit = 1 << 16
  /// How many bytes of content a string, picture or form that was found stands for.
  private static let foundCost = 16
  /// How far apart from the page things are at least, in units of the page.
  private static let margin = 1.0

  /// What was found.
  private(set) var sheet = PDFSheet()
  /// Whether it was followed to its end.
  private(set) var isWhole = true

  private let paint: PDFPaint
  private let bytes: [UInt8]
  private let resources: PDFPaint.Resources
  private let visible: PDFBox
  private let depth: Int
  private var lexer: PDFLexer
  private var state: State
  private var saved: [State] = []
  private var pen = PDFTextPen()
  private var run = 0
  /// Whether a text object is open in which nothing was saved.
  private var isInText = false
  private var operands: [Operand] = []
  private var isInArray = false
  /// Whether strings are among the operands that nothing shows yet.
  private var holdsStrings = false
  private var arrays = 0
  /// How many operands stand in no array.
  private var loose = 0
  private var imageStart: Int?

  /// A walk of a stream that paints within `visible`, from a state on.
  init(
    _ bytes: [UInt8], _ resources: PDFPaint.Resources, state: State, visible: PDFBox, depth: Int,
    of paint: PDFPaint
  ) {
    self.bytes = bytes
    self.resources = resources
    self.state = state
    self.visible = visible
    self.depth = depth
    self.paint = paint
    lexer = PDFLexer(bytes)
  }

  /// Goes through the whole stream.
  mutating func follow() throws(MediaError) {
    while true {
      lexer.skipSpace()
      let start = lexer.position
      guard start < bytes.count else {
        if holdsStrings { keepStrings() }
        return
      }
      switch bytes[start] {
      case 0x28: push(string: start, lexer.literal())
      case 0x3c where start + 1 < bytes.count && bytes[start + 1] == 0x3c:
        _ = lexer.object()
        guard !lexer.isTooDeep else {
          isWhole = false
          return
        }
        lexer.position = max(lexer.position, start + 2)
        push(.other)
      case 0x3c: push(string: start, lexer.hexadecimal())
      case 0x2f:
        lexer.position = PDFContentBytes.wordEnd(bytes.span, from: start + 1)
        push(.name(start..<lexer.position))
      case 0x5b:
        lexer.position += 1
        isInArray = true
        arrays += 1
      case 0x5d:
        lexer.position += 1
        isInArray = false
      case 0x3e, 0x29, 0x7b, 0x7d:
        lexer.position += 1
        push(.other)
      default: try word(start)
      }
      guard isWhole else { return }
    }
  }

  private mutating func push(string start: Int, _ content: [UInt8]) {
    holdsStrings = true
    push(.string(start..<lexer.position, content))
  }

  private mutating func push(_ operand: Operand) {
    guard operands.count < Self.operandLimit else {
      isWhole = false
      return
    }
    operands.append(operand)
    if !isInArray { loose += 1 }
  }

  /// A number or an operator.
  private mutating func word(_ start: Int) throws(MediaError) {
    lexer.position = PDFContentBytes.wordEnd(bytes.span, from: start)
    let first = bytes[start]
    if PDFCharacters.isDigit(first) || first == 0x2e || first == 0x2d || first == 0x2b {
      guard let value = PDFNumbers.value(bytes[start..<lexer.position]) else {
        // Viewers differ on where a number ends that something else follows at once.
        isWhole = false
        return
      }
      return push(.number(value))
    }
    let range = start..<lexer.position
    if PDFOperators.isConstant(bytes[range]) { return push(.other) }
    guard let code = PDFOperators.code(bytes[range]) else {
      // Viewers differ on what becomes of the operands, and of two operators without a space.
      isWhole = false
      return
    }
    try operate(code, range)
    // A picture's colours may be a string.
    if holdsStrings, code != 0x4944 { keepStrings() }
    holdsStrings = false
    operands.removeAll(keepingCapacity: true)
    isInArray = false
    (arrays, loose) = (0, 0)
  }

  /// The operands where they are numbers, as many as given; else none of them is one.
  private func numbers(_ count: Int) -> [Double] {
    guard arrays == 0, operands.count == count else {
      return [Double](repeating: .nan, count: count)
    }
    return operands.map { if case .number(let value) = $0 { value } else { .nan } }
  }

  // MARK: - Operators

  private mutating func operate(_ code: Int, _ range: Range<Int>) throws(MediaError) {
    switch code {
    case 0x71: save()
    case 0x51: restore()
    case 0x636d: state.matrix = PDFMatrix(numbers(6)).then(state.matrix)  // cm
    case 0x77: state.text.lineWidth = numbers(1)[0]  // w
    case 0x6773: try setState()  // gs
    case 0x446f: try draw(range)  // Do
    case 0x4249: imageStart = range.lowerBound  // BI
    case 0x4944: image()  // ID
    case 0x4254: beginText(true)  // BT
    case 0x4554: beginText(false)  // ET
    case 0x5463: state.text.characterSpace = numbers(1)[0]  // Tc
    case 0x5477: state.text.wordSpace = numbers(1)[0]  // Tw
    case 0x547a: state.text.scale = numbers(1)[0] / 100  // Tz
    case 0x544c: state.text.leading = numbers(1)[0]  // TL
    case 0x5473: state.text.rise = numbers(1)[0]  // Ts
    case 0x5472: state.text.mode = Int(exactly: numbers(1)[0]) ?? -1  // Tr
    case 0x5466: try setFont()  // Tf
    case 0x546d: begin(PDFMatrix(numbers(6)))  // Tm
    case 0x5464, 0x5444: nextLine(code == 0x5444)  // Td, TD
    case 0x542a: nextLine()  // T*
    case 0x546a: show(operatorEnd: range.upperBound, count: 1)  // Tj
    case 0x544a: showAll()  // TJ
    case 0x27:
      nextLine()
      show(operatorEnd: range.upperBound, count: 1)
    case 0x22:
      setSpaces()
      nextLine()
      show(operatorEnd: range.upperBound, count: 3)
    default: break
    }
  }

  private mutating func save() {
    guard saved.count < Self.saveLimit else {
      isWhole = false
      return
    }
    saved.append(state)
    // Viewers differ on what becomes of a line then.
    isInText = false
  }

  private mutating func restore() {
    if let last = saved.popLast() { state = last }
    isInText = false
  }

  /// Takes what a dictionary of the graphics state says of fonts and strokes (8.4.5).
  private mutating func setState() throws(MediaError) {
    guard case .name(let range)? = operands.last,
      let dictionary = try paint.dictionary("ExtGState", name(range), resources)
    else {
      state.font = PDFPaint.Font()
      return
    }
    if let width = dictionary["LW"] {
      state.text.lineWidth = try paint.document.resolved(width).number ?? .nan
    }
    if let font = try paint.document.resolved(dictionary["Font"]).array {
      state.font = PDFPaint.Font()
      guard font.count == 2, case .reference(let number) = font[0] else { return }
      state.font = try paint.font(number)
      state.text.size = try paint.document.resolved(font[1]).number ?? .nan
    }
  }

  private func name(_ range: Range<Int>) -> String {
    var reader = PDFLexer(bytes, from: range.lowerBound, to: range.upperBound)
    return reader.name()
  }

  // MARK: - Pictures and forms

  private mutating func draw(_ range: Range<Int>) throws(MediaError) {
    guard paint.spend(Self.foundCost) else {
      isWhole = false
      return
    }
    guard arrays == 0, operands.count == 1, case .name(let place) = operands[0],
      let (number, stream) = try paint.xObject(name(place), resources)
    else {
      // Whatever it is, it may be any of them.
      paint.isWhole = false
      return
    }
    let whole = place.lowerBound..<range.upperBound
    if try paint.document.resolved(stream.dictionary["Subtype"]).name == "Form" {
      let form = try PDFPaint.Form(stream, paint.document)
      var inner = state
      inner.matrix = form.matrix.then(state.matrix)
      var box = visible
      var isOutside = false
      if let bounds = form.box?.bounds(under: inner.matrix), bounds.isKnown {
        isOutside = bounds.isApart(from: visible, margin: Self.margin)
        box = visible.intersection(bounds)
      }
      sheet.drawings.append(.init(range: whole, targets: [number], isOutside: isOutside))
      if !isOutside || paint.wantsValues {
        try paint.follow(number, stream, resources, state: inner, visible: box, depth: depth + 1)
      }
    } else {
      sheet.drawings.append(.init(range: whole, targets: [number], isOutside: isImageOutside))
    }
  }

  private var isImageOutside: Bool {
    PDFBox.unit.bounds(under: state.matrix).isApart(from: visible, margin: Self.margin)
  }

  /// A picture between the operators, `lexer` behind its `ID` (8.9.7).
  private mutating func image() {
    let end = PDFContentScan.inlineImageEnd(bytes, from: lexer.position)
    lexer.position = end
    guard let start = imageStart, end < bytes.count, paint.spend(Self.foundCost) else {
      // Viewers differ on what a picture is that has no beginning or no end.
      isWhole = false
      return
    }
    imageStart = nil
    sheet.drawings.append(.init(range: start..<end, targets: [], isOutside: isImageOutside))
  }

  // MARK: - Text

  private mutating func beginText(_ isOpen: Bool) {
    isInText = isOpen
    begin(.identity)
  }

  private mutating func begin(_ line: PDFMatrix) {
    pen.begin(line)
    run += 1
  }

  private mutating func nextLine(_ setsLeading: Bool) {
    let shift = numbers(2)
    if setsLeading { state.text.leading = -shift[1] }
    begin(PDFMatrix.shift(shift[0], shift[1]).then(pen.line))
  }

  private mutating func nextLine() {
    begin(PDFMatrix.shift(0, -state.text.leading).then(pen.line))
  }

  private mutating func setFont() throws(MediaError) {
    state.font = PDFPaint.Font()
    state.text.size = .nan
    guard arrays == 0, operands.count == 2, case .name(let range) = operands[0],
      case .number(let size) = operands[1]
    else { return }
    state.font = try paint.font(name(range), resources)
    state.text.size = size
  }

  private mutating func setSpaces() {
    guard arrays == 0, operands.count == 3, case .number(let word) = operands[0],
      case .number(let character) = operands[1]
    else {
      (state.text.wordSpace, state.text.characterSpace) = (.nan, .nan)
      return
    }
    (state.text.wordSpace, state.text.characterSpace) = (word, character)
  }

  private mutating func show(operatorEnd end: Int, count: Int) {
    guard arrays == 0, operands.count == count, case .string(let range, let string)? = operands.last
    else {
      pen.lose()
      return
    }
    show(string, at: range, end: end)
    holdsStrings = false
  }

  private mutating func showAll() {
    guard arrays == 1, loose == 0 else {
      pen.lose()
      return
    }
    holdsStrings = false
    for operand in operands {
      switch operand {
      case .number(let number):
        let step = -number / 1000 * state.text.size * state.text.scale
        pen.move(step, step)
        // Such fonts move along the other axis.
        if state.font.metrics?.isVertical == true { pen.lose() }
      case .string(let range, let string): show(string, at: range, end: nil)
      default: pen.lose()
      }
    }
  }

  private mutating func show(_ string: [UInt8], at range: Range<Int>, end: Int?) {
    guard !string.isEmpty else { return }
    guard paint.spend(Self.foundCost) else {
      isWhole = false
      return
    }
    let text = state.text
    var (isUnseen, advance) = (false, Double?.none)
    let isInvisible = text.isInvisible && state.font.isOutlines
    // What clips is not painted either, but what is painted after it may depend on it.
    let isDoubtful =
      !isInText || text.mode == 7 || (text.isInvisible && !isInvisible && !state.font.isType3)
    let beginsOutside =
      isInText
      && pen.place(text).bounds(under: state.matrix).isApart(from: visible, margin: Self.margin)
    if let font = state.font.metrics {
      let reach = PDFTextReach(string, font, text)
      if isInText, text.mode >= 0, text.mode < 3 {
        let margin = Self.margin + (text.isStroked ? 6 * text.lineWidth * state.matrix.stretch : 0)
        let area = pen.area(reach, font, text).bounds(under: state.matrix)
        isUnseen = area.isApart(from: visible, margin: abs(margin))
      }
      if reach.isExact, text.scale != 0, text.size != 0, !font.isVertical {
        advance = -reach.low / text.scale / text.size * 1000
      }
      pen.move(reach.low, reach.high)
      if font.isVertical { pen.lose() }
    } else {
      pen.lose()
    }
    let isTold = paint.wantsValues && (isUnseen || isInvisible || isDoubtful || beginsOutside)
    sheet.units.append(
      PDFSheet.Unit(
        range: range, end: end, run: run, isUnseen: isUnseen || isInvisible || isDoubtful,
        mayGo: isUnseen || isInvisible, beginsOutside: beginsOutside,
        isInvisible: isInvisible || isDoubtful,
        advance: advance?.isFinite == true ? advance : nil,
        text: isTold ? PDFText.decoded(string) : nil))
  }

  /// Keeps the strings that no operator shows: what viewers make of them is not certain.
  private mutating func keepStrings() {
    pen.lose()
    for case .string(let range, let string) in operands where !string.isEmpty {
      guard paint.spend(Self.foundCost) else {
        isWhole = false
        return
      }
      sheet.units.append(
        PDFSheet.Unit(
          range: range, end: nil, run: run, isUnseen: true, mayGo: false, beginsOutside: false,
          isInvisible: true, advance: nil,
          text: paint.wantsValues ? PDFText.decoded(string) : nil))
    }
  }
}
