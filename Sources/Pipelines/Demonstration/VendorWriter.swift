import Numerics
import Foundation

/// Writes what another party holds: dirty records of a part of the people, and of outsiders.
struct VendorWriter {
  /// The share of the people that the vendor knows.
  static let coverage = 0.35
  /// The share of words with a typing error.
  static let typingErrors = 0.05

  let parameters: DemonstrationParameters
  let population: Population

  /// The file, in an order of its own; answers its rows.
  func write(to folder: URL) throws(DemonstrationError) -> Int {
    var file = try CSVFile(
      "vendor.csv", in: folder,
      header: [
        "person", "year_of_birth", "gender", "zip", "schooling", "job", "civil_status", "phone",
      ])
    let seed = parameters.seed
    let known = population.people.filter { person in
      var random = SeededGenerator(seed: seed, purpose: 13, index: UInt64(person.id))
      return random.bernoulli(Self.coverage)
    }
    let order = (known + population.outsiders).sorted {
      (SeededGenerator.mix(seed ^ UInt64($0.id)), $0.id)
        < (SeededGenerator.mix(seed ^ UInt64($1.id)), $1.id)
    }
    for person in order { try row(person, to: &file) }
    return try file.close()
  }

  /// A record with the vendor's errors: out of date, mistyped, left out.
  private func row(_ person: Person, to file: inout CSVFile) throws(DemonstrationError) {
    var random = SeededGenerator(seed: parameters.seed, purpose: 14, index: UInt64(person.id))
    file.hexadecimal(person.id)
    let slip = random.index(of: [0.93, 0.025, 0.025, 0.01, 0.01])
    let year = person.birthYear + [0, 1, -1, 10, -10][slip]
    if random.bernoulli(0.06) { file.missing() } else { file.integer(year) }
    let sex = random.bernoulli(0.01) ? 1 - min(1, Int(person.sex)) : Int(person.sex)
    if random.bernoulli(0.03) { file.missing() } else { file.word(PopulationModel.sexes[sex].0) }
    postcode(of: person, to: &file, &random)
    let education = shifted(Int(person.education), PopulationModel.educations.count, &random)
    if random.bernoulli(0.15) {
      file.missing()
    } else {
      typed(PopulationModel.educations[education], to: &file, &random)
    }
    let occupation =
      random.bernoulli(0.08)
      ? random.below(PopulationModel.occupations.count) : Int(person.occupation)
    if random.bernoulli(0.12) {
      file.missing()
    } else {
      typed(PopulationModel.occupations[occupation], to: &file, &random)
    }
    let marital = random.bernoulli(0.05) ? random.below(4) : Int(person.marital)
    if random.bernoulli(0.10) {
      file.missing()
    } else {
      typed(PopulationModel.maritals[marital], to: &file, &random)
    }
    if random.bernoulli(0.30) {
      file.missing()
    } else {
      typed(Devices.model(of: person), to: &file, &random)
    }
    try file.endRow()
  }

  /// A word as the vendor typed it.
  private func typed(
    _ word: StaticString, to file: inout CSVFile, _ random: inout SeededGenerator
  ) {
    file.cell(TypingErrors.typed(word, errorRate: Self.typingErrors, &random))
  }

  /// Five in a hundred have moved within their city; three postcodes have two characters swapped.
  private func postcode(
    of person: Person, to file: inout CSVFile, _ random: inout SeededGenerator
  ) {
    let district =
      random.bernoulli(0.05) ? random.below(City.districtCount) : Int(person.district)
    var bytes = City.all[Int(person.city)].postcode(of: district)
    if random.bernoulli(0.03) { bytes.swapAt(bytes.count - 1, bytes.count - 2) }
    if random.bernoulli(0.05) { file.missing() } else { file.cell(bytes) }
  }

  /// One step up or down in three of a hundred.
  private func shifted(_ level: Int, _ count: Int, _ random: inout SeededGenerator) -> Int {
    guard random.bernoulli(0.03) else { return level }
    return min(count - 1, max(0, level + (random.bernoulli(0.5) ? 1 : -1)))
  }
}
