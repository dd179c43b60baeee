import Foundation
import TestSupport
import Testing

@testable import Attacks

@Suite struct DisclosureReferenceTests {
  @Test("Every measure of pycanon's reference is reproduced", .enabled(if: SharedFolder.exists))
  func pycanonReference() throws {
    // Catches: any deviation from pycanon 1.3.5, on every table it was run on.
    let entries = try referenceEntries(
      SharedFolder.file("vectors/tabular/pycanon_reference.json"))
    #expect(entries.count >= 5)
    for (name, value) in entries {
      let entry = try #require(value as? [String: Any])
      let file = try #require(entry["file"] as? String, "\(name)")
      let keys = try #require(entry["qi"] as? [String], "\(name)")
      let sensitive = try #require(entry["sa"] as? [String], "\(name)")
      guard
        let text = DelimitedText(
          contentsOf: SharedFolder.file("data/\(file)"), columns: keys + sensitive)
      else {
        Issue.record("no such file or column: \(name)")
        continue
      }
      let columns = text.columns.map(PandasColumn.init)
      let classes = obviousClasses(
        columns.prefix(keys.count).map(\.codes), droppingMissing: true)
      let profiles = try columns.dropFirst(keys.count).map {
        try DisclosureProfile(classOfRow: classes, sensitiveCodes: $0.codes, order: $0.numbers)
      }
      let measures = try DisclosureProfile.worst(of: profiles)
      check(entry, measures, classCount: profiles[0].classes.count, rows: classes.count, name)
    }
  }

  private func check(
    _ entry: [String: Any], _ measures: DisclosureMeasures, classCount: Int, rows: Int,
    _ name: String
  ) {
    let k = Double(measures.k)
    let distinct = Double(measures.distinctDiversity)
    let constant = measures.recursiveConstant.map(Double.init)
    for (field, value) in entry {
      let actual: [Double?]
      switch field {
      case "file", "qi", "sa", "cpu_s", "total_cpu": continue
      case "rows": actual = [Double(rows)]
      case "n_classes": actual = [Double(classCount)]
      case "k": actual = [k]
      case "alpha_k": actual = [measures.alpha, k]
      case "l": actual = [distinct]
      case "entropy_l": actual = [Double(measures.entropyDiversityTruncated)]
      case "c_l": actual = [constant, distinct]
      case "basic_beta": actual = [measures.basicBeta]
      case "enh_beta": actual = [measures.enhancedBeta]
      case "t": actual = [measures.closeness]
      case "delta": actual = [measures.delta]
      default:
        Issue.record("unknown kind of value in \(name): \(field)")
        continue
      }
      let list = value as? [Any] ?? [value]
      #expect(list.count == actual.count, "\(name) \(field)")
      for (expected, actual) in zip(list, actual) {
        guard let expected = (expected as? NSNumber)?.doubleValue else {
          #expect(actual == nil, "\(name) \(field)")
          continue
        }
        #expect(actual.map { agree($0, expected) } ?? false, "\(name) \(field)")
      }
    }
  }

  private static let surveyKeys = ["urbrur", "roof", "walls", "water", "electcon", "relat", "sex"]

  @Test("sdcMicro's l-diversities of each person are reproduced", .enabled(if: SharedFolder.exists))
  func ldiversityReference() throws {
    // Catches: per-class measures that differ from sdcMicro 5.8.1, or end at the wrong person.
    let reference = try referenceEntries(
      SharedFolder.file("vectors/tabular/sdcmicro_reference.json"))
    let entries = reference.filter { $0.key.contains("ldiv") }
    #expect(entries.count >= 2)
    for (name, value) in entries {
      let entry = try #require(value as? [String: Any])
      let dataset = name.replacingOccurrences(of: "_ldiv", with: "")
      let names = try #require(entry["names"] as? [String])
      for (place, measure) in names.enumerated() where !measure.hasPrefix("Multi") {
        let parts = measure.split(separator: "_").map(String.init)
        guard parts.count == 3,
          let text = DelimitedText(
            contentsOf: SharedFolder.file("data/tabular/sdcmicro/\(dataset).csv"),
            columns: Self.surveyKeys + [parts[0]])
        else {
          Issue.record("unknown kind of entry: \(name) \(measure)")
          continue
        }
        let columns = text.columns.map(PandasColumn.init)
        let classes = obviousClasses(columns.dropLast().map(\.codes))
        let profile = try DisclosureProfile(
          classOfRow: classes, sensitiveCodes: columns[columns.count - 1].codes)
        let ofClass = try #require(measureOfClass(parts[1]), "\(name) \(measure)")
        let ofRow = classes.map { ofClass(profile.classes[Int($0)]) }
        try check(entry, measure, place, ofRow, name)
      }
      let known: Set = ["names", "min", "mean", "first5"]
      #expect(Set(entry.keys).isSubset(of: known), "unknown kind of value in \(name)")
    }
  }

  private func measureOfClass(_ kind: String) -> ((ClassDisclosure) -> Double)? {
    switch kind {
    case "Distinct": { Double($0.distinctCount) }
    case "Entropy": { $0.effectiveDiversity }
    case "Recursive": { Double($0.recursiveDiversity) }
    default: nil
    }
  }

  private func check(
    _ entry: [String: Any], _ measure: String, _ place: Int, _ ofRow: [Double], _ name: String
  ) throws {
    let smallest = try #require((entry["min"] as? [NSNumber])?[place].doubleValue)
    let mean = try #require((entry["mean"] as? [NSNumber])?[place].doubleValue)
    #expect(agree(smallest, ofRow.min() ?? 0), "\(name) \(measure) min")
    #expect(agree(mean, ofRow.reduce(0, +) / Double(ofRow.count)), "\(name) \(measure) mean")
    let first = try #require(entry["first5"] as? [[String: Any]])
    for (row, item) in first.enumerated() {
      let expected = try #require((item[measure] as? NSNumber)?.doubleValue)
      #expect(agree(expected, ofRow[row]), "\(name) \(measure) row \(row)")
    }
  }
}
