/// The marginals and conditionals that people are drawn from; `docs/demo-dataset.md` has the
/// sources and the formulas.
enum PopulationModel {
  /// The year that ages refer to.
  static let referenceYear = 2025

  /// The first ages of the bands, and the bands' shares among heads of households.
  static let ageBands: [(first: Int, last: Int, share: Double)] = [
    (16, 24, 0.26), (25, 34, 0.30), (35, 44, 0.19), (45, 54, 0.13), (55, 64, 0.08), (65, 85, 0.04),
  ]

  static let sexes: [(StaticString, Double)] = [("female", 0.51), ("male", 0.48), ("other", 0.01)]

  /// What a household is made of: one person, a couple, a couple with grown children, flatmates.
  static let householdShares: [Double] = [0.45, 0.37, 0.10, 0.08]

  static let educations: [StaticString] = [
    "lower secondary", "upper secondary", "some college", "bachelor", "postgraduate",
  ]

  /// P(education | age band).
  static let educationByAge: [[Double]] = [
    [0.21, 0.29, 0.41, 0.085, 0.005], [0.10, 0.33, 0.30, 0.21, 0.06],
    [0.08, 0.32, 0.30, 0.19, 0.11], [0.11, 0.33, 0.26, 0.17, 0.13],
    [0.19, 0.34, 0.22, 0.14, 0.11], [0.23, 0.32, 0.21, 0.13, 0.11],
  ]

  static let occupations: [StaticString] = [
    "professional", "manager", "clerical", "sales", "crafts", "services", "transport",
    "machine operator", "technician", "agriculture", "unemployed", "student", "retired",
  ]
  static let unemployed = 10
  static let student = 11
  static let retired = 12

  /// Weights of the first eleven occupations, by education.
  static let occupationByEducation: [[Double]] = [
    [0.013, 0.025, 0.041, 0.083, 0.161, 0.220, 0.172, 0.116, 0.005, 0.061, 0.102],
    [0.022, 0.077, 0.130, 0.102, 0.183, 0.147, 0.137, 0.097, 0.015, 0.038, 0.051],
    [0.076, 0.121, 0.168, 0.129, 0.127, 0.131, 0.069, 0.042, 0.048, 0.025, 0.064],
    [0.279, 0.256, 0.094, 0.151, 0.042, 0.054, 0.021, 0.013, 0.043, 0.014, 0.032],
    [0.596, 0.224, 0.030, 0.059, 0.011, 0.015, 0.007, 0.004, 0.017, 0.006, 0.030],
  ]

  /// The share of women in each of the first eleven occupations, as a weight.
  static let womenByOccupation: [Double] = [
    0.37, 0.29, 0.67, 0.35, 0.05, 0.52, 0.09, 0.28, 0.38, 0.07, 0.46,
  ]

  static let maritals: [StaticString] = ["single", "married", "divorced", "widowed"]

  /// P(single, divorced, widowed | age band) of those who live without a partner.
  static let maritalAlone: [[Double]] = [
    [0.98, 0.02, 0], [0.87, 0.12, 0.01], [0.55, 0.42, 0.03], [0.33, 0.57, 0.10],
    [0.20, 0.53, 0.27], [0.08, 0.25, 0.67],
  ]
  /// P(married) of couples.
  static let marriedShare = 0.80

  static let employerSizes: [(StaticString, Double)] = [
    ("1-9", 0.20), ("10-49", 0.25), ("50-249", 0.22), ("250+", 0.33),
  ]

  static let incomeBands: [StaticString] = [
    "0-10k", "10-20k", "20-30k", "30-45k", "45-60k", "60-90k", "90-150k", "150k+",
  ]
  static let incomeThresholds: [Double] = [-1.6, -0.9, -0.3, 0.3, 0.9, 1.6, 2.4]
  static let incomeByEducation: [Double] = [-0.8, -0.3, 0, 0.7, 1.2]
  static let incomeByOccupation: [Double] = [
    0.5, 0.7, -0.1, 0.1, 0.0, -0.5, 0.0, -0.2, 0.3, -0.4, -1.4, -1.6, -0.6,
  ]

  static let conditions: [StaticString] = [
    "none", "asthma", "diabetes", "depression", "hypertension", "migraine", "pregnancy", "hiv",
    "cancer",
  ]

  /// Weights of the conditions for a person.
  static func conditionWeights(age: Int, isFemale: Bool) -> [Double] {
    let above30 = Double(max(0, age - 30))
    let above25 = Double(max(0, age - 25))
    return [
      1, 0.07, 0.01 + 0.002 * above30, isFemale ? 0.09 : 0.05, 0.004 * above25,
      isFemale ? 0.08 : 0.04, isFemale && (20...42).contains(age) ? 0.03 : 0, 0.004,
      0.002 + 0.001 * above30,
    ]
  }

  static let iPhones: [StaticString] = [
    "iPhone 15", "iPhone 14", "iPhone 13", "iPhone 16", "iPhone 12", "iPhone 15 Pro", "iPhone 11",
    "iPhone 16 Pro", "iPhone SE", "iPhone 14 Pro", "iPhone 13 mini", "iPhone 15 Plus", "iPhone XR",
    "iPhone 12 mini",
  ]
  static let androids: [StaticString] = [
    "Galaxy S23", "Galaxy A54", "Galaxy S24", "Galaxy A14", "Redmi Note 12", "Pixel 7", "Moto G54",
    "Galaxy S22", "Pixel 8", "Redmi Note 13", "Galaxy A34", "OnePlus 11", "Xperia 10", "Pixel 6a",
    "Galaxy S21", "Moto G84", "Galaxy Z Flip5", "Nothing Phone 2", "Fairphone 5", "Honor 90",
    "Galaxy Note20", "Xperia 1", "Pixel Fold", "Zenfone 10",
  ]

  static func band(of age: Int) -> Int {
    ageBands.lastIndex { age >= $0.first } ?? 0
  }
}
