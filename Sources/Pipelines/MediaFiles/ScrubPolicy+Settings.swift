public import MediaMetadata

extension ScrubPolicy {
  /// The policy as names and values, as documents hold it.
  public var settings: [String: String] {
    var settings = [
      "orientation": keepsOrientation ? "keep" : "drop",
      "colour": colour.rawValue,
      "provenance": provenance.rawValue,
      "hidden-content": dropsHiddenContent ? "drop" : "keep",
      "stream-user-data": blanksStreamUserData ? "blank" : "keep",
      "cover-art": keepsCoverArt ? "keep" : "drop",
      "unclassified": salvage ? "drop" : "refuse",
    ]
    if let coarsening {
      settings["place-grid-degrees"] = coarsening.gridDegrees.map { "\($0)" } ?? "none"
      settings["day"] = coarsening.keepsDay ? "keep" : "drop"
    }
    return settings
  }

  /// The policy of a document's settings; what they don't say is as in the standard policy.
  public init(settings: [String: String]) {
    self = .standard
    keepsOrientation = settings["orientation"] != "drop"
    colour = settings["colour"].flatMap(Colour.init(rawValue:)) ?? colour
    provenance = settings["provenance"].flatMap(Provenance.init(rawValue:)) ?? provenance
    dropsHiddenContent = settings["hidden-content"] == "drop"
    blanksStreamUserData = settings["stream-user-data"] != "keep"
    keepsCoverArt = settings["cover-art"] == "keep"
    salvage = settings["unclassified"] == "drop"
    if let grid = settings["place-grid-degrees"] {
      coarsening = Coarsening(gridDegrees: Double(grid), keepsDay: settings["day"] == "keep")
    }
  }
}
