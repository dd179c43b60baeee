/// What a pipeline is doing, for whoever waits; and a way to stop it.
///
/// Callbacks run on the thread that runs the pipeline.
public struct Progress: Sendable {
  /// Told at the beginning of each step: what it is, its number from 1, and how many there are.
  public let step: @Sendable (_ what: String, _ number: Int, _ count: Int) -> Void
  /// Asked between steps; `true` ends the pipeline with `PipelineError.cancelled`.
  public let isCancelled: @Sendable () -> Bool
  /// Handed what ends a long query at once; to be called, from any thread, when the user asks.
  public let whenCancelled: @Sendable (_ interrupt: @escaping @Sendable () -> Void) -> Void

  /// Progress told to `step`.
  public init(
    step: @escaping @Sendable (_ what: String, _ number: Int, _ count: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    whenCancelled: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void = { _ in }
  ) {
    self.step = step
    self.isCancelled = isCancelled
    self.whenCancelled = whenCancelled
  }

  /// Tells nobody, and is never cancelled.
  public static let silent = Progress(step: { _, _, _ in })

  /// Throws `PipelineError.cancelled` once the user asked to stop.
  func check() throws(PipelineError) {
    if isCancelled() { throw .cancelled }
  }
}
