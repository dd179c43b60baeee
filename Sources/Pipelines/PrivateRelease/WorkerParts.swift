import Synchronization

/// One part for each of an engine's threads, made when it first has something to add.
final class WorkerParts<Part: Sendable>: Sendable {
  private final class Place: Sendable {
    let part: Mutex<Part?>
    init(_ part: Part?) { self.part = Mutex(part) }
  }

  private let places = Mutex<[Int: Place]>([:])
  private let make: @Sendable (Int) -> Part?

  init(_ make: @escaping @Sendable (Int) -> Part?) { self.make = make }

  /// Gives a thread its part to change; no other thread waits for it.
  func update(_ worker: Int, _ body: (inout Part) -> Void) {
    let place = places.withLock { places in
      if let place = places[worker] { return place }
      let place = Place(make(worker))
      places[worker] = place
      return place
    }
    place.part.withLock { if $0 != nil { body(&$0!) } }
  }

  /// All parts, by the threads' numbers; nothing is left.
  func take() -> [Part] {
    let taken = places.withLock { places in
      defer { places = [:] }
      return places.sorted { $0.key < $1.key }.map(\.value)
    }
    return taken.compactMap { place in
      place.part.withLock { part in
        defer { part = nil }
        return part
      }
    }
  }
}
