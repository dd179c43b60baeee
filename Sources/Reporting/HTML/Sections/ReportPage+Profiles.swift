import Findings

extension ReportPage {
  /// Which adversary succeeds.
  func profiles(_ reading: FusedReading) -> Markup {
    let all = reading.fused.profiles
    let shown = all.prefix(limits.profiles)
    guard !shown.isEmpty else { return .none }
    let axis = ShareAxis(covering: shown.compactMap(\.success) + [reading.success])
    return section(
      "profiles", "Who succeeds",
      note: "The same release against adversaries who know different things.",
      """
      \(legend([.found, .base]))
      <div class="scroll" role="region" aria-label="Profiles" tabindex="0">
      <table class="blame profiles">
      <thead><tr><th scope="col">Adversary</th><th scope="col" class="wide">\(axis.labels)</th>
      <th scope="col" class="n">Found</th><th scope="col" class="n">By a guess</th>
      <th scope="col" class="n">People sought</th></tr></thead>
      <tbody>
      \(.each(shown) { row($0, axis) })
      </tbody></table></div>
      \(more(all.count - shown.count, "profiles"))
      """)
  }

  private func row(_ profile: ProfileOutcome, _ axis: ShareAxis) -> Markup {
    let channels = profile.channels.map(\.phrase)
    let evidence: Markup =
      channels.isEmpty
      ? .none : "<p class=\"caption\">Evidence in \(Phrase.list(channels)).</p>"
    let picture: Markup =
      profile.success.map {
        DotStrip.pair($0, .exact(profile.baseline ?? 0), on: axis)
      } ?? #"<p class="caption">Nothing in the data that this adversary knows of.</p>"#
    return """
      <tr><th scope="row" dir="auto">\(name(profile.title))</th>
      <td class="wide">\(picture)\(paragraph(profile.sentence, "caption"))\(evidence)</td>
      <td class="n" data-label="Found">\(twoLines(profile.success))</td>
      <td class="n" data-label="By a guess">\
      \(profile.baseline.map(NumberFormat.percent) ?? NumberFormat.missing)</td>
      <td class="n" data-label="People sought">\(NumberFormat.count(profile.targets))\
      <span class="ends">among \(NumberFormat.count(profile.candidates))</span></td></tr>
      """
  }
}
