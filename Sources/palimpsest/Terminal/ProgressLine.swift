import Foundation
import Pipelines
import Synchronization

/// One line on standard error that says what is going on; silent where nobody watches.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let hasWritten = Mutex(false)

  /// A progress line, unless `quiet` or standard error is no terminal.
  init(quiet: Bool) {
    isShown = !quiet && Terminal.showsProgress
  }

  /// Progress that is shown here and stops when Ctrl-C was pressed.
  func progress(_ interruption: Interruption) -> Pipelines.Progress {
    Pipelines.Progress(
      step: { what, number, count in self.show("[\(number)/\(count)] \(what)") },
      isCancelled: { interruption.happened },
      whenCancelled: { interruption.whenItHappens($0) })
  }

  /// Takes the line away again.
  func clear() {
    let wrote = hasWritten.withLock { wrote in
      defer { wrote = false }
      return wrote
    }
    if wrote { Terminal.note("\r\u{1B}[K") }
  }

  private func show(_ text: String) {
    guard isShown else { return }
    hasWritten.withLock { $0 = true }
    Terminal.note("\r\u{1B}[K\(text.prefix(78))")
  }
}
