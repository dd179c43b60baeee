import Findings

extension ReportPage {
  /// The map of channels: what each finds alone, what is left without it, and its share.
  func channels(_ reading: FusedReading) -> Markup {
    let channels = reading.fused.channels.prefix(limits.channels)
    guard !channels.isEmpty else { return .none }
    let axis = ShareAxis(
      covering: channels.flatMap { [$0.alone, $0.without, .exact(visible($0.shapley))] }
        + [reading.success])
    return section(
      "channels", "Which channel gives people away",
      note: """
        The red bar is a channel’s share of what is found above the baseline, averaged over all \
        orders in which channels could be added (Shapley): the bars add up to all of it. \
        The ring is what the channel finds alone; the diamond what is still found without it. \
        A diamond close to the red line is a channel that others can stand in for.
        """,
      """
      \(channelKey)
      <div class="scroll" role="region" aria-label="Risk by channel" tabindex="0">
      <table class="blame map">
      <thead><tr><th scope="col">Channel</th><th scope="col" class="wide">\(axis.labels)</th>
      <th scope="col" class="n">Alone</th><th scope="col" class="n">Without</th>
      <th scope="col" class="n">Share</th></tr></thead>
      <tbody>
      \(.each(channels) { row($0, reading.success, axis) })
      </tbody></table></div>
      """)
  }

  /// A share that is below zero by chance gets no axis below zero.
  private func visible(_ share: Estimate) -> Double {
    share.upper < 0 ? share.lower : max(0, share.upper)
  }

  private var channelKey: Markup {
    """
    <p class="legend">
    <span class="key-item"><svg class="strip" aria-hidden="true" width="22" height="14">\
    <rect class="bar with" y="3" width="22" height="8"/></svg> its share</span>
    <span class="key-item"><svg class="strip q-alone" aria-hidden="true" width="14" height="14">\
    \(DotStrip.mark(.control, at: 50))</svg> this channel alone</span>
    <span class="key-item"><svg class="strip q-base" aria-hidden="true" width="14" height="14">\
    \(DotStrip.mark(.base, at: 50))</svg> all others without it</span>
    <span class="key-item"><svg class="strip q-found" aria-hidden="true" width="8" height="14">\
    <line class="whisker" x1="50%" x2="50%" y1="0" y2="100%"/></svg> all channels</span>
    </p>
    """
  }

  private func row(
    _ channel: ChannelContribution, _ all: Estimate, _ axis: ShareAxis
  ) -> Markup {
    """
    <tr><th scope="row">\(channel.channel.title)\(unused(channel))</th>
    <td class="wide">\(map(channel, all, axis))\(feeds(channel))</td>
    <td class="n" data-label="Alone">\(twoLines(channel.alone))</td>
    <td class="n" data-label="Without">\(twoLines(channel.without))</td>
    <td class="n" data-label="Share">\(twoLines(channel.shapley))</td></tr>
    """
  }

  private func unused(_ channel: ChannelContribution) -> Markup {
    channel.isKept
      ? .none : #"<span class="table-name">not used: it adds no information</span>"#
  }

  /// A number with its interval below it.
  func twoLines(_ estimate: Estimate?) -> Markup {
    guard let estimate else { return "\(NumberFormat.missing)" }
    let value = NumberFormat.percent(estimate.value)
    guard estimate.method != .exact else { return "\(value)" }
    return """
      \(value)<span class="ends">\(NumberFormat.percentInterval(estimate))</span>
      """
  }

  /// Titles of what was compared, and the columns that it came from.
  private func feeds(_ channel: ChannelContribution) -> Markup {
    let features = channel.features.prefix(limits.features).map(name)
    let columns = channel.columns.prefix(limits.features).map(code)
    let left = channel.features.count + channel.columns.count - features.count - columns.count
    let rest: Markup = left > 0 ? " and \(NumberFormat.count(left)) more in the JSON" : .none
    guard !features.isEmpty || !columns.isEmpty else { return .none }
    let from: Markup = features.isEmpty || columns.isEmpty ? .none : " from "
    return """
      <p class="caption">\(.joined(features, separator: ", "))\(from)\
      \(.joined(columns, separator: " "))\(rest)</p>
      """
  }

  private func map(
    _ channel: ChannelContribution, _ all: Estimate, _ axis: ShareAxis
  ) -> Markup {
    let zero = axis.place(0)
    let share = axis.place(channel.shapley.value)
    let found = axis.place(all.value)
    return """
      <svg class="strip map-strip" aria-hidden="true" width="100%" height="40">\(axis.gridlines)\
      <g class="q-found"><line class="whisker" x1="\(found)%" x2="\(found)%" y2="100%"/></g>\
      <g class="q-base">\(ends(channel.without, 8, axis))\
      \(DotStrip.mark(.base, at: axis.place(channel.without.value), y: "8"))</g>\
      <g class="q-alone">\(ends(channel.alone, 18, axis))\
      \(DotStrip.mark(.control, at: axis.place(channel.alone.value), y: "18"))</g>\
      <rect class="bar with" x="\(min(zero, share))%" y="27" \
      width="\(max(0.3, (share - zero).magnitude))%" height="9"/>\
      \(ends(channel.shapley, 31.5, axis))</svg>
      """
  }

  private func ends(_ estimate: Estimate, _ y: Double, _ axis: ShareAxis) -> Markup {
    guard estimate.upper > estimate.lower else { return .none }
    return """
      <line class="whisker" x1="\(axis.place(estimate.lower))%" \
      x2="\(axis.place(estimate.upper))%" y1="\(y)" y2="\(y)"/>
      """
  }
}
