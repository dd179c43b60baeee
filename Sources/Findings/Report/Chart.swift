/// How a chart is drawn.
public enum ChartKind: String, Codable, Sendable, CaseIterable {
  /// Bars over categories.
  case bars
  /// Points joined by a line over a numeric x axis, with intervals where given.
  case line
  /// A step function over a numeric x axis, such as a cumulative distribution.
  case step
  /// A grid of shaded cells.
  case heat
  /// Hours around a clock: one series for each ring, x the hour of the day from 0 to 23; or one
  /// series over a week, x the hour of the week from Monday 00:00, 0 to 167, drawn as seven rings.
  case clock
  /// Small networks side by side: a series for each, its points the nodes by their place (the first
  /// is the one in the middle), its ties the lines between them. Nodes have no names.
  case network
}

/// What to draw: names and numbers, no pixels.
public struct Chart: Codable, Sendable, Equatable {
  /// One point of a series.
  public struct Point: Codable, Sendable, Equatable {
    /// The category's label, for bars and the rows of heat maps; empty for numeric axes.
    public let label: String
    /// The position on the x axis (for bars: the index of the category).
    public let x: Double
    /// The value.
    public let y: Double
    /// The lower end of the value's interval.
    public let lower: Double?
    /// The upper end of the value's interval.
    public let upper: Double?

    /// A point.
    public init(
      label: String = "", x: Double, y: Double, lower: Double? = nil, upper: Double? = nil
    ) {
      self.label = label
      self.x = x
      self.y = y
      self.lower = lower
      self.upper = upper
    }
  }

  /// A line between two nodes of a network.
  public struct Tie: Codable, Sendable, Equatable {
    /// The place of one node among the points of its series.
    public let from: Int
    /// The place of the other.
    public let to: Int

    /// A line between two nodes.
    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  /// A named sequence of points.
  public struct Series: Codable, Sendable, Equatable {
    /// The name shown in the legend.
    public let name: String
    /// The points, x rising; of a network: its nodes, in any order.
    public let points: [Point]
    /// The lines of a network; `nil` for every other kind of chart.
    public let ties: [Tie]?

    /// A named series.
    public init(name: String, points: [Point], ties: [Tie]? = nil) {
      self.name = name
      self.points = points
      self.ties = ties
    }
  }

  /// A stable name within its attack.
  public let id: String
  /// The title.
  public let title: String
  /// How it is drawn.
  public let kind: ChartKind
  /// The x axis' label.
  public let xLabel: String
  /// The y axis' label.
  public let yLabel: String
  /// Whether the y values are shares in [0, 1], shown in per cent.
  public let yIsShare: Bool
  /// Whether the x axis is logarithmic.
  public let xIsLogarithmic: Bool
  /// The series; for heat maps one for each row.
  public let series: [Series]
  /// What the chart shows, for a reader who can't see it.
  public let alternativeText: String

  /// A chart.
  public init(
    id: String, title: String, kind: ChartKind, xLabel: String, yLabel: String,
    yIsShare: Bool = true, xIsLogarithmic: Bool = false, series: [Series], alternativeText: String
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.yIsShare = yIsShare
    self.xIsLogarithmic = xIsLogarithmic
    self.series = series
    self.alternativeText = alternativeText
  }
}
