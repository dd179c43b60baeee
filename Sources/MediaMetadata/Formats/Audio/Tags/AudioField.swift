/// What a named field of a song's description tells: Vorbis comments, APE items, RIFF's INFO.
typealias AudioField = DisclosureKind

extension AudioField {
  /// A field whose name is on no list.
  static let unknown = AudioField(.unknown, .high, "a field that no list knows")

  /// The field of a name in capitals, without blanks and underscores (Xiph, "Vorbis comment field
  /// recommendations"; APE key; MusicBrainz Picard's mapping); nil for names on no list.
  static func named(_ name: String) -> AudioField? {
    if let field = fields[name] { return field }
    if name.hasPrefix("MUSICBRAINZ") || name.hasPrefix("ACOUSTID") { return release }
    if name.hasPrefix("REPLAYGAIN") { return loudness }
    return nil
  }

  private static let release = AudioField(.identifier, .high, "a release's number in a data base")
  private static let loudness = AudioField(.software, .low, "how loud it is")
  private static let title = AudioField(.content, .medium, "what it is called")
  private static let person = AudioField(.person, .high, "who made it")
  private static let time = AudioField(.time, .medium, "when it was made")
  private static let text = AudioField(.content, .high, "a text on it")
  private static let place = AudioField(.place, .high, "where it was made")
  private static let software = AudioField(.software, .medium, "the program that made it")
  private static let cover = AudioField(.content, .medium, "a picture")
  private static let order = AudioField(.content, .low, "its place in a collection")
  private static let link = AudioField(.identifier, .medium, "an address on the web")
  private static let owner = AudioField(.person, .high, "who owns or sent it")

  private static let fields: [String: AudioField] = {
    let groups: [(AudioField, String)] = [
      (title, "TITLE ALBUM SUBTITLE VERSION GROUPING WORK MOVEMENTNAME SHOW SERIES DISCSUBTITLE"),
      (
        person,
        "ARTIST ALBUMARTIST PERFORMER COMPOSER LYRICIST CONDUCTOR AUTHOR WRITER ARRANGER REMIXER"
          + " PRODUCER ENGINEER MIXER DJMIXER DIRECTOR ORGANIZATION PUBLISHER LABEL ENSEMBLE"
          + " ARTISTSORT ALBUMARTISTSORT ORIGINALARTIST SPEAKER CONTACT"
      ),
      (time, "DATE YEAR ORIGINALDATE ORIGINALYEAR RECORDDATE RELEASEDATE TIME CREATIONTIME"),
      (
        text,
        "COMMENT DESCRIPTION LYRICS UNSYNCEDLYRICS SYNOPSIS NOTES MOOD KEYWORDS ABSTRACT"
          + " COPYRIGHT LICENSE"
      ),
      (place, "LOCATION RECORDLOCATION GEOLOCATION COUNTRY"),
      (
        software,
        "ENCODER ENCODEDBY ENCODERSETTINGS ENCODEROPTIONS ENCODING TOOL SOFTWARE VENDOR SOURCE"
      ),
      (cover, "METADATABLOCKPICTURE COVERART COVERARTMIME COVERARTFRONT COVERARTBACK COVERARTICON"),
      (
        order,
        "TRACKNUMBER TRACK TRACKTOTAL TOTALTRACKS DISCNUMBER DISC DISCTOTAL TOTALDISCS GENRE BPM"
          + " COMPILATION LANGUAGE MEDIA TITLESORT ALBUMSORT KEY PART PARTNUMBER"
      ),
      (release, "ISRC BARCODE EAN UPC CATALOGNUMBER CATALOG LABELNO ASIN CDDB DISCID CUESHEET"),
      (link, "WEBSITE URL WWW FILE RELATED BUYCDURL"),
      (owner, "OWNER EMAIL USER PURCHASER ACCOUNT RATING PLAYCOUNT"),
      (loudness, "R128TRACKGAIN R128ALBUMGAIN GAIN PEAK"),
    ]
    var fields: [String: AudioField] = [:]
    for (field, names) in groups {
      for name in names.split(separator: " ") { fields[String(name)] = field }
    }
    return fields
  }()

  /// Notes a field of a name that a file wrote; names on no list are part of the value.
  static func disclose(
    _ name: ArraySlice<UInt8>, at path: String, _ reading: inout Reading,
    value: (() -> String?)? = nil
  ) {
    let letters = name.prefix(64).filter { $0 != 0x20 && $0 != 0x5f && $0 != 0x2d }
      .map { (0x61...0x7a).contains($0) ? $0 - 32 : $0 }
    let plain = String(decoding: letters, as: UTF8.self)
    guard let field = named(plain) else {
      return reading.disclose(
        unknown, at: path + "/other field",
        value: PrintableText.text(name) + "=" + (value?() ?? ""))
    }
    reading.disclose(field, at: path + "/" + plain, value: value?())
  }
}
