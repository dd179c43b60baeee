public import Foundation

/// The size and the seed of a demonstration.
public struct DemonstrationParameters: Sendable, Equatable {
  /// The sizes that the model can make; the upper end takes some 4 GB of memory.
  public static let sizes = 20...1_000_000

  /// How many people the network has.
  public var people: Int
  /// The seed of every random choice.
  public var seed: UInt64

  /// A size and a seed.
  public init(people: Int = 20_000, seed: UInt64 = 1) {
    self.people = people
    self.seed = seed
  }

  /// How many people the vendor knows beside those of the network.
  var outsiders: Int { people * 7 / 100 }
}

/// A social network "whose names were removed", made from a documented generative model.
///
/// The same size and seed give the same bytes on every machine: integer arithmetic, IEEE 754
/// + - * /, no locale, no clock, no library for mathematics or calendars.
public enum DemonstrationDataset {
  /// The files of a demonstration.
  public static let files = [
    "palimpsest.yaml", "people.csv", "checkins.csv", "friendships.csv", "posts.csv", "devices.csv",
    "ratings.csv", "vendor.csv",
  ]

  /// Writes a demonstration: into a new folder beside the target, which then takes its place.
  ///
  /// - Parameters:
  ///   - folder: Where. It may be missing (its parent must be there), empty, or an earlier
  ///     demonstration, which is replaced.
  ///   - force: Whether to put the files into a folder that holds anything else. Other files stay.
  ///   - shouldStop: Asked now and then; `true` ends the work and leaves nothing behind.
  /// - Returns: The rows of each file.
  /// - Throws: `DemonstrationError`; the target is then as it was.
  /// - Complexity: O(events log events) time; some 50 events and 2 KB of memory for each person.
  @discardableResult
  public static func write(
    to folder: URL, parameters: DemonstrationParameters = DemonstrationParameters(),
    force: Bool = false, shouldStop: @Sendable () -> Bool = { false }
  ) throws(DemonstrationError) -> [String: Int] {
    guard DemonstrationParameters.sizes.contains(parameters.people) else {
      throw .sizeOutOfRange(
        minimum: DemonstrationParameters.sizes.lowerBound,
        maximum: DemonstrationParameters.sizes.upperBound)
    }
    let target = DemonstrationTarget(folder: folder.standardizedFileURL.resolvingSymlinksInPath())
    try target.check(force: force)
    let workshop = try target.makeWorkshop()
    defer { try? FileManager.default.removeItem(at: workshop) }
    let population = Population.make(
      people: parameters.people, outsiders: parameters.outsiders, seed: parameters.seed)
    let rows = try withoutActuallyEscaping(shouldStop) {
      (escaping) throws(DemonstrationError) -> [String: Int] in
      try DemonstrationWriter(
        folder: workshop, parameters: parameters, population: population, shouldStop: escaping
      ).write()
    }
    if shouldStop() { throw .stopped }
    try target.replace(by: workshop)
    return rows
  }
}
