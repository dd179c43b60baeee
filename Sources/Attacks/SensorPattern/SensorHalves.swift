import Numerics

/// The fingerprints of owners' cameras, two for each owner and size of photos.
///
/// Copies of a photo stay in one half, so that no photo is tried against its own pixels.
struct SensorHalves: Sendable {
  /// A fingerprint of half of an owner's photos of one size.
  struct Half: Sendable {
    let owner: Int
    let pattern: SensorSample
    /// Its cleaned pattern upside down.
    let turned: [Int8]
  }

  /// For each photo whether it is in the first half of its owner's; nil for those without owner.
  private let isFirst: [Bool?]
  private let classes: [[Int]: [(first: Half, second: Half)]]
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
    let made = concurrentChunks(count: keys.count, maximumChunks: max(1, keys.count)) { range in
      range.map { number -> (first: Half, second: Half)? in
        let photos = known[keys[number]] ?? []
        let owner = keys[number].last ?? 0
        guard
          let first = Self.half(owner, photos.filter { isFirst[$0] == true }, samples),
          let second = Self.half(owner, photos.filter { isFirst[$0] == false }, samples)
        else { return nil }
        return (first, second)
      }
    }.flatMap(\.self)
    var classes: [[Int]: [(first: Half, second: Half)]] = [:]
    for (key, halves) in zip(keys, made) {
      if let halves { classes[Array(key.dropLast()), default: []].append(halves) }
    }
    self.classes = classes
  }

  private static func half(
    _ owner: Int, _ photos: [Int], _ samples: [SensorSample?]
  ) -> Half? {
    let samples = photos.compactMap { samples[$0] }
    guard let first = samples.first else { return nil }
    var fingerprint = SensorFingerprint(rows: first.rows, columns: first.columns)
    for sample in samples { fingerprint.add(sample.rawPlane, of: sample.crop) }
    let size = (width: first.photoWidth, height: first.photoHeight)
    guard let pattern = SensorSample(fingerprint, size) else { return nil }
    return Half(owner: owner, pattern: pattern, turned: pattern.reversed)
  }

  /// The fingerprints that a photo is compared with: of each owner the half without the photo, of
  /// photos of its size.
  func candidates(for photo: Int) -> [Half] {
    guard let key = classOfPhoto[photo] else { return [] }
    let takesFirst = isFirst[photo] == false
    return (classes[key] ?? []).map { takesFirst ? $0.first : $0.second }
  }
}

extension SensorSample {
  /// A fingerprint's cleaned pattern, kept as a photo's residual is.
  init?(_ fingerprint: SensorFingerprint, _ size: (width: Int, height: Int)) {
    self.init(pattern: fingerprint.pattern(), photoWidth: size.width, photoHeight: size.height)
  }

  /// The cleaned residual upside down.
  var reversed: [Int8] { clean.reversed() }
}
