import Dispatch
import Foundation
import Synchronization

/// Ctrl-C: the first asks the work to stop, the second ends the process at once.
///
/// Files are written under a temporary name and renamed, so either way nothing is left
/// half-written.
final class Interruption: Sendable {
  private let count = Mutex(0)
  private let onFirst: Mutex<(@Sendable () -> Void)?> = Mutex(nil)
  // Written once in `init`, before any other thread can see it, and read never: it only keeps the
  // sources alive.
  nonisolated(unsafe) private var sources: [any DispatchSourceSignal] = []

  /// Begins to listen for SIGINT and SIGTERM.
  init() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in self?.receive() }
      source.resume()
      sources.append(source)
    }
  }

  /// Whether the user asked to stop.
  var happened: Bool { count.withLock { $0 > 0 } }

  /// What to do, besides, when the user asks to stop: such as interrupting a running query.
  func whenItHappens(_ action: @escaping @Sendable () -> Void) {
    onFirst.withLock { $0 = action }
  }

  private func receive() {
    let times = count.withLock { count in
      count += 1
      return count
    }
    if times > 1 { _exit(ExitStatus.interrupted.rawValue) }
    onFirst.withLock { $0 }?()
  }
}
