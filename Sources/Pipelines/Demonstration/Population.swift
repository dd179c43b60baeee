import Numerics

/// One person of the model.
struct Person {
  let id: UInt32
  let household: Int32
  let isHead: Bool
  let isOutsider: Bool
  let city: UInt8
  let district: UInt8
  let homeLatitude: Int32
  let homeLongitude: Int32
  let age: UInt8
  let sex: UInt8
  let education: UInt8
  let occupation: UInt8
  let marital: UInt8
  let employerSize: UInt8
  let income: UInt8
  let condition: UInt8
  let language: UInt8
  let isIPhone: Bool
  let model: UInt8
  let joinedDay: Int32

  var birthYear: Int { PopulationModel.referenceYear - Int(age) }
  var ageBand: Int { PopulationModel.band(of: Int(age)) }
  var isFemale: Bool { sex == 0 }
}

/// Everyone: the people of the release in the order of their ids, and outsiders of the same city.
struct Population {
  let people: [Person]
  let outsiders: [Person]

  /// Draws households until there are enough people.
  ///
  /// - Complexity: O(people log people).
  static func make(people count: Int, outsiders outsiderCount: Int, seed: UInt64) -> Population {
    let ids = Pseudonyms(seed: seed)
    func draw(_ wanted: Int, isOutsider: Bool) -> [Person] {
      var people: [Person] = []
      people.reserveCapacity(wanted + 4)
      var household = 0
      while people.count < wanted {
        var maker = HouseholdMaker(
          random: SeededGenerator(
            seed: seed, purpose: isOutsider ? 2 : 1, index: UInt64(household)),
          household: household, isOutsider: isOutsider)
        for member in maker.members() where people.count < wanted {
          let serial = UInt32(people.count) + (isOutsider ? UInt32(count) : 0)
          people.append(maker.person(member, id: ids.pseudonym(of: serial)))
        }
        household += 1
      }
      return people.sorted { $0.id < $1.id }
    }
    return Population(
      people: draw(count, isOutsider: false), outsiders: draw(outsiderCount, isOutsider: true))
  }
}

/// Keys without meaning: a permutation of the 32-bit numbers (four rounds of Feistel's network).
struct Pseudonyms {
  let seed: UInt64

  func pseudonym(of serial: UInt32) -> UInt32 {
    var left = serial &>> 16
    var right = serial & 0xFFFF
    for round in UInt64(0)..<4 {
      let mixed = SeededGenerator.mix(seed ^ (round &<< 40) ^ UInt64(right))
      (left, right) = (right, left ^ UInt32(mixed & 0xFFFF))
    }
    return (left &<< 16) | right
  }
}

/// Draws one household and its members.
struct HouseholdMaker {
  var random: SeededGenerator
  let household: Int
  let isOutsider: Bool
  private var city = 0
  private var district = 0
  private var home: (latitude: Int, longitude: Int) = (0, 0)

  /// What is settled of a person before the rest is drawn.
  struct Member {
    let age: Int
    let sex: Int
    let education: Int
    let hasPartner: Bool
    let isMarried: Bool
    let isHead: Bool
  }

  init(random: SeededGenerator, household: Int, isOutsider: Bool) {
    self.random = random
    self.household = household
    self.isOutsider = isOutsider
  }

  /// The members, the head first; settles where they live.
  mutating func members() -> [Member] {
    let kind = random.index(of: PopulationModel.householdShares)
    let band = random.index(of: PopulationModel.ageBands.map(\.share))
    let ages = PopulationModel.ageBands[band]
    let age = ages.first + random.below(ages.last - ages.first + 1)
    let sex = random.index(of: PopulationModel.sexes.map(\.1))
    // A head of 16 or 17 lives alone in the data: the parents are not on the network.
    let hasPartner = (kind == 1 || kind == 2) && age >= 20
    let isMarried = hasPartner && random.bernoulli(PopulationModel.marriedShare)
    let education = random.index(of: PopulationModel.educationByAge[band])
    settle(education: education)
    let head = Member(
      age: age, sex: sex, education: education, hasPartner: hasPartner, isMarried: isMarried,
      isHead: true)
    var members = [head]
    if hasPartner { members.append(partner(of: head)) }
    if kind == 2, age >= 38 {
      for _ in 0...random.below(2) {
        members.append(other(age: 16 + random.below(min(10, age - 36) + 1)))
      }
    }
    if kind == 3, age < 35, age >= 18 {
      for _ in 0...random.below(3) { members.append(other(age: 18 + random.below(17))) }
    }
    return members
  }

  private mutating func partner(of head: Member) -> Member {
    let age = min(85, max(18, head.age + Int((random.bell() * 3).rounded())))
    let sex = head.sex < 2 && random.bernoulli(0.95) ? 1 - head.sex : head.sex
    // Likes marry likes: half of all partners have the same education.
    let education =
      random.bernoulli(0.5)
      ? head.education
      : random.index(of: PopulationModel.educationByAge[PopulationModel.band(of: age)])
    return Member(
      age: age, sex: sex, education: education, hasPartner: true, isMarried: head.isMarried,
      isHead: false)
  }

  private mutating func other(age: Int) -> Member {
    let sex = random.index(of: PopulationModel.sexes.map(\.1))
    let band = PopulationModel.band(of: age)
    let education = random.index(of: PopulationModel.educationByAge[band])
    return Member(
      age: age, sex: sex, education: education, hasPartner: false, isMarried: false, isHead: false)
  }

  /// A city by its share, a district by its crowd, its wealth and the head's education.
  private mutating func settle(education: Int) {
    city = random.index(of: City.all.map(\.share))
    let rank = (Double(education) - 2) / 2
    district = random.index(
      of: (0..<City.districtCount).map { district in
        City.crowd(of: district) * (1 + 0.8 * rank * City.wealth(of: district))
      })
    let centre = City.all[city].centre(of: district)
    home = (
      centre.latitude + Int((random.unit() - 0.5) * 1700),
      centre.longitude + Int((random.unit() - 0.5) * 2400)
    )
  }

  /// A member with everything else drawn.
  mutating func person(_ member: Member, id: UInt32) -> Person {
    let place = City.all[city]
    let band = PopulationModel.band(of: member.age)
    let occupation = self.occupation(of: member)
    let income = self.income(of: member, occupation: occupation)
    let iPhoneChance = min(0.9, max(0.05, 0.25 + 0.06 * Double(income) + place.iPhoneBonus))
    let isIPhone = random.bernoulli(iPhoneChance)
    let models = isIPhone ? PopulationModel.iPhones.count : PopulationModel.androids.count
    let first = CivilDay.daysSinceEpoch(year: 2016, month: 1, day: 1)
    let marital: Int
    if member.isMarried {
      marital = 1
    } else if member.hasPartner {
      marital = 0
    } else {
      marital = [0, 2, 3][random.index(of: PopulationModel.maritalAlone[band])]
    }
    let weights = PopulationModel.conditionWeights(age: member.age, isFemale: member.sex == 0)
    return Person(
      id: id, household: Int32(household), isHead: member.isHead, isOutsider: isOutsider,
      city: UInt8(city), district: UInt8(district), homeLatitude: Int32(home.latitude),
      homeLongitude: Int32(home.longitude), age: UInt8(member.age), sex: UInt8(member.sex),
      education: UInt8(member.education), occupation: UInt8(occupation), marital: UInt8(marital),
      employerSize: UInt8(random.index(of: PopulationModel.employerSizes.map(\.1))),
      income: UInt8(income), condition: UInt8(random.index(of: weights)),
      language: UInt8(random.index(of: place.languages.map(\.1))), isIPhone: isIPhone,
      model: UInt8(random.index(of: (0..<models).map { 1 / Double($0 + 2) })),
      joinedDay: Int32(first + max(random.below(3287), random.below(3287))))
  }

  /// Students and pensioners by age, others by education and sex.
  private mutating func occupation(of member: Member) -> Int {
    if member.age < 25, random.bernoulli(0.55) { return PopulationModel.student }
    if member.age >= 65, random.bernoulli(0.80) { return PopulationModel.retired }
    let base = PopulationModel.occupationByEducation[member.education]
    let women = PopulationModel.womenByOccupation
    return random.index(
      of: base.indices.map { index in
        switch member.sex {
        case 0: base[index] * women[index]
        case 1: base[index] * (1 - women[index])
        default: base[index] * 0.5
        }
      })
  }

  /// A band: education, occupation, age, the district's wealth, and luck.
  private mutating func income(of member: Member, occupation: Int) -> Int {
    let distance = Double(abs(member.age - 48)) / 32
    let score =
      PopulationModel.incomeByEducation[member.education]
      + PopulationModel.incomeByOccupation[occupation] + 0.4 - distance
      + 0.5 * City.wealth(of: district) + 0.7 * random.bell()
    return PopulationModel.incomeThresholds.count(where: { $0 <= score })
  }
}
