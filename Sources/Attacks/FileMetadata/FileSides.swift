import Evaluation
public import Numerics

/// The two sides of an experiment: files whose owners the adversary knows, and files of a release
/// whose owners are sought.
public struct FileSides: Sendable, Equatable {
  /// For each owner the files that are known to be of that person, rising.
  public let known: [[Int]]
  /// For each owner the files that are released, rising.
  public let released: [[Int]]

  /// Sides of one's own.
  public init(known: [[Int]], released: [[Int]]) {
    self.known = known
    self.released = released
  }

  /// Deals each owner's files into two halves by a draw; the known half is the smaller one where
  /// they don't part evenly, and has the only file of who has one.
  ///
  /// - Complexity: O(files).
  public static func halves(
    of collection: FileCollection, using source: inout some RandomSource
  ) -> FileSides {
    var files = [[Int]](repeating: [], count: collection.ownerCount)
    for (file, owner) in collection.owners.enumerated() {
      if let owner { files[owner].append(file) }
    }
    var known: [[Int]] = []
    var released: [[Int]] = []
    for own in files {
      var dealt = own
      source.shuffle(&dealt)
      let count = dealt.count == 1 ? 1 : dealt.count / 2
      known.append(dealt.prefix(count).sorted())
      released.append(dealt.dropFirst(count).sorted())
    }
    return FileSides(known: known, released: released)
  }

  /// Owners with files on both sides, rising: those that can be tried.
  public var eligible: [UInt32] {
    known.indices.filter { !known[$0].isEmpty && !released[$0].isEmpty }.map(UInt32.init)
  }
}
