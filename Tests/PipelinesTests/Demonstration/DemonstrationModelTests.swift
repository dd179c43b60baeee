import Foundation
import Numerics
import Testing

@testable import Pipelines

@Suite("The model of the demonstration")
struct DemonstrationModelTests {
  private static let people = Population.make(people: 20_000, outsiders: 100, seed: 42).people

  /// The largest deviation of a count from n p that is allowed for.
  ///
  /// Bernstein: P(|X - n p| >= t) <= 2 exp(-t^2 / (2 (n p q + t / 3))). With L = ln(2 m / a) for m
  /// comparisons and a false alarm in a of all runs, t = L / 3 + sqrt(L^2 / 9 + 2 L n p q).
  /// Here a = 1e-6 and m = 1000, which is more than all comparisons of this suite.
  private func tolerance(_ n: Int, _ p: Double) -> Double {
    let l = log(2 * 1000 / 1e-6)
    return l / 3 + (l * l / 9 + 2 * l * Double(n) * p * (1 - p)).squareRoot()
  }

  private func expect(_ count: Int, of n: Int, is p: Double, _ what: String) {
    let deviation = abs(Double(count) - Double(n) * p)
    #expect(deviation <= tolerance(n, p), "\(what): \(count) of \(n), model \(p)")
  }

  // Catches: a draw whose mean or law is not the documented one.
  @Test("Draws follow their laws")
  func draws() {
    var random = SeededGenerator(seed: 3, purpose: 0)
    let n = 200_000
    var ranks = [Int](repeating: 0, count: 100)
    var sum = 0.0
    var heavy = 0
    var low = 0
    for _ in 0..<n {
      ranks[random.zipf(100)] += 1
      sum += random.bell()
      heavy += random.heavy(1000)
      low += random.below(10) < 3 ? 1 : 0
    }
    expect(low, of: n, is: 0.3, "below")
    // P(rank >= r) = (1 - r / (c (q + r))) with c = n / (n + q).
    for r in [1, 5, 20, 50] {
      let c = 100.0 / 108
      let model = 1 - Double(r) / (c * (8 + Double(r)))
      expect(ranks[r...].reduce(0, +), of: n, is: model, "rank >= \(r)")
    }
    // Six standard errors, as 1e-6 wants at most 5: sd of the mean 1 / sqrt n.
    #expect(abs(sum / Double(n)) < 6 / Double(n).squareRoot())
    #expect(abs(Double(heavy) / Double(n) / 2558.4 - 1) < 0.02)
  }

  // Catches: a table of the model that is not drawn from.
  @Test("Marginals are those of the model")
  func marginals() {
    let heads = Self.people.filter(\.isHead)
    for (band, ages) in PopulationModel.ageBands.enumerated() {
      let inBand = heads.filter { $0.ageBand == band }
      expect(inBand.count, of: heads.count, is: ages.share, "ages from \(ages.first)")
      for (education, share) in PopulationModel.educationByAge[band].enumerated() {
        expect(
          inBand.count { Int($0.education) == education }, of: inBand.count, is: share,
          "education \(education) from \(ages.first)")
      }
    }
    for (sex, entry) in PopulationModel.sexes.enumerated() {
      expect(heads.count { Int($0.sex) == sex }, of: heads.count, is: entry.1, "sex \(sex)")
    }
    for (index, city) in City.all.enumerated() {
      expect(heads.count { Int($0.city) == index }, of: heads.count, is: city.share, "\(city.zone)")
      let local = Self.people.filter { Int($0.city) == index }
      for (language, entry) in city.languages.enumerated() {
        expect(
          local.count { Int($0.language) == language }, of: local.count, is: entry.1,
          "\(entry.0) in \(city.zone)")
      }
    }
    let grown = Self.people.filter { $0.age >= 25 && $0.age < 65 }
    for education in PopulationModel.educations.indices {
      for sex in 0...1 {
        let some = grown.filter { Int($0.education) == education && Int($0.sex) == sex }
        let weights = PopulationModel.occupationByEducation[education].enumerated().map {
          let women = PopulationModel.womenByOccupation[$0.offset]
          return $0.element * (sex == 0 ? women : 1 - women)
        }
        for (occupation, weight) in weights.enumerated() {
          expect(
            some.count { Int($0.occupation) == occupation }, of: some.count,
            is: weight / weights.reduce(0, +), "occupation \(occupation) by education \(education)")
        }
      }
    }
  }

  // Catches: columns drawn independently of each other: nothing to infer, nothing to show.
  @Test("Education raises income, districts differ in wealth, households share a postcode")
  func correlations() {
    func mean(_ some: [Person]) -> Double {
      Double(some.map { Int($0.income) }.reduce(0, +)) / Double(max(1, some.count))
    }
    let byEducation = (0..<5).map { level in
      mean(Self.people.filter { Int($0.education) == level && $0.age >= 25 })
    }
    #expect(byEducation == byEducation.sorted())
    #expect(byEducation[4] > byEducation[0] + 2)
    let rich = Self.people.filter { City.wealth(of: Int($0.district)) > 0.5 }
    let poor = Self.people.filter { City.wealth(of: Int($0.district)) < -0.5 }
    #expect(mean(rich) > mean(poor) + 0.5)
    var home: [Int32: UInt16] = [:]
    var shared = 0
    for person in Self.people {
      let place = UInt16(person.city) << 8 | UInt16(person.district)
      if let other = home[person.household] {
        #expect(other == place)
        shared += 1
      }
      home[person.household] = place
    }
    #expect(shared > 5000)
    #expect(Set(Self.people.map(\.id)).count == 20_000)
  }

  // Catches: a network without likeness, or one that falls apart.
  @Test("Friends are more alike than strangers")
  func homophily() {
    let people = Population.make(people: 3000, outsiders: 0, seed: 9).people
    let places = Places(people: people.count, seed: 9)
    let habits = people.map { Habits(of: $0, places: places, seed: 9) }
    let ties = Friendships.make(for: people, habits: habits, seed: 9)
    #expect(Set(ties).count == ties.count)
    #expect((3.0...15.0).contains(Double(ties.count) / 3000))
    var random = SeededGenerator(seed: 5, purpose: 0)
    let strangers = ties.map { _ in Friendships.Tie(random.below(3000), random.below(3000)) }
    func share(_ pairs: [Friendships.Tie], _ alike: (Person, Person) -> Bool) -> Double {
      let count = pairs.count { alike(people[Int($0.first)], people[Int($0.second)]) }
      return Double(count) / Double(pairs.count)
    }
    let likenesses: [(Person, Person) -> Bool] = [
      { $0.city == $1.city }, { abs(Int($0.age) - Int($1.age)) <= 5 },
      { $0.city == $1.city && $0.district == $1.district },
    ]
    for alike in likenesses { #expect(share(ties, alike) > 1.5 * share(strangers, alike)) }
    #expect(
      share(ties) { $0.education == $1.education } > 1.2
        * share(strangers) { $0.education == $1.education })
  }

  // Catches: a rule of daylight-saving time that is off by a week or an hour. Oracle: Foundation.
  @Test("Clocks are those of the time zone database")
  func clocks() throws {
    for city in City.all {
      let zone = try #require(TimeZone(identifier: "\(city.zone)"))
      let start = CivilDay.daysSinceEpoch(year: 2022, month: 1, day: 1) * 86_400
      for hour in stride(from: 0, to: 24 * 365 * 5, by: 1) {
        let second = start + hour * 3600
        let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        let offset = city.zoneRule.offset(at: second, standard: city.standardOffset)
        if offset != expected {
          Issue.record("\(city.zone) at \(second)")
          break
        }
      }
    }
  }

  // Catches: leap years and the day of the week. Oracle: Foundation's calendar.
  @Test("Days are those of the calendar")
  func days() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for day in stride(from: -30_000, to: 60_000, by: 37) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      let civil = CivilDay(daysSinceEpoch: day)
      #expect(civil.year == parts.year && civil.month == parts.month && civil.day == parts.day)
      #expect((CivilDay.weekday(day) + 1) % 7 + 1 == parts.weekday)
      #expect(
        CivilDay.daysSinceEpoch(year: civil.year, month: civil.month, day: civil.day) == day)
    }
  }
}
