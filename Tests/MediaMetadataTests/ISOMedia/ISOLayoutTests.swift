import Foundation
import Testing

@testable import MediaMetadata

/// A header that keeps some runs and writes where they moved to.
private struct Pointers: ISOHeaderPlan {
  let box: Range<Int>
  let owner = "ptrs"
  let data: [ISODataRun]
  var outputCount: Int { 8 + 8 * data.count }

  func encoded(at start: Int, moved: (Int) -> Int?) throws(MediaError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(outputCount), 4)
    bytes += "ptrs".utf8
    for run in data {
      bytes.append(bigEndian: UInt64(moved(run.range.lowerBound) ?? 0), 8)
    }
    return bytes
  }
}

@Suite("ISO base media: the layout")
struct ISOLayoutTests {
  private func run(_ range: Range<Int>, _ output: Piece.Output = .same) -> ISODataRun {
    ISODataRun(range: range, owner: "x", output: output)
  }

  /// Lays out `bytes`; `plans` are made of the boxes found in them.
  private func laidOut(
    _ bytes: [UInt8], _ plans: ([BoxHeader]) -> [any ISOHeaderPlan]
  ) throws -> (output: [UInt8], disclosures: [Disclosure]) {
    let source = MediaSource(bytes)
    var reading = Reading()
    let boxes = try ISOTopLevel(of: source, .movie, &reading).boxes
    let layout = try ISOLayout(boxes, plans(boxes), of: bytes.count, .movie)
    let anatomy = Anatomy(pieces: try layout.pieces(source, &reading), payload: [])
    try anatomy.checkAccount(of: bytes.count)
    return (try Rebuild.bytes(of: anatomy, from: source), reading.disclosures)
  }

  @Test("data keep their order, and headers learn where they moved")
  func moves() throws {
    let bytes =
      HEIFSample.box("free", [9, 9, 9]) + HEIFSample.box("mdat", Array("abcdefgh".utf8))
      + HEIFSample.box("ptrs", [UInt8](repeating: 0, count: 16))
    let (output, disclosures) = try laidOut(bytes) { boxes in
      let start = boxes[1].contentStart
      return [
        Pointers(
          box: boxes[2].range,
          data: [run((start + 5)..<(start + 8)), run((start + 1)..<(start + 3))])
      ]
    }
    #expect(
      output == HEIFSample.box("mdat", Array("bcfgh".utf8))
        + HEIFSample.box("ptrs", HEIFSample.number(10, 8) + HEIFSample.number(8, 8)))
    #expect(Set(disclosures.map(\.location)) == ["free", "mdat slack"])
    #expect(disclosures.allSatisfy { $0.fate == .removed })
  }

  @Test("an mdat keeps the form of its header, and one without kept data goes")
  func headers() throws {
    let pointer = HEIFSample.box("ptrs", [UInt8](repeating: 0, count: 8))
    let long: [UInt8] =
      [0, 0, 0, 1] + Array("mdat".utf8) + HEIFSample.number(20, 8) + Array("abcd".utf8)
    let toEnd: [UInt8] = [0, 0, 0, 0] + Array("mdat".utf8) + Array("abcd".utf8)
    for (data, headerCount) in [(long, 16), (toEnd, 8)] {
      let output = try laidOut(pointer + data) { boxes in
        let start = boxes[1].contentStart
        return [Pointers(box: boxes[0].range, data: [run(start..<(start + 3))])]
      }.output
      var header = Array(data[..<headerCount])
      if headerCount == 16 { header[15] = 19 }
      #expect(Array(output[16...]) == header + Array("abc".utf8))
    }
    let two = pointer + HEIFSample.box("mdat", Array("used".utf8)) + HEIFSample.box("mdat", [1, 2])
    let output = try laidOut(two) { boxes in
      [Pointers(box: boxes[0].range, data: [run(boxes[1].content)])]
    }.output
    #expect(output.count == two.count - 10)
  }

  @Test("an mdat that the end of the file cuts off ends there; another box is a trailer")
  func cut() throws {
    let pointer = HEIFSample.box("ptrs", [UInt8](repeating: 0, count: 8))
    let data = [0, 0, 1, 0] + Array("mdatabcd".utf8)
    let output = try laidOut(pointer + data) { boxes in
      [Pointers(box: boxes[0].range, data: [run(boxes[1].content)])]
    }.output
    #expect(Array(output[16...]) == HEIFSample.box("mdat", Array("abcd".utf8)))
    let other = try laidOut(pointer + [0, 0, 1, 0] + Array("moofSECRET".utf8)) { boxes in
      #expect(boxes.count == 1)
      return [Pointers(box: boxes[0].range, data: [])]
    }
    #expect(other.output.count == 8)
    #expect(other.disclosures.contains { $0.value?.contains("SECRET") == true })
  }

  @Test("data outside any box of data are refused; data in a box that goes become an mdat")
  func places() throws {
    let pointer = HEIFSample.box("ptrs", [UInt8](repeating: 0, count: 8))
    #expect(throws: MediaError.self) {
      try laidOut(pointer) { [Pointers(box: $0[0].range, data: [run(9..<12)])] }
    }
    #expect(throws: MediaError.self) {
      try laidOut(pointer) { [Pointers(box: $0[0].range, data: [run(90..<92)])] }
    }
    let output = try laidOut(pointer + HEIFSample.box("free", Array("data".utf8))) { boxes in
      [Pointers(box: boxes[0].range, data: [run(boxes[1].content)])]
    }.output
    #expect(Array(output[16...]) == HEIFSample.box("mdat", Array("data".utf8)))
    // What a header drops is no claim on the place that it names.
    let dropped = try laidOut(pointer) { boxes in
      [Pointers(box: boxes[0].range, data: [run(2..<9, .nothing), run(70..<99, .nothing)])]
    }.output
    #expect(dropped.count == 24)
  }

  @Test("time grows with boxes and plans, not with their product")
  func linear() throws {
    let pair =
      HEIFSample.box("ptrs", [UInt8](repeating: 0, count: 8))
      + HEIFSample.box("mdat", [1, 2, 3, 4])
    let count = 10_000
    let bytes = [UInt8]((0..<count).map { _ in pair }.joined())
    let clock = ContinuousClock()
    let time = try clock.measure {
      let output = try laidOut(bytes) { boxes in
        stride(from: 0, to: boxes.count, by: 2).map { index in
          let start = boxes[index + 1].contentStart
          return Pointers(box: boxes[index].range, data: [run(start..<(start + 4))])
        }
      }.output
      #expect(output.count == bytes.count)
    }
    // Products would be 2e8 comparisons: minutes in debug.
    #expect(time < .seconds(10))
  }

  @Test("slack of gigabytes is looked at in part only")
  func slack() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "iso-slack-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: path) }
    let head =
      HEIFSample.box("ptrs", [UInt8](repeating: 0, count: 8))
      + [0, 0, 0, 1] + Array("mdat".utf8) + HEIFSample.number(16 + 4 + 8 << 30, 8)
      + Array("used".utf8)
    try Data(head + Array("SECRETSTART".utf8)).write(to: path)
    let handle = try FileHandle(forWritingTo: path)
    // A hole: the file system stores nothing for it.
    try handle.truncate(atOffset: UInt64(head.count + 8 << 30 - 9))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("SECRETEND".utf8))
    try handle.close()
    let source = try MediaSource(path: path.path)
    var reading = Reading()
    let boxes = try ISOTopLevel(of: source, .movie, &reading).boxes
    let plan = Pointers(box: boxes[0].range, data: [run(32..<36)])
    let layout = try ISOLayout(boxes, [plan], of: source.count, .movie)
    let pieces = try layout.pieces(source, &reading)
    #expect(pieces.last?.input.upperBound == source.count)
    let values = reading.disclosures.compactMap(\.value).joined()
    #expect(values.contains("SECRETSTART") && values.contains("SECRETEND"))
  }
}
