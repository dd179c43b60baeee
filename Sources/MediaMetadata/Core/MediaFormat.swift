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

  /// The format's name as people write it.
  public var name: String {
    switch self {
    case .jpeg: "JPEG"
    case .png: "PNG"
    case .gif: "GIF"
    case .webp: "WebP"
    case .movie: "MP4/MOV"
    case .heif: "HEIF"
    }
  }
}
