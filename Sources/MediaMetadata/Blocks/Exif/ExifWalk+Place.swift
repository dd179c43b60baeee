extension ExifWalk {
  /// Notes in one line where it was taken: position, height, direction, time, names.
  mutating func notePlace(_ directory: ExifDirectory, _ reading: inout Reading) {
    let position = ExifPlace(in: directory).map(text)
    let area = coded(0x001c, in: directory)
    var parts = [position, area.map { "area \($0)" }].compactMap { $0 }
    guard !parts.isEmpty else { return }
    if let altitude = number(0x0006, in: directory) {
      // 1 and 3 stand for below the sea's level (Exif 3.0, 4.6.7.1.6).
      let isBelow = [1, 3].contains(number(0x0005, in: directory) ?? 0)
      parts.append("altitude \(isBelow ? "-" : "")\(ExifText.decimal(altitude, places: 2)) m")
    }
    if let direction = number(0x0011, in: directory) {
      parts.append("looking at \(ExifText.decimal(direction, places: 2))°")
    }
    if let course = number(0x000f, in: directory) {
      parts.append("moving to \(ExifText.decimal(course, places: 2))°")
    }
    if let time = time(in: directory) { parts.append("at \(time) UTC") }
    if let method = coded(0x001b, in: directory) { parts.append("by \(method)") }
    if let target = ExifPlace(in: directory, latitude: 0x0014, longitude: 0x0016) {
      parts.append("destination \(text(target))")
    }
    reading.disclose(
      .place, .high, at: location + "/GPS", "where it was taken",
      fate: summary.latitude == nil ? .removed : .coarsened, value: parts.joined(separator: "; "))
  }

  private func text(_ place: ExifPlace) -> String {
    ExifText.decimal(place.latitude, places: 7) + ", "
      + ExifText.decimal(place.longitude, places: 7)
  }

  private func number(_ tag: UInt16, in directory: ExifDirectory) -> Double? {
    directory.first(tag).flatMap { directory.bytes.number($0) }
  }

  private func coded(_ tag: UInt16, in directory: ExifDirectory) -> String? {
    directory.first(tag).flatMap {
      ExifText.coded(
        directory.bytes.slice($0.value), isLittleEndian: directory.bytes.isLittleEndian)
    }
  }

  private func time(in directory: ExifDirectory) -> String? {
    let day = directory.first(0x001d).flatMap {
      ExifText.strings(directory.bytes.slice($0.value))
    }
    let clock = directory.first(0x0007).flatMap { directory.bytes.special(.clock, $0) }
    let parts = [day, clock].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
