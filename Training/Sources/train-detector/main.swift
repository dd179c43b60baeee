import Foundation
import MediaMetadata

/// The options: train-detector --seed N [--evaluate FOLDER] [--out PACKAGE] [--check] [--time].
///
/// Trains the detector and writes weights and model card below the package's root; with `--check`
/// it writes nothing and fails unless the committed weights are what it made. `--time` measures the
/// committed detector and trains nothing.
struct Arguments {
  var seed: UInt64 = 2026
  var folder: String?
  var root = "."
  var isCheck = false
  var isTime = false

  init?(_ list: [String]) {
    var rest = list[...]
    while let option = rest.popFirst() {
      switch option {
      case "--seed":
        guard let number = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
        seed = number
      case "--evaluate":
        guard let path = rest.popFirst() else { return nil }
        folder = path
      case "--out":
        guard let path = rest.popFirst() else { return nil }
        root = path
      case "--check": isCheck = true
      case "--time": isTime = true
      default: return nil
      }
    }
  }
}

guard let arguments = Arguments(Array(CommandLine.arguments.dropFirst())) else {
  Log.line(
    "usage: train-detector [--seed N] [--evaluate FOLDER] [--out PACKAGE] [--check] [--time]")
  exit(2)
}
if arguments.isTime {
  print(DetectorTiming.line(seed: arguments.seed))
  exit(0)
}
let outcome = Training(seed: arguments.seed, exampleCount: 240_000, epochs: 4).run()
let detector = FieldDetector(weights: outcome.weights)
Log.line("weights \(detector.digest), \(outcome.weights.count) bytes")
if arguments.isCheck {
  let isSame = outcome.weights == DetectorWeights.bytes
  Log.line(isSame ? "the committed weights are these" : "the committed weights are others")
  exit(isSame ? 0 : 1)
}
let folder = arguments.root + "/Sources/MediaMetadata/Detector/Weights"
for file in WeightFile.sources(of: outcome.weights) {
  try Data(file.text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file.name)"))
}
let card = ModelCard(
  seed: arguments.seed, outcome: outcome, detector: detector, folder: arguments.folder)
try Data(card.text().utf8).write(to: URL(fileURLWithPath: arguments.root + "/Training/CARD.md"))
try Data(card.heldOutTable().utf8).write(
  to: URL(fileURLWithPath: arguments.root + "/Training/HeldOut.tsv"))
