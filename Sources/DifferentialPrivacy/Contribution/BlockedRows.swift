/// Rows of one data subject in one group.
struct SubjectRow: Sendable {
  /// The subject's key.
  var subject: UInt64
  /// The group's code.
  var group: UInt32
  /// How many rows.
  var rows: UInt32

  static let none = SubjectRow(subject: 0, group: 0, rows: 0)
}

/// Rows that wait in blocks of data subjects: all rows of a subject are in one block.
///
/// A block is a chain of chunks in one array, so that a row is written once, where it belongs.
/// **Cost**: 16 bytes a row, and a chunk of 64 rows for each block that has any.
struct BlockedRows: Sendable {
  static let blockCount = 1 << blockBits
  static let blockBits: UInt64 = 10
  private static let chunk = 64

  /// The number of rows.
  private(set) var count = 0
  /// About how many rows there will be at most: room for them is set aside once there are many.
  private let most: Int
  private var rows: [SubjectRow] = []
  /// The chunk before each chunk of a chain; chunk 0 is none.
  private var previous: [Int] = []
  private var usedChunks = 1
  /// Where each block's next row goes; at a chunk's start, none is left in the chunk before.
  private var ends: [Int] = []

  init(most: Int) { self.most = most }

  /// Appends rows whose group's code is between 1 and `lastGroup`.
  mutating func append(
    _ subjects: Span<UInt64>, _ groups: Span<UInt32>, lastGroup: UInt32, multiplier: UInt64
  ) {
    reserve(subjects.count)
    // Taken out of self for the loop, so that each is changed in place.
    var (cells, chains, places) = ([SubjectRow](), [Int](), [Int]())
    swap(&cells, &rows)
    swap(&chains, &previous)
    swap(&places, &ends)
    Self.append(
      subjects, groups, lastGroup, multiplier, to: cells.mutableSpan, chains: chains.mutableSpan,
      ends: places.mutableSpan, count: &count, usedChunks: &usedChunks)
    (rows, previous, ends) = (cells, chains, places)
  }

  private static func append(
    _ subjects: Span<UInt64>, _ groups: Span<UInt32>, _ lastGroup: UInt32, _ multiplier: UInt64,
    to cells: consuming MutableSpan<SubjectRow>, chains previous: consuming MutableSpan<Int>,
    ends: consuming MutableSpan<Int>, count: inout Int, usedChunks: inout Int
  ) {
    for row in subjects.indices {
      let group = groups[row]
      if group == 0 || group > lastGroup { continue }
      let block = block(of: subjects[row], multiplier)
      var end = ends[block]
      if end % chunk == 0 {
        previous[usedChunks] = end == 0 ? 0 : end / chunk - 1
        end = usedChunks * chunk
        usedChunks += 1
      }
      cells[end] = SubjectRow(subject: subjects[row], group: group, rows: 1)
      ends[block] = end + 1
      count += 1
    }
  }

  /// Appends the rows of a block to `all`.
  func copy(_ block: Int, to all: inout [SubjectRow]) {
    guard !ends.isEmpty, ends[block] > 0 else { return }
    var end = ends[block]
    var chunk = (end - 1) / Self.chunk
    while chunk != 0 {
      all.append(contentsOf: rows[chunk * Self.chunk..<end])
      chunk = previous[chunk]
      end = (chunk + 1) * Self.chunk
    }
  }

  /// Forgets the rows; their memory is used again.
  mutating func removeAll() {
    (count, usedChunks) = (0, 1)
    for block in ends.indices { ends[block] = 0 }
  }

  /// The block of a subject: the top bits of its key's product with a secret odd number, so that no
  /// choice of keys puts many subjects into one block.
  @inline(__always)
  static func block(of subject: UInt64, _ multiplier: UInt64) -> Int {
    Int(truncatingIfNeeded: (subject &* multiplier) >> (64 - blockBits))
  }

  /// Makes room for more rows, wherever they belong.
  private mutating func reserve(_ more: Int) {
    if ends.isEmpty { ends = [Int](repeating: 0, count: Self.blockCount) }
    let wanted = usedChunks + min(more, Self.blockCount) + more / Self.chunk
    guard wanted > previous.count else { return }
    if wanted > 1 << 12 {
      // Pages that are set aside and not yet written cost nothing; copies of grown arrays do.
      let chunks = most / Self.chunk + 2 * Self.blockCount + more
      rows.reserveCapacity(chunks * Self.chunk)
      previous.reserveCapacity(chunks)
    }
    let added = wanted - previous.count
    previous.append(contentsOf: repeatElement(0, count: added))
    rows.append(contentsOf: repeatElement(.none, count: added * Self.chunk))
  }
}
