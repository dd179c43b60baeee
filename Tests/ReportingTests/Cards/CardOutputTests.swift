import Findings
import Foundation
import Testing

@testable import Reporting

@Suite("Cards of datasets, written out")
struct CardOutputTests {
  static let plain = AssessmentSamples.card { "text \($0)" }
  static let empty = AssessmentSamples.card({ "text \($0)" }, isEmpty: true)
  static let hostile = AssessmentSamples.card {
    Samples.hostileTexts[$0 % Samples.hostileTexts.count] + "\($0)"
  }

  // Catches whatever MLCommons' own reader refuses, or reads as another column.
  @Test(
    "MLCommons' validator takes the Croissant, and reads each column's name and type",
    .enabled(if: PythonCard.hasCroissant, "python3 with mlcroissant is not installed"))
  func croissant() throws {
    #expect(try PythonCard.croissant(CroissantText.render(Self.empty)) == "")
    for card in [Self.plain, Self.hostile] {
      let read = try PythonCard.croissant(CroissantText.render(card))
      #expect(!read.contains("error"), "\(read.prefix(2_000))")
      let types = ["Text", "Integer", "Float", "Boolean", "Date", "DateTime"]
      let columns = card.tables.flatMap(\.columns)
      let wanted = zip(columns.indices, columns).map { index, column in
        "https://schema.org/\(types[index % 6]) "
          + column.name.utf8.map { String(format: "%02x", $0) }.joined()
      }
      #expect(read.split(separator: "\n").map(String.init) == wanted)
    }
  }

  // The specification's list of required properties, section "Dataset-level Information".
  @Test("Croissant has what the specification requires, and makes nothing up")
  func required() throws {
    let text = CroissantText.render(Self.plain)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    for key in [
      "@context", "@type", "conformsTo", "description", "license", "name", "url", "creator",
      "datePublished", "distribution", "recordSet", "prov:wasDerivedFrom", "usageInfo",
      "rai:personalSensitiveInformation", "rai:dataLimitations",
    ] { #expect(object[key] != nil, "\(key)") }
    #expect((object["conformsTo"] as? [String])?.first == "http://mlcommons.org/croissant/1.1")
    #expect(text.hasPrefix("{\n  \"@context\""))
    let bare = CroissantText.render(Self.empty)
    for key in ["license", "creator", "datePublished", "usageInfo", "prov:"] {
      #expect(!bare.contains("\"\(key)\": ") && !bare.contains("\"\(key)was"), "\(key)")
    }
  }

  // Catches an element or a property that SPDX does not know, and one that it requires.
  @Test(
    "SPDX's own model takes the document, with all that its dataset profile requires",
    .enabled(if: PythonCard.hasSPDX, "python3 with spdx-python-model is not installed"))
  func spdx() throws {
    for card in [Self.plain, Self.empty, Self.hostile] {
      let read = try PythonCard.spdx(SPDXText.render(card))
      #expect(!read.contains("error"), "\(read.prefix(2_000))")
      #expect(read.contains("dataset_DatasetPackage"))
      let files = card.tables.flatMap(\.files).count
      #expect(read.components(separatedBy: "software_File").count - 1 == files)
    }
  }

  // Catches a validator that takes everything, which would prove nothing.
  @Test(
    "The validators refuse what is wrong",
    .enabled(if: PythonCard.hasCroissant && PythonCard.hasSPDX))
  func canary() throws {
    let croissant = CroissantText.render(Self.plain)
    let broken = croissant.replacing("\"cr:FileObject\"", with: "\"cr:Nothing\"")
    #expect(try PythonCard.croissant(broken).contains("error"))
    let spdx = SPDXText.render(Self.plain)
    for (old, new) in [
      ("dataset_datasetSize\": 36", "dataset_datasetSize\": -1"), ("\"structured\"", "\"none\""),
      ("dataset_knownBias", "dataset_bias"),
      ("\"relationshipType\": \"contains\"", "\"relationshipType\": \"eats\""),
    ] {
      #expect(spdx.contains(old), "\(old)")
      #expect(try PythonCard.spdx(spdx.replacing(old, with: new)).contains("error"), "\(old)")
    }
  }

  // Catches a document that ends a page's script, an override that hides text, a broken table.
  @Test("Hostile names are escaped in JSON-LD and Markdown", arguments: Samples.hostileTexts)
  func hostile(text: String) throws {
    let card = AssessmentSamples.card { "\(text)\($0)" }
    for document in [CroissantText.render(card), SPDXText.render(card)] {
      #expect(!document.contains("<") && !document.contains(">"))
      #expect(!document.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
      _ = try JSONSerialization.jsonObject(with: Data(document.utf8))
    }
    let markdown = CardMarkdown.render(card)
    let plain = CardMarkdown.render(AssessmentSamples.card { "x\($0)" })
    #expect(markdown.split(separator: "\n").count == plain.split(separator: "\n").count)
    #expect(!markdown.contains("<script") && !markdown.contains(/[^\\]\]\(http/))
    #expect(!markdown.contains("\u{202E}"))
  }

  // Catches two names that become one identifier.
  @Test("Different names give different identifiers")
  func identifiers() {
    let names = Samples.hostileTexts + ["a/b", "a%2Fb", "a b", "a+b", "ä", "a\u{308}", "%", ""]
    #expect(Set(names.map(IRIText.segment)).count == Set(names.map { Array($0.utf8) }).count)
    for name in names {
      #expect(IRIText.segment(name).wholeMatch(of: /[A-Za-z0-9._~%-]*/) != nil)
    }
  }

  @Test("Equal cards give equal text, and numbers are JSON's")
  func deterministic() throws {
    let again = try JSONDecoder().decode(
      DatasetCard.self, from: JSONEncoder().encode(Self.plain))
    #expect(CroissantText.render(again) == CroissantText.render(Self.plain))
    #expect(SPDXText.render(again) == SPDXText.render(Self.plain))
    #expect(CardMarkdown.render(again) == CardMarkdown.render(Self.plain))
    for number in [0, -0.0, 1e-7, 0.1, 1e300, 123456789.5, -2, 1e15, 3] {
      let text = OrderedJSON.number(number).rendered
      let read = try JSONSerialization.jsonObject(
        with: Data(text.utf8), options: .fragmentsAllowed)
      #expect((read as? NSNumber)?.doubleValue == number)
    }
    #expect(OrderedJSON.number(.nan).rendered == "null\n")
  }
}
