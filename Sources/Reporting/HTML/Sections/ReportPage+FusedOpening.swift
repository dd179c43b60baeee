import Findings

extension ReportPage {
  /// What is said about all channels together, where they were put together.
  var fusion: FusedReading? { FusedReading(report) }

  /// The first screen of a report whose channels were put together.
  ///
  /// One probability, beside what the best channel finds alone and what is found without the
  /// release.
  func opening(_ reading: FusedReading) -> Markup {
    let isVerdict = report.verdict.attack == reading.fused.attack
    let title: Markup = isVerdict ? "\(report.verdict.sentence)" : "\(reading.headline)"
    return """
      <section class="opening" aria-labelledby="verdict">
      <p class="eyebrow">\(severity(report.verdict.severity, " severity"))</p>
      <h1 id="verdict" class="\(headlineSize)" dir="auto">\(title)</h1>
      \(isVerdict ? .none : paragraph(report.verdict.sentence, "grounds"))
      \(crowds(reading))
      \(grounds(reading))
      \(facts)
      </section>
      """
  }

  private func crowds(_ reading: FusedReading) -> Markup {
    let best = reading.fused.bestChannel.phrase
    return """
      <div class="pair three">
      \(people(reading.success, id: "people-with", "With this release, all channels", "found"))
      \(people(
        reading.fused.bestChannelSuccess, id: "people-best", "With \(best) alone, the best channel",
        "best"))
      \(people(reading.baseline, id: "people-without", "Without the release", "base"))
      </div>
      """
  }

  private func grounds(_ reading: FusedReading) -> Markup {
    let fused = reading.fused
    let profile: Markup =
      reading.profile.map { profile in
        """
        Reached by the profile <b><bdi>\(name(profile.title))</bdi></b>. <span dir="auto">\
        \(profile.sentence)</span>
        """
      } ?? .none
    let measured: Markup =
      attackIndices[fused.attack].map { index in
        """
        Measured by <bdi>\(link(toAttack: index))</bdi>: \(tried(report.attacks[index].setting)).
        """
      } ?? .none
    return """
      <p class="grounds">\(profile)</p>
      <p class="grounds">\(reading.gainLine) It takes \
      \(NumberFormat.number(fused.surprisal.priorBits)) bits to name a person; with the release \
      \(NumberFormat.number(fused.surprisal.remainingBits)) are left. \(measured) The prior that a \
      person sought is in the release at all: \(NumberFormat.percent(fused.prior)).</p>
      """
  }

  /// The sections on all channels together, in the order in which a reader asks.
  var fusedSections: Markup {
    guard let reading = fusion else { return .none }
    return .joined(parts(reading).map(\.section)) + "\n"
  }

  /// Links to those sections.
  var fusedLinks: Markup {
    guard let reading = fusion else { return .none }
    return .joined(
      parts(reading).filter { $0.section != .none }
        .map { "<a href=\"#\($0.id)\">\($0.title)</a>" }) + "\n"
  }

  /// A link to the methods compared.
  var methodsLink: Markup {
    fusion == nil ? .none : "\n<a href=\"#methods\">Methods</a>"
  }

  private func parts(
    _ reading: FusedReading
  ) -> [(id: Markup, title: Markup, section: Markup)] {
    [
      ("channels", "Channels", channels(reading)), ("removal", "Removal", removal(reading)),
      ("calibration", "Calibration", calibration(reading)), ("ranks", "Ranks", ranks(reading)),
      ("forecast", "Forecast", forecast(reading)), ("profiles", "Profiles", profiles(reading)),
    ]
  }
}
