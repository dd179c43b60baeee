import Foundation
import FuzzDriver
import MediaMetadata
import Synchronization

/// One parser under test, chosen by `PALIMPSEST_FUZZ`; what it must hold is checked on every input.
enum Parser: Sendable {
  case file(any MediaFormatReader.Type)
  case block(@Sendable (ArraySlice<UInt8>, inout Reading) throws(MediaError) -> Void)

  static let chosen: Parser = {
    let name = ProcessInfo.processInfo.environment["PALIMPSEST_FUZZ"] ?? ""
    guard let parser = named[name] else {
      print("PALIMPSEST_FUZZ: one of \(named.keys.sorted().joined(separator: ", "))")
      exit(2)
    }
    return parser
  }()

  static var named: [String: Parser] {
    var all: [String: Parser] = [:]
    for reader in MediaFormats.readers { all[reader.format.rawValue] = .file(reader) }
    all["exif"] = .block { (bytes, reading) throws(MediaError) in try exif(bytes, &reading) }
    all["xmp"] = .block { (bytes, reading) throws(MediaError) in
      try XMPBlock.read(bytes, at: "xmp", &reading)
    }
    all["photoshop"] = .block { (bytes, reading) throws(MediaError) in
      try PhotoshopBlock.read(bytes, at: "photoshop", &reading)
    }
    all["colour"] = .block { (bytes, reading) throws(MediaError) in try colour(bytes, &reading) }
    all["provenance"] = .block { (bytes, reading) throws(MediaError) in
      try ProvenanceBlock.read(bytes, at: "c2pa", fate: .removed, &reading)
    }
    all["inflate"] = .block { (bytes, reading) throws(MediaError) in
      let inflated = try Inflate.zlib(bytes, limit: 1 << 20)
      precondition(inflated.map { $0.consumed <= bytes.count && $0.bytes.count <= 1 << 20 } ?? true)
    }
    all["pixels"] = .block { (bytes, reading) throws(MediaError) in try pixels(bytes) }
    return all
  }
}

/// Whole planes come out, and what is coded anew decodes to as many samples.
private func pixels(_ bytes: ArraySlice<UInt8>) throws(MediaError) {
  for lumaOnly in [false, true] {
    let picture = try JPEGDecoder.decode(Array(bytes), lumaOnly: lumaOnly, sampleLimit: 1 << 18)
    precondition(
      picture.components.allSatisfy {
        $0.plane.samples.count == $0.plane.width * $0.plane.height
      })
    guard !lumaOnly, let coded = JPEGEncoder.encode(picture) else { continue }
    let again = try JPEGDecoder.decode(coded, sampleLimit: 1 << 20)
    precondition(
      again.components.map(\.plane.samples.count) == picture.components.map(\.plane.samples.count))
  }
}

/// What a replacement holds is a fixed point, and tells nothing that would be removed.
private func exif(_ bytes: ArraySlice<UInt8>, _ reading: inout Reading) throws(MediaError) {
  let summary = try ExifBlock.read(bytes, at: "exif", &reading)
  guard let block = ExifBlock.replacement(for: summary, under: reading.policy) else { return }
  var again = Reading(policy: reading.policy, limits: reading.limits)
  let second = try ExifBlock.read(block[...], at: "exif", &again)
  if ExifBlock.replacement(for: second, under: reading.policy) != block
    || again.disclosures.contains(where: { $0.fate == .removed })
  {
    breach("the least Exif block is no fixed point")
  }
}

private func colour(_ bytes: ArraySlice<UInt8>, _ reading: inout Reading) throws(MediaError) {
  guard
    let profile = try ColourProfile.replacement(for: Array(bytes), at: "icc", &reading)
  else { return }
  var again = Reading(policy: reading.policy, limits: reading.limits)
  let second = try ColourProfile.replacement(for: profile, at: "icc", &again)
  if second != profile || !again.disclosures.isEmpty { breach("a profile is no fixed point") }
}

/// What every reader of files promises (`MediaFormatReader`).
private func file(
  _ reader: any MediaFormatReader.Type, _ bytes: [UInt8], _ policy: ScrubPolicy
) throws(MediaError) {
  let source = MediaSource(bytes)
  var reading = Reading(policy: policy, limits: limits)
  let anatomy = try reader.read(source, &reading)
  do { try anatomy.checkAccount(of: source.count) } catch { fatalError("account") }
  let output = try Rebuild.bytes(of: anatomy, from: source)
  precondition(output.count == anatomy.outputCount)
  let cleaned = MediaSource(output)
  var again = Reading(policy: policy, limits: limits)
  let second: Anatomy
  do throws(MediaError) {
    second = try reader.read(cleaned, &again)
  } catch {
    return breach("the output is refused: \(error.reason)")
  }
  if !second.isClean { return breach("a second rebuild changes something") }
  if again.disclosures.contains(where: { $0.fate == .removed }) {
    return breach("something is left to remove")
  }
  let equal = try PayloadComparison.areEqual(
    anatomy.payload, of: source, second.payload, of: cleaned)
  if !equal { breach("the payload differs") }
}

/// An output that `MediaScrub`'s own check would refuse: it fails closed, and is a fault all the
/// same.
///
/// Ends the run where `PALIMPSEST_FUZZ_STRICT` is set, and is counted else.
private func breach(_ what: String) {
  breaches.add(1, ordering: .relaxed)
  if ProcessInfo.processInfo.environment["PALIMPSEST_FUZZ_STRICT"] != nil { fatalError(what) }
  FileHandle.standardError.write(Data("BREACH \(what)\n".utf8))
}

private let breaches = Atomic<Int>(0)

/// Limits small enough that an execution is quick; that they hold is part of the test.
private let limits = Limits(
  imageBytes: 1 << 24, headerBytes: 1 << 22, structures: 1 << 16, depth: 8,
  inflatedBytes: 1 << 22, disclosures: 1_000)

/// The last byte chooses the policy.
private func policy(_ byte: UInt8) -> ScrubPolicy {
  var policy = byte & 1 == 0 ? ScrubPolicy.standard : .strict
  policy.salvage = byte & 2 != 0
  if byte & 4 != 0 {
    policy.coarsening = ScrubPolicy.Coarsening(gridDegrees: 0.5, keepsDay: true)
  }
  return policy
}

/// One execution.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let policy = policy(bytes.last ?? 0)
  do throws(MediaError) {
    switch Parser.chosen {
    case .file(let reader): try file(reader, bytes, policy)
    case .block(let read):
      var reading = Reading(policy: policy, limits: limits)
      try read(bytes[...], &reading)
    }
  } catch {
    precondition(!error.reason.isEmpty && !error.remedy.isEmpty)
  }
  return 0
}

/// Hands the command line to libFuzzer.
@_cdecl("FuzzMedia_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  drive(count, arguments, fuzz)
}
