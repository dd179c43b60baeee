extension Estimate {
  enum CodingKeys: String, CodingKey {
    case value, lower, upper, level, method
  }

  /// Reads an estimate and holds it to its invariant.
  ///
  /// - Throws: `DecodingError` where a key is missing, a type is wrong, or the value does not lie
  ///   inside its own interval.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let value = try container.decode(Double.self, forKey: .value)
    let lower = try container.decode(Double.self, forKey: .lower)
    let upper = try container.decode(Double.self, forKey: .upper)
    let level = try container.decode(Double.self, forKey: .level)
    let method = try container.decode(IntervalMethod.self, forKey: .method)
    guard value.isFinite, lower.isFinite, upper.isFinite, lower <= value, value <= upper else {
      throw decoder.broken("lower <= value <= upper, all finite")
    }
    guard level > 0, level <= 1 else { throw decoder.broken("level lies in (0, 1]") }
    self.init(value: value, lower: lower, upper: upper, level: level, method: method)
  }
}

extension Measure {
  enum CodingKeys: String, CodingKey {
    case id, label, estimate, unit, status, note
  }

  /// Reads a measure: it has an estimate if, and only if, it was measured.
  ///
  /// - Throws: `DecodingError` where a key is missing, a type is wrong, or status and estimate
  ///   contradict each other.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let id = try container.decode(String.self, forKey: .id)
    let label = try container.decode(String.self, forKey: .label)
    let unit = try container.decode(String.self, forKey: .unit)
    let note = try container.decode(String.self, forKey: .note)
    let status = try container.decode(MeasureStatus.self, forKey: .status)
    let estimate = try container.decodeIfPresent(Estimate.self, forKey: .estimate)
    switch (status, estimate) {
    case (.measured, let estimate?):
      self.init(id: id, label: label, estimate: estimate, unit: unit, note: note)
    case (.notConverged, nil), (.notApplicable, nil):
      self.init(id: id, label: label, unit: unit, missing: status, because: note)
    default:
      throw decoder.broken("estimate is there if, and only if, status is `measured`")
    }
  }
}
