public import Numerics

extension LatticeSearch {
  /// What part of the lattice is searched, and how long.
  public struct Options: Sendable {
    /// The levels allowed for each quasi-identifier, or all where it is `nil`.
    ///
    /// A range of one level fixes it.
    public var bounds: [ClosedRange<Int>]?
    /// The most nodes to check, or as many as the proof takes where it is `nil`.
    ///
    /// A search that stops here returns the best node found, and how far it can be from the
    /// optimum. Not a time: the same limit gives the same answer on every machine.
    public var checkLimit: Int?
    /// The most parts of the lattice to hold in memory, some 300 bytes each; a search that would
    /// need more stops as at `checkLimit`.
    public var partLimit = 1 << 21
    /// The threads that check nodes; the outcome does not depend on it.
    public var workers = Workers.automatic

    /// The whole lattice, until the optimum is proven.
    public init() {}
  }
}
