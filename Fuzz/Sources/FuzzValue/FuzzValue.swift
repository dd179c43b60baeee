import FuzzDriver
import Attacks
import Tables

/// Any two texts are a released value and an auxiliary one; reading intervals never traps.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
  let release = String(parts.first ?? "")
  let auxiliary = String(parts.last ?? "")
  let cover = ValueCover(auxiliary: .texts([auxiliary]), release: .texts([release]))
  precondition(cover.covering.count == 2)
  if release == auxiliary { precondition(cover.covering[1] == [1], "a value stands for itself") }
  return 0
}

/// Hands the command line to libFuzzer.
@_cdecl("FuzzValue_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  drive(count, arguments, fuzz)
}
