extension ReleasePlanReader {
  private typealias Fields = [String: ManifestReader.Entry]

  /// One release: its name with its place as soon as that could be read.
  mutating func release(
    _ node: YAMLNode, path: String, _ relation: ReleasePlan.Relation
  ) -> (name: String, nameNode: YAMLNode, release: PlannedRelease?)? {
    let known =
      ["name", "mechanism"]
      + [
        "scale", "epsilon", "delta", "sigma", "rho", "mu", "sensitivity", "categories", "count",
        "steps", "sampling",
      ]
    guard
      let fields = document.fields(
        node, path: path, known: known, required: ["name", "mechanism"])
    else { return nil }
    let name = fields["name"].flatMap { document.text($0.value, path: path + ".name") }
    let word = fields["mechanism"].flatMap {
      document.word($0.value, path: path + ".mechanism", of: PlannedMechanism.Word.self)
    }
    var release: PlannedRelease?
    if let word {
      checkParameters(of: word, fields, node, path: path)
      let mechanism = mechanism(word, fields, path: path)
      let count = self.count(fields, word, path: path)
      let sampling = fields["sampling"].flatMap {
        self.sampling($0.value, path: path + ".sampling", word, relation)
      }
      if word == .randomizedResponse, relation == .addRemove, let field = fields["mechanism"] {
        report(.needsSubstitution(path: path), at: field.value)
      }
      if let name, let mechanism, let count {
        release = PlannedRelease(
          name: name, mechanism: mechanism, count: count, sampling: sampling,
          line: node.place.line, column: node.place.column)
      }
    }
    guard let name, let nameNode = fields["name"]?.value else { return nil }
    return (name, nameNode, release)
  }

  private mutating func checkParameters(
    of word: PlannedMechanism.Word, _ fields: Fields, _ node: YAMLNode, path: String
  ) {
    let allowed = Set(word.parameters + ["name", "mechanism"])
    for (key, entry) in fields where !allowed.contains(key) {
      report(
        .parameterNotOfMechanism(path: path, parameter: key, mechanism: word), at: entry.key)
    }
    for names in word.required {
      let present = names.filter { fields[$0] != nil }
      if present.isEmpty {
        report(.parameterMissing(path: path, oneOf: names, mechanism: word), at: node)
      } else if present.count > 1 {
        let keys = present.compactMap { fields[$0]?.key }
        let last = keys.max { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
        document.report(
          .exclusiveKeys(path: path, first: present[0], second: present[1]), at: last ?? node)
      }
    }
  }

  private mutating func mechanism(
    _ word: PlannedMechanism.Word, _ fields: Fields, path: String
  ) -> PlannedMechanism? {
    switch word {
    case .laplace: return laplace(fields, path: path)
    case .discreteLaplace: return discreteLaplace(fields, path: path)
    case .gaussian: return gaussian(fields, path: path)
    case .discreteGaussian:
      guard let sigma = parameter("sigma", fields, path),
        let sensitivity = whole("sensitivity", fields, path, 1...1 << 20)
      else { return nil }
      return .discreteGaussian(sigma: sigma, sensitivity: sensitivity)
    case .randomizedResponse:
      guard let epsilon = parameter("epsilon", fields, path),
        let categories = whole("categories", fields, path, 2...1 << 40, standard: 2)
      else { return nil }
      return .randomizedResponse(epsilon: epsilon, categories: categories)
    case .exponential: return parameter("epsilon", fields, path).map { .exponential(epsilon: $0) }
    case .pure: return parameter("epsilon", fields, path).map { .pure(epsilon: $0) }
    case .approximate:
      let delta = fields["delta"].flatMap {
        self.delta($0.value, path: path + ".delta", orZero: true)
      }
      guard let epsilon = parameter("epsilon", fields, path), let delta else { return nil }
      return .approximate(epsilon: epsilon, delta: delta)
    case .zeroConcentrated: return parameter("rho", fields, path).map { .zeroConcentrated(rho: $0) }
    case .gaussianPrivacy: return parameter("mu", fields, path).map { .gaussianPrivacy(mu: $0) }
    case .noisyGradients: return parameter("sigma", fields, path).map { .noisyGradients(sigma: $0) }
    }
  }

  private mutating func laplace(_ fields: Fields, path: String) -> PlannedMechanism? {
    guard let sensitivity = sensitivity(fields, path) else { return nil }
    if fields["epsilon"] != nil {
      return parameter("epsilon", fields, path).map {
        .laplace(scale: sensitivity / $0, sensitivity: sensitivity, epsilon: $0)
      }
    }
    return parameter("scale", fields, path).map {
      .laplace(scale: $0, sensitivity: sensitivity, epsilon: nil)
    }
  }

  private mutating func discreteLaplace(_ fields: Fields, path: String) -> PlannedMechanism? {
    guard let sensitivity = whole("sensitivity", fields, path, 1...1 << 40) else { return nil }
    if fields["epsilon"] != nil {
      return parameter("epsilon", fields, path).map {
        .discreteLaplace(
          scale: Double(sensitivity) / $0, sensitivity: sensitivity, epsilon: $0)
      }
    }
    return parameter("scale", fields, path).map {
      .discreteLaplace(scale: $0, sensitivity: sensitivity, epsilon: nil)
    }
  }

  private mutating func gaussian(_ fields: Fields, path: String) -> PlannedMechanism? {
    guard let sensitivity = sensitivity(fields, path) else { return nil }
    if fields["rho"] != nil {
      // rho = sensitivity^2 / (2 sigma^2).
      return parameter("rho", fields, path).map {
        .gaussian(sigma: sensitivity / (2 * $0).squareRoot(), sensitivity: sensitivity)
      }
    }
    return parameter("sigma", fields, path).map { .gaussian(sigma: $0, sensitivity: sensitivity) }
  }

  private mutating func sensitivity(_ fields: Fields, _ path: String) -> Double? {
    fields["sensitivity"] == nil ? 1 : parameter("sensitivity", fields, path)
  }

  private mutating func parameter(_ key: String, _ fields: Fields, _ path: String) -> Double? {
    fields[key].flatMap { positive($0.value, path: path + "." + key) }
  }

  private mutating func whole(
    _ key: String, _ fields: Fields, _ path: String, _ range: ClosedRange<Int>, standard: Int = 1
  ) -> Int? {
    guard let field = fields[key] else { return standard }
    return document.integer(field.value, path: path + "." + key, range: range)
  }

  private mutating func count(
    _ fields: Fields, _ word: PlannedMechanism.Word, path: String
  ) -> Int? {
    let key = word == .noisyGradients ? "steps" : "count"
    return whole(key, fields, path, 1...Self.countLimit)
  }

  // MARK: Sampling

  private mutating func sampling(
    _ node: YAMLNode, path: String, _ word: PlannedMechanism.Word,
    _ relation: ReleasePlan.Relation
  ) -> PlannedRelease.Sampling? {
    let known = ["poisson", "without_replacement"]
    guard let fields = document.fields(node, path: path, known: known) else { return nil }
    if fields.count == 2, let second = fields[known[1]] {
      document.report(.exclusiveKeys(path: path, first: known[0], second: known[1]), at: second.key)
      return nil
    }
    let sampling: PlannedRelease.Sampling?
    if let field = fields["poisson"] {
      let allowed = "a number from 1e-100, at most 1"
      sampling = number(field.value, path: path + ".poisson", allowed: allowed) {
        $0 >= 1e-100 && $0 <= 1
      }.map { .poisson(rate: $0) }
    } else if let field = fields["without_replacement"] {
      sampling = batch(field.value, path: path + ".without_replacement")
    } else {
      document.report(.missingKey(key: "poisson", path: path), at: node)
      return nil
    }
    if let sampling { checkEffect(of: sampling, on: word, relation, node, path: path) }
    return sampling
  }

  private mutating func batch(_ node: YAMLNode, path: String) -> PlannedRelease.Sampling? {
    let keys = ["batch", "of"]
    guard let fields = document.fields(node, path: path, known: keys, required: keys) else {
      return nil
    }
    let values = keys.map { key in
      fields[key].flatMap {
        document.integer($0.value, path: path + "." + key, range: 1...Self.countLimit)
      }
    }
    guard let batch = values[0], let population = values[1] else { return nil }
    guard batch <= population else {
      if let field = fields["batch"] { report(.batchTooLarge(path: path), at: field.value) }
      return nil
    }
    return .withoutReplacement(batch: batch, population: population)
  }

  /// Refuses samples whose effect on a mechanism's privacy no theorem here states.
  private mutating func checkEffect(
    of sampling: PlannedRelease.Sampling, on word: PlannedMechanism.Word,
    _ relation: ReleasePlan.Relation, _ node: YAMLNode, path: String
  ) {
    func refuse(_ reason: String, _ remedy: String) {
      report(.samplingUnknown(path: path, reason: reason, remedy: remedy), at: node)
    }
    if [.zeroConcentrated, .discreteGaussian].contains(word) {
      refuse(
        "sampling does not amplify zCDP",
        "leave `sampling` out: the cost without it is an upper bound")
      return
    }
    switch (sampling, relation) {
    case (.withoutReplacement, .substitute) where word == .gaussianPrivacy:
      refuse(
        "batches without replacement are counted for Gaussian noise itself, not for gdp",
        "use gaussian or dpsgd if the noise is Gaussian, or leave `sampling` out")
    case (.withoutReplacement, .addRemove):
      refuse(
        "a batch of fixed size hides nobody who is added or removed",
        "write `neighbours: substitute`, or sample by `poisson`")
    case (.poisson(let rate), .substitute) where rate < 1 && word != .noisyGradients:
      refuse(
        "Poisson samples are counted for add-remove neighbours, or for dpsgd",
        "use dpsgd with sigma as a multiple of the norm's bound, or `without_replacement`")
    default: break
    }
  }
}
