/// What a WebP file shows: its canvas, and each picture with its place and time.
struct WebPPayload {
  private var flags: [UInt8]
  private var runs: PayloadRuns?

  /// Begins with the flags that tell of pictures.
  init(flags: UInt8) { self.flags = [flags] }

  /// Adds the flags of a frame.
  mutating func append(frameFlags: UInt8) { flags.append(frameFlags) }

  /// Adds bytes that stay.
  mutating func append(_ range: Range<Int>) {
    if runs == nil { runs = PayloadRuns(range) } else { runs?.append(range) }
  }

  /// As an anatomy has it.
  var payload: [PayloadPart] { [.header(flags), .bytes(runs?.ranges ?? [])] }
}
