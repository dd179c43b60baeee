/// The top level of an ISO base media file: which boxes stay, which go, and where data moves to.
enum ISOMediaFile {
  /// Takes a file apart as `format`, which names it in errors.
  static func read(
    _ source: MediaSource, as format: MediaFormat, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let told = reading.removedCount
    let level = try ISOTopLevel(of: source, format, &reading)
    let headers = try Headers(of: level, source, format, &reading)
    let layout = try ISOLayout(level.boxes, headers.plans, of: source.count, format)
    let pieces = try layout.pieces(source, &reading)
    let anatomy = Anatomy(pieces: pieces, payload: headers.payload)
    if reading.removedCount == told, !anatomy.isClean {
      reading.disclose(
        .unknown, .low, at: "structure", "lengths or fields that nothing in the file backs")
    }
    return anatomy
  }

  /// The plans of all boxes that stay.
  private struct Headers {
    private(set) var plans: [any ISOHeaderPlan] = []
    private(set) var payload: [PayloadPart] = []
    private var movie: MovieContext?
    private var hasFileType = false
    private var hasItems = false
    private var showsSomething = false

    init(
      of level: ISOTopLevel, _ source: MediaSource, _ format: MediaFormat,
      _ reading: inout Reading
    ) throws(MediaError) {
      for box in level.boxes { try add(box, source, format, &reading) }
      guard showsSomething else {
        throw .malformed(
          format, offset: level.end, reason: "there is no header that says what to show")
      }
    }

    private mutating func add(
      _ box: BoxHeader, _ source: MediaSource, _ format: MediaFormat, _ reading: inout Reading
    ) throws(MediaError) {
      switch box.name {
      case "ftyp" where !hasFileType, "styp":
        if box.name == "ftyp" { hasFileType = true }
        if let plan = try ISOFileType.plan(source, box, format, &reading) { plans.append(plan) }
      case "moov" where movie == nil:
        let header = try MovieHeader.plan(source, box, format, &reading)
        movie = header.context
        payload += header.payload
        plans.append(header.plan)
        showsSomething = true
      case "moof":
        let fragment = try MovieFragment.plan(source, box, &movie, format, &reading)
        payload += fragment.payload
        plans.append(fragment.plan)
        showsSomething = true
      case "meta" where hasItems:
        // Readers don't agree on which of two tables of pictures counts.
        if try ItemHeader.showsPictures(box, source) {
          try reading.unclassified(box.range, in: format, "a second table of pictures")
        }
      case "meta":
        let items = try ItemHeader.plan(source, box, format, &reading)
        guard let plan = items.plan else { return }
        payload += items.payload
        plans.append(plan)
        hasItems = true
        showsSomething = true
      case "uuid":
        if let plan = try ISOExtendedBox.plan(source, box, &reading) { plans.append(plan) }
      default: break
      }
    }
  }
}

extension Reading {
  /// How many disclosures so far say that something does not stay as it is.
  fileprivate var removedCount: Int {
    unlisted + disclosures.count { $0.fate != .kept }
  }
}
