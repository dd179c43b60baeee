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

  /// Deals each owner's files into two halves by a draw.
  ///
  /// The known half is the smaller one where they don't part evenly, and has the only file of who
  /// has one. Files of equal content stay together: copies tell nothing of what else a person has.
  ///
  /// - Complexity: O(files).
  public static func halves(
    of collection: FileCollection, using source: inout some RandomSource
  ) -> FileSides {
    FileSides(of: collection) { source.shuffle(&$0) }
  }

  /// Halves of each owner's files, the first one known, in an order of one's own.
  private init(of collection: FileCollection, ordering: (inout [Int]) -> Void) {
    var files = [[Int]](repeating: [], count: collection.ownerCount)
    for (file, owner) in collection.owners.enumerated() {
      if let owner { files[owner].append(file) }
    }
    var known: [[Int]] = []
    var released: [[Int]] = []
    for own in files {
      var ordered = own
      ordering(&ordered)
      let contents = collection.byContent(ordered)
      let count = contents.count == 1 ? 1 : contents.count / 2
      known.append(contents.prefix(count).flatMap(\.self).sorted())
      released.append(contents.dropFirst(count).flatMap(\.self).sorted())
    }
    self.init(known: known, released: released)
  }

  /// Of each owner's files the earlier half is known, the later released.
  ///
  /// Files without a time come last, files of one time stay in their order. An only file is known.
  ///
  /// - Parameter times: of each file.
  /// - Complexity: O(files log files).
  public static func periods(of collection: FileCollection, times: [Int64?]) -> FileSides {
    precondition(times.count == collection.count, "a time or none for each file")
    return FileSides(of: collection) { files in
      files.sort { (times[$0] ?? .max, $0) < (times[$1] ?? .max, $1) }
    }
  }

  /// Owners with files on both sides, rising: those that can be tried.
  public var eligible: [UInt32] {
    known.indices.filter { !known[$0].isEmpty && !released[$0].isEmpty }.map(UInt32.init)
  }
}

extension FileCollection {
  /// Files with those of equal content together, in the order of the first of each.
  fileprivate func byContent(_ files: [Int]) -> [[Int]] {
    var contents: [[Int]] = []
    var places: [UInt32: Int] = [:]
    for file in files {
      let payload = payload(of: file)
      if let payload, let place = places[payload] {
        contents[place].append(file)
        continue
      }
      if let payload { places[payload] = contents.count }
      contents.append([file])
    }
    return contents
  }
}
