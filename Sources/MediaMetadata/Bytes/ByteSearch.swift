/// Whether bytes hold a short run of others, without the generic search of the standard library,
/// which costs a hundred times as much here.
enum ByteSearch {
  /// Whether `wanted` stands somewhere in `bytes`; an empty run stands everywhere.
  ///
  /// O(bytes) but for bytes that are full of beginnings of `wanted`.
  static func holds(_ bytes: Span<UInt8>, _ wanted: Span<UInt8>) -> Bool {
    guard wanted.count > 0 else { return true }
    guard bytes.count >= wanted.count else { return false }
    let first = wanted[0]
    for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
      var index = 1
      while index < wanted.count, bytes[start + index] == wanted[index] { index += 1 }
      if index == wanted.count { return true }
    }
    return false
  }
}

extension [UInt8] {
  /// Whether the bytes of `text` stand somewhere in it.
  func holds(_ text: String) -> Bool { ByteSearch.holds(span, Array(text.utf8).span) }
}

extension String {
  /// Whether the bytes of `text` stand somewhere in its own.
  func holds(_ text: String) -> Bool { Array(utf8).holds(text) }
}
