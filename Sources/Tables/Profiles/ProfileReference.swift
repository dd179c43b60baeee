/// Where a manifest finds an adversary's profile.
public enum ProfileReference: Sendable, Equatable, Hashable {
  /// A profile of ours, by its id.
  case builtIn(String)
  /// A document, relative to the manifest's folder unless it starts with `/`.
  case file(String)

  /// The reference that a manifest's text stands for: a path has a slash or ends in `.yaml` or
  /// `.yml`; `nil` where it is no path and no built-in profile has that id.
  public init?(_ text: String) {
    if Self.isPath(text) {
      self = .file(text)
    } else if AdversaryProfile.builtIn(text) != nil {
      self = .builtIn(text)
    } else {
      return nil
    }
  }

  /// The text that a manifest has for it.
  public var text: String {
    switch self {
    case .builtIn(let id): id
    case .file(let path): Self.isPath(path) ? path : "./" + path
    }
  }

  private static func isPath(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "/")) || text.hasSuffix(".yaml") || text.hasSuffix(".yml")
  }
}

extension Manifest {
  /// The adversaries that this manifest wants tried, in its order; where it says nothing, every
  /// built-in one that fits its tables.
  ///
  /// - Parameters:
  ///   - folder: The manifest's folder.
  ///   - read: Gives the bytes of the document at a path.
  /// - Throws: What `read` throws, and `ManifestErrors` of the first document that is unsound, that
  ///   has the id of another, or that passes another adversary off as one of ours.
  /// - Complexity: O(length of the documents).
  public func profiles(
    relativeTo folder: String, read: (_ path: String) throws -> [UInt8]
  ) throws -> [AdversaryProfile] {
    guard !adversary.profiles.isEmpty else {
      return AdversaryProfile.builtIn.filter { $0.fits(self).canBeTried }
    }
    var profiles: [AdversaryProfile] = []
    for reference in adversary.profiles {
      switch reference {
      case .builtIn(let id):
        guard let profile = AdversaryProfile.builtIn(id) else { continue }
        // A document before it may be a copy of this one.
        if !profiles.contains(profile) { profiles.append(profile) }
      case .file(let path):
        let file = TableSource(paths: [path]).resolvedPaths(relativeTo: folder)[0]
        let text = try YAMLBytes.text(of: read(file), file: file)
        let (profile, place) = try AdversaryProfile.placed(text: text, file: file)
        try Self.check(profile, among: profiles, at: (file, place))
        profiles.append(profile)
      }
    }
    return profiles
  }

  /// Ids part the adversaries of a report, and ours mean what `docs/profiles.md` says.
  private static func check(
    _ profile: AdversaryProfile, among others: [AdversaryProfile],
    at place: (file: String, place: YAMLPlace)
  ) throws {
    let problem: String
    if others.contains(where: { $0.id == profile.id }) {
      problem = "another profile of this manifest has the same id"
    } else if let ours = AdversaryProfile.builtIn(profile.id), ours != profile {
      problem = "a built-in profile with other knowledge has this id"
    } else {
      return
    }
    let error = ManifestError(
      line: place.place.line, column: place.place.column,
      problem: .contradiction(path: "id", problem: problem, remedy: "give it another id"))
    throw ManifestErrors(file: place.file, errors: [error])
  }
}
