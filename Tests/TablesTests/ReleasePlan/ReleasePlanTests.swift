import Foundation
import Tables
import Testing

@Suite("Plans of releases")
struct ReleasePlanTests {
  static let full = """
    version: 1
    unit: row
    neighbours: substitute
    target: {epsilon: 1.5, delta: 1e-6}
    releases:
      - {name: a, mechanism: laplace, sensitivity: 2, scale: 4.5, count: 3}
      - {name: b, mechanism: laplace, epsilon: 0.1}
      - {name: c, mechanism: discrete_laplace, sensitivity: 3, scale: 6}
      - {name: d, mechanism: gaussian, sensitivity: 2, sigma: 1.0e+1}
      - {name: e, mechanism: gaussian, rho: 0.5}
      - {name: f, mechanism: discrete_gaussian, sigma: 3}
      - {name: g, mechanism: randomized_response, epsilon: 1, categories: 4}
      - {name: h, mechanism: exponential, epsilon: 0.2}
      - {name: i, mechanism: pure, epsilon: 0.2}
      - {name: j, mechanism: approximate, epsilon: 0.2, delta: 0}
      - {name: k, mechanism: zcdp, rho: 0.01}
      - {name: l, mechanism: gdp, mu: 0.25}
      - {name: m, mechanism: dpsgd, sigma: 1.1, steps: 100, sampling: {poisson: 0.01}}
      - name: n
        mechanism: dpsgd
        sigma: 1.1
        steps: 100
        sampling: {without_replacement: {batch: 10, of: 1000}}
    """

  // Catches: a parameter read into another's place, defaults lost, exponents misread.
  @Test("are read with every mechanism's parameters")
  func everyMechanism() throws {
    let plan = try ReleasePlan.parse(text: Self.full, file: "p")
    #expect(plan.unit == .row && plan.neighbours == .substitute)
    #expect(plan.target == .init(epsilon: 1.5, delta: 1e-6))
    let expected: [PlannedMechanism] = [
      .laplace(scale: 4.5, sensitivity: 2, epsilon: nil),
      .laplace(scale: 10, sensitivity: 1, epsilon: 0.1),
      .discreteLaplace(scale: 6, sensitivity: 3, epsilon: nil),
      .gaussian(sigma: 10, sensitivity: 2), .gaussian(sigma: 1, sensitivity: 1),
      .discreteGaussian(sigma: 3, sensitivity: 1), .randomizedResponse(epsilon: 1, categories: 4),
      .exponential(epsilon: 0.2), .pure(epsilon: 0.2), .approximate(epsilon: 0.2, delta: 0),
      .zeroConcentrated(rho: 0.01), .gaussianPrivacy(mu: 0.25), .noisyGradients(sigma: 1.1),
      .noisyGradients(sigma: 1.1),
    ]
    #expect(plan.releases.map(\.mechanism) == expected)
    #expect(plan.releases.map(\.count) == [3] + Array(repeating: 1, count: 11) + [100, 100])
    #expect(plan.releases[12].sampling == .poisson(rate: 0.01))
    #expect(plan.releases[13].sampling == .withoutReplacement(batch: 10, population: 1000))
    #expect(plan.releases[13].line == 19 && plan.releases[13].column == 5)
    let small = try ReleasePlan.parse(
      text: "version: 1\nreleases: [{name: x, mechanism: pure, epsilon: 1}]", file: "p")
    #expect(small.unit == .dataSubject && small.neighbours == .addRemove && small.target == nil)
  }

  /// What follows `version: 1` and where the first error must be.
  static let faults: [(text: String, line: Int, column: Int)] = [
    ("relases: []", 1, 1), ("releases: []", 2, 11), ("releases: {}", 2, 11),
    ("releases: [{name: x, mechanism: pure}]", 2, 12),
    ("releases: [{name: x, mechanism: pur, epsilon: 1}]", 2, 33),
    ("releases: [{name: x, mechanism: pure, epsilon: -1}]", 2, 48),
    ("releases: [{name: x, mechanism: pure, epsilon: 0}]", 2, 48),
    ("releases: [{name: x, mechanism: pure, epsilon: .nan}]", 2, 48),
    ("releases: [{name: x, mechanism: pure, epsilon: .inf}]", 2, 48),
    ("releases: [{name: x, mechanism: pure, epsilon: 1e308}]", 2, 48),
    ("releases: [{name: x, mechanism: pure, epsilon: 1e99999}]", 2, 48),
    ("releases: [{name: x, mechanism: pure, epsilon: '1'}]", 2, 48),
    ("releases: [{name: x, mechanism: pure, epsilon: 1, count: 0}]", 2, 58),
    ("releases: [{name: x, mechanism: pure, epsilon: 1, count: 1.5}]", 2, 58),
    ("releases: [{name: x, mechanism: pure, epsilon: 1, count: 99999999999999999999}]", 2, 58),
    ("releases: [{name: x, mechanism: pure, epsilon: 1, sigma: 2}]", 2, 51),
    ("releases: [{name: x, mechanism: pure, epsilon: 1, sgima: 2}]", 2, 51),
    ("releases: [{name: x, mechanism: laplace, epsilon: 1, scale: 2}]", 2, 54),
    ("releases: [{name: x, mechanism: laplace}]", 2, 12),
    ("releases: [{name: x, mechanism: approximate, epsilon: 1, delta: 1}]", 2, 65),
    ("releases: [{name: '', mechanism: pure, epsilon: 1}]", 2, 19),
    (
      "releases: [{name: x, mechanism: pure, epsilon: 1}, {name: x, mechanism: zcdp, rho: 1}]", 2,
      59
    ),
    ("releases: [{name: x, mechanism: dpsgd, sigma: 1, steps: 5}]", 2, 12),
    ("releases: [{name: x, mechanism: dpsgd, sigma: 1, steps: 5, sampling: {poisson: 2}}]", 2, 80),
    ("releases: [{name: x, mechanism: zcdp, rho: 1, sampling: {poisson: 0.5}}]", 2, 57),
    ("releases: [{name: x, mechanism: randomized_response, epsilon: 1}]", 2, 33),
    (
      "releases: [{name: x, mechanism: pure, epsilon: 1, sampling: {without_replacement: "
        + "{batch: 5, of: 9}}}]", 2, 61
    ),
    (
      "neighbours: substitute\nreleases: [{name: x, mechanism: pure, epsilon: 1, sampling: "
        + "{without_replacement: {batch: 9, of: 5}}}]", 3, 91
    ),
    (
      "neighbours: substitute\nreleases: [{name: x, mechanism: gaussian, sigma: 1, sampling: "
        + "{poisson: 0.5}}]", 3, 63
    ),
    ("target: {epsilon: 1, delta: 2}\nreleases: [{name: x, mechanism: pure, epsilon: 1}]", 2, 29),
  ]

  // Catches: nonsense let through, a place that points elsewhere, no remedy.
  @Test("are refused at the place of the fault, with a remedy", arguments: faults.indices)
  func places(index: Int) throws {
    let fault = Self.faults[index]
    let found = try #require(throws: ReleasePlanErrors.self, "\(fault.text)") {
      try ReleasePlan.parse(text: "version: 1\n" + fault.text, file: "plan.yaml")
    }
    let first = try #require(found.errors.first)
    #expect(first.line == fault.line && first.column == fault.column, "\(found)")
    #expect(found.description.hasPrefix("plan.yaml:\(fault.line):\(fault.column): "))
    #expect(!first.problem.remedy.isEmpty && !first.problem.message.isEmpty)
  }

  // Catches: a stack overflow, or minutes spent on nothing.
  @Test("of a megabyte of brackets, aliases or releases are refused at once")
  func hostile() throws {
    let many = (0..<1001).map { "  - {name: n\($0), mechanism: pure, epsilon: 1}\n" }.joined()
    for text in [
      String(repeating: "[", count: 1 << 20), String(repeating: "{a: ", count: 1 << 18),
      String(repeating: "- ", count: 1 << 19), "", "~", "version: 2\nreleases: []", "\u{0}",
      "version: 1\nreleases:\n" + many,
    ] {
      #expect(throws: ReleasePlanErrors.self) { try ReleasePlan.parse(text: text, file: "p") }
    }
    #expect(throws: ReleasePlanErrors.self) { try ReleasePlan.parse(bytes: [0xFF], file: "p") }
    #expect(throws: ReleasePlanErrors.self) { try ReleasePlan.read(from: "/no/such/plan") }
    #expect(throws: ReleasePlanErrors.self) { try ReleasePlan.read(from: "/") }
  }

  // Catches: a reader and a schema that part ways.
  @Test(
    "are what their JSON Schema says",
    .enabled(if: PlanSchema.isInstalled, "python3 with yaml and jsonschema is not installed"))
  func schema() throws {
    let texts = [Self.full] + Self.faults.map { "version: 1\n" + $0.text }
    let verdicts = try PlanSchema.validity(of: texts)
    #expect(verdicts.first == true)
    // JSON has no NaN: a validator that is handed one compares it with nothing.
    for (text, isValid) in zip(texts, verdicts).dropFirst() where !text.contains(".nan") {
      let errors = #expect(throws: ReleasePlanErrors.self) {
        try ReleasePlan.parse(text: text, file: "p")
      }
      let hasShape = errors?.errors.contains { $0.problem.isShape } ?? false
      #expect(isValid == !hasShape, "\(text)\n\(errors?.description ?? "")")
    }
  }
}

/// `docs/schemas/release-plan-1.json` by the reference validator.
enum PlanSchema {
  static let isInstalled = (try? run(["-c", "import yaml, jsonschema"])) != nil

  /// YAML 1.1 as PyYAML reads it takes 1e-6 for a text: numbers are read as YAML 1.2 does.
  private static let script = """
    import json, re, sys, yaml, jsonschema
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    class Loader(yaml.SafeLoader): pass
    Loader.add_implicit_resolver(
        'tag:yaml.org,2002:float', re.compile(r'^[-+]?[0-9]+(\\.[0-9]*)?[eE][-+]?[0-9]+$'),
        list('-+0123456789'))
    print(json.dumps([validator.is_valid(yaml.load(t, Loader)) for t in json.load(open(sys.argv[2]))]))
    """

  static func validity(of texts: [String]) throws -> [Bool] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try JSONEncoder().encode(texts).write(to: file)
    let schema = root.appendingPathComponent("docs/schemas/release-plan-1.json")
    let output = try run(["-c", script, schema.path, file.path])
    return try JSONDecoder().decode([Bool].self, from: output)
  }

  private static func run(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return output
  }
}
