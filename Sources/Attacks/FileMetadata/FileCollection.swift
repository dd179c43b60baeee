public import MediaMetadata

/// The identifiers of a folder's files as codes, and whose file each is.
public struct FileCollection: Sendable {
  /// For each code what the identifier says.
  public let kinds: [IdentifierKind]
  /// For each code the most bits that a value of its form can tell.
  public let formBits: [Double]
  /// For each file its codes, rising.
  public let codes: [[UInt32]]
  /// For each file its owner, numbered from 0; `nil` where nobody said whose it is.
  public let owners: [Int?]
  /// The number of owners.
  public let ownerCount: Int
  /// For each file whether it carries nothing that a scrub would take away.
  public let isClean: [Bool]

  /// One file.
  public struct File: Sendable {
    /// Its identifiers.
    public let identifiers: [LinkingIdentifier]
    /// Whose it is.
    public let owner: Int?
    /// Whether a scrub would leave it as it is.
    public let isClean: Bool

    /// A file.
    public init(identifiers: [LinkingIdentifier], owner: Int?, isClean: Bool) {
      self.identifiers = identifiers
      self.owner = owner
      self.isClean = isClean
    }
  }

  /// Numbers the identifiers in the order in which the files show them, so that nothing depends on
  /// the key under which they were hashed.
  ///
  /// - Precondition: owners are below `ownerCount`.
  /// - Complexity: O(identifiers).
  public init(_ files: [File], ownerCount: Int) {
    var numbers: [LinkingIdentifier: UInt32] = [:]
    var kinds: [IdentifierKind] = []
    var formBits: [Double] = []
    codes = files.map { file in
      let own = file.identifiers.map { identifier in
        if let number = numbers[identifier] { return number }
        let number = UInt32(kinds.count)
        numbers[identifier] = number
        kinds.append(identifier.kind)
        formBits.append(identifier.formBits)
        return number
      }
      return Set(own).sorted()
    }
    precondition(files.allSatisfy { $0.owner ?? 0 < max(ownerCount, 1) }, "owners are numbered")
    self.kinds = kinds
    self.formBits = formBits
    self.owners = files.map(\.owner)
    self.ownerCount = ownerCount
    self.isClean = files.map(\.isClean)
  }

  /// A collection by codes of one's own.
  init(
    kinds: [IdentifierKind], formBits: [Double], codes: [[UInt32]], owners: [Int?],
    ownerCount: Int, isClean: [Bool]
  ) {
    self.kinds = kinds
    self.formBits = formBits
    self.codes = codes
    self.owners = owners
    self.ownerCount = ownerCount
    self.isClean = isClean
  }

  /// The number of files.
  public var count: Int { codes.count }

  /// The kinds that any file carries, in their order.
  public var carriedKinds: [IdentifierKind] {
    Set(codes.joined().map { kinds[Int($0)] }).sorted()
  }

  /// The code of a file's content; `nil` where it was not read to its end.
  func payload(of file: Int) -> UInt32? {
    codes[file].first { kinds[Int($0)] == .payload }
  }

  /// For each code the files that carry it, rising.
  func postings() -> [[Int]] {
    var postings = [[Int]](repeating: [], count: kinds.count)
    for (file, codes) in codes.enumerated() {
      for code in codes { postings[Int(code)].append(file) }
    }
    return postings
  }

  /// For each file the unit that counts when values are called rare: its owner, or the file itself
  /// where it has none.
  var units: (ofFile: [Int], count: Int) {
    var next = ownerCount
    let ofFile = owners.map { owner in
      if let owner { return owner }
      next += 1
      return next - 1
    }
    return (ofFile, Set(ofFile).count)
  }
}
