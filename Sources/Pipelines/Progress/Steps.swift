/// The steps of a pipeline, told to whoever waits.
final class Steps {
  /// Who waits.
  let progress: Progress
  private let count: Int
  private var number = 0

  init(_ progress: Progress, count: Int) {
    self.progress = progress
    self.count = count
  }

  /// Goes on with the step that is under way.
  ///
  /// - Throws: `PipelineError.cancelled` once the user asked to stop.
  func check() throws(PipelineError) { try progress.check() }

  /// Passes over steps that need not be made.
  ///
  /// - Throws: `PipelineError.cancelled` once the user asked to stop.
  func pass(_ steps: Int, _ why: String) throws(PipelineError) {
    try progress.check()
    number += steps
    progress.step(why, min(number, count), count)
  }

  /// Begins the next step.
  ///
  /// - Throws: `PipelineError.cancelled` once the user asked to stop.
  func next(_ what: String) throws(PipelineError) {
    try progress.check()
    number += 1
    progress.step(what, min(number, count), count)
  }
}
