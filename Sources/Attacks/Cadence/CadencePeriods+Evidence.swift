import Evaluation
import Findings
import Numerics

extension CadencePeriods {
  /// The kinds of features that add to a fusion: days of the week and sessions say what hours, gaps
  /// and bursts say already, and hours of the week no more than four of them together, at four
  /// times the cost.
  public static let evidenceKinds: Set<CadenceFeature.Kind> = [
    .weekSteps, .hoursOfDay, .beginnings, .endings, .gaps, .burstSizes,
  ]

  /// What people's cadence says of who is who between two periods: one comparison for each kind of
  /// feature and stream, and for the hours of the day and the steps of the week that a stream's
  /// hours of the week make.
  ///
  /// Somebody without a count in a period can be compared with nobody by that feature.
  ///
  /// - Parameters:
  ///   - features: what is counted, one row for each data subject. Those of kind `hoursOfWeek` say
  ///     how many events a person has.
  ///   - table: the table's name.
  ///   - timeColumn: the column of times, needed by all.
  ///   - contactColumn: the column of contacts; needed by every stream of events that the person is
  ///     in as the contact: all but "" and `ownStream`.
  ///   - kinds: those that are used.
  ///   - ownStream: the stream of events in which the person acts.
  ///   - minimumEvents: how many events a person needs in each period to be eligible.
  /// - Precondition: a row for each data subject in all features.
  /// - Complexity: O(entries) here; a logarithm for each bin of each pair.
  public static func evidence(
    features: [CadenceFeature], table: String, timeColumn: String, contactColumn: String? = nil,
    kinds: Set<CadenceFeature.Kind> = evidenceKinds, ownStream: String = "sent",
    minimumEvents: Int = CadencePeriods.minimumEvents
  ) -> PeriodEvidence {
    let subjectCount = features.first?.counts.earlier.rowCount ?? 0
    precondition(
      features.allSatisfy { $0.counts.earlier.rowCount == subjectCount },
      "a row for each data subject")
    let evidence = features.withMergedHours.filter { kinds.contains($0.kind) }.map { feature in
      let isOwn = feature.stream.isEmpty || feature.stream == ownStream
      return ChannelEvidence(
        channel: .cadence, table: table,
        columns: [timeColumn] + (isOwn ? [] : [contactColumn].compactMap(\.self)),
        comparison: KnownSidesComparison(
          CadenceExperiment.comparison(feature, id: feature.evidenceID), counts: feature.counts))
    }
    return PeriodEvidence(
      evidence: evidence,
      eligible: eligible(features, subjectCount: subjectCount, minimumEvents: minimumEvents))
  }

  /// Data subjects with enough events in each period, rising, by the hours of all streams.
  static func eligible(
    _ features: [CadenceFeature], subjectCount: Int, minimumEvents: Int
  ) -> [UInt32] {
    let hours = features.filter { $0.kind == .hoursOfWeek }
    let needed = max(minimumEvents, 1)
    return (0..<subjectCount).filter { subject in
      func total(_ side: (PeriodHistograms) -> SparseCounts) -> Int {
        hours.reduce(0) { $0 + side($1.counts).total(ofRow: subject) }
      }
      return total(\.earlier) >= needed && total(\.later) >= needed
    }.map(UInt32.init)
  }
}

extension CadenceFeature {
  /// The feature's stable name without a slash.
  fileprivate var evidenceID: String {
    stream.isEmpty ? kind.rawValue : "\(kind.rawValue)-\(stream)"
  }
}

extension [CadenceFeature] {
  /// The same features, and the hours of the day and steps of the week of each hour of the week.
  var withMergedHours: [CadenceFeature] {
    if contains(where: { $0.kind == .hoursOfDay || $0.kind == .weekSteps }) { return self }
    return self
      + filter { $0.kind == .hoursOfWeek && $0.counts.earlier.columnCount == 168 }.flatMap { week in
        [
          CadenceFeature(
            .hoursOfDay, stream: week.stream,
            counts: PeriodHistograms(
              earlier: week.counts.earlier.hoursOfDay, later: week.counts.later.hoursOfDay)),
          CadenceFeature(
            .weekSteps, stream: week.stream, counts: week.counts.merged(binCount: 42) { $0 / 4 }),
        ]
      }
  }
}

extension SparseCounts {
  /// Hours of the week as hours of the day.
  fileprivate var hoursOfDay: SparseCounts {
    var (offsets, hours, sums) = ([0], [UInt32](), [UInt32]())
    for row in 0..<rowCount {
      var day = [UInt64](repeating: 0, count: 24)
      for entry in entries(ofRow: row) { day[Int(columns[entry]) % 24] += UInt64(counts[entry]) }
      for (hour, count) in day.enumerated() where count > 0 {
        hours.append(UInt32(hour))
        sums.append(UInt32(clamping: count))
      }
      offsets.append(hours.count)
    }
    return SparseCounts(columnCount: 24, offsets: offsets, columns: hours, counts: sums)
  }
}
