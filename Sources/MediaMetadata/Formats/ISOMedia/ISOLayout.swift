/// Where the kept data of a file stands in the output, and the pieces that come of it.
struct ISOLayout {
  private let boxes: [BoxHeader]
  private let plans: [any ISOHeaderPlan]
  private let count: Int
  private let format: MediaFormat
  /// Kept runs, sorted, without overlap, each inside one `mdat`.
  private let runs: [ISODataRun]

  /// A layout of the boxes; throws where data lies outside `mdat`, or overlaps in another form.
  init(
    _ boxes: [BoxHeader], _ plans: [any ISOHeaderPlan], of count: Int, _ format: MediaFormat
  ) throws(MediaError) {
    self.boxes = boxes
    self.plans = plans
    self.count = count
    self.format = format
    runs = try Self.merged(plans.flatMap { $0.data }, format)
    let data = boxes.filter { $0.name == "mdat" }.map(\.content)
    var index = 0
    for run in runs {
      while index < data.count, data[index].upperBound < run.range.upperBound { index += 1 }
      guard index < data.count, data[index].lowerBound <= run.range.lowerBound else {
        throw .malformed(
          format, offset: run.range.lowerBound, reason: "data lie outside the data boxes")
      }
    }
  }

  /// Sorts runs; equal ones become one, and overlapping ones that stay as they are become one.
  private static func merged(
    _ runs: [ISODataRun], _ format: MediaFormat
  ) throws(MediaError) -> [ISODataRun] {
    var result: [ISODataRun] = []
    let sorted = runs.filter { !$0.range.isEmpty }.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    for run in sorted {
      guard let last = result.last, run.range.lowerBound < last.range.upperBound else {
        result.append(run)
        continue
      }
      if run.range == last.range, run.output == last.output { continue }
      guard run.output == .same, last.output == .same else {
        throw .malformed(
          format, offset: run.range.lowerBound, reason: "the same bytes are used in two ways")
      }
      result[result.count - 1] = ISODataRun(
        range: last.range.lowerBound..<max(last.range.upperBound, run.range.upperBound),
        owner: last.owner, output: .same)
    }
    return result
  }

  /// The pieces of the whole file.
  func pieces(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> [Piece] {
    let moves = moves()
    func moved(_ offset: Int) -> Int? {
      guard let index = lastRun(startingAtOrBefore: offset) else { return nil }
      let run = runs[index].range
      let inside = offset - run.lowerBound
      guard offset <= run.upperBound else { return nil }
      return moves.runs[index] + inside
    }
    var list = PieceList()
    for (index, box) in boxes.enumerated() {
      if let plan = plans.first(where: { $0.box == box.range }) {
        let bytes = try plan.encoded(at: moves.boxes[index], moved: moved)
        guard bytes.count == plan.outputCount else {
          throw .verification("\(plan.owner) has another length than planned")
        }
        try put(bytes, for: box, plan.owner, source, into: &list)
      } else if box.name == "mdat" {
        try data(of: box, source, into: &list, &reading)
      } else if Self.isKept(box) {
        list.keep(to: box.range.upperBound, box.name)
      } else {
        try drop(box, source, into: &list, &reading)
      }
    }
    try ISODropped.trailer(list.position..<count, source, format, &reading)
    list.drop(to: count, "trailer")
    return list.pieces
  }

  /// `ftyp` and `styp` say how the file is to be read.
  private static func isKept(_ box: BoxHeader) -> Bool { box.name == "ftyp" || box.name == "styp" }

  /// The new start of each box and of each run.
  private func moves() -> (boxes: [Int], runs: [Int]) {
    var boxStarts: [Int] = []
    var runStarts = [Int](repeating: 0, count: runs.count)
    var position = 0
    for box in boxes {
      boxStarts.append(position)
      if let plan = plans.first(where: { $0.box == box.range }) {
        position += plan.outputCount
      } else if box.name == "mdat" {
        let inside = indices(in: box)
        if !inside.isEmpty { position += Self.dataHeaderCount(box) }
        for index in inside {
          runStarts[index] = position
          position += outputCount(of: runs[index])
        }
      } else if Self.isKept(box) {
        position += box.range.count
      }
    }
    return (boxStarts, runStarts)
  }

  private func outputCount(of run: ISODataRun) -> Int {
    Piece(input: run.range, owner: run.owner, output: run.output).outputCount
  }

  private static func dataHeaderCount(_ box: BoxHeader) -> Int {
    box.contentStart - box.range.lowerBound
  }

  /// The runs inside a data box.
  private func indices(in box: BoxHeader) -> Range<Int> {
    let first = firstRun(startingAtOrAfter: box.contentStart)
    return first..<max(first, firstRun(startingAtOrAfter: box.range.upperBound))
  }

  private func firstRun(startingAtOrAfter offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func lastRun(startingAtOrBefore offset: Int) -> Int? {
    let next = firstRun(startingAtOrAfter: offset + 1)
    return next > 0 ? next - 1 : nil
  }

  private func put(
    _ bytes: [UInt8], for box: BoxHeader, _ owner: String, _ source: MediaSource,
    into list: inout PieceList
  ) throws(MediaError) {
    if bytes.count == box.range.count, try source.bytes(box.range) == bytes {
      list.keep(to: box.range.upperBound, owner)
    } else {
      list.replace(to: box.range.upperBound, with: bytes, owner)
    }
  }

  /// The pieces of a data box: its header with the new size, kept runs, and the rest dropped.
  private func data(
    of box: BoxHeader, _ source: MediaSource, into list: inout PieceList,
    _ reading: inout Reading
  ) throws(MediaError) {
    let inside = indices(in: box)
    let headerCount = Self.dataHeaderCount(box)
    let kept = inside.reduce(0) { $0 + outputCount(of: runs[$1]) }
    if !inside.isEmpty {
      var header: [UInt8] = []
      if headerCount >= 16 {
        header.append(bigEndian: 1, 4)
        header.append(bigEndian: UInt64(box.type), 4)
        header.append(bigEndian: UInt64(headerCount + kept), 8)
      } else {
        guard headerCount + kept <= Int(UInt32.max) else {
          throw .malformed(format, offset: box.range.lowerBound, reason: "too long for its header")
        }
        header.append(bigEndian: UInt64(headerCount + kept), 4)
        header.append(bigEndian: UInt64(box.type), 4)
      }
      if try source.bytes(box.range.lowerBound..<box.contentStart) == header {
        list.keep(to: box.contentStart, "mdat")
      } else {
        list.replace(to: box.contentStart, with: header, "mdat")
      }
    }
    for index in inside {
      let run = runs[index]
      try ISODropped.data(list.position..<run.range.lowerBound, source, format, &reading)
      list.drop(to: run.range.lowerBound, "mdat slack")
      switch run.output {
      case .same: list.keep(to: run.range.upperBound, run.owner)
      case .nothing: list.drop(to: run.range.upperBound, run.owner)
      case .bytes(let bytes): list.replace(to: run.range.upperBound, with: bytes, run.owner)
      }
    }
    try ISODropped.data(list.position..<box.range.upperBound, source, format, &reading)
    list.drop(to: box.range.upperBound, "mdat slack")
  }

  private func drop(
    _ box: BoxHeader, _ source: MediaSource, into list: inout PieceList,
    _ reading: inout Reading
  ) throws(MediaError) {
    try ISODropped.box(box, source, format, &reading)
    list.drop(to: box.range.upperBound, box.name)
  }
}
