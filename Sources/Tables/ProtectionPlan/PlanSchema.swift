/// The JSON Schema of protection plans, made from the same lists as their reader.
public enum PlanSchema {
  /// A tree of JSON.
  public typealias Schema = [String: any Sendable]

  /// The schema as a tree that `JSONSerialization` takes.
  ///
  /// - Complexity: O(step and model kinds).
  public static var tree: Schema {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:palimpsest:protection-plan:1",
      "title": "ProtectionPlan",
      "description": "What is done to one table, in which order.",
      "type": "object",
      "required": ["version", "source", "release", "name", "steps"],
      "additionalProperties": false,
      "properties": properties,
      "$defs": ["hierarchy": hierarchy, "model": models, "step": steps],
    ]
  }

  private static var properties: Schema {
    var properties = source
    properties["version"] = ["const": 1]
    properties["population"] = closed(source, required: ["source"])
    properties["release"] = described(text, "where the release candidate goes: .csv or .parquet")
    properties["name"] = described(text, "the release's name, from which its keys are derived")
    properties["key"] = described(text, "the file of the release's key")
    properties["missing"] = ["enum": MissingMeaning.allCases.map(\.rawValue)]
    properties["steps"] = list(["$ref": "#/$defs/step"])
    properties["audit"] = closed(
      [
        "quasi-identifiers": texts, "sensitive": mayBeEmpty, "earlier": mayBeEmpty,
        "predict": mayBeEmpty,
      ], required: ["quasi-identifiers"])
    return properties
  }

  private static var source: Schema {
    [
      "source": ["anyOf": [text, texts]],
      "format": ["enum": SourceFormat.allCases.map(\.rawValue)],
      "csv": closed([
        "delimiter": ["type": "string", "minLength": 1, "maxLength": 4] as Schema,
        "quote": ["type": "string", "maxLength": 1] as Schema,
        "header": ["type": "boolean"],
        "encoding": ["enum": TextEncoding.allCases.map(\.rawValue)],
      ]),
      "table": text, "nulls": anyTexts, "suppressed": anyTexts,
    ]
  }

  // MARK: Steps and models

  private static var steps: Schema {
    ["oneOf": StepKind.allCases.map { closed([$0.rawValue: step($0)], required: [$0.rawValue]) }]
  }

  private static func step(_ kind: StepKind) -> Schema {
    guard kind.hasModels else { return shape(kind.parameters) }
    var properties = Self.properties(kind.parameters)
    var required = kind.parameters.filter(\.isRequired).map(\.name) + ["models"]
    properties["models"] = list(["$ref": "#/$defs/model"])
    if kind.hasHierarchies {
      properties["quasi-identifiers"] = columns
      properties["sensitive"] = columns
      required.append("quasi-identifiers")
    }
    return closed(properties, required: required)
  }

  private static var models: Schema {
    [
      "oneOf": ModelKind.allCases.map {
        closed([$0.rawValue: shape($0.parameters)], required: [$0.rawValue])
      }
    ]
  }

  /// A mapping of parameters, or the value of the first one alone where no other is required.
  private static func shape(_ parameters: [PlanParameter]) -> Schema {
    let required = parameters.filter(\.isRequired).map(\.name)
    let mapping = closed(properties(parameters), required: required)
    guard let first = parameters.first, required.allSatisfy({ $0 == first.name }) else {
      return mapping
    }
    return ["anyOf": [mapping, value(first)]]
  }

  private static func properties(_ parameters: [PlanParameter]) -> Schema {
    Dictionary(
      parameters.map { ($0.name, value($0) as any Sendable) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func value(_ parameter: PlanParameter) -> Schema {
    var schema: Schema =
      switch parameter.kind {
      case .integer(let range):
        ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound] as Schema
      case .number(let range):
        ["type": "number", "minimum": range.lowerBound, "maximum": range.upperBound] as Schema
      case .word(let words): ["enum": words]
      case .column, .path, .text: text
      case .columns: texts
      case .flag: ["type": "boolean"]
      case .numberByColumn(let range):
        [
          "type": "object", "minProperties": 1, "propertyNames": ["minLength": 1] as Schema,
          "additionalProperties": [
            "type": "number", "minimum": range.lowerBound, "maximum": range.upperBound,
          ] as Schema,
        ] as Schema
      case .combinations:
        list(
          closed(
            [
              "columns": texts,
              "k": ["type": "integer", "minimum": 2, "maximum": 1_000_000] as Schema,
            ],
            required: ["columns", "k"]))
      }
    schema["description"] = parameter.meaning
    return schema
  }

  // MARK: Hierarchies

  private static var columns: Schema {
    [
      "type": "object", "minProperties": 1, "propertyNames": ["minLength": 1] as Schema,
      "additionalProperties": ["$ref": "#/$defs/hierarchy"],
    ]
  }

  private static var hierarchy: Schema {
    let level: Schema = ["type": "integer", "minimum": 0, "maximum": 1_000]
    let number: Schema = ["type": "number"]
    let builders: [(String, Schema, Schema)] = [
      ("file", text, ["delimiter": text]),
      ("intervals", numbers(least: 0), ["from": number, "bottom": number, "top": number]),
      ("order", numbers(least: 2), [:]),
      ("dates", list(["enum": HierarchyDeclaration.DateUnit.allCases.map(\.rawValue)]), [:]),
      (
        "redaction", ["anyOf": [["const": "each"] as Schema, numbers(least: 1)]],
        ["from": ["enum": HierarchyDeclaration.Side.allCases.map(\.rawValue)]]
      ),
      ("decimals", numbers(least: 0), [:]), ("priority", numbers(least: 0), [:]),
    ]
    let mappings = builders.map { name, value, options in
      var properties = options
      properties[name] = value
      properties["minimum-level"] = level
      properties["maximum-level"] = level
      properties["weight"] = ["type": "number", "minimum": 0, "maximum": 1] as Schema
      return closed(properties, required: [name])
    }
    let whole: Schema = ["const": "suppression"]
    return ["anyOf": [whole] + mappings]
  }

  private static func numbers(least: Int) -> Schema {
    let number: Schema = ["type": "number", "minimum": least]
    return ["anyOf": [number, list(number)]]
  }

  // MARK: Pieces

  private static let text: Schema = ["type": "string", "minLength": 1]
  private static var texts: Schema { list(text, unique: true) }
  private static let mayBeEmpty: Schema = [
    "type": "array", "uniqueItems": true,
    "items": ["type": "string", "minLength": 1] as Schema,
  ]
  private static let anyTexts: Schema = [
    "type": "array", "uniqueItems": true, "items": ["type": "string"],
  ]

  private static func described(
    _ schema: Schema, _ meaning: String
  ) -> Schema {
    schema.merging(["description": meaning], uniquingKeysWith: { first, _ in first })
  }

  private static func list(
    _ item: Schema, unique: Bool = false
  ) -> Schema {
    var schema: Schema = ["type": "array", "minItems": 1, "items": item]
    if unique { schema["uniqueItems"] = true }
    return schema
  }

  private static func closed(
    _ properties: Schema, required: [String] = []
  ) -> Schema {
    var schema: Schema = [
      "type": "object", "additionalProperties": false, "properties": properties,
    ]
    if !required.isEmpty { schema["required"] = required }
    return schema
  }
}
