/// One way to change a table, by the name that a plan gives it.
public enum StepKind: String, Sendable, CaseIterable {
  case drop
  case pseudonym
  case encrypt
  case token
  case topCode = "top-code"
  case round
  case mergeRare = "merge-rare"
  case mask
  case recode
  case recodeLocally = "recode-locally"
  case mondrian
  case suppressCells = "suppress-cells"
  case microaggregate
  case swapRanks = "swap-ranks"
  case pram
  case noise
  case shuffle
  case sample

  /// Whether two runs with different keys give different releases.
  public var isStochastic: Bool {
    switch self {
    case .pseudonym, .encrypt, .token, .swapRanks, .pram, .noise, .shuffle, .sample: true
    default: false
    }
  }

  /// Whether the step recodes by hierarchies, and so has `quasi-identifiers` with one for each.
  public var hasHierarchies: Bool { self == .recode || self == .recodeLocally }

  /// Whether the step takes `models`.
  public var hasModels: Bool { hasHierarchies || self == .mondrian }

  /// The parameters beside `quasi-identifiers` with hierarchies and `models`.
  public var parameters: [PlanParameter] {
    switch self {
    case .drop: [Self.columns]
    case .pseudonym, .encrypt, .token, .topCode, .round, .mergeRare, .mask: cellParameters
    case .recode, .recodeLocally, .mondrian, .suppressCells: groupParameters
    case .microaggregate, .swapRanks, .pram, .noise, .shuffle, .sample: perturbationParameters
    }
  }

  private var cellParameters: [PlanParameter] {
    switch self {
    case .pseudonym:
      [
        Self.column,
        PlanParameter("length", .integer(8...64), "characters of the pseudonym, 26 by default"),
      ]
    case .encrypt:
      [
        Self.column,
        PlanParameter(
          "alphabet", .word(["digits", "letters", "alphanumeric"]), "of the identifiers"),
      ]
    case .token:
      [
        Self.column,
        PlanParameter("vault", .path, required: true, "the file that keeps what each token is"),
      ]
    case .topCode:
      [
        Self.column,
        PlanParameter("top", .number(-1e300...1e300), "larger numbers become this one"),
        PlanParameter("bottom", .number(-1e300...1e300), "smaller numbers become this one"),
      ]
    case .round:
      [Self.column, PlanParameter("base", .number(1e-9...1e300), required: true, "the step")]
    case .mergeRare:
      [
        Self.column,
        PlanParameter("below", .integer(1...1_000_000_000), required: true, "rows of a rare value"),
        PlanParameter("label", .text, "what rare values become, \"other\" by default"),
      ]
    case .mask:
      [
        Self.column,
        PlanParameter("keep", .integer(0...1_000), required: true, "characters that stay"),
        PlanParameter("from", .word(["left", "right"]), "which end stays, left by default"),
      ]
    default: []
    }
  }

  private var groupParameters: [PlanParameter] {
    switch self {
    case .recode, .recodeLocally:
      [
        PlanParameter(
          "suppression-limit", .number(0...1), "the largest share of rows lost, 0 by default"),
        PlanParameter(
          "suppressed", .word(["remove", "mask"]), "what becomes of rows in no class that holds"),
        PlanParameter(
          "loss",
          .word([
            "loss", "entropy", "precision", "discernibility", "class-size", "height", "ambiguity",
            "divergence",
          ]), "what is made least"),
        PlanParameter("subject", .column, "the data subject's key, where one has several rows"),
        PlanParameter(
          "nodes", .integer(1...1_000_000_000), "recodings looked at before the best is taken"),
      ]
    case .mondrian:
      [
        Self.quasiIdentifiers,
        PlanParameter("cut", .word(["strict", "relaxed"]), "whether equal values may part"),
        PlanParameter("subject", .column, "the data subject's key, where one has several rows"),
      ]
    case .suppressCells:
      [
        Self.quasiIdentifiers,
        PlanParameter(
          "k", .integer(2...1_000_000), required: true, "rows that look alike at least"),
        PlanParameter("importance", .numberByColumn(0...1e6), "which columns to spare: larger"),
        PlanParameter("combinations", .combinations, "only these, each with a k of its own"),
        PlanParameter("strata", .columns, "k within each group of these columns"),
      ]
    default: []
    }
  }

  private var perturbationParameters: [PlanParameter] {
    switch self {
    case .microaggregate:
      [
        Self.columns,
        PlanParameter("k", .integer(2...1_000_000), required: true, "rows of a group at least"),
      ]
    case .swapRanks:
      [
        Self.columns,
        PlanParameter("window", .number(0...100), required: true, "percent of ranks around a row"),
      ]
    case .pram:
      [
        Self.columns,
        PlanParameter("stay", .number(0...1), required: true, "the least probability to stay"),
      ]
    case .noise:
      [
        Self.columns,
        PlanParameter(
          "alpha", .number(0...100), required: true, "the noise's variance, in the column's"),
      ]
    case .shuffle: [Self.columns]
    case .sample:
      [PlanParameter("fraction", .number(0...1), required: true, "the share of rows that stay")]
    default: []
    }
  }

  private static let column = PlanParameter("column", .column, required: true, "the column")
  private static let columns = PlanParameter("columns", .columns, required: true, "the columns")
  private static let quasiIdentifiers = PlanParameter(
    "quasi-identifiers", .columns, required: true, "the columns that an adversary knows")
}
