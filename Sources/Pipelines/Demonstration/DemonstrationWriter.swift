import Numerics
import Foundation

/// Writes the files of the demonstration into a folder.
struct DemonstrationWriter {
  let folder: URL
  let parameters: DemonstrationParameters
  let population: Population
  let shouldStop: @Sendable () -> Bool

  /// All files; answers the rows of each.
  func write() throws(DemonstrationError) -> [String: Int] {
    let seed = parameters.seed
    let places = Places(people: population.people.count, seed: seed)
    let habits = population.people.map { Habits(of: $0, places: places, seed: seed) }
    var rows: [String: Int] = [:]
    rows["people.csv"] = try people()
    rows["checkins.csv"] = try checkIns(habits)
    rows["friendships.csv"] = try friendships(habits)
    rows["posts.csv"] = try posts(habits)
    rows["devices.csv"] = try logIns(habits)
    rows["ratings.csv"] = try ratings()
    rows["vendor.csv"] = try VendorWriter(parameters: parameters, population: population)
      .write(to: folder)
    let manifest = DemonstrationManifest.text(parameters)
    do {
      try Data(manifest.utf8).write(to: folder.appendingPathComponent("palimpsest.yaml"))
    } catch {
      throw .cannotWrite(file: "palimpsest.yaml")
    }
    return rows
  }

  private func people() throws(DemonstrationError) -> Int {
    var file = try CSVFile(
      "people.csv", in: folder,
      header: [
        "id", "birth_year", "sex", "postcode", "language", "education", "occupation",
        "employer_size", "marital_status", "phone_os", "phone_model", "time_zone", "joined",
        "income_band", "condition",
      ])
    for person in population.people {
      try personRow(person, to: &file)
    }
    return try file.close()
  }

  /// One row: some cells are missing, some were suppressed by whoever "anonymized" the data.
  private func personRow(
    _ person: Person, to file: inout CSVFile
  ) throws(DemonstrationError) {
    var random = SeededGenerator(seed: parameters.seed, purpose: 9, index: UInt64(person.id))
    let city = City.all[Int(person.city)]
    file.hexadecimal(person.id)
    file.integer(person.birthYear)
    file.word(PopulationModel.sexes[Int(person.sex)].0)
    if random.bernoulli(0.01) {
      file.word("*")
    } else {
      file.cell(city.postcode(of: Int(person.district)))
    }
    file.word(city.languages[Int(person.language)].0)
    if random.bernoulli(0.02) {
      file.missing()
    } else {
      file.word(PopulationModel.educations[Int(person.education)])
    }
    if random.bernoulli(0.03) {
      file.missing()
    } else {
      file.word(PopulationModel.occupations[Int(person.occupation)])
    }
    let hasEmployer = Int(person.occupation) < PopulationModel.unemployed
    if !hasEmployer {
      file.missing()
    } else {
      file.word(PopulationModel.employerSizes[Int(person.employerSize)].0)
    }
    file.word(PopulationModel.maritals[Int(person.marital)])
    file.word(person.isIPhone ? "iOS" : "Android")
    file.word(Devices.model(of: person))
    file.word(city.zone)
    file.date(Int(person.joinedDay))
    // The top band gives itself away, so a third of it was suppressed.
    let isTop = Int(person.income) == PopulationModel.incomeBands.count - 1
    if isTop, random.bernoulli(0.33) {
      file.word("*")
    } else if random.bernoulli(0.06) {
      file.missing()
    } else {
      file.word(PopulationModel.incomeBands[Int(person.income)])
    }
    let isRare = person.condition >= 7
    if isRare, random.bernoulli(0.4) {
      file.word("*")
    } else {
      file.word(PopulationModel.conditions[Int(person.condition)])
    }
    try file.endRow()
  }

  private func checkIns(_ habits: [Habits]) throws(DemonstrationError) -> Int {
    let visits = try CheckIns.make(
      for: population.people, habits: habits, seed: parameters.seed, shouldStop: shouldStop)
    var file = try CSVFile(
      "checkins.csv", in: folder, header: ["id", "time", "latitude", "longitude", "category"])
    for visit in visits {
      file.hexadecimal(visit.id)
      file.time(visit.second, offset: visit.offset)
      file.fixed5(Int(visit.point.latitude))
      file.fixed5(Int(visit.point.longitude))
      file.word(visit.category.name)
      try file.endRow()
    }
    return try file.close()
  }

  private func friendships(_ habits: [Habits]) throws(DemonstrationError) -> Int {
    if shouldStop() { throw .stopped }
    let people = population.people
    let ties = Friendships.make(for: people, habits: habits, seed: parameters.seed)
    var file = try CSVFile("friendships.csv", in: folder, header: ["source", "target", "since"])
    var random = SeededGenerator(seed: parameters.seed, purpose: 10)
    for tie in ties {
      let (one, other) = (people[Int(tie.first)], people[Int(tie.second)])
      file.hexadecimal(one.id)
      file.hexadecimal(other.id)
      let both = max(Int(one.joinedDay), Int(other.joinedDay))
      file.date(both + random.below(max(1, ObservedWeeks.firstDay - both)))
      try file.endRow()
    }
    return try file.close()
  }

  /// People post in the evening of their own clocks, and log in in the morning.
  private func moments(
    of person: Person, habits: Habits, about hour: Double, count: Int,
    _ random: inout SeededGenerator
  ) -> [Int] {
    let city = City.all[Int(person.city)]
    return (0..<count).map { _ in
      let hour = hour + 0.7 * habits.lateness + 1.5 * random.bell()
      return ObservedWeeks.second(
        weekday: random.below(7), hour: hour, city: city, &random)
    }.sorted()
  }

  private func posts(_ habits: [Habits]) throws(DemonstrationError) -> Int {
    var file = try CSVFile("posts.csv", in: folder, header: ["id", "time", "text"])
    var text: [UInt8] = []
    for (index, person) in population.people.enumerated() {
      if index % 4096 == 0, shouldStop() { throw .stopped }
      let style = PostingStyle(of: person, seed: parameters.seed)
      var random = SeededGenerator(seed: parameters.seed, purpose: 11, index: UInt64(person.id))
      let count = 1 + random.heavy(2)
      let seconds = moments(of: person, habits: habits[index], about: 20, count: count, &random)
      for second in seconds {
        text.removeAll(keepingCapacity: true)
        style.write(to: &text, &random)
        file.hexadecimal(person.id)
        file.time(second)
        file.quotedCell(text)
        try file.endRow()
      }
    }
    return try file.close()
  }

  private func ratings() throws(DemonstrationError) -> Int {
    var file = try CSVFile(
      "ratings.csv", in: folder, header: ["id", "film", "stars", "day"])
    for (index, person) in population.people.enumerated() {
      if index % 4096 == 0, shouldStop() { throw .stopped }
      for rating in Ratings.make(for: person, seed: parameters.seed) {
        file.hexadecimal(person.id)
        file.integer(rating.film)
        file.integer(rating.stars)
        file.date(rating.day)
        try file.endRow()
      }
    }
    return try file.close()
  }

  private func logIns(_ habits: [Habits]) throws(DemonstrationError) -> Int {
    var file = try CSVFile(
      "devices.csv", in: folder, header: ["id", "time", "user_agent", "screen", "language"])
    for (index, person) in population.people.enumerated() {
      if index % 4096 == 0, shouldStop() { throw .stopped }
      let devices = Devices(of: person, seed: parameters.seed)
      var random = SeededGenerator(seed: parameters.seed, purpose: 12, index: UInt64(person.id))
      let count = 1 + random.heavy(2)
      let seconds = moments(of: person, habits: habits[index], about: 8, count: count, &random)
      for second in seconds {
        file.hexadecimal(person.id)
        file.time(second)
        devices.write(second: second, to: &file, &random)
        try file.endRow()
      }
    }
    return try file.close()
  }
}
