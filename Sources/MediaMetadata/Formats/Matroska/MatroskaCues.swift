/// The index of a film: for each time the cluster that holds it.
struct MatroskaCues {
  private struct Point {
    /// The time, as an element.
    let time: [UInt8]
    /// For each track the fields that stay, and the cluster's place in the input.
    let tracks: [(fields: [UInt8], cluster: Int)]
  }

  private var points: [Point] = []

  private static let point: UInt32 = 0xbb
  private static let time: UInt32 = 0xb3
  private static let positions: UInt32 = 0xb7
  private static let clusterPosition: UInt32 = 0xf1
  /// Track, duration, number of the block; places within clusters are left out, as they move.
  private static let kept: Set<UInt32> = [0xf7, 0xb2, 0x5378]

  /// Reads an index; points at what is no cluster are left out.
  init(
    _ element: MatroskaElement, _ layout: MatroskaLayout, _ source: MediaSource,
    _ reading: inout Reading
  ) throws(MediaError) {
    guard element.range.count <= reading.limits.headerBytes else {
      throw .limit(.headerBytes, allowed: reading.limits.headerBytes)
    }
    let bytes = try source.bytes(element.content)
    let base = layout.segment.content.lowerBound
    let clusters = Set(
      layout.elements.lazy.filter { $0.id == MatroskaID.cluster }.map { $0.start - base })
    func number(_ value: ArraySlice<UInt8>) -> Int {
      Int(clamping: value.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
    let children = try MatroskaElement.children(of: 0..<bytes.count, in: bytes, &reading) ?? []
    for child in children where child.id == Self.point {
      let parts = try MatroskaElement.children(of: child.content, in: bytes, &reading) ?? []
      guard let time = parts.first(where: { $0.id == Self.time }), time.content.count <= 8 else {
        continue
      }
      var tracks: [(fields: [UInt8], cluster: Int)] = []
      for part in parts where part.id == Self.positions {
        let fields = try MatroskaElement.children(of: part.content, in: bytes, &reading) ?? []
        guard let place = fields.first(where: { $0.id == Self.clusterPosition }),
          clusters.contains(number(bytes[place.content]))
        else { continue }
        var output: [UInt8] = []
        for field in fields where Self.kept.contains(field.id) && field.content.count <= 8 {
          output += MatroskaWriter.element(field.id, Array(bytes[field.content]))
        }
        tracks.append((output, base + number(bytes[place.content])))
      }
      guard !tracks.isEmpty else { continue }
      points.append(
        Point(
          time: MatroskaWriter.element(Self.time, Array(bytes[time.content])), tracks: tracks))
    }
  }

  /// Whether nothing is left of it.
  var isEmpty: Bool { points.isEmpty }

  /// The index, with clusters at the places that `place` gives; its length does not depend on them.
  func bytes(_ place: (Int) -> Int) -> [UInt8] {
    var content: [UInt8] = []
    for point in points {
      var inner = point.time
      for track in point.tracks {
        let position = MatroskaWriter.element(
          Self.clusterPosition, place(track.cluster), width: 8)
        inner += MatroskaWriter.element(Self.positions, track.fields + position)
      }
      content += MatroskaWriter.element(Self.point, inner)
    }
    return MatroskaWriter.element(MatroskaID.cues, content)
  }
}
