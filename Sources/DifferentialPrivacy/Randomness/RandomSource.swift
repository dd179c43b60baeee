/// Where random bits come from: uniform, independent, 64 at a time.
///
/// Which source a mechanism draws from is its type, never a flag: a release is made with
/// `SystemRandomSource`, and only tests have another.
public protocol RandomSource: ~Copyable {
  /// The next 64 uniform bits.
  mutating func next() -> UInt64
}
