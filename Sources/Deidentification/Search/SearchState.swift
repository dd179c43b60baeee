import Numerics

/// The boxes still open, what is known of the nodes checked, and the best of them.
struct SearchState {
  private let evaluator: NodeEvaluator
  private let options: LatticeSearch.Options
  private let canExcludeBelow: Bool

  private var queue = BoxQueue()
  private var cache: SourceCache
  private var verdicts: [[Int]: NodeEvaluator.Verdict] = [:]
  private var breaking = Antichain(coversBelow: true)
  private var holding = Antichain(coversBelow: false)
  private var usesOfLower: [[Int]: Int] = [:]
  private var candidates: [SearchCandidate] = []
  private var leastLoss: SearchLoss?
  private var statistics = SearchStatistics()
  /// Whether counting classes raises bounds above those from levels alone.
  private var gainsFromClasses = false
  /// Whether the most general node of each box is asked for what suppression costs there.
  private let asksForExcess: Bool

  /// The nodes to check at a time.
  ///
  /// They depend on the checks made so far only, so that the way does not depend on the threads.
  /// The first ones each depend on the one before; of later ones few are in vain.
  private var batch: Int { min(16, 2 + statistics.checkedNodes / 32) }
  /// How many checks with the same lower node make it worth while to keep its classes.
  private static let usesBeforeKeeping = 3

  private struct Job: Sendable {
    let node: [Int]
    let source: ClassSource
    let wants: NodeEvaluator.Wants
    /// A node below whose classes are to be made first, and from what.
    let step: (node: [Int], source: ClassSource)?
  }

  private struct Finding: Sendable {
    let verdict: NodeEvaluator.Verdict
    let kept: ClassSource?
  }

  init(_ evaluator: NodeEvaluator, options: LatticeSearch.Options) {
    self.evaluator = evaluator
    self.options = options
    canExcludeBelow = evaluator.canExcludeBelow
    asksForExcess = evaluator.canRaiseBounds
    cache = SourceCache(base: evaluator.grouper.base)
    let bounds = evaluator.grouper.layout.bounds
    var root = LatticeBox(lower: bounds.map(\.lowerBound), upper: bounds.map(\.upperBound))
    root.isFirstDescent = true
    root.base = levelBound(root.lower)
    root.bound = root.base
    statistics.latticeSize = root.nodeCount
    gainsFromClasses = root.base == .unknown
    queue.push(root)
  }

  /// Checks the next nodes; `false` where the search is over.
  mutating func advance() -> Bool {
    let room = (options.checkLimit ?? .max) - statistics.checkedNodes
    guard room > 0, queue.count <= options.partLimit else { return false }
    if statistics.checkedNodes == 0 {
      open(room)
      return true
    }
    var jobs: [Job] = []
    var waiting: [(box: LatticeBox, node: [Int])] = []
    while jobs.count < min(batch, room), queue.count <= options.partLimit,
      let least = queue.leastBound, !least.exceeds(best), let box = queue.pop()
    {
      guard let node = step(box) else { continue }
      jobs.append(job(for: node, in: box))
      waiting.append((box, node))
    }
    guard !jobs.isEmpty else { return false }
    let findings = findings(of: jobs)
    for (job, finding) in zip(jobs, findings) { record(job, finding) }
    for (box, node) in waiting { resume(box, afterChecking: node) }
    return true
  }

  /// Checks the most general node, which most often meets the models, and the most specific one:
  /// there it shows whether classes tell more of the loss than levels do.
  private mutating func open(_ room: Int) {
    guard let root = queue.boxes.first(where: { _ in true }) else { return }
    let source = cache.best(for: root.lower)
    let levels = root.isSingle ? [root.upper] : [root.upper, root.lower]
    let jobs = levels.prefix(room).map {
      Job(
        node: $0, source: source, wants: .init(bound: true, excess: asksForExcess), step: nil)
    }
    for (job, finding) in zip(jobs, findings(of: jobs)) {
      record(job, finding)
      let known = levelBound(job.node).first
      let slack = 1e-6 * max(abs(known), 1e-9)
      if finding.verdict.bound.first > known + slack { gainsFromClasses = true }
    }
  }

  /// What is known after the last step.
  var progress: SearchProgress {
    SearchProgress(
      checkedNodes: statistics.checkedNodes, bestLoss: leastLoss?.first, lowerBound: lowerBound)
  }

  /// Whether nothing that could be better is open.
  var isProven: Bool { queue.leastBound?.exceeds(best) ?? true }

  /// No node that meets the models has less loss.
  var lowerBound: Double {
    let open = queue.leastBound?.first ?? .infinity
    guard let leastLoss else { return open }
    return isProven ? leastLoss.first : min(open, leastLoss.first)
  }

  /// The best node found.
  var bestNode: GeneralizationNode? { ties.first }

  /// All nodes found that are as good as the best, in the order of the rule.
  var ties: [GeneralizationNode] {
    candidates.filter { !$0.loss.exceeds(best) }.sorted { $0.precedes($1) }
      .map { GeneralizationNode($0.levels) }
  }

  /// The statistics, with the boxes that are left told apart.
  var finalStatistics: SearchStatistics {
    var result = statistics
    for box in queue.boxes {
      if box.bound.exceeds(best) {
        result.excludedByBound = saturatingSum(result.excludedByBound, box.nodeCount)
      } else {
        result.open = saturatingSum(result.open, box.nodeCount)
      }
    }
    return result
  }

  /// The least loss found; what exceeds it does not matter any more.
  private var best: SearchLoss { leastLoss ?? .unbounded }

  private func levelBound(_ levels: [Int]) -> SearchLoss {
    evaluator.levelBound(GeneralizationNode(levels))
  }

  /// The node that has to be checked before more is known of a box; `nil` where the box is decided
  /// or was split.
  private mutating func step(_ box: LatticeBox) -> [Int]? {
    if breaking.covers(box.upper) {
      statistics.excludedByModels = saturatingSum(statistics.excludedByModels, box.nodeCount)
      return nil
    }
    if box.isSingle {
      statistics.decidedSingly = saturatingSum(statistics.decidedSingly, 1)
      return verdicts[box.upper] == nil ? box.upper : nil
    }
    if gainsFromClasses, !box.isRefined, !box.isFirstDescent { return box.lower }
    let wantsUpper =
      box.isFirstDescent || asksForExcess || canExcludeBelow && !holding.covers(box.upper)
    if wantsUpper, verdicts[box.upper] == nil { return box.upper }
    let parts = box.split(levelBound)
    queue.push(raised(parts.only))
    queue.push(raised(parts.without))
    return nil
  }

  /// A box with its bound raised by what all its nodes suppress.
  private func raised(_ box: LatticeBox) -> LatticeBox {
    var box = box
    if let known = verdicts[box.upper]?.excess, !known.isEmpty {
      box.excess =
        box.excess.isEmpty ? known : zip(box.excess, known).map { max($0, $1) }
    }
    let lower = GeneralizationNode(box.lower)
    box.bound = max(box.bound, evaluator.raised(box.base, of: lower, by: box.excess))
    return box
  }

  private mutating func job(for node: [Int], in box: LatticeBox) -> Job {
    let wantsBound = node == box.lower && !box.isSingle
    let wants = NodeEvaluator.Wants(
      bound: wantsBound, excess: asksForExcess && node == box.upper && !box.isSingle)
    var step: (node: [Int], source: ClassSource)?
    if !box.isSingle, cache.isOpen {
      usesOfLower[box.lower, default: 0] += 1
      if wantsBound || usesOfLower[box.lower] == Self.usesBeforeKeeping {
        step = (box.lower, cache.best(for: box.lower))
      }
    }
    return Job(node: node, source: cache.best(for: node), wants: wants, step: step)
  }

  private func findings(of jobs: [Job]) -> [Finding] {
    let (evaluator, best) = (evaluator, best)
    return concurrentChunks(
      count: jobs.count, maximumChunks: jobs.count, workers: options.workers
    ) { range in
      range.map { index in
        let job = jobs[index]
        let kept = job.step.flatMap { Self.reduced($0.source, to: $0.node, evaluator) }
        let source = kept.map { $0.count < job.source.count ? $0 : job.source } ?? job.source
        let verdict = evaluator.verdict(
          on: GeneralizationNode(job.node), from: source, best: best, wants: job.wants)
        return Finding(verdict: verdict, kept: kept)
      }
    }.flatMap { $0 }
  }

  /// The classes of a node as a source, where they are clearly fewer than the entries they are
  /// made from.
  private static func reduced(
    _ source: ClassSource, to node: [Int], _ evaluator: NodeEvaluator
  ) -> ClassSource? {
    let grouping = evaluator.grouper.grouping(of: GeneralizationNode(node), from: source)
    return grouping.count * 4 <= source.count * 3
      ? evaluator.grouper.source(grouping, of: source) : nil
  }

  private mutating func record(_ job: Job, _ finding: Finding) {
    let verdict = finding.verdict
    statistics.checkedNodes += verdicts[job.node] == nil ? 1 : 0
    verdicts[job.node] = verdict
    if let kept = finding.kept, let step = job.step { cache.keep(kept, of: step.node) }
    if verdict.breaksAllBelow {
      breaking.insert(job.node)
    } else if canExcludeBelow {
      holding.insert(job.node)
    }
    guard verdict.isFeasible else { return }
    leastLoss = min(best, verdict.loss)
    if !verdict.loss.exceeds(best) {
      candidates.append(
        SearchCandidate(
          levels: job.node, loss: verdict.loss, suppressedRows: verdict.suppressedRows))
    }
  }

  private mutating func resume(_ box: LatticeBox, afterChecking node: [Int]) {
    if box.isSingle { return }
    var box = box
    if node == box.lower {
      box.isRefined = true
      box.base = max(box.base, verdicts[node]?.bound ?? .unknown)
    }
    queue.push(raised(box))
  }
}
