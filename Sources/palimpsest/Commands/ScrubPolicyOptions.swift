import ArgumentParser
import MediaMetadata

/// What `scrub` and `inspect` keep, coarsen and drop.
struct ScrubPolicyOptions: ParsableArguments {
  @Flag(help: "Drop hidden content too: colour under zero alpha, captions, depth maps.")
  var strict = false

  @Flag(help: "Drop bytes that can't be classified instead of refusing the file.")
  var salvage = false

  @Flag(help: "Drop the orientation.")
  var dropOrientation = false

  @Option(help: "Colour profiles: canonical (the default) or drop.")
  var colour: String?

  @Option(help: "Statements of provenance (C2PA): drop (the default) or keep.")
  var provenance: String?

  @Flag(help: "Leave user data inside video streams (SEI).")
  var keepStreamUserData = false

  @Flag(help: "Keep the cover pictures of films and songs, each cleaned as a file of its own.")
  var keepCoverArt = false

  @Option(help: "Keep places, rounded to a grid of this many degrees.")
  var coarsenPlace: Double?

  @Flag(help: "Keep the day of capture, without its time.")
  var keepDay = false

  func validate() throws {
    if let colour, ScrubPolicy.Colour(rawValue: colour) == nil {
      throw ValidationError("--colour: \(choices(ScrubPolicy.Colour.self))")
    }
    if let provenance, ScrubPolicy.Provenance(rawValue: provenance) == nil {
      throw ValidationError("--provenance: \(choices(ScrubPolicy.Provenance.self))")
    }
    if let coarsenPlace, !(0.001...90).contains(coarsenPlace) {
      throw ValidationError("--coarsen-place: give degrees from 0.001 to 90, such as 0.1")
    }
  }

  /// The policy that the options say.
  var policy: ScrubPolicy {
    var policy = strict ? ScrubPolicy.strict : .standard
    policy.salvage = salvage
    policy.keepsOrientation = !dropOrientation
    policy.colour = colour.flatMap(ScrubPolicy.Colour.init(rawValue:)) ?? policy.colour
    policy.provenance =
      provenance.flatMap(ScrubPolicy.Provenance.init(rawValue:)) ?? policy.provenance
    policy.keepsCoverArt = keepCoverArt
    policy.blanksStreamUserData = !keepStreamUserData
    if coarsenPlace != nil || keepDay {
      policy.coarsening = ScrubPolicy.Coarsening(gridDegrees: coarsenPlace, keepsDay: keepDay)
    }
    return policy
  }

  private func choices<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> String
  where Choice.RawValue == String {
    "give " + type.allCases.map(\.rawValue).joined(separator: " or ")
  }
}
