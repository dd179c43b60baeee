/// The top level of an ISO base media file: which boxes stay, which go, and where data moves to.
enum ISOMediaFile {
  /// Takes a file apart as `format`, which names it in errors.
  static func read(
    _ source: MediaSource, as format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let boxes = try topLevel(of: source, format, &reading)
    var plans: [any ISOHeaderPlan] = []
    var payload: [PayloadPart] = []
    var movie: MovieContext?
    for box in boxes {
      switch box.name {
      case "moov":
        let header = try MovieHeader.plan(source, box, format, &reading)
        movie = header.context
        payload += header.payload
        plans.append(header.plan)
      case "moof":
        let fragment = try MovieFragment.plan(source, box, movie, format, &reading)
        payload += fragment.payload
        plans.append(fragment.plan)
      case "meta":
        let items = try ItemHeader.plan(source, box, format, &reading)
        payload += items.payload
        if let plan = items.plan { plans.append(plan) }
      default: break
      }
    }
    guard !plans.isEmpty else {
      throw .malformed(format, offset: 0, reason: "there is no header that says what to show")
    }
    let layout = try ISOLayout(boxes, plans, of: source.count, format)
    let pieces = try layout.pieces(source, &reading)
    return Anatomy(pieces: pieces, payload: payload)
  }

  /// The boxes of the top level, without a gap; what follows the last whole box is no box.
  private static func topLevel(
    of source: MediaSource, _ format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> [BoxHeader] {
    var boxes: [BoxHeader] = []
    var offset = 0
    while let box = try BoxHeader.read(source, at: offset, within: 0..<source.count) {
      try reading.countStructure()
      boxes.append(box)
      offset = box.range.upperBound
    }
    guard !boxes.isEmpty else { throw .malformed(format, offset: 0, reason: "there is no box") }
    return boxes
  }
}
