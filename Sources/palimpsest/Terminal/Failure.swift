import ArgumentParser
import Engines
import Evaluation
import Findings
import Foundation
import Governance
import Pipelines
import Tables

/// Turns an error into one message and an exit code.
enum Failure {
  /// Writes the message and returns the code that fits.
  static func report(_ error: any Error) -> ExitStatus {
    guard let isBadInput = isBadInput(error) else { return reportUsage(error) }
    Terminal.complain("\(error)")
    return isBadInput ? .badInput : .failed
  }

  /// Whether the caller can mend it (data, manifest, paths) or the tool failed; `nil` for what the
  /// argument parser words itself: wrong usage, and requests for help.
  private static func isBadInput(_ error: any Error) -> Bool? {
    switch error {
    case DemonstrationError.cannotWrite, DemonstrationError.stopped, is PlantedEscaped:
      false
    case is PipelineError, is DemonstrationError, is ManifestErrors, is EvaluationError,
      is ReportDocumentError, is SigningError, is FilesRefused, is FilesUnread,
      is ReleasePlanErrors, is PlanCostError, is MechanismAuditError,
      is ProtectionError, is PreviousAssessmentError, is DatasetCardError, is BaselineError,
      is EvidenceDocument.Problem:
      true
    case let error as FileError:
      error.isBadInput
    case let error as EngineError:
      error.isBadInput
    case is ValidationError, is CleanExit, is ExitCode:
      nil
    default:
      Pipelines.isBadInput(error)
    }
  }

  private static func reportUsage(_ error: any Error) -> ExitStatus {
    let message = Palimpsest.fullMessage(for: error)
    if Palimpsest.exitCode(for: error).isSuccess {
      do { try Terminal.write(message + "\n") } catch { return .failed }
      return .done
    }
    Terminal.note(message + "\n")
    return .badInput
  }
}
