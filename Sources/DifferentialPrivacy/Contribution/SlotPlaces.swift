/// Where each data subject's slots stand in arrays that all subjects share.
///
/// A subject's room doubles up to `most` as it fills, so that subjects of few items take little.
/// **Cost**: 24 bytes a subject; at most twice the slots in use.
struct SlotPlaces: Sendable {
  struct Place: Sendable {
    var start = 0
    var room: UInt32 = 0
    var filled: UInt32 = 0
  }

  let most: Int
  var places: [Place] = []
  /// The highest priority that a full subject keeps, and the largest number before that.
  ///
  /// It stands apart, so
  /// that most rows are turned away by a look at an array that fits in a cache.
  var thresholds: [UInt64] = []
  private(set) var slotCount = 0

  init(most: Int) { self.most = most }

  /// Makes places for subjects with codes below `count`.
  mutating func reserve(_ count: Int) {
    guard count > places.count else { return }
    places.append(contentsOf: repeatElement(Place(), count: count - places.count))
    thresholds.append(contentsOf: repeatElement(.max, count: count - thresholds.count))
  }

  /// Makes room for one more item of a subject that has less than `most`; where its items stood,
  /// if they have to move to `places[subject].start`.
  mutating func makeRoom(for subject: Int) -> Range<Int>? {
    var place = places[subject]
    guard place.filled == place.room else { return nil }
    let room = place.room == 0 ? min(4, most) : min(Int(place.room) * 2, most)
    let old = place.start..<place.start + Int(place.filled)
    (place.start, place.room) = (slotCount, UInt32(room))
    slotCount += room
    places[subject] = place
    return old
  }
}

extension Array {
  /// Lengthens to `count` and copies what stood in `old` to `start`.
  mutating func move(_ old: Range<Int>, to start: Int, count: Int, filler: Element) {
    append(contentsOf: repeatElement(filler, count: Swift.max(0, count - self.count)))
    for (offset, index) in old.enumerated() { self[start + offset] = self[index] }
  }
}
