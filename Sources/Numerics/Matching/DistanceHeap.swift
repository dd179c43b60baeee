/// A binary heap of items by distance, the nearest first.
struct DistanceHeap {
  private var entries: [(distance: Double, item: UInt32)] = []

  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
  }

  mutating func push(_ distance: Double, _ item: UInt32) {
    var place = entries.count
    entries.append((distance, item))
    while place > 0 {
      let parent = (place - 1) >> 1
      if entries[parent].distance <= distance { break }
      entries[place] = entries[parent]
      place = parent
    }
    entries[place] = (distance, item)
  }

  mutating func pop() -> (distance: Double, item: UInt32)? {
    guard let last = entries.popLast() else { return nil }
    guard let first = entries.first else { return last }
    let count = entries.count
    var place = 0
    while true {
      var child = 2 * place + 1
      if child >= count { break }
      if child + 1 < count, entries[child + 1].distance < entries[child].distance { child += 1 }
      if entries[child].distance >= last.distance { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = last
    return first
  }
}
