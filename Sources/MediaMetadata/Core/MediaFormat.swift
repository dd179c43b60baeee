/// The kinds of files whose containers this room reads and rebuilds.
public enum MediaFormat: String, Sendable, Codable, CaseIterable {
  case jpeg
  case png
  case gif
  case webp
  /// ISO base media with a movie: MP4, MOV, M4A, 3GP.
  case movie
  /// ISO base media with items: HEIC, HEIF, AVIF.
  case heif
  case tiff
  case bmp
  case jxl
  /// ZIP archives and what is built on them: DOCX, XLSX, PPTX, ODF, EPUB.
  case zip
  case pdf
  /// MPEG audio with its tags: MP3.
  case mpeg
  case flac
  /// Ogg: Vorbis, Opus, Speex, FLAC, Theora.
  case ogg
  case wav
  case aiff
  /// Matroska and WebM.
  case matroska
  case avi
  /// XML that is no web page: SVG, XML.
  case xml
  case html
  case rtf
  /// A mail message.
  case mail
  case text
  case tar
  case gzip
  case torrent

  /// Whether text of people stays in such files of which only a reading with values tells:
  /// comments, hidden cells, what lies outside of a page.
  var mayHoldText: Bool {
    switch self {
    case .zip, .pdf, .mail, .tar, .gzip: true
    default: false
    }
  }

  /// The format's name as people write it.
  public var name: String {
    switch self {
    case .jpeg: "JPEG"
    case .png: "PNG"
    case .gif: "GIF"
    case .webp: "WebP"
    case .movie: "MP4/MOV"
    case .heif: "HEIF"
    case .tiff: "TIFF"
    case .bmp: "BMP"
    case .jxl: "JPEG XL"
    case .zip: "ZIP"
    case .pdf: "PDF"
    case .mpeg: "MP3"
    case .flac: "FLAC"
    case .ogg: "Ogg"
    case .wav: "WAV"
    case .aiff: "AIFF"
    case .matroska: "Matroska"
    case .avi: "AVI"
    case .xml: "XML"
    case .html: "HTML"
    case .rtf: "RTF"
    case .mail: "mail"
    case .text: "text"
    case .tar: "TAR"
    case .gzip: "gzip"
    case .torrent: "torrent"
    }
  }

  /// Whether it is text with or without markup, which only loose signs tell from other bytes.
  var isText: Bool {
    switch self {
    case .xml, .html, .rtf, .mail, .text: true
    default: false
    }
  }
}
