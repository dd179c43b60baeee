/// The first bytes by which a file is recognised.
enum AudioHead {
  /// The first `count` bytes; those behind ID3 tags where a FLAC stream follows them, which some
  /// programs tag as if it were an MP3 file.
  static func of(_ source: MediaSource, count: Int) throws(MediaError) -> [UInt8] {
    let head = try source.bytes(0..<min(count, source.count))
    guard head.starts(with: Array("ID3".utf8)) else { return head }
    var position = 0
    var next = head
    // A stranger's file may hold many small tags: a few are enough.
    for _ in 0..<16 {
      guard let tag = ID3Tag(next[...], at: 0, end: source.count) else { break }
      position += tag.range.upperBound
      guard position < source.count else { return head }
      next = try source.bytes(position..<min(position + count, source.count))
    }
    return next.starts(with: Array("fLaC".utf8)) ? next : head
  }
}
