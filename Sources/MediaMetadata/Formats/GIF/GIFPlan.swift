/// Decides for each block of a GIF file what stands for it in the output.
struct GIFPlan {
  /// The account of the input's bytes.
  var pieces = PieceList()
  /// The screen, and each picture with its controls.
  private(set) var shown: PayloadRuns

  private let bytes: [UInt8]
  /// Where the last picture begins; a control after it controls nothing.
  private let lastImage: Int?
  /// The sub-blocks of a control since the last picture, where there are more than one.
  private var surplus: GIFSubBlocks?

  /// A plan that keeps header, screen descriptor and global colour table.
  init(_ bytes: [UInt8], screenEnd: Int, lastImage: Int?) {
    self.bytes = bytes
    self.lastImage = lastImage
    pieces.keep(to: screenEnd, "screen")
    shown = PayloadRuns(0..<screenEnd)
  }

  /// Plans one block; in order.
  mutating func take(_ block: GIFBlock, _ reading: inout Reading) throws(MediaError) {
    switch block.kind {
    case .image(let data): try image(block, data, &reading)
    case .control(let chain): control(block, chain, &reading)
    case .application(let chain): try application(block, chain, &reading)
    case .trailer: pieces.keep(to: block.range.upperBound, "trailer")
    case .comment(let chain):
      reading.disclose(
        .content, .high, at: "comment extension", "a comment",
        value: PrintableText.text(chain.content(bytes)[...]))
      pieces.drop(to: block.range.upperBound, "comment extension")
    case .plainText(let chain):
      reading.disclose(
        .content, .high, at: "plain text extension", "a text that today's programs do not show",
        value: plainText(chain))
      pieces.drop(to: block.range.upperBound, "plain text extension")
    case .unknownExtension(let chain):
      reading.discloseUnknown(chain.content(bytes)[...], at: "unknown extension")
      pieces.drop(to: block.range.upperBound, "unknown extension")
    case .cutOff:
      reading.discloseUnknown(
        bytes[block.range], at: "cut off block", "a block that the end of the file cuts off")
      pieces.drop(to: block.range.upperBound, "cut off block")
    case .stray:
      reading.discloseUnknown(
        bytes[block.range], at: "between blocks", "bytes between blocks, which decoders pass over")
      pieces.drop(to: block.range.upperBound, "between blocks")
    }
  }

  // MARK: - Pictures

  private mutating func image(
    _ block: GIFBlock, _ data: GIFImageData, _ reading: inout Reading
  ) throws(MediaError) {
    try checkOverlay(at: block.range.lowerBound, &reading)
    for run in data.shown(from: block.range.lowerBound) { shown.append(run) }
    if data.isComplete, !data.isExact { cut(data, &reading) }
    pieces.keep(to: data.end, "image")
  }

  /// Ends the data after its last needed byte.
  private mutating func cut(_ data: GIFImageData, _ reading: inout Reading) {
    let needed = data.payloadEnd - data.lastBlock - 1
    if needed <= 0 {
      pieces.keep(to: data.lastBlock, "image")
    } else if needed != Int(bytes[data.lastBlock]) {
      pieces.keep(to: data.lastBlock, "image")
      pieces.replace(to: data.lastBlock + 1, with: [UInt8(needed)], "image block length")
      pieces.keep(to: data.payloadEnd, "image")
    } else {
      pieces.keep(to: data.payloadEnd, "image")
    }
    reading.discloseUnknown(
      GIFSubBlocks(bytes, from: data.lastBlock).content(bytes).dropFirst(max(needed, 0)),
      at: "image data/after its end", "bytes after the last code of a picture, which no one sees")
    pieces.drop(to: data.dataEnd, "after the image data")
  }

  // MARK: - Extensions

  /// A graphic control extension (GIF89a, 23): four bytes that a picture needs, and no more.
  private mutating func control(
    _ block: GIFBlock, _ chain: GIFSubBlocks, _ reading: inout Reading
  ) {
    let length = Int(bytes[chain.start])
    guard let lastImage, block.range.lowerBound < lastImage, length > 0 else {
      reading.discloseUnknown(
        chain.content(bytes)[...], at: "graphic control extension", "a control without a picture")
      return pieces.drop(to: block.range.upperBound, "unused control")
    }
    let fieldsEnd = chain.start + 1 + min(length, 4)
    let firstEnd = chain.start + 1 + length
    shown.append(chain.start + 1..<fieldsEnd)
    pieces.keep(to: fieldsEnd, "image")
    if firstEnd + 1 < chain.end || bytes[fieldsEnd..<firstEnd].contains(where: { $0 != 0 }) {
      if firstEnd + 1 < chain.end { surplus = chain }
      reading.discloseUnknown(
        chain.content(bytes).dropFirst(fieldsEnd - chain.start - 1),
        at: "graphic control extension/surplus")
      if fieldsEnd < firstEnd {
        // The length stays: ffmpeg passes over controls of other lengths than four.
        let zeros = [UInt8](repeating: 0, count: firstEnd - fieldsEnd)
        pieces.replace(to: firstEnd, with: zeros, "surplus control")
      }
      pieces.drop(to: chain.end - 1, "surplus control")
    }
    pieces.keep(to: chain.end, "image")
  }

  /// Refuses surplus sub-blocks in which ImageMagick would see another transparent colour than the
  /// first sub-block names: it reads each over the one before (coders/gif.c), all others the first.
  private mutating func checkOverlay(
    at image: Int, _ reading: inout Reading
  ) throws(MediaError) {
    guard let chain = surplus else { return }
    surplus = nil
    let local = bytes[image + 9]
    let colours = 2 << Int((local & 0x80 == 0 ? bytes[10] : local) & 7)
    var fields: [UInt8] = [0, 0, 0, 0]
    var transparent: [Int?] = []
    for run in chain.runs(bytes) {
      for (offset, position) in run.prefix(4).enumerated() { fields[offset] = bytes[position] }
      let isTransparent = fields[0] & 1 == 1 && Int(fields[3]) <= colours
      transparent.append(isTransparent ? Int(fields[3]) : nil)
    }
    if transparent.first == transparent.last { return }
    try reading.unclassified(
      chain.start..<chain.end, in: .gif, "graphic control extension/surplus")
  }

  /// The text of a plain text extension (GIF89a, 25): its sub-blocks after that of the grid.
  private func plainText(_ chain: GIFSubBlocks) -> String {
    var text: [UInt8] = []
    for run in chain.runs(bytes).dropFirst() { text += bytes[run] }
    return PrintableText.text(text[...])
  }

  private mutating func application(
    _ block: GIFBlock, _ chain: GIFSubBlocks, _ reading: inout Reading
  ) throws(MediaError) {
    let application = GIFApplication(chain, in: bytes)
    if application.kind == .loop, let loop = application.loop {
      return keepLoop(loop, application, block, &reading)
    }
    if application.kind == .provenance, chain.isTerminated, reading.policy.provenance == .keep {
      try application.disclose(fate: .kept, &reading)
      return pieces.keep(to: block.range.upperBound, "provenance")
    }
    try application.disclose(fate: .removed, &reading)
    pieces.drop(to: block.range.upperBound, "application extension")
  }

  /// A loop count stays as introducer, name, three bytes and terminator.
  private mutating func keepLoop(
    _ loop: Range<Int>, _ application: GIFApplication, _ block: GIFBlock,
    _ reading: inout Reading
  ) {
    let canonical =
      Array(bytes[block.range.lowerBound..<application.dataStart]) + [3]
      + bytes[loop] + [0]
    if canonical.elementsEqual(bytes[block.range]) {
      return pieces.keep(to: block.range.upperBound, "loop count")
    }
    reading.discloseUnknown(
      application.surplus(beside: loop)[...], at: "application extension/loop count/surplus",
      "bytes beside a loop count")
    pieces.replace(to: block.range.upperBound, with: canonical, "loop count")
  }
}
