/// What a content stream shows, and which of it nobody sees: on one page, or on all that use it.
struct PDFSheet {
  /// A string that is shown.
  struct Unit {
    /// Where the string stands.
    var range: Range<Int>
    /// Where the operator ends that shows it; nil within the array of `TJ`.
    var end: Int?
    /// Strings of one run stand where the one before ends.
    let run: Int
    /// Whether nobody sees it.
    let isUnseen: Bool
    /// Whether it is certain that it goes without a trace.
    var mayGo: Bool
    /// Whether it begins outside of what is seen, be it seen farther on or not.
    let beginsOutside: Bool
    /// Whether it is not seen because nothing is painted, wherever it stands.
    let isInvisible: Bool
    /// The number of a `TJ` that moves as far as it does; nil where that is not known.
    let advance: Double?
    /// Whether its run goes on in another stream.
    var isContinued = false
    /// What it says, where that is wanted.
    let text: String?
  }

  /// A picture or a form that is painted.
  struct Drawing {
    /// Where its name or its `BI` stands, up to the operator's end.
    var range: Range<Int>
    /// Its object's number, for each use.
    ///
    /// A name may mean another on another page. None for a picture between the operators.
    var targets: Set<Int>
    /// Whether it lies outside of what is seen.
    var isOutside: Bool
    /// Whether it is certain that it goes without a trace.
    var mayGo = true

    /// Whether it goes.
    var goes: Bool { isOutside && mayGo }
  }

  /// A run of the stream with what stands for it.
  typealias Edit = (range: Range<Int>, bytes: [UInt8])

  /// All strings, in their order.
  var units: [Unit] = []
  /// All pictures and forms, in their order.
  var drawings: [Drawing] = []
  /// The numbers of what is painted beside.
  private(set) var others: Set<Int> = []

  /// The numbers of what is painted where it may be seen; of all where nothing goes.
  func painted(isEdited: Bool) -> Set<Int> {
    drawings.reduce(into: others) {
      if !$1.goes || !isEdited { $0.formUnion($1.targets) }
    }
  }

  /// Joins what another use of the same stream shows: unseen is what no use shows.
  mutating func merge(_ other: PDFSheet) {
    guard units.count == other.units.count, drawings.count == other.drawings.count,
      zip(units, other.units).allSatisfy({ $0.range == $1.range && $0.end == $1.end }),
      zip(drawings, other.drawings).allSatisfy({ $0.range == $1.range })
    else {
      others.formUnion(other.painted(isEdited: false))
      return keepAll()
    }
    others.formUnion(other.others)
    for index in units.indices {
      let (one, second) = (units[index], other.units[index])
      units[index] = Unit(
        range: one.range, end: one.end, run: one.run, isUnseen: one.isUnseen && second.isUnseen,
        mayGo: one.mayGo && second.mayGo,
        beginsOutside: one.beginsOutside && second.beginsOutside,
        isInvisible: one.isInvisible && second.isInvisible,
        advance: one.advance == second.advance ? one.advance : nil,
        isContinued: one.isContinued || second.isContinued, text: one.text)
    }
    for index in drawings.indices {
      drawings[index].targets.formUnion(other.drawings[index].targets)
      if !other.drawings[index].isOutside { drawings[index].isOutside = false }
      if !other.drawings[index].mayGo { drawings[index].mayGo = false }
    }
  }

  /// The same, of streams that stand one behind another in it, each by itself.
  ///
  /// What stands across their borders stays.
  func cut(_ parts: [Range<Int>]) -> [PDFSheet] {
    var sheets = [PDFSheet](repeating: PDFSheet(), count: parts.count)
    var part = 0
    var lastParts: [Int: Int] = [:]
    for unit in units {
      while part < parts.count, parts[part].upperBound <= unit.range.lowerBound { part += 1 }
      guard part < parts.count else { break }
      let start = parts[part].lowerBound
      var own = unit
      if max(unit.range.upperBound, unit.end ?? 0) > parts[part].upperBound { own.mayGo = false }
      own.range = (unit.range.lowerBound - start)..<(unit.range.upperBound - start)
      own.end = unit.end.map { $0 - start }
      sheets[part].units.append(own)
      lastParts[unit.run] = part
    }
    for part in sheets.indices {
      for index in sheets[part].units.indices {
        let last = lastParts[sheets[part].units[index].run] ?? part
        sheets[part].units[index].isContinued = last > part
      }
    }
    part = 0
    for drawing in drawings {
      while part < parts.count, parts[part].upperBound <= drawing.range.lowerBound { part += 1 }
      guard part < parts.count else { break }
      let start = parts[part].lowerBound
      var own = drawing
      if drawing.range.upperBound > parts[part].upperBound { own.mayGo = false }
      own.range = (drawing.range.lowerBound - start)..<(drawing.range.upperBound - start)
      sheets[part].drawings.append(own)
    }
    return sheets
  }

  /// Lets all of it stay.
  mutating func keepAll() {
    for index in units.indices { units[index].mayGo = false }
    for index in drawings.indices { drawings[index].mayGo = false }
  }

  /// Settles which strings can go: where text that stays follows in the same run, only those whose
  /// width is known.
  func settled() -> (edits: [Edit], isGone: [Bool]) {
    var edits: [Edit] = []
    var isGone = [Bool](repeating: false, count: units.count)
    var (run, isFollowed) = (-1, false)
    for index in units.indices.reversed() {
      let unit = units[index]
      if unit.run != run { (run, isFollowed) = (unit.run, false) }
      let moves = isFollowed || unit.isContinued
      let number = moves ? unit.advance.flatMap(Self.spelled) : nil
      guard unit.isUnseen, unit.mayGo, !moves || number != nil else {
        isFollowed = true
        continue
      }
      isGone[index] = true
      switch (number, unit.end) {
      case (nil, _): edits.append((unit.range, Array("()".utf8)))
      case (let number?, nil): edits.append((unit.range, [32] + number + [32]))
      case (let number?, let end?):
        edits.append((end..<end, Array(" [".utf8) + number + Array("]TJ".utf8)))
        edits.append((unit.range, Array("()".utf8)))
      }
    }
    for drawing in drawings where drawing.goes { edits.append((drawing.range, [])) }
    return (edits.sorted(by: Self.areInOrder), isGone)
  }

  /// The order of edits: what is put in between comes before what goes from the same place on.
  static func areInOrder(_ one: Edit, _ second: Edit) -> Bool {
    (one.range.lowerBound, one.range.upperBound)
      < (second.range.lowerBound, second.range.upperBound)
  }

  /// A number with four decimals, as PDF writes numbers; nil for one that is too large.
  private static func spelled(_ number: Double) -> [UInt8]? {
    let parts = (number * 10_000).rounded()
    guard abs(parts) < 1e13 else { return nil }
    let whole = Int(parts)
    let decimals = String(whole.magnitude % 10_000)
    let sign = whole < 0 ? "-" : ""
    let zeros = String(repeating: "0", count: 4 - decimals.utf8.count)
    return Array("\(sign)\(whole.magnitude / 10_000).\(zeros)\(decimals)".utf8)
  }
}
