/// Takes one container format apart.
///
/// **Guarantee**: the pieces of the returned anatomy tile the input; what is not on the format's
/// allow-list is dropped or replaced; reading the rebuilt output gives an anatomy that `isClean`,
/// with an equal payload. No input makes a reader trap, hang or pass its limits.
public protocol MediaFormatReader: Sendable {
  /// The format it reads.
  static var format: MediaFormat { get }

  /// Whether `head`, the first bytes of a file (up to `MediaFormats.headCount`), looks like it.
  static func recognises(_ head: [UInt8]) -> Bool

  /// Whether `source`, which starts with `head`, looks like it: for formats whose mark stands
  /// farther in.
  ///
  /// Without an implementation of its own: what `head` says.
  static func recognises(
    _ head: [UInt8], in source: MediaSource
  ) throws(MediaError) -> Bool

  /// Takes the file apart under `reading.policy`, and notes what it gives away.
  static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy
}

extension MediaFormatReader {
  /// What the first bytes say.
  public static func recognises(
    _ head: [UInt8], in source: MediaSource
  ) throws(MediaError) -> Bool {
    recognises(head)
  }
}

/// The formats that can be read, and which of them a file is: by its bytes, never by its name.
public enum MediaFormats {
  /// The version of all allow-lists together: it grows whenever a rebuild would give other bytes.
  public static let allowListVersion = 5

  /// The readers, asked in this order.
  public static let readers: [any MediaFormatReader.Type] = [
    JPEGReader.self, PNGReader.self, GIFReader.self, WebPReader.self, HEIFReader.self,
    MovieReader.self, TIFFReader.self, MatroskaReader.self, AVIReader.self, JXLReader.self,
    BMPReader.self, FLACReader.self, OggReader.self, WAVReader.self, AIFFReader.self,
    ZipReader.self, PDFReader.self, TarReader.self, GzipReader.self, MPEGAudioReader.self,
    TorrentReader.self, RTFReader.self, HTMLReader.self, XMLReader.self, MailReader.self,
    PlainTextReader.self,
  ]

  /// How many first bytes decide.
  public static let headCount = 64

  /// The reader of a file, nil for unknown formats.
  public static func reader(
    of source: MediaSource
  ) throws(MediaError) -> (any MediaFormatReader.Type)? {
    let head = try AudioHead.of(source, count: headCount)
    for reader in readers where try reader.recognises(head, in: source) { return reader }
    return nil
  }

  /// The reader of bytes found where no file is expected: nil also for text, which any bytes may
  /// look like, and which is better shown as it stands.
  static func hiddenReader(
    of source: MediaSource
  ) throws(MediaError) -> (any MediaFormatReader.Type)? {
    guard let reader = try reader(of: source), !reader.format.isText else { return nil }
    return reader
  }

  /// Takes a file of any known format apart, and checks the account of its bytes.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> (format: MediaFormat, anatomy: Anatomy) {
    guard let reader = try reader(of: source) else { throw .unrecognised }
    let anatomy = try reader.read(source, &reading)
    try anatomy.checkAccount(of: source.count)
    return (reader.format, anatomy)
  }
}
