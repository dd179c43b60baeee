/// What a reader of a released dataset must know, whatever vocabulary it is written in.
///
/// Aggregates only: names and types of columns, digests of files, measures applied, risks measured.
/// No value of a data subject.
public struct DatasetCard: Codable, Sendable, Equatable {
  /// Who wrote the card.
  public let tool: String
  /// The dataset's name.
  public let name: String
  /// What it is, in the owner's words and in numbers.
  public let description: String
  /// When its risk was measured, UTC, ISO 8601.
  public let measuredAt: String
  /// What only its publisher can say.
  public let publication: Publication
  /// Its tables.
  public let tables: [CardTable]
  /// Protections applied, in their order.
  public let measures: [CardMeasure]
  /// Where it comes from; nil where it was not protected by this tool.
  public let lineage: CardLineage?
  /// What attacks on it found.
  public let risks: [CardRisk]
  /// The verdict of the audit in one sentence; nil without an attack.
  public let verdict: String?
  /// What is still of use in it; a sentence each.
  public let utility: [String]
  /// What the reader must not rely on; a sentence each.
  public let limits: [String]

  /// What only a dataset's publisher can say; nil and empty where it was not said.
  public struct Publication: Codable, Sendable, Equatable {
    /// Its page.
    public let url: String?
    /// The licence's address or SPDX expression.
    public let license: String?
    /// The organisation that made it.
    public let creator: String?
    /// The day of its publication, ISO 8601.
    public let published: String?
    /// Its version.
    public let version: String?
    /// Codes of permitted uses in the Data Use Ontology: `DUO_0000042`.
    public let uses: [String]

    /// What a publisher says.
    public init(
      url: String? = nil, license: String? = nil, creator: String? = nil,
      published: String? = nil, version: String? = nil, uses: [String] = []
    ) {
      self.url = url
      self.license = license
      self.creator = creator
      self.published = published
      self.version = version
      self.uses = uses
    }
  }

  /// A card.
  public init(
    tool: String, name: String, description: String, measuredAt: String,
    publication: Publication, tables: [CardTable], measures: [CardMeasure],
    lineage: CardLineage?, risks: [CardRisk], verdict: String?, utility: [String],
    limits: [String]
  ) {
    self.tool = tool
    self.name = name
    self.description = description
    self.measuredAt = measuredAt
    self.publication = publication
    self.tables = tables
    self.measures = measures
    self.lineage = lineage
    self.risks = risks
    self.verdict = verdict
    self.utility = utility
    self.limits = limits
  }
}
