import DifferentialPrivacy
import Engines
import Findings
import Foundation
import TestSupport
import Testing

@testable import Pipelines

/// A source that repeats itself: for statistics only.
private struct TestSource: RandomSource, ~Copyable {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Private releases")
struct PrivateReleaseTests {
  private static let opened = Result {
    try Engine(options: EngineOptions(memoryBytes: 1 << 30, threadCount: 2))
  }

  private func file(_ text: String) throws -> String {
    let path = NSTemporaryDirectory() + "palimpsest-release-\(UUID().uuidString).csv"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func request(
    _ path: String, _ question: PrivateReleaseRequest.Question, epsilon: Double = 1
  ) -> PrivateReleaseRequest {
    PrivateReleaseRequest(
      source: DataSource(path), question: question, epsilon: epsilon, tool: "t")
  }

  static let table = "u,g,v\na,x,1\na,x,2\na,y,3\nb,x,4\n,z,9\nc,w,nan\n"

  @Test("a count's noise has the declared distribution")
  func noiseOfACount() throws {
    // 1,000 counts of 6 rows at epsilon 1: P(0) = tanh(1/2) = 0.46212, so 462.1 zeros with
    // deviation 15.8; P(1) + P(-1) = 2 p (1-p)/(1+p) = 0.34001: 340.0 with deviation 15.0. Within
    // 5.5 deviations but for 4e-8 each.
    let path = try file(Self.table)
    let run = try PrivateReleaseRun(request(path, .count(column: nil)), on: Self.opened.get())
    var source = TestSource(state: 5)
    var (zeros, ones) = (0, 0)
    for _ in 0..<1_000 {
      let off = try run.release(from: &source).results[0].value - 6
      if off == 0 { zeros += 1 }
      if abs(off) == 1 { ones += 1 }
    }
    #expect(abs(Double(zeros) - 462.1) < 87)
    #expect(abs(Double(ones) - 340.0) < 83)
  }

  @Test("at an epsilon that leaves no noise, the exact bounded answers come out")
  func exactAnswers() throws {
    // Noise of scale 1/60 is 0 but for 2 e^-60: what is left is bounding, clamping and reading.
    let path = try file(Self.table)
    let engine = try Self.opened.get()
    var source = TestSource(state: 6)
    func answer(
      _ question: PrivateReleaseRequest.Question, rows: Int? = nil, groups: Int? = nil,
      subject: Bool = true
    ) throws -> [Double] {
      var request = request(path, question, epsilon: 2_000)
      request.allowsLargeEpsilon = true
      request.bounds = 0...4
      request.precision = 1
      if subject { request.subjects = .init(column: "u", rows: rows, groups: groups) }
      return try PrivateReleaseRun(request, on: engine).release(from: &source).results.map(\.value)
    }
    #expect(try answer(.count(column: nil), subject: false) == [6])
    #expect(try answer(.count(column: nil), rows: 2) == [4])
    #expect(try answer(.count(column: nil), rows: 1) == [3])
    #expect(try answer(.sum(column: "v"), subject: false) == [14])
    #expect(try answer(.sum(column: "v")) == [8])
    #expect(try answer(.sum(column: "v"), rows: 3) == [10])
    #expect(try answer(.mean(column: "v"), rows: 3) == [2.5])
    #expect(try answer(.quantile(column: "v", probabilities: [0.5]), rows: 9)[0] <= 3)
    let keys = ["x", "nowhere", "z", "y"]
    #expect(try answer(.histogram(column: "g", keys: keys), subject: false) == [3, 0, 1, 1])
    #expect(try answer(.histogram(column: "g", keys: keys), rows: 2, groups: 2) == [3, 0, 0, 1])
    #expect(try answer(.histogram(column: "g", keys: keys), rows: 1, groups: 9) == [2, 0, 0, 1])
  }

  @Test("secret keys that one person alone holds stay secret, and frequent ones come out")
  func secretKeys() throws {
    // A rare key passes with probability 1e-9 each; the frequent one's 400 rows are far above.
    let rows = (0..<400).map { "p\($0),often,1\n" }.joined()
    let path = try file("u,g,v\np0,rare,1\n" + rows)
    for noise in PrivateReleaseRequest.Noise.allCases {
      for isBounded in [false, true] {
        var request = request(path, .histogram(column: "g", keys: nil))
        (request.delta, request.noise) = (1e-9, noise)
        if isBounded { request.subjects = .init(column: "u", rows: 1, groups: 2) }
        var source = TestSource(state: 9)
        let release = try PrivateReleaseRun(request, on: Self.opened.get()).release(from: &source)
        #expect(release.results.map(\.key) == ["often"])
        #expect(release.cost.delta <= 1e-9 && release.cost.epsilon <= 1)
        #expect((release.mechanism.threshold ?? 0) > 2)
      }
    }
  }

  @Test("what is refused is refused before the data is read")
  func refusals() throws {
    let path = try file(Self.table)
    let engine = try Self.opened.get()
    func refusal(
      _ question: PrivateReleaseRequest.Question, _ change: (inout PrivateReleaseRequest) -> Void
    ) -> PrivateReleaseError? {
      var request = request(path, question)
      change(&request)
      do {
        _ = try PrivateReleaseRun(request, on: engine)
        return nil
      } catch {
        return error as? PrivateReleaseError
      }
    }
    let count = PrivateReleaseRequest.Question.count(column: nil)
    let secret = PrivateReleaseRequest.Question.histogram(column: "g", keys: nil)
    #expect(refusal(count) { $0.epsilon = 0 } == .epsilonNotPositive)
    #expect(refusal(count) { $0.epsilon = .nan } == .epsilonNotPositive)
    #expect(refusal(count) { $0.epsilon = 11 } == .epsilonTooLarge(limit: 10))
    #expect(refusal(count) { $0.noise = .gaussian } == .deltaWanted)
    #expect(
      refusal(count) { $0.subjects = .init(column: "u", rows: nil, groups: nil) }
        == .rowsPerSubjectWanted)
    #expect(refusal(.sum(column: "v")) { _ in } == .boundsWanted)
    #expect(refusal(secret) { _ in } == .deltaWanted)
    #expect(refusal(.histogram(column: "g", keys: ["a", "a"])) { _ in } == .keyRepeated(place: 2))
    #expect(refusal(count) { _ in } == nil)
  }

  @Test(
    "no pair of neighbouring tables tells more than epsilon, on the whole path",
    .enabled(if: Build.isOptimised))
  func neighbours() throws {
    // Would catch: bounding that lets a person in twice, noise for one row instead of R x G.
    let pairs = [
      ("u,g\na,x\na,x\na,x\nb,x\n", "u,g\nb,x\n"), ("u,g\na,x\na,y\na,z\nb,x\n", "u,g\nb,x\n"),
    ]
    let paths = try pairs.map { (first: try file($0.0), second: try file($0.1)) }
    let engine = try Self.opened.get()
    var source = TestSource(state: 17)
    let violation = try NeighbourTester(runs: 1_000).violation(
      pairs: paths, claims: [(epsilon: 1, delta: 0)]
    ) { path -> Double in
      var request = request(path, .histogram(column: "g", keys: ["x", "y"]))
      request.subjects = .init(column: "u", rows: 2, groups: 1)
      let release = try PrivateReleaseRun(request, on: engine).release(from: &source)
      return release.results[0].value + release.results[1].value
    }
    #expect(violation == nil)
  }
}
