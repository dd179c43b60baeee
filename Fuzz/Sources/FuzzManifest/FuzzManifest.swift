import FuzzDriver
import Tables

/// Any bytes are a manifest or a list of faults; what parses renders to the same manifest.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do {
    let manifest = try Manifest.parse(bytes: bytes, file: "fuzz")
    let again = try Manifest.parse(text: manifest.render(), file: "fuzz")
    precondition(again == manifest, "a manifest changed by writing it down")
  } catch {
    precondition(!error.errors.isEmpty, "refused without a reason")
  }
  return 0
}

/// Hands the command line to libFuzzer.
@_cdecl("FuzzManifest_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  drive(count, arguments, fuzz)
}
