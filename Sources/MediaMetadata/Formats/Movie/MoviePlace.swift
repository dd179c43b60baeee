/// A place that a movie states, for policies that keep it on a grid.
struct MoviePlace: Equatable {
  /// Degrees, north and east positive.
  let latitude: Double
  let longitude: Double

  /// Reads the form of ISO 6709 (annex H): signed latitude, then longitude, in degrees, or degrees
  /// and minutes, or those and seconds, each with decimals or without.
  init?(text: String) {
    var numbers: [(sign: Double, digits: String)] = []
    for character in text.prefix(64) {
      switch character {
      case "+", "-": numbers.append((character == "-" ? -1 : 1, ""))
      case "0"..."9", ".":
        guard !numbers.isEmpty else { return nil }
        numbers[numbers.count - 1].digits.append(character)
      default:
        if numbers.isEmpty { continue }
        guard numbers.count > 1 else { return nil }
      }
      if character == "/" { break }
    }
    guard numbers.count >= 2,
      let latitude = Self.degrees(numbers[0].digits, width: 2),
      let longitude = Self.degrees(numbers[1].digits, width: 3),
      latitude <= 90, longitude <= 180
    else { return nil }
    self.init(
      latitude: numbers[0].sign * latitude, longitude: numbers[1].sign * longitude)
  }

  /// A place.
  init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  private static func degrees(_ digits: String, width: Int) -> Double? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, let value = Double(digits) else { return nil }
    switch whole.count {
    case width + 2:
      let degrees = (value / 100).rounded(.down)
      return degrees + (value - degrees * 100) / 60
    case width + 4:
      let degrees = (value / 10_000).rounded(.down)
      let rest = value - degrees * 10_000
      let minutes = (rest / 100).rounded(.down)
      return degrees + minutes / 60 + (rest - minutes * 100) / 3600
    default: return value
    }
  }

  /// The place in the form of ISO 6709, in degrees with five decimals.
  var text: String {
    func number(_ value: Double, _ width: Int) -> String {
      let units = Int((abs(value) * 1e5).rounded())
      return (value < 0 ? "-" : "+") + MovieTime.padded(units / 100_000, width) + "."
        + MovieTime.padded(units % 100_000, 5)
    }
    return number(latitude, 2) + number(longitude, 3) + "/"
  }

  /// The centre of the grid's cell that it lies in.
  func centre(on grid: ExifGrid) -> MoviePlace {
    MoviePlace(
      latitude: grid.centre(latitude, limit: 90), longitude: grid.centre(longitude, limit: 180))
  }
}

extension MovieRebuilder {
  /// The user data that states the movie's place on the policy's grid; nil where the policy keeps
  /// none, or the movie states none.
  func coarsenedPlace(
    _ boxes: [MovieBox], _ reading: inout Reading
  ) throws(MediaError) -> [UInt8]? {
    guard let grid = ExifGrid(degrees: reading.policy.coarsening?.gridDegrees),
      let place = try place(boxes, &reading)
    else { return nil }
    let text = Array(place.centre(on: grid).text.utf8)
    var writer = MovieBoxWriter()
    let outer = writer.begin(FourCharacters.code("udta"))
    let item = writer.begin(FourCharacters.code("©xyz"))
    writer.put(text.count, 2)
    // "und", packed as ISO 639-2 (ISO/IEC 14496-12, 8.4.2).
    writer.put(0x55c4, 2)
    writer.put(text[...])
    writer.end(item)
    writer.end(outer)
    return writer.bytes
  }

  /// Writes the coarse place, and says so; `isNew` where the movie did not hold it already.
  mutating func put(place: [UInt8], isNew: Bool, _ reading: inout Reading) {
    output.put(place[...])
    reading.disclose(
      .place, isNew ? .low : .medium, at: "moov/udta/©xyz", "roughly where it was taken",
      fate: isNew ? .coarsened : .kept, value: PrintableText.text(place[20...]))
  }

  /// The place in user data, or in metadata under a key.
  private func place(
    _ boxes: [MovieBox], _ reading: inout Reading
  ) throws(MediaError) -> MoviePlace? {
    for box in boxes where box.isA("udta") {
      for item in try MovieBox.children(of: box.content, in: bytes, &reading).boxes
      where item.isA("©xyz") {
        let text = PrintableText.text(bytes[item.content].dropFirst(4))
        if let place = MoviePlace(text: text) { return place }
      }
    }
    for box in boxes where box.isA("meta") {
      let values = try MovieDropped(bytes: bytes).values(
        ofKey: "com.apple.quicktime.location.ISO6709", in: box, &reading)
      for value in values {
        if let place = MoviePlace(text: value) { return place }
      }
    }
    return nil
  }
}
