/// Finds what stands between the main data of layer III's frames: encoders fill it with their
/// names, and decoders pass over it (ISO/IEC 11172-3, 2.4.1.7 and 2.4.3.4).
///
/// The data of a frame begin so many bytes before its own room as it says, in the rooms of frames
/// before; so rooms are looked at as one run of bytes.
struct MPEGAncillary {
  private let bytes: [UInt8]
  /// The rooms for main data, and where each begins in the run of all rooms.
  private var rooms: [(physical: Range<Int>, logical: Int)] = []
  private var total = 0
  /// The first room that may hold what is next.
  private var index = 0
  /// Where the data of the last frame end, in the run of all rooms.
  private var dataEnd: Int?
  /// The runs of the file that hold no main data, in order.
  private(set) var runs: [Range<Int>] = []

  /// Nothing yet.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Takes the next frame, whole or cut off.
  mutating func take(_ frame: Range<Int>, _ header: MPEGFrameHeader) {
    guard let sideEnd = header.sideEnd, frame.count >= sideEnd else { return }
    let side = SideInformation(bytes, frame, sideEnd)
    let start = total - side.reach
    if let dataEnd { add(dataEnd..<max(dataEnd, start)) }
    // The last bits of a byte are left as they are.
    dataEnd = max(start + (side.bitCount + 7) / 8, dataEnd ?? 0, 0)
    let room = frame.lowerBound + sideEnd..<frame.upperBound
    rooms.append((room, total))
    total += room.count
    if frame.count < header.count { dataEnd = nil }
  }

  /// Ends the run: nothing refers to what is left.
  mutating func close() {
    if let dataEnd, dataEnd < total { add(dataEnd..<total) }
    dataEnd = nil
  }

  /// Notes a range of the run of all rooms, which lies behind those noted before.
  private mutating func add(_ logical: Range<Int>) {
    let logical = logical.clamped(to: 0..<total)
    guard !logical.isEmpty else { return }
    while index < rooms.count, rooms[index].logical < logical.upperBound {
      let room = rooms[index]
      let shift = room.physical.lowerBound - room.logical
      let low = max(logical.lowerBound + shift, room.physical.lowerBound)
      let high = min(logical.upperBound + shift, room.physical.upperBound)
      if low < high { runs.append(low..<high) }
      if room.logical + room.physical.count > logical.upperBound { break }
      index += 1
    }
  }

  /// What a frame says of its data (11172-3, 2.4.1.7; 13818-3, 2.4.1.7).
  private struct SideInformation {
    /// How many bytes before its room its data begin.
    let reach: Int
    /// How many bits they take.
    let bitCount: Int

    init(_ bytes: [UInt8], _ frame: Range<Int>, _ sideEnd: Int) {
      let start = frame.lowerBound
      let isFirst = bytes[start + 1] & 8 != 0
      let channels = bytes[start + 3] >> 6 == 3 ? 1 : 2
      let size = isFirst ? (channels == 1 ? 17 : 32) : (channels == 1 ? 9 : 17)
      let first = (start + sideEnd - size) * 8
      func bits(_ offset: Int, _ count: Int) -> Int {
        (first + offset..<first + offset + count).reduce(0) {
          $0 << 1 | Int(bytes[$1 >> 3] >> UInt8(7 - $1 & 7) & 1)
        }
      }
      reach = bits(0, isFirst ? 9 : 8)
      let head = isFirst ? (channels == 1 ? 18 : 20) : (channels == 1 ? 9 : 10)
      var sum = 0
      for index in 0..<channels * (isFirst ? 2 : 1) {
        sum += bits(head + index * (isFirst ? 59 : 63), 12)
      }
      bitCount = sum
    }
  }
}

/// Takes runs out of pieces and out of payloads.
extension MPEGAncillary {
  /// The pieces with zeros where ancillary data stand; `names` gets the text of a few of them.
  func blanked(_ pieces: [Piece], _ names: inout [UInt8]) -> [Piece] {
    var result: [Piece] = []
    var index = 0
    for piece in pieces {
      guard piece.output == .same else {
        result.append(piece)
        continue
      }
      var start = piece.input.lowerBound
      while index < runs.count, runs[index].lowerBound < piece.input.upperBound {
        let run = runs[index]
        index += 1
        guard run.lowerBound >= start, run.upperBound <= piece.input.upperBound,
          !AudioBytes.areZero(bytes[run])
        else { continue }
        if names.count < 1 << 12 { names += bytes[run] + [0] }
        if start < run.lowerBound {
          result.append(Piece(input: start..<run.lowerBound, owner: piece.owner, output: .same))
        }
        let zeros = [UInt8](repeating: 0, count: run.count)
        result.append(Piece(input: run, owner: "ancillary data", output: .bytes(zeros)))
        start = run.upperBound
      }
      if start < piece.input.upperBound || piece.input.isEmpty {
        result.append(
          Piece(input: start..<piece.input.upperBound, owner: piece.owner, output: .same))
      }
    }
    return result
  }

  /// The index of the first run that ends behind `position`.
  private func firstRun(after position: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The runs of frames without ancillary data.
  func without(_ frames: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = firstRun(after: frames.first?.lowerBound ?? 0)
    for frame in frames {
      var start = frame.lowerBound
      while index < runs.count, runs[index].lowerBound < frame.upperBound {
        if start < runs[index].lowerBound { result.append(start..<runs[index].lowerBound) }
        start = max(start, runs[index].upperBound)
        index += 1
      }
      if start < frame.upperBound { result.append(start..<frame.upperBound) }
    }
    return result
  }
}
