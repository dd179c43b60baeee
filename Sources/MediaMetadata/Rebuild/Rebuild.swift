/// Writes what an anatomy says the output is.
public enum Rebuild {
  /// How many bytes are held at a time when a source is streamed.
  static let window = 1 << 20

  /// The output in memory.
  ///
  /// O(output).
  public static func bytes(
    of anatomy: Anatomy, from source: MediaSource
  ) throws(MediaError) -> [UInt8] {
    // Formats that are written anew come as one piece, which need not be copied.
    if anatomy.pieces.count == 1, case .bytes(let bytes) = anatomy.pieces[0].output { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(anatomy.outputCount)
    try write(anatomy, from: source) { (chunk: ArraySlice<UInt8>) throws(MediaError) in
      output += chunk
    }
    return output
  }

  /// Hands the output to `sink`, chunk by chunk, each at most `window` long unless it stands in
  /// memory anyway.
  ///
  /// O(output) time, constant memory for files.
  public static func write(
    _ anatomy: Anatomy, from source: MediaSource,
    to sink: (ArraySlice<UInt8>) throws(MediaError) -> Void
  ) throws(MediaError) {
    for piece in anatomy.pieces {
      switch piece.output {
      case .nothing: continue
      case .bytes(let bytes): try sink(bytes[...])
      case .same: try source.forEachChunk(of: piece.input, window: window, sink)
      }
    }
  }
}
