/// What a rebuild keeps, coarsens and drops.
///
/// One policy and one input give the same bytes everywhere.
public struct ScrubPolicy: Sendable, Codable, Equatable {
  /// What becomes of colour profiles.
  public enum Colour: String, Sendable, Codable, CaseIterable {
    /// Known profiles become a canonical one; unknown ones lose text, times and devices.
    case canonical
    case drop
  }

  /// What becomes of statements of provenance (C2PA).
  public enum Provenance: String, Sendable, Codable, CaseIterable {
    case drop
    case keep
  }

  /// A coarser place and time that may stay, by choice.
  public struct Coarsening: Sendable, Codable, Equatable {
    /// The side of the grid that a place is rounded to, in degrees; nil drops places.
    public var gridDegrees: Double?
    /// Whether the day of capture stays, without its time of day.
    public var keepsDay: Bool

    /// A coarsening.
    public init(gridDegrees: Double?, keepsDay: Bool) {
      self.gridDegrees = gridDegrees
      self.keepsDay = keepsDay
    }
  }

  /// Whether the orientation stays, as a tag of its own.
  public var keepsOrientation: Bool
  /// What becomes of colour profiles.
  public var colour: Colour
  /// What becomes of C2PA manifests.
  public var provenance: Provenance
  /// Whether content that is not seen goes too: colour under zero alpha, captions, subtitle tracks.
  public var dropsHiddenContent: Bool
  /// Whether user data inside a video stream (SEI) is blanked.
  public var blanksStreamUserData: Bool
  /// Whether the cover pictures of films and songs stay, each cleaned as a file of its own.
  public var keepsCoverArt = false
  /// Whether bytes that can't be classified are dropped instead of refused.
  public var salvage: Bool
  /// What may stay of place and time.
  public var coarsening: Coarsening?

  /// Keeps what display needs, and nothing else; content stays and is reported.
  public static let standard = ScrubPolicy(
    keepsOrientation: true, colour: .canonical, provenance: .drop, dropsHiddenContent: false,
    blanksStreamUserData: true, salvage: false, coarsening: nil)

  /// Drops content that is not seen as well.
  public static let strict = ScrubPolicy(
    keepsOrientation: true, colour: .canonical, provenance: .drop, dropsHiddenContent: true,
    blanksStreamUserData: true, salvage: false, coarsening: nil)

  /// A policy.
  public init(
    keepsOrientation: Bool, colour: Colour, provenance: Provenance, dropsHiddenContent: Bool,
    blanksStreamUserData: Bool, salvage: Bool, coarsening: Coarsening?
  ) {
    self.keepsOrientation = keepsOrientation
    self.colour = colour
    self.provenance = provenance
    self.dropsHiddenContent = dropsHiddenContent
    self.blanksStreamUserData = blanksStreamUserData
    self.salvage = salvage
    self.coarsening = coarsening
  }
}
