import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

/// The decoder against libjpeg's `djpeg`, on every JPEG of the shared folder, and against damage.
@Suite struct JPEGDecoderTests {
  static let djpeg = "/usr/bin/djpeg"

  /// The JPEG files of the shared folder, in debug builds the small ones.
  private func files() -> [URL] {
    let folder = SharedFolder.file("data/media")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { url in
      guard let handle = try? FileHandle(forReadingFrom: url),
        let head = try? handle.read(upToCount: 3), head == Data([0xff, 0xd8, 0xff])
      else { return false }
      let size = (try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
      return Build.isOptimised || size < 8_000
    }.sorted { $0.path < $1.path }
  }

  /// Width, height and levels that djpeg gives; nil where it gives none.
  private func reference(_ url: URL) throws -> SamplePlane? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.djpeg)
    process.arguments = ["-grayscale", "-dct", "int", url.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    let lines = data.prefix(32).split(separator: 10, maxSplits: 3).dropLast()
    guard lines.count == 3 else { return nil }
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    let sides = texts[1].split(separator: " ").compactMap { Int($0) }
    guard texts[0] == "P5", sides.count == 2, data.count >= sides[0] * sides[1] else { return nil }
    return SamplePlane(
      width: sides[0], height: sides[1], samples: Array(data.suffix(sides[0] * sides[1])))
  }

  @Test(.enabled(if: SharedFolder.exists && FileManager.default.fileExists(atPath: djpeg)))
  func everyPhotoDecodesToTheSamplesOfTheReferenceDecoder() throws {
    // Would catch any fault of a table, a scan, a transform or a border.
    var compared = 0
    for url in files() {
      guard let expected = try reference(url) else { continue }
      let picture: JPEGPicture
      do throws(MediaError) {
        picture = try JPEGDecoder.decode([UInt8](try! Data(contentsOf: url)), lumaOnly: true)
      } catch {
        // Arithmetic coding and four components are refused, and nothing else that djpeg reads.
        #expect("\(error)".contains("decoded"), "\(url.lastPathComponent): \(error)")
        continue
      }
      let luma = picture.luma
      #expect(luma.width == expected.width && luma.height == expected.height, "\(url.path)")
      guard luma.samples.count == expected.samples.count else { continue }
      #expect(luma.samples == expected.samples, "\(url.path)")
      compared += 1
    }
    #expect(compared > 0)
  }

  @Test(arguments: [("base", "d30457fd83573d61"), ("prog", "ac8f46dc3ca699ca")])
  func smallPhotosDecodeToTheSamplesOfTheReferenceDecoder(name: String, digest: String) throws {
    // Would catch a transposed block where djpeg is missing. FNV-1a of the samples that
    // `djpeg -grayscale -dct int` of libjpeg-turbo 2.1.5 gives, made in Python.
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Fuzz/Corpus/media/jpeg").standardizedFileURL
    let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name + ".jpg")))
    let luma = try JPEGDecoder.decode(bytes, lumaOnly: true).luma
    #expect(luma.width == 16 && luma.height == 16)
    #expect(DetectorWeights.digest(of: luma.samples) == digest)
  }

  /// A picture of 16 x 16 whose three components have one level.
  private static func even(
    _ level: UInt8, _ colour: JPEGPicture.Colour, factor: Int = 1
  ) -> JPEGPicture {
    let plane = SamplePlane(width: 16, height: 16, samples: [UInt8](repeating: level, count: 256))
    return JPEGPicture(
      width: 16, height: 16, colour: colour,
      components: (1...3).map {
        JPEGPicture.Component(
          identifier: UInt8($0), horizontal: factor, vertical: factor,
          steps: [UInt16](repeating: 1, count: 64), plane: plane)
      })
  }

  @Test(arguments: [false, true])
  func coloursThatChangeBehindTheFrameAreSettledBeforeTheFirstScan(isLate: Bool) throws {
    // Would catch planes that are skipped when the frame is read and written to afterwards.
    let picture = Self.even(77, .luminanceChrominance)
    var bytes = try #require(JPEGEncoder.encode(picture, segments: []))
    let adobe: [UInt8] = [0xff, 0xee, 0, 14] + Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 0]
    let scan = try #require(bytes.firstRange(of: [0xff, 0xda]))
    bytes.insert(contentsOf: adobe, at: isLate ? bytes.count - 2 : scan.lowerBound)
    let read = try JPEGDecoder.decode(bytes, lumaOnly: true)
    // Before the scan it makes three colours of it, behind the scan nothing.
    #expect(read.components.count == (isLate ? 1 : 3))
    #expect(read.components.allSatisfy { $0.plane.samples.allSatisfy { $0 == 77 } })
  }

  @Test func whatStandsBehindAMissingRestartMarkerStaysGrey() throws {
    // Would catch padding that is decoded once for each missing interval.
    var generator = SplitMix(state: 3)
    let plane = SamplePlane(
      width: 64, height: 64,
      samples: (0..<4_096).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
    var bytes = try #require(
      JPEGEncoder.encode(JPEGPicture(grey: plane, steps: JPEGEncoder.steps(quality: 50))))
    // A restart every two blocks is announced, and none stands in the data.
    let scan = try #require(bytes.firstRange(of: [0xff, 0xda]))
    bytes.insert(contentsOf: [0xff, 0xdd, 0, 4, 0, 2], at: scan.lowerBound)
    let samples = try JPEGDecoder.decode(bytes).luma.samples
    #expect(samples[0..<16].contains { $0 != 128 })
    for row in 0..<8 {
      #expect(samples[(row * 64 + 16)..<(row * 64 + 64)].allSatisfy { $0 == 128 })
    }
    #expect(samples[(8 * 64)...].allSatisfy { $0 == 128 })
  }

  @Test func moreBlocksThanAUnitMayHaveAreNotCoded() {
    #expect(JPEGEncoder.encode(Self.even(1, .luminanceChrominance, factor: 2)) == nil)
  }

  @Test func colourOfThreeLightsComesBackAsThat() throws {
    let picture = try #require(JPEGEncoder.encode(Self.even(60, .redGreenBlue)))
    #expect(try JPEGDecoder.decode(picture).colour == .redGreenBlue)
  }

  @Test func codingAndDecodingKeepsTheLevelsToWithinTheSteps() throws {
    // Would catch a wrong sign or code: the picture would not come back.
    for (width, height) in [(8, 8), (1, 1), (37, 21), (64, 40)] {
      let samples = (0..<(width * height)).map { place in
        UInt8(truncatingIfNeeded: 40 + 3 * (place % width) + 5 * (place / width) % 160)
      }
      let plane = SamplePlane(width: width, height: height, samples: samples)
      let bytes = try #require(
        JPEGEncoder.encode(JPEGPicture(grey: plane, steps: [UInt16](repeating: 1, count: 64))))
      let again = try JPEGDecoder.decode(bytes)
      #expect(again.width == width && again.height == height)
      // Coefficients are off by half a step of 1 at most: a level by a few halves at worst, one or
      // two as a rule.
      for (one, other) in zip(samples, again.luma.samples) {
        #expect(abs(Int(one) - Int(other)) <= 2)
      }
    }
  }

  @Test func sampledColourSurvivesACodingRound() throws {
    let component = { (factor: Int, level: UInt8) in
      let side = factor == 2 ? 20 : 10
      return JPEGPicture.Component(
        identifier: level, horizontal: factor, vertical: factor,
        steps: [UInt16](repeating: 2, count: 64),
        plane: SamplePlane(
          width: side, height: side, samples: [UInt8](repeating: level, count: side * side)))
    }
    let picture = JPEGPicture(
      width: 20, height: 20, colour: .luminanceChrominance,
      components: [component(2, 90), component(1, 140), component(1, 30)])
    let again = try JPEGDecoder.decode(try #require(JPEGEncoder.encode(picture)))
    #expect(again.components.map(\.plane.width) == [20, 10, 10])
    #expect(again.components.map { $0.plane.samples[55] } == [90, 140, 30])
  }

  @Test func damagedPhotosEndInPicturesOrErrors() throws {
    // Would catch a trap, a hang or memory without bound: 1,500 seeded mutations of small photos.
    var generator = SplitMix(state: 99)
    let plane = SamplePlane(
      width: 40, height: 33, samples: (0..<(40 * 33)).map { UInt8($0 * 31 % 251) })
    var seeds = [
      try #require(
        JPEGEncoder.encode(JPEGPicture(grey: plane, steps: JPEGEncoder.steps(quality: 80))))
    ]
    if SharedFolder.exists {
      for url in files().prefix(Build.isOptimised ? 40 : 4) {
        let bytes = [UInt8](try Data(contentsOf: url))
        if bytes.count < 20_000 { seeds.append(bytes) }
      }
    }
    for round in 0..<(Build.isOptimised ? 1_500 : 150) {
      var bytes = seeds[round % seeds.count]
      for _ in 0...(round % 7) {
        let place = Int(generator.next() % UInt64(bytes.count))
        bytes[place] = UInt8(truncatingIfNeeded: generator.next())
      }
      if round % 5 == 0 { bytes.removeLast(Int(generator.next() % UInt64(bytes.count))) }
      _ = try? JPEGDecoder.decode(bytes, lumaOnly: round.isMultiple(of: 2), sampleLimit: 1 << 22)
    }
  }

  @Test func hugeDimensionsAreRefusedBeforeMemoryIsTaken() {
    let header: [UInt8] =
      [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0] + [0xff, 0xd9]
    #expect(throws: MediaError.self) { try JPEGDecoder.decode(header) }
    #expect(throws: MediaError.self) { try JPEGDecoder.decode([]) }
    #expect(throws: MediaError.self) { try JPEGDecoder.decode([0xff, 0xd8, 0xff, 0xd9]) }
  }
}
