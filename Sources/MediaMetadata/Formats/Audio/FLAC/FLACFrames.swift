/// Walks the frames of a FLAC stream, each proved by its checks.
struct FLACFrames {
  /// From the first frame to the last, without a gap.
  private(set) var runs: [Range<Int>] = []
  /// Bytes between frames that belong to none.
  private(set) var gaps: [Range<Int>] = []
  /// Whether the last frame is cut off.
  private(set) var isCutOff = false

  private let bytes: [UInt8]
  private let end: Int
  private let sampleBits: Int
  /// How many bytes were looked at, for ends of frames that may not be there: a whole stream takes
  /// each a few times, and hostile ones could take all for every frame.
  private var sought = 0

  /// Walks from `start` on, to `end` at most.
  ///
  /// Throws `malformed` at a frame whose check is wrong, and where no frame stands.
  init(
    _ bytes: [UInt8], from start: Int, end: Int, sampleBits: Int
  ) throws(MediaError) {
    self.bytes = bytes
    self.end = end
    self.sampleBits = sampleBits
    var position = start
    while position < end {
      guard let header = FLACFrameHeader(bytes, at: position, end: end) else {
        guard let next = try next(from: position) else { break }
        gaps.append(position..<next)
        position = next
        continue
      }
      let stop = try frameEnd(at: position, header)
      append(position..<stop)
      position = stop
    }
    guard !runs.isEmpty else {
      throw .malformed(.flac, offset: start, reason: "there is no frame of sound")
    }
  }

  private mutating func seek(_ count: Int, at offset: Int) throws(MediaError) {
    sought += count
    guard sought <= 64 * bytes.count else {
      throw .malformed(.flac, offset: offset, reason: "frames whose ends can't be found")
    }
  }

  private mutating func append(_ frame: Range<Int>) {
    if let last = runs.last, last.upperBound == frame.lowerBound {
      runs[runs.count - 1] = last.lowerBound..<frame.upperBound
    } else {
      runs.append(frame)
    }
  }

  /// The end of a frame: the start of another, where its check is right; or, of the last, where its
  /// bits end.
  private mutating func frameEnd(
    at start: Int, _ header: FLACFrameHeader
  ) throws(MediaError) -> Int {
    var checked = start
    var register: UInt16 = 0
    var position = start + header.count + 2
    var isFollowed = false
    while true {
      let sync = sync(from: position)
      try seek(max(0, (sync ?? end) - position), at: start)
      guard let sync else { break }
      position = sync + 1
      guard let next = FLACFrameHeader(bytes, at: sync, end: end) else { continue }
      try seek(sync - checked, at: start)
      register = FLACCheck.long(bytes, checked..<sync, from: register)
      checked = sync
      if register == 0 { return sync }
      if next.number == header.nextNumber {
        isFollowed = true
        break
      }
    }
    let (outcome, cost) = FLACFrameEnd.find(
      bytes, at: start, header, sampleBits: sampleBits, end: end)
    try seek(cost, at: start)
    if case .end(let stop) = outcome, FLACCheck.long(bytes, start..<stop) == 0 { return stop }
    guard !isFollowed, outcome == .cutOff else {
      throw .malformed(.flac, offset: start, reason: "the check of a frame is wrong")
    }
    isCutOff = true
    return end
  }

  /// Where FF and F8 or F9 stand next.
  private func sync(from start: Int) -> Int? {
    let bytes = bytes.span
    var position = start
    while position < end - 1 {
      if bytes[position] == 0xff, bytes[position &+ 1] & 0xfe == 0xf8 { return position }
      position &+= 1
    }
    return nil
  }

  /// The next frame that is whole.
  private mutating func next(from start: Int) throws(MediaError) -> Int? {
    var position = start
    while let sync = sync(from: position) {
      position = sync + 1
      guard let header = FLACFrameHeader(bytes, at: sync, end: end) else { continue }
      let (outcome, cost) = FLACFrameEnd.find(
        bytes, at: sync, header, sampleBits: sampleBits, end: end)
      try seek(cost, at: sync)
      if case .end(let stop) = outcome, FLACCheck.long(bytes, sync..<stop) == 0 { return sync }
    }
    return nil
  }
}
