public import Evaluation
public import Findings
public import Numerics

/// How many people's surroundings in a graph look alike: the risk of each is one in that many.
///
/// The adversary knows something of the structure around a target, without error, and that the
/// target is in the release; it names one of those who fit.
///
/// **Guarantee** exact for the release: the mean risk is the share of targets that this adversary
/// finds in expectation, which is the number of sets over the number of people.
/// **Source** Hay, Miklau, Jensen, Towsley, Weis, PVLDB 1 (2008), vertex refinement and subgraph
/// queries.
/// **Cost** O(nodes + edges) for each round of refinement; O(edges^1.5) for triangles.
/// **Does not protect against** an adversary whose graph is not the released one: it knows less
/// exactly, and may still match both (see the seeded and seedless attacks).
public struct StructuralSignatures: ExactAttack {
  /// What the adversary knows of a target.
  public enum Knowledge: String, Sendable, CaseIterable {
    /// The number of ties: H1.
    case degree
    /// The number of ties, and of ties among the contacts.
    case egoNet = "ego-net"
    /// The numbers of ties of all contacts: H2.
    case contactDegrees = "contact-degrees"
    /// H2, and the ties among the contacts.
    case contactDegreesAndEgoNet = "contact-degrees-and-ego-net"
    /// The contacts' contacts' numbers of ties, for each contact: H3.
    case threeSteps = "h3"
    /// One step more: H4.
    case fourSteps = "h4"

    /// What is known, in a few words.
    public var title: String {
      switch self {
      case .degree: "how many contacts"
      case .egoNet: "how many contacts, and ties among them"
      case .contactDegrees: "how many contacts each contact has"
      case .contactDegreesAndEgoNet: "the same, and ties among the contacts"
      case .threeSteps: "the same of the contacts' contacts"
      case .fourSteps: "one step further"
      }
    }
  }

  /// What it is.
  public let description = AttackDescription(
    id: "graph/signatures", title: "People whose surroundings look alike", channel: .graph,
    risk: .singlingOut, failureMode: .contextualAggregation,
    source: "Hay et al. 2008, PVLDB 1 (vertex refinement)",
    doesNotCover:
      "an adversary who knows the surroundings with errors (see the attacks from known people), "
      + "attributes beside the ties, and what all people of a set have in common")
  /// What the adversary knows.
  public let knowledge: Knowledge
  /// Who looks like whom.
  public let classes: ColorClasses

  /// Sets of people who look alike.
  public init(_ knowledge: Knowledge, classes: ColorClasses) {
    self.knowledge = knowledge
    self.classes = classes
  }

  /// The sets of a graph for every knowledge, in the order of its cases.
  ///
  /// - Complexity: O(nodes + edges) for the refinements, O(edges^1.5) for the triangles.
  public static func all(of graph: SparseGraph) -> [StructuralSignatures] {
    let rounds = ColorRefinement.rounds(of: graph, count: 4)
    let triangles = Triangles.counts(of: graph)
    func withTriangles(_ classes: ColorClasses) -> ColorClasses {
      ColorClasses(keys: zip(classes.colors, triangles).map { [Int($0), $1] })
    }
    return Knowledge.allCases.map { knowledge in
      switch knowledge {
      case .degree: StructuralSignatures(knowledge, classes: rounds[0])
      case .egoNet: StructuralSignatures(knowledge, classes: withTriangles(rounds[0]))
      case .contactDegrees: StructuralSignatures(knowledge, classes: rounds[1])
      case .contactDegreesAndEgoNet:
        StructuralSignatures(knowledge, classes: withTriangles(rounds[1]))
      case .threeSteps: StructuralSignatures(knowledge, classes: rounds[2])
      case .fourSteps: StructuralSignatures(knowledge, classes: rounds[3])
      }
    }
  }

  /// The risk of each person: one over the set it stands in.
  public func subjectRisks() -> [Double] {
    classes.colors.map { 1 / Double(classes.sizes[Int($0)]) }
  }

  /// The mean risk.
  var meanRisk: Double { Double(classes.count) / Double(max(classes.colors.count, 1)) }

  /// The share of people whom nobody looks like.
  public var shareAlone: Double {
    Double(classes.uniqueCount) / Double(max(classes.colors.count, 1))
  }
}
