import Numerics

/// The fingerprints of owners' cameras, two for each owner and size of photos.
///
/// Copies of a photo stay in one half, so that no photo is tried against its own pixels.
struct SensorHalves: SensorGallery {
  /// For each photo whether it is in the first half of its owner's; nil for those without owner.
  private let isFirst: [Bool?]
  private let classes: [[Int]: [(first: OwnedPattern, second: OwnedPattern)]]
  private let classOfPhoto: [[Int]?]

  /// The fingerprints of every owner who has enough photos of one size.
  init(_ samples: [SensorSample?], owners: [Int?]) {
    precondition(samples.count == owners.count, "an owner or nil for each photo")
    classOfPhoto = samples.map { $0?.sizeClass }
    var dealt: [[Int]: [Int]] = [:]
    var dealing = [Bool?](repeating: nil, count: samples.count)
    var isCropFirst: [[Int]: [[UInt8]: Bool]] = [:]
    for index in samples.indices {
      guard let sample = samples[index], let owner = owners[index] else { continue }
      let key = sample.sizeClass + [owner]
      let isFirst =
        isCropFirst[key]?[sample.crop] ?? (isCropFirst[key] ?? [:]).count.isMultiple(of: 2)
      isCropFirst[key, default: [:]][sample.crop] = isFirst
      dealing[index] = isFirst
      dealt[key, default: []].append(index)
    }
    let isFirst = dealing
    self.isFirst = isFirst
    let known = dealt.filter { $0.value.count >= 2 * SensorCameras.leastPhotos }
    let keys = known.keys.sorted { $0.lexicographicallyPrecedes($1) }
    @Sendable func half(_ owner: Int, _ photos: [Int], _ first: Bool) -> OwnedPattern? {
      OwnedPattern(
        owner: owner,
        photos: photos.lazy.filter { isFirst[$0] == first }.compactMap { samples[$0] })
    }
    let made = concurrentChunks(count: keys.count, maximumChunks: max(1, keys.count)) { range in
      range.map { number -> (first: OwnedPattern, second: OwnedPattern)? in
        let photos = known[keys[number]] ?? []
        let owner = keys[number].last ?? 0
        guard
          let first = half(owner, photos, true), let second = half(owner, photos, false)
        else { return nil }
        return (first, second)
      }
    }.flatMap(\.self)
    var classes: [[Int]: [(first: OwnedPattern, second: OwnedPattern)]] = [:]
    for (key, halves) in zip(keys, made) {
      if let halves { classes[Array(key.dropLast()), default: []].append(halves) }
    }
    self.classes = classes
  }

  /// The fingerprints that a photo is compared with: of each owner the half without the photo, of
  /// photos of its size.
  func candidates(for photo: Int) -> [OwnedPattern] {
    guard let key = classOfPhoto[photo] else { return [] }
    let takesFirst = isFirst[photo] == false
    return (classes[key] ?? []).map { takesFirst ? $0.first : $0.second }
  }
}
