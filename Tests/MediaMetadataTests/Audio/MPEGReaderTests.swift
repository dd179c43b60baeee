import Testing

@testable import MediaMetadata

@Suite struct MPEGReaderTests {
  private let frames = (0..<4).flatMap { _ in AudioSample.silence() }

  /// A tag read over, or a value decoded in the wrong encoding.
  @Test func tagsAtBothEndsGoAndAreShown() throws {
    let title = AudioSample.frame("TIT2", [1, 0xff, 0xfe] + Array("S\0o\0n\0g\0".utf8))
    let old = Array("TAG".utf8) + Array("Old title".utf8) + [UInt8](repeating: 0, count: 116)
    let front = AudioSample.id3(3, title + AudioSample.frame("TPE1", [0] + Array("Singer".utf8)))
    let ape = AudioSample.id3(4, AudioSample.frame("COMM", [3] + Array("engx\0Remark".utf8)))
    let input = front + frames + ape + old
    let output = try Conformance.check(input)
    #expect(output == frames)
    let values = try AudioSample.disclosures(input).compactMap(\.value)
    for text in ["Song", "Singer", "Remark", "Old title"] {
      #expect(values.contains { $0.contains(text) }, "\(text)")
    }
  }

  @Test func anUnsynchronisedTagOfVersionTwoIsRead() throws {
    let frame = Array("TP1".utf8) + [0, 0, 4, 0, 0xff, 0x00, 0x41, 0x42]
    let input = AudioSample.id3(2, frame, flags: 0x80) + frames
    let found = try AudioSample.disclosures(input)
    #expect(found.contains { $0.location == "ID3v2.2/TPE1" && $0.category == .person })
    #expect(try Conformance.check(input) == frames)
  }

  @Test func bytesBetweenFramesAreRefusedAndSalvageDropsThem() throws {
    let input = frames + Array("somebody's secret".utf8) + frames
    #expect(throws: MediaError.self) { try Conformance.check(input) }
    var policy = ScrubPolicy.standard
    policy.salvage = true
    #expect(try Conformance.check(input, under: policy) == frames + frames)
  }

  @Test func zerosAndTagsBetweenFramesGo() throws {
    let input = frames + [0, 0, 0, 0, 0] + frames + AudioSample.id3(3, [0, 0]) + frames
    #expect(try Conformance.check(input) == frames + frames + frames)
  }

  @Test func bytesBehindTheFramesGo() throws {
    #expect(try Conformance.check(frames + Array("behind the song".utf8)) == frames)
  }

  /// A tag whose first bytes stay, as if they were of the frame that it cuts off.
  @Test func aFrameThatATagCutsOffEndsBeforeTheTag() throws {
    let cut = Array(AudioSample.silence().prefix(200))
    let tag = AudioSample.id3(4, AudioSample.frame("TPE1", [0] + Array("Singer".utf8)))
    let output = try Conformance.check(frames + cut + tag)
    #expect(output.count == frames.count + cut.count)
  }

  @Test func theEncodersNameGoesFromTheFirstFrameAndItsCheckIsRight() throws {
    var info = AudioSample.silence(filled: Array("Info".utf8) + [0, 0, 0, 1, 0, 0, 0, 4])
    let lame = 36 + 12
    info.replaceSubrange(lame..<lame + 9, with: Array("LAME3.99r".utf8))
    info.replaceSubrange(lame + 21..<lame + 24, with: [0x24, 0x05, 0x23])
    info.replaceSubrange(300..<306, with: Array("hidden".utf8))
    let output = try Conformance.check(info + frames)
    #expect(!AudioSample.holds("3.99", output) && !AudioSample.holds("hidden", output))
    // Encoders' delay and padding are what players cut off.
    #expect(Array(output[lame + 21..<lame + 24]) == [0x24, 0x05, 0x23])
    // CRC-16 of ARC, which is reflected: the plain one over mirrored bytes.
    let mirrored = output[0..<lame + 34].map { byte in
      (0..<8).reduce(UInt8(0)) { $0 << 1 | byte >> UInt8($1) & 1 }
    }
    let check = AudioSample.check(mirrored, polynomial: 0x8005, width: 16)
    let expected = (0..<16).reduce(UInt32(0)) { $0 << 1 | check >> UInt32($1) & 1 }
    #expect(UInt32(output[lame + 34]) << 8 | UInt32(output[lame + 35]) == expected)
  }

  @Test func whatStandsBetweenTheDataOfFramesIsBlanked() throws {
    let named = AudioSample.silence(filled: Array("LAME3.100".utf8))
    let output = try Conformance.check(frames + named + frames)
    #expect(output == frames + AudioSample.silence() + frames)
  }

  @Test func aCoverStaysCleanedByChoice() throws {
    var policy = ScrubPolicy.standard
    policy.keepsCoverArt = true
    let gif: [UInt8] =
      Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xfe, 6]
      + Array("remark".utf8) + [0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]
    let picture = AudioSample.frame("APIC", [0] + Array("image/gif\0".utf8) + [3, 0] + gif)
    let tag = AudioSample.id3(3, picture + AudioSample.frame("TIT2", [0] + Array("Song".utf8)))
    let output = try Conformance.check(tag + frames, under: policy)
    #expect(AudioSample.holds("GIF89a", output) && !AudioSample.holds("remark", output))
    #expect(!AudioSample.holds("Song", output))
    #expect(try Conformance.check(tag + frames) == frames)
  }

  @Test func coversThatUnpackToTooMuchAreRefused() throws {
    let content = [0] + Array("image/gif\0".utf8) + [3, 0] + [UInt8](repeating: 1, count: 60_000)
    var stream: [UInt8] = [0, 0, 0xea, 0x60, 0x78, 0x9c] + Deflate.deflate(content[...])
    stream.append(bigEndian: UInt64(Adler32.of(content[...])), 4)
    var frame = Array("APIC".utf8)
    frame.append(bigEndian: UInt64(stream.count), 4)
    frame += [0, 0x80] + stream
    let tag = AudioSample.id3(3, frame)
    var policy = ScrubPolicy.standard
    policy.keepsCoverArt = true
    var limits = Limits.standard
    limits.inflatedBytes = 100_000
    var reading = Reading(policy: policy, limits: limits)
    _ = try MediaFormats.read(MediaSource(tag + frames), &reading)
    // One more tag, as those before the frames follow each other.
    reading = Reading(policy: policy, limits: limits)
    #expect(throws: MediaError.limit(.inflatedBytes, allowed: 100_000)) {
      try MediaFormats.read(MediaSource(tag + tag + frames), &reading)
    }
  }

  @Test func textInUTF16IsNoSound() {
    #expect(!MPEGAudioReader.recognises([0xff, 0xfe, 0x41, 0, 0x42, 0, 0x43, 0]))
  }

  /// Compressed frames of a tag count as what they inflate to, as archives do.
  @Test func compressedFramesShareOneLimit() throws {
    let content = [UInt8](repeating: 0x41, count: 60_000)
    var stream: [UInt8] = [0, 0, 0xea, 0x60, 0x78, 0x9c] + Deflate.deflate(content[...])
    stream.append(bigEndian: UInt64(Adler32.of(content[...])), 4)
    var frame = Array("TIT2".utf8)
    frame.append(bigEndian: UInt64(stream.count), 4)
    frame += [0, 0x80] + stream
    func song(_ count: Int) -> [UInt8] {
      AudioSample.id3(3, (0..<count).flatMap { _ in frame })
        + (0..<4).flatMap { _ in AudioSample.silence() }
    }
    var limits = Limits.standard
    limits.inflatedBytes = 10_000
    var reading = Reading(limits: limits)
    _ = try MediaFormats.read(MediaSource(song(10)), &reading)
    #expect(reading.disclosures.contains { $0.value?.hasPrefix("AAAA") == true })
    var again = Reading(limits: limits)
    #expect(throws: MediaError.limit(.inflatedBytes, allowed: 640_000)) {
      try MediaFormats.read(MediaSource(song(11)), &again)
    }
  }
}
