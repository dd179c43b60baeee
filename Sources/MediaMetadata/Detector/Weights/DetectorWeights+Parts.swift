// Written by train-detector; see Training/CARD.md.
extension DetectorWeights {
  static let parts: [StaticString] = [part1, part2, part3, part4]
}
