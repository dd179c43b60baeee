/// A secret order of a data subject's rows and groups: SipHash-2-4 under a fresh key.
///
/// **Guarantee**: which rows of a subject are kept depends on the subject's own rows and the key
/// alone, never on another subject's rows, so that bounding the contributions changes nobody
/// else's.
/// **Source**: Aumasson and Bernstein 2012. **Cost**: some 20 ns a priority.
/// **Does not protect against**: a key that is used for a second release of changed data on
/// purpose.
public struct KeyedPriority: Sendable {
  private let low: UInt64
  private let high: UInt64

  /// An order under a key drawn from the source.
  public init<Source: RandomSource & ~Copyable>(from source: inout Source) {
    (low, high) = (source.next(), source.next())
  }

  init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  /// The priority of a subject's item: the lowest are kept.
  @inline(__always)
  func priority(_ subject: UInt64, _ item: UInt64) -> UInt64 { items(of: subject).priority(item) }

  /// One subject's order of its items.
  @inline(__always)
  func items(of subject: UInt64) -> Items {
    var state = State(low, high)
    state.absorb(subject)
    return Items(state: state)
  }

  /// A secret odd number, for hashing keys that strangers chose.
  var multiplier: UInt64 { priority(0, 1 << 62) | 1 }

  /// One subject's order of its items.
  struct Items {
    fileprivate let state: State

    /// The priority of an item: the lowest are kept.
    @inline(__always)
    func priority(_ item: UInt64) -> UInt64 {
      var state = state
      state.absorb(item)
      return state.finish(byteCount: 16)
    }
  }

  fileprivate struct State {
    var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64)

    init(_ low: UInt64, _ high: UInt64) {
      a = low ^ 0x736f_6d65_7073_6575
      b = high ^ 0x646f_7261_6e64_6f6d
      c = low ^ 0x6c79_6765_6e65_7261
      d = high ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    mutating func round() {
      a &+= b
      b = (b << 13 | b >> 51) ^ a
      a = a << 32 | a >> 32
      c &+= d
      d = (d << 16 | d >> 48) ^ c
      a &+= d
      d = (d << 21 | d >> 43) ^ a
      c &+= b
      b = (b << 17 | b >> 47) ^ c
      c = c << 32 | c >> 32
    }

    @inline(__always)
    mutating func absorb(_ word: UInt64) {
      d ^= word
      round()
      round()
      a ^= word
    }

    @inline(__always)
    mutating func finish(byteCount: UInt64) -> UInt64 {
      absorb(byteCount << 56)
      c ^= 0xff
      for _ in 0..<4 { round() }
      return a ^ b ^ c ^ d
    }
  }
}
