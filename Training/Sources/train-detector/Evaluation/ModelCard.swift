import MediaMetadata

/// Measures the detector and writes what it found as Markdown; no value stands in it.
struct ModelCard {
  let seed: UInt64
  let outcome: Training.Outcome
  let detector: FieldDetector
  /// A folder of real files, if one was given.
  let folder: String?

  func text() throws -> String {
    var random = SeededRandom(seed: seed, stream: 3)
    let training = ExampleMaker(
      formats: FieldNames.training, side: .training,
      values: ValueMaker(pool: WordPool(side: .training)), neutralShare: 1
    ).examples(20_000, &random)
    let baseline = ShapeBaseline(training, &random)
    let test = ValueMaker(pool: WordPool(side: .test))
    let heldOut = ExampleMaker(
      formats: FieldNames.heldOut, side: nil, values: test, neutralShare: 0
    ).examples(12_000, &random)
    let unnamed = heldOut.map { Example(name: "", value: $0.value, kind: $0.kind) }
    let known = ExampleMaker(
      formats: FieldNames.training, side: .test, values: test, neutralShare: 0
    ).examples(12_000, &random)
    var text = head()
    text += section("Held-out formats, held-out words", heldOut, baseline: nil)
    text += section("The same without names", unnamed, baseline: baseline)
    text += section("Names of known formats, held-out words", known, baseline: nil)
    text +=
      "Of each list of names a fifth is left out of training; a list of fewer than five names is "
      + "used whole, so some of these names training saw.\n\n"
    if let folder { text += try real(folder, baseline) }
    return text + limits
  }

  /// Made fields of held-out formats and words, for the tests: kind, name, value.
  func heldOutTable() -> String {
    var random = SeededRandom(seed: seed, stream: 4)
    let fields = ExampleMaker(
      formats: FieldNames.heldOut, side: nil, values: ValueMaker(pool: WordPool(side: .test)),
      neutralShare: 0
    ).examples(1_000, &random)
    return fields.map { "\($0.kind)\t\($0.name)\t\($0.value)\n" }.joined()
  }

  private func grades(_ examples: [Example]) -> Grades {
    Grades(
      truth: examples.map(\.kind),
      answers: examples.map { detector.probabilities(of: $0.features) },
      threshold: detector.threshold)
  }

  /// One set of examples as a table.
  private func section(_ title: String, _ examples: [Example], baseline: ShapeBaseline?) -> String {
    guard !examples.isEmpty else { return "" }
    let grades = grades(examples)
    var text = "## \(title)\n\n\(examples.count) fields. Right kind: \(grades.accuracy.text). "
    text += "Expected calibration error: \(rounded(grades.calibrationError, 3)). "
    text += "Flagged: \(grades.flaggedTelling.text) of the telling, "
    text += "\(grades.falseAlarms.text) of the others; "
    text += "of the flagged are telling: \(grades.flagPrecision.text).\n"
    if let baseline {
      let simple = Grades(
        truth: examples.map(\.kind),
        answers: examples.map { baseline.probabilities(of: $0.features) },
        threshold: detector.threshold)
      text += "\nBaselines. Logistic regression on classes of characters: right kind "
      text += "\(simple.accuracy.text), flagged \(simple.flaggedTelling.text) of the telling and "
      text += "\(simple.falseAlarms.text) of the others. "
      let telling = examples.count { $0.kind.isTelling }
      text += "The rules, which call every unknown field telling: all flagged, of which "
      text += "\(Share(hits: telling, total: examples.count).text) are.\n"
    }
    text += "\n| kind | fields | precision | recall |\n|---|---|---|---|\n"
    for kind in FieldKind.allCases {
      let count = examples.count { $0.kind == kind }
      text += "| \(kind) | \(count) | \(grades.precision(kind).text) "
      text += "| \(count == 0 ? "-" : grades.recall(kind).text) |\n"
    }
    text += "\n| highest probability | mean | right | fields |\n|---|---|---|---|\n"
    for (index, bin) in grades.reliability.enumerated() where bin.share.total > 0 {
      text += "| 0.\(index) to \(index == 9 ? "1.0" : "0.\(index + 1)") | \(rounded(bin.mean, 3)) "
      text += "| \(bin.share.text) | \(bin.share.total) |\n"
    }
    return text + "\n"
  }

  /// Real files: agreement with rules where rules know, and planted values.
  private func real(_ folder: String, _ baseline: ShapeBaseline) throws -> String {
    let all = RealField.fields(below: folder)
    let fields = RealField.distinct(all.filter { !$0.file.hasPrefix("canary/") })
    func examples(_ list: [RealField], named: Bool) -> [Example] {
      list.compactMap { field in
        let parted = field.parted
        return RuleLabels.kind(field.disclosure).map {
          Example(name: named ? parted.name : "", value: parted.value, kind: $0)
        }
      }
    }
    let other = fields.filter(\.isHeldOutFormat)
    var text = section(
      "Real files: agreement with the rules", examples(fields, named: true), baseline: nil)
    text += section(
      "Real files without names", examples(fields, named: false), baseline: baseline)
    text += section(
      "Real files of formats that training never saw", examples(other, named: true), baseline: nil)
    text += flags(fields)
    return try text + planted(folder, all)
  }

  /// What is flagged where rules say nothing.
  private func flags(_ fields: [RealField]) -> String {
    let open = fields.filter { $0.disclosure.category == .unknown || $0.disclosure.fate == .kept }
    let flagged = open.compactMap { $0.disclosure.flag(by: detector) }
    var text = "## Where it acts: unknown and kept fields of real files\n\n"
    text += "\(open.count) fields, flagged: \(Share(hits: flagged.count, total: open.count).text). "
    text += "No rule says which of them are right.\n\n| flagged as | fields |\n|---|---|\n"
    for kind in FieldKind.allCases where kind.isTelling {
      text += "| \(kind) | \(flagged.count { $0.kind == kind }) |\n"
    }
    return text + "\n"
  }

  private func planted(_ folder: String, _ fields: [RealField]) throws -> String {
    let (count, shown) = try Canaries.shown(in: folder, fields)
    func share(_ list: [Canaries.Shown], named: Bool, _ test: (FieldFlag?, FieldKind?) -> Bool)
      -> Share
    {
      Share(
        hits: list.count { one in
          let parted = one.field.parted
          return test(
            detector.flag(name: named ? parted.name : "", value: parted.value), one.kind)
        }, total: list.count)
    }
    let telling = shown.filter { $0.kind?.isTelling ?? false }
    let unknown = shown.filter { $0.field.disclosure.category == .unknown }
    var text = "## Planted values (canaries)\n\n"
    text +=
      "\(count) planted texts, \(shown.count) shown by the readers with a value. The tokens are "
    text +=
      "random letters and digits, so that without a name only an identifier can be seen in "
    text += "them.\n\n"
    text +=
      "| planted values | fields | flagged | flagged as what was planted |\n|---|---|---|---|\n"
    for (label, list, named) in [
      ("in telling places", telling, true), ("the same, names masked", telling, false),
      ("in all places, names masked", shown, false),
      ("where no rule knows the place", unknown, true),
    ] {
      text +=
        "| \(label) | \(list.count) | \(share(list, named: named) { flag, _ in flag != nil }.text) "
      text +=
        "| \(share(list, named: named) { flag, kind in kind != nil && flag?.kind == kind }.text) "
        + "|\n"
    }
    return text + "\n"
  }

  private func head() -> String {
    """
    # The detector of fields that no list knows: model card

    Written by `swift run -c release --package-path Training train-detector --seed \(seed) \
    --evaluate FOLDER`; \
    do not edit.

    - Weights: digest (FNV-1a, 64 bits) `\(detector.digest)`, \(outcome.weights.count) bytes in \
    whole numbers \
    of 8 bits (scales in Float32), in `Sources/MediaMetadata/Detector/Weights`.
    - Network: hashed pieces of the name (\(FieldFeatures.nameRows) rows), of the value's letters \
    (\(FieldFeatures.pieceRows)) and of its shape (\(FieldFeatures.shapeRows)), \
    \(FieldDetector.width) wide each; \
    \(FieldDetector.inputCount) inputs with the value's numbers, \(FieldDetector.hiddenCount) \
    hidden units, \
    \(FieldKind.allCases.count) kinds.
    - Data: \(outcome.trainingCount) made fields for training, \(outcome.calibrationCount) for \
    temperature and threshold. \
    All of it comes from word lists and patterns in `Training/Sources`, written for this project; \
    no data of \
    others, no real file. Of each list three fifths are for training, one for calibration, one \
    for the test.
    - Temperature \(rounded(Double(outcome.temperature), 3)). A field is flagged where the \
    probabilities of telling kinds sum to \
    \(rounded(Double(outcome.threshold), 3)) or more: \
    \(rounded(100 * Training.falseAlarmRate, 0)) % of the made fields of \
    the calibration set that are not telling lie above it (or 0.5, where that is higher).
    - Telling kinds: person, account, contact, serial, identifier, place.
    - Intervals are Wilson's with 95 %; they count fields as independent, which fields of one \
    file are not.


    """
  }

  private var limits: String {
    """
    ## Limits

    - It flags and decides nothing. A field without a flag may tell everything.
    - What is short and bare can't be told: seven digits are a serial number, a counter or a size. \
    A name beside it helps; a name that lies misleads.
    - Made data is not the world: probabilities are calibrated on made fields, and the error on \
    real ones is above.
    - The patterns of made data were revised twice after the places (never the values) of errors on \
    these real files were looked at, and telling kinds are summed since the planted tokens were: \
    figures on them are somewhat too good. Held-out formats' real fields were part of that look.
    - Held-out formats are held out as wholes; plain words such as author, title or comment stand in \
    their names and in those of other formats alike (as whole names 2 of 215: comment and \
    generator).
    - Scripts: Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari, Chinese, Japanese and Korean \
    stand in the lists, \
    Latin by far the most. Names of other cultures are found less.
    - The first \(FieldFeatures.valueLimit) bytes of a value and the last two parts of a name count.

    """
  }
}
