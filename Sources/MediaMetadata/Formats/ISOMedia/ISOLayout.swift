/// Where the headers and the kept data of a file stand in the output, and the pieces of that.
///
/// Boxes that no plan rebuilds hold data or go: one that holds kept runs becomes, or stays, an
/// `mdat` of those runs; one without is dropped. Complexity: O(boxes + plans + runs log runs).
struct ISOLayout {
  private let boxes: [BoxHeader]
  private let plans: [any ISOHeaderPlan]
  /// The plan of each box, by index; nil for boxes of data and boxes that go.
  private let planned: [Int?]
  private let count: Int
  private let format: MediaFormat
  private let runs: ISODataRuns
  /// The runs inside each box.
  private let inside: [Range<Int>]

  /// A layout of the boxes; throws where data lies in no box for it, or is needed in two forms.
  init(
    _ boxes: [BoxHeader], _ plans: [any ISOHeaderPlan], of count: Int, _ format: MediaFormat
  ) throws(MediaError) {
    self.boxes = boxes
    self.plans = plans
    self.count = count
    self.format = format
    var planAt: [Int: Int] = [:]
    for (index, plan) in plans.enumerated() { planAt[plan.box.lowerBound] = index }
    planned = boxes.map { planAt[$0.range.lowerBound] }
    let places = zip(boxes, planned).filter { $1 == nil }.map(\.0.content)
    let named = plans.flatMap { $0.data }.filter {
      $0.output != .nothing || Self.lies($0.range, in: places)
    }
    let runs = try ISODataRuns(merging: named, format)
    self.runs = runs
    inside = zip(boxes, planned).map { box, plan in
      plan == nil ? runs.indices(startingIn: box.content) : 0..<0
    }
    try checkPlaces()
  }

  /// Whether a run lies inside one of `places`, which are in order: dropped data that don't are no
  /// data, whatever a header says.
  private static func lies(_ run: Range<Int>, in places: [Range<Int>]) -> Bool {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].upperBound < run.upperBound { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low].lowerBound <= run.lowerBound
  }

  /// Throws unless each run lies inside the content of one box of data.
  private func checkPlaces() throws(MediaError) {
    var next = 0
    for (box, inside) in zip(boxes, inside) where !inside.isEmpty {
      guard inside.lowerBound == next,
        runs.runs[inside.upperBound - 1].range.upperBound <= box.range.upperBound
      else { break }
      next = inside.upperBound
    }
    guard next < runs.runs.count else { return }
    throw .malformed(
      format, offset: runs.runs[next].range.lowerBound, reason: "data lie outside the data boxes")
  }

  /// The pieces of the whole file.
  func pieces(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> [Piece] {
    let starts = starts()
    func moved(_ offset: Int) -> Int? { runs.moved(offset, starts.runs) }
    var list = PieceList()
    for (index, box) in boxes.enumerated() {
      if let plan = planned[index] {
        try put(plans[plan], for: box, at: starts.boxes[index], moved, source, into: &list)
      } else if outputCount(of: inside[index]) > 0 {
        try data(index, source, into: &list, &reading)
      } else if !inside[index].isEmpty || box.type == FourCharacters.mediaData {
        list.drop(to: box.contentStart, box.name)
        try runs(index, source, into: &list, &reading)
      } else {
        try ISODropped.box(box, source, &reading)
        if !isDropped(index + 1, like: box) { list.drop(to: box.range.upperBound, box.name) }
      }
    }
    try ISODropped.trailer(list.position..<count, source, &reading)
    list.drop(to: count, "trailer")
    return list.pieces
  }

  /// Whether a box goes whole, and has the type of the one before it: they make one piece.
  private func isDropped(_ index: Int, like other: BoxHeader) -> Bool {
    index < boxes.count && boxes[index].type == other.type && planned[index] == nil
      && inside[index].isEmpty && other.type != FourCharacters.mediaData
  }

  /// The new start of each box and of each run.
  private func starts() -> (boxes: [Int], runs: [Int]) {
    var boxStarts: [Int] = []
    boxStarts.reserveCapacity(boxes.count)
    var runStarts = [Int](repeating: 0, count: runs.runs.count)
    var position = 0
    for index in boxes.indices {
      boxStarts.append(position)
      if let plan = planned[index] {
        position += plans[plan].outputCount
      } else if outputCount(of: inside[index]) > 0 {
        position += dataHeaderCount(index)
        for run in inside[index] {
          runStarts[run] = position
          position += runs.runs[run].outputCount
        }
      }
    }
    return (boxStarts, runStarts)
  }

  private func outputCount(of indices: Range<Int>) -> Int {
    indices.reduce(0) { $0 + runs.runs[$1].outputCount }
  }

  /// The long form of a header stays long; the identity in a `uuid` box's header goes.
  private func dataHeaderCount(_ index: Int) -> Int {
    let box = boxes[index]
    return box.contentStart - box.range.lowerBound - box.extendedType.count
  }

  private func put(
    _ plan: any ISOHeaderPlan, for box: BoxHeader, at start: Int, _ moved: (Int) -> Int?,
    _ source: MediaSource, into list: inout PieceList
  ) throws(MediaError) {
    let bytes = try plan.encoded(at: start, moved: moved)
    guard bytes.count == plan.outputCount else {
      throw .verification("\(plan.owner) has another length than planned")
    }
    if bytes.count == box.range.count,
      ByteComparison.areEqual(try source.bytes(box.range), bytes)
    {
      list.keep(to: box.range.upperBound, plan.owner)
    } else {
      list.replace(to: box.range.upperBound, with: bytes, plan.owner)
    }
  }

  /// The pieces of a box of data: its header with the new size, and its runs.
  private func data(
    _ index: Int, _ source: MediaSource, into list: inout PieceList, _ reading: inout Reading
  ) throws(MediaError) {
    let box = boxes[index]
    let before = try source.bytes(box.range.lowerBound..<box.contentStart)
    let header = try dataHeader(index, isToEnd: before.prefix(4).allSatisfy { $0 == 0 })
    if before == header {
      list.keep(to: box.contentStart, "mdat")
    } else {
      list.replace(to: box.contentStart, with: header, "mdat")
    }
    try runs(index, source, into: &list, &reading)
  }

  /// The header of a box of data; one that says "to the end of the file" says so again.
  private func dataHeader(_ index: Int, isToEnd: Bool) throws(MediaError) -> [UInt8] {
    let headerCount = dataHeaderCount(index)
    let total = headerCount + outputCount(of: inside[index])
    var header: [UInt8] = []
    if headerCount >= 16 {
      header.append(bigEndian: 1, 4)
      header.append(bigEndian: UInt64(FourCharacters.mediaData), 4)
      header.append(bigEndian: UInt64(total), 8)
      return header
    }
    guard isToEnd || total <= Int(UInt32.max) else {
      let offset = boxes[index].range.lowerBound
      throw .malformed(format, offset: offset, reason: "too long for its header")
    }
    header.append(bigEndian: isToEnd ? 0 : UInt64(total), 4)
    header.append(bigEndian: UInt64(FourCharacters.mediaData), 4)
    return header
  }

  /// The pieces of the runs in a box, and of the slack between them.
  private func runs(
    _ index: Int, _ source: MediaSource, into list: inout PieceList, _ reading: inout Reading
  ) throws(MediaError) {
    let box = boxes[index]
    var slack = ISOSlack()
    for run in runs.runs[inside[index]] {
      try slack.note(list.position..<run.range.lowerBound, source, &reading)
      list.drop(to: run.range.lowerBound, "\(box.name) slack")
      switch run.output {
      case .same: list.keep(to: run.range.upperBound, run.owner)
      case .nothing: list.drop(to: run.range.upperBound, run.owner)
      case .bytes(let bytes): list.replace(to: run.range.upperBound, with: bytes, run.owner)
      }
    }
    try slack.note(list.position..<box.range.upperBound, source, &reading)
    slack.close(at: "\(box.name) slack", &reading)
    list.drop(to: box.range.upperBound, "\(box.name) slack")
  }
}
