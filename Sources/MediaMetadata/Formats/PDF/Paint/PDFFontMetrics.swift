/// What a font says of the room that its text takes (ISO 32000-1, 9.2.4, 9.6.2, 9.7.4.3).
///
/// All lengths are in units of the font's size. Where a width is not stated, an upper bound stands
/// for it; a box is made larger than stated, because fonts state it carelessly.
final class PDFFontMetrics {
  /// The widths of codes or characters from `first` to `last`.
  private struct Run {
    let first: Int
    let last: Int
    let width: Double
  }

  /// How its strings are cut into codes.
  enum Coding {
    /// A byte is a code.
    case single
    /// Two bytes are a code, and the number of its character.
    case pairs
    /// A table that is not read here says it.
    case unknown
  }

  /// The widest that a glyph without a stated width may be.
  private static let widest = 2.0
  /// How many widths are held.
  private static let runLimit = 1 << 17

  /// How strings are cut.
  let coding: Coding
  /// Whether lines may run downwards.
  let isVertical: Bool
  /// Whether its glyphs are painted by content of their own, in whatever mode (9.3.6).
  let isType3: Bool
  /// Around each glyph.
  let box: PDFBox
  /// The least and the greatest width of any glyph.
  let widths: ClosedRange<Double>
  /// Sorted by what they start with.
  private let runs: [Run]
  /// The width of what no run holds; nil where it is not stated.
  private let others: Double?
  /// Whether the runs say one thing only.
  private let isCertain: Bool

  /// The metrics of a font's dictionary; nil where nothing certain follows from it.
  init?(_ font: PDFDictionary, of document: PDFDocument) throws(MediaError) {
    let subtype = try document.resolved(font["Subtype"]).name
    isType3 = subtype == "Type3"
    var own = font
    var (coding, isVertical) = (Coding.single, false)
    var runs: [Run] = []
    var others: Double?
    if subtype == "Type0" {
      let encoding = try document.resolved(font["Encoding"])
      coding = encoding.name == "Identity-H" ? .pairs : .unknown
      // A stream may write in either direction, by itself or by what it uses.
      isVertical = encoding.name.map { $0.hasSuffix("V") } ?? true
      let descendants = try document.resolved(font["DescendantFonts"]).array ?? []
      guard let first = descendants.first,
        let descendant = try document.resolved(first).dictionary
      else { return nil }
      own = descendant
      guard let stated = try Self.composite(descendant["W"], document) else { return nil }
      runs = stated
      others = try document.resolved(descendant["DW"]).number.map { $0 / 1000 } ?? 1
    } else {
      var scale = 0.001
      if isType3 {
        let matrix = PDFMatrix(try document.numbers(font["FontMatrix"]))
        guard matrix.b == 0, matrix.c == 0, matrix.a.isFinite else { return nil }
        scale = matrix.a
      }
      let first = try document.resolved(font["FirstChar"]).integer ?? 0
      let stated = try document.numbers(font["Widths"], most: 256)
      for (index, width) in stated.enumerated() {
        let (code, isTooLarge) = first.addingReportingOverflow(index)
        guard !isTooLarge else { break }
        runs.append(Run(first: code, last: code, width: width * scale))
      }
    }
    // A search wants them apart.
    isCertain = !zip(runs, runs.dropFirst()).contains { $0.last >= $1.first }
    guard let box = try Self.box(own, document, isType3: isType3) else { return nil }
    self.box = box
    self.coding = coding
    self.isVertical = isVertical
    self.runs = runs
    self.others = others
    let descriptor = try document.resolved(own["FontDescriptor"]).dictionary
    let missing = try document.resolved(descriptor?["MissingWidth"]).number.map { $0 / 1000 }
    let stated = runs.map(\.width) + [others, missing].compactMap(\.self)
    guard stated.allSatisfy({ abs($0) < 1e4 }) else { return nil }
    widths = min(0, stated.min() ?? 0)...max(Self.widest, stated.max() ?? 0)
  }

  /// How many widths a font's dictionary states, each list as often as it is named.
  static func count(_ font: PDFDictionary, of document: PDFDocument) throws(MediaError) -> Int {
    let descendants = try document.resolved(font["DescendantFonts"]).array
    guard let first = descendants?.first else { return 256 }
    let widths = try document.resolved(document.resolved(first).dictionary?["W"]).array ?? []
    var count = 256 + widths.count
    for element in widths where !element.isScalar {
      count += min(try document.resolved(element).array?.count ?? 0, runLimit)
    }
    return count
  }

  /// The width of a code; nil where it is not stated.
  func width(of code: Int) -> Double? {
    guard isCertain else { return nil }
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].last < code { low = middle + 1 } else { high = middle }
    }
    guard low < runs.count, runs[low].first <= code else { return others }
    return runs[low].width
  }

  /// The widths of a composite font (9.7.4.3): "c [w1 w2 ...]" and "first last w"; nil for
  /// anything else.
  private static func composite(
    _ object: PDFObject?, _ document: PDFDocument
  ) throws(MediaError) -> [Run]? {
    var runs: [Run] = []
    var pending: [Int] = []
    for element in try document.resolved(object).array ?? [] {
      let element = try document.resolved(element)
      if case .array = element {
        guard pending.count == 1 else { return nil }
        let stated = try document.numbers(element, most: 1 << 16)
        guard runs.count + stated.count <= runLimit else { return nil }
        for (index, width) in stated.enumerated() {
          let (code, isTooLarge) = pending[0].addingReportingOverflow(index)
          guard !isTooLarge else { break }
          runs.append(Run(first: code, last: code, width: width / 1000))
        }
        pending = []
      } else if pending.count < 2 {
        guard let code = element.integer else { return nil }
        pending.append(code)
      } else {
        guard let width = element.number, pending[0] <= pending[1], runs.count < runLimit else {
          return nil
        }
        runs.append(Run(first: pending[0], last: pending[1], width: width / 1000))
        pending = []
      }
    }
    return runs.sorted { $0.first < $1.first }
  }

  /// Around each glyph: what the font states, and what is usual, with room around both.
  private static func box(
    _ font: PDFDictionary, _ document: PDFDocument, isType3: Bool
  ) throws(MediaError) -> PDFBox? {
    if isType3 {
      let matrix = PDFMatrix(try document.numbers(font["FontMatrix"]))
      guard let stated = PDFBox(try document.numbers(font["FontBBox"])), !stated.isEmpty else {
        return nil
      }
      let box = stated.bounds(under: matrix)
      let (width, height) = (box.highX - box.lowX, box.highY - box.lowY)
      // Only some of its glyphs are clipped by what it states.
      return PDFBox(
        lowX: min(box.lowX - width, -0.75), lowY: min(box.lowY - height, -0.75),
        highX: max(box.highX + width, 1.75), highY: max(box.highY + height, 1.5))
    }
    let descriptor = try document.resolved(font["FontDescriptor"]).dictionary
    let stated = PDFBox(try document.numbers(descriptor?["FontBBox"]))
    return PDFBox(
      lowX: min(-0.5, (stated?.lowX ?? 0) / 1000) - 0.25,
      lowY: min(-0.5, (stated?.lowY ?? 0) / 1000) - 0.25,
      highX: max(1.5, (stated?.highX ?? 0) / 1000) + 0.25,
      highY: max(1.25, (stated?.highY ?? 0) / 1000) + 0.25)
  }
}
