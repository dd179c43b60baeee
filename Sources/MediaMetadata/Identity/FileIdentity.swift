/// What of one file can tie it to other files: its identifiers, and the payload by which it is
/// known again.
public struct FileIdentity: Sendable {
  /// The format, nil where no reader knows it.
  public let format: MediaFormat?
  /// The identifiers, each once, in the order of their kinds and values as found.
  public internal(set) var identifiers: [LinkingIdentifier]
  /// What the file shows or plays; nil where it could not be read to its end.
  public let payload: [PayloadPart]?
  /// Whether it was read to its end and carries nothing that a scrub would take away.
  public let isClean: Bool
  /// Why it could not be read to its end; what was found until then stands in `identifiers`.
  public let refusal: MediaError?

  /// Reads a file's identifiers.
  ///
  /// Never throws: a broken file has a `refusal`, and what its reader found before.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - name: the last component of its path.
  ///   - key: the key of the run, under which values leave.
  ///   - keepsText: whether values are kept beside their digests.
  /// - Complexity: that of taking the file apart with values, and one more walk of a JPEG or ZIP.
  public static func read(
    _ source: MediaSource, name: String, key: IdentifierKey, keepsText: Bool = false
  ) -> FileIdentity {
    var reading = Reading(detail: .values)
    var found = IdentifierCollector(key: key, keepsText: keepsText)
    found.readName(name)
    var format: MediaFormat?
    var anatomy: Anatomy?
    var refusal: MediaError?
    do throws(MediaError) {
      format = try MediaFormats.reader(of: source)?.format
      anatomy = try MediaFormats.read(source, &reading).anatomy
    } catch {
      refusal = error
    }
    for disclosure in reading.disclosures { found.read(disclosure) }
    found.finishDevice()
    found.readStructures(source, format)
    return FileIdentity(
      format: format, identifiers: found.identifiers, payload: anatomy?.payload,
      isClean: anatomy?.isClean ?? false, refusal: refusal)
  }

  /// The same with an identifier that was computed elsewhere.
  public func adding(_ identifier: LinkingIdentifier) -> FileIdentity {
    var other = self
    if !identifiers.contains(identifier) { other.identifiers.append(identifier) }
    return other
  }
}
