import Tables

/// Turns the distinct values of a column into the type that was asked for, each value once.
///
/// Texts that stand for one value ("1" and "01") become one code; the order of first appearance
/// stays.
enum DictionaryConversion {
  /// What came out.
  enum Outcome {
    /// The codes stay as they are.
    case kept(ValueDictionary)
    /// Old code `c` becomes `newCodes[c]`; 0 stays 0.
    case merged(ValueDictionary, newCodes: [UInt32])
    /// The value of this code isn't of the type.
    case badCode(UInt32)
  }

  /// Converts texts.
  static func convert(texts: [String], to type: ValueType) -> Outcome {
    switch type {
    case .text: .kept(.texts(texts))
    case .key: .kept(.opaque(count: texts.count))
    case .integer: merge(texts) { .value(TextForm.integer($0)) }
    case .date: merge(texts) { .value(TextForm.days($0)) }
    case .timestamp: merge(texts) { .value(TextForm.microseconds($0)) }
    case .boolean: merge(texts) { .value(TextForm.boolean($0)) }
    case .real: mergeReals(texts, TextForm.real)
    }
  }

  /// Converts whole numbers that stand for a value of the type `kept`: a date's days, a
  /// timestamp's microseconds, a truth value's 0 or 1.
  static func convert(integers: [Int64], kept: ValueType, to type: ValueType) -> Outcome {
    switch (kept, type) {
    case (_, .key): return .kept(.opaque(count: integers.count))
    case (.date, .date), (.timestamp, .timestamp), (.boolean, .boolean), (.integer, .integer),
      (.boolean, .integer):
      return .kept(.integers(integers))
    case (.integer, .real), (.boolean, .real):
      return mergeReals(integers) { .value(Double($0)) }
    case (.integer, .boolean):
      return merge(integers) { .value((0...1).contains($0) ? $0 : nil) }
    case (.date, .timestamp):
      return merge(integers) { days in
        let product = days.multipliedReportingOverflow(by: microsecondsPerDay)
        return .value(product.overflow ? nil : product.partialValue)
      }
    case (.timestamp, .date):
      return merge(integers) { time in
        let (days, rest) = time.quotientAndRemainder(dividingBy: microsecondsPerDay)
        return .value(rest < 0 ? days - 1 : days)
      }
    default: return integers.isEmpty ? .kept(.integers([])) : .badCode(1)
    }
  }

  /// Converts real numbers, none of them NaN.
  static func convert(reals: [Double], to type: ValueType) -> Outcome {
    switch type {
    case .key: return .kept(.opaque(count: reals.count))
    case .real:
      if let bad = reals.firstIndex(where: { !$0.isFinite }) { return .badCode(UInt32(bad + 1)) }
      return .kept(.reals(reals))
    case .integer: return merge(reals) { .value(Int64(exactly: $0)) }
    case .boolean: return merge(reals) { .value($0 == 0 ? 0 : $0 == 1 ? 1 : nil) }
    case .text, .date, .timestamp: return reals.isEmpty ? .kept(.reals([])) : .badCode(1)
    }
  }

  private static let microsecondsPerDay: Int64 = 86_400_000_000

  private static func merge<Value>(
    _ values: [Value], _ form: (Value) -> TextForm.Reading<Int64>
  ) -> Outcome {
    let dictionary = NumberDictionary()
    switch newCodes(values, dictionary, { form($0).map { UInt64(bitPattern: $0) } }) {
    case .bad(let code): return .badCode(code)
    case .codes(let codes):
      return .merged(
        .integers(dictionary.words.map { Int64(bitPattern: $0) }), newCodes: codes)
    }
  }

  private static func mergeReals<Value>(
    _ values: [Value], _ form: (Value) -> TextForm.Reading<Double>
  ) -> Outcome {
    let dictionary = NumberDictionary()
    switch newCodes(values, dictionary, { form($0).map { $0 == 0 ? 0 : $0.bitPattern } }) {
    case .bad(let code): return .badCode(code)
    case .codes(let codes):
      return .merged(.reals(dictionary.words.map { Double(bitPattern: $0) }), newCodes: codes)
    }
  }

  private enum NewCodes {
    case codes([UInt32])
    case bad(UInt32)
  }

  private static func newCodes<Value>(
    _ values: [Value], _ dictionary: NumberDictionary,
    _ form: (Value) -> TextForm.Reading<UInt64>
  ) -> NewCodes {
    var codes = [CodedColumn.missing]
    codes.reserveCapacity(values.count + 1)
    for (index, value) in values.enumerated() {
      switch form(value) {
      case .word(let word): codes.append(dictionary.code(of: word))
      case .missing: codes.append(CodedColumn.missing)
      case .bad: return .bad(UInt32(index + 1))
      }
    }
    return .codes(codes)
  }
}
