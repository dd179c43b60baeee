import Foundation
import MediaMetadata

/// A field of a real file.
struct RealField {
  /// The file's path below the folder.
  let file: String
  let disclosure: Disclosure

  /// Its ending.
  var ending: String { (file as NSString).pathExtension.lowercased() }
  /// Files whose names of fields training never saw.
  var isHeldOutFormat: Bool {
    [
      "mkv", "webm", "mka", "rtf", "torrent", "odt", "ods", "odp", "odg", "odf", "wav", "aif",
      "aiff",
      "avi", "epub", "html", "htm", "eml", "ape",
    ].contains(ending)
  }

  /// Its name and value as the detector sees them in a report: "name = value" is parted.
  var parted: (name: String, value: String) {
    FieldText.parted(location: disclosure.location, value: disclosure.value ?? "")
  }

  /// All fields with a value of all files below a folder, by the readers.
  static func fields(below root: String) -> [RealField] {
    let paths = (FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? [])
      .sorted()
    return paths.flatMap { path -> [RealField] in
      guard let source = try? MediaSource(path: root + "/" + path) else { return [] }
      var reading = Reading(policy: .standard, detail: .values)
      _ = try? MediaFormats.read(source, &reading)
      return reading.disclosures.filter { !($0.value ?? "").isEmpty }.map {
        RealField(file: path, disclosure: $0)
      }
    }
  }

  /// Each pair of location and value once: copies of one field would count as evidence.
  static func distinct(_ fields: [RealField]) -> [RealField] {
    var seen: Set<[String]> = []
    return fields.filter {
      seen.insert([$0.disclosure.location, $0.disclosure.value ?? ""]).inserted
    }
  }
}
