import Findings
import Foundation
import Tables

/// What the outcome of an audit's step depends on, in one digest.
struct StepKey: Sendable, Equatable {
  /// The step's name, for people who look into the folder.
  let step: String
  /// SHA-256 in hexadecimal.
  let digest: String

  /// The key of a step.
  ///
  /// - Parameters:
  ///   - tool: name and version of the program: another one may compute otherwise.
  ///   - inputs: everything else that the outcome depends on. Its JSON must be the same for equal
  ///     inputs, so no sets.
  /// - Throws: `EncodingError` where a number is infinite or not a number.
  init(step: String, tool: String, inputs: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let parts = Parts(
      cache: StepCache.formatVersion, tool: tool, schema: RiskReport.currentSchemaVersion,
      step: step, inputs: inputs)
    self.step = step
    digest = DocumentDigest.hexadecimal(of: try encoder.encode(parts))
  }

  private struct Parts<Inputs: Encodable>: Encodable {
    let cache: Int
    let tool: String
    let schema: String
    let step: String
    let inputs: Inputs
  }
}

/// What a step of an audit reads: the part of the manifest that it looks at, the data, the seed.
///
/// A table or a column that the step doesn't read is in none of it, so that adding or changing one
/// leaves the step's outcome as it is.
struct StepInputs: Encodable, Equatable {
  /// The declarations of the tables and columns read, and the adversary, as YAML.
  let declarations: String
  /// The adversary's profile as YAML, where the step is about one.
  let profile: String?
  /// Digests of what is read, by a name that tells table, source and column:
  /// `DeclaredDigests.digests(of:)`.
  let digests: [String: String]
  /// The seed of every random choice.
  let seed: UInt64
  /// Further settings by name.
  let settings: [String: String]

  /// What a step reads.
  ///
  /// - Parameter columns: The columns read, by table; a table with none is left out.
  init(
    manifest: Manifest, columns: [String: [String]], digests: [String: String], seed: UInt64,
    profile: AdversaryProfile? = nil, settings: [String: String] = [:]
  ) {
    declarations = manifest.part(columns).render()
    self.profile = profile?.render()
    self.digests = digests
    self.seed = seed
    self.settings = settings
  }
}

extension Manifest {
  /// This manifest with some columns only, without the dataset's name and description.
  fileprivate func part(_ columns: [String: [String]]) -> Manifest {
    var part = self
    part.name = ""
    part.description = nil
    part.tables = tables.compactMap { table in
      guard let names = columns[table.name].map(Set.init) else { return nil }
      var table = table
      table.columns = table.columns.filter { names.contains($0.name) }
      for matched in [\TableDeclaration.auxiliary, \.population] {
        table[keyPath: matched]?.matches.removeAll { !names.contains($0.column) }
      }
      return table
    }
    part.adversary.knows = adversary.knows.compactMap { knowledge in
      guard let names = columns[knowledge.table] else { return nil }
      let known = knowledge.columns.filter(names.contains)
      return AdversaryDeclaration.Knowledge(table: knowledge.table, columns: known)
    }
    // Which profiles are tried is no matter of a step; the one that it is about stands beside.
    part.adversary.profiles = []
    return part
  }
}
