import Numerics

/// The patterns of cameras in photos whose owners are known from elsewhere, one for each owner and
/// size.
///
/// A released photo of which a copy is known (`SensorCopies`) is not tried: what it shows would
/// find it, and that link is no sensor's.
struct KnownSensors: SensorGallery {
  private let classes: [[Int]: [OwnedPattern]]
  private let classOfPhoto: [[Int]?]
  private let copies: Set<Int>

  /// The patterns of every owner of whom enough photos of one size are known.
  ///
  /// - Parameters:
  ///   - samples: the released photos, then from `releasedCount` on the known ones.
  ///   - owners: for each photo its owner, nil where that is not known.
  ///   - copies: the released photos of which a copy is known.
  init(
    _ samples: [SensorSample?], owners: [Int?], releasedCount: Int, copies: Set<Int>
  ) {
    precondition(samples.count == owners.count, "an owner or nil for each photo")
    classOfPhoto = samples.map { $0?.sizeClass }
    self.copies = copies
    var own: [[Int]: [Int]] = [:]
    var crops: [[Int]: Set<[UInt8]>] = [:]
    for index in releasedCount..<samples.count {
      guard let sample = samples[index], let owner = owners[index] else { continue }
      let key = sample.sizeClass + [owner]
      // A second copy tells nothing more of a sensor.
      guard crops[key, default: []].insert(sample.crop).inserted else { continue }
      own[key, default: []].append(index)
    }
    let known = own.filter { $0.value.count >= SensorCameras.leastPhotos }
    let keys = known.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let made = concurrentChunks(count: keys.count, maximumChunks: max(1, keys.count)) { range in
      range.map { number in
        OwnedPattern(
          owner: keys[number].last ?? 0,
          photos: (known[keys[number]] ?? []).lazy.compactMap { samples[$0] })
      }
    }.flatMap(\.self)
    var classes: [[Int]: [OwnedPattern]] = [:]
    for (key, pattern) in zip(keys, made) {
      if let pattern { classes[Array(key.dropLast()), default: []].append(pattern) }
    }
    self.classes = classes
  }

  private init(_ other: KnownSensors, without owners: Set<Int>) {
    classes = other.classes.mapValues { $0.filter { !owners.contains($0.owner) } }
    classOfPhoto = other.classOfPhoto
    copies = other.copies
  }

  /// The same without what is known of some owners.
  func without(_ owners: Set<Int>) -> KnownSensors { KnownSensors(self, without: owners) }

  func candidates(for photo: Int) -> [OwnedPattern] {
    guard !copies.contains(photo), let key = classOfPhoto[photo] else { return [] }
    return classes[key] ?? []
  }
}
