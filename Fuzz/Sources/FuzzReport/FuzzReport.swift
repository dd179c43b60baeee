import FuzzDriver
import Findings
import Foundation
import Reporting

/// Any bytes are a report or an error; what decodes can be drawn.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let data = Data(bytes: start, count: count)
  guard let report = try? RiskReport.decode(from: data) else { return 0 }
  precondition(!HTMLReport.render(report).contains("<script"), "a script in a page")
  _ = MarkdownReport.render(report)
  _ = TerminalSummary.render(report, width: 80, colour: true)
  return 0
}

/// Hands the command line to libFuzzer.
@_cdecl("FuzzReport_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  drive(count, arguments, fuzz)
}
