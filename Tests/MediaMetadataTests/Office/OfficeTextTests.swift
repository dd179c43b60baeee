import Testing

@testable import MediaMetadata

/// The small rules: paths, names of people, names of objects, names of parts.
@Suite struct OfficeTextTests {
  @Test(arguments: [
    (#"C:\Users\ann\a.doc"#, "a.doc"), (#"\\server\share\b.xls"#, "b.xls"),
    ("file:///C:/Users/ann/x%20y.doc", "x%20y.doc"), ("/home/ann/p.odt", "p.odt"),
    (#" LINK "C:\\Users\\ann\\p.jpg" \d "#, #" LINK "p.jpg" \d "#), (#"C:\Users\ann\"#, ""),
  ])
  func localPathsLoseTheirFolders(path: String, name: String) {
    #expect(OfficePaths.shortened(path) == name)
  }

  @Test func eachOfManyPathsIsCutWithoutEnd() {
    // One call within another for each path would be more than a stack holds.
    let count = 200_000
    let text = String(repeating: #"C:\ann\a.doc""#, count: count)
    #expect(
      OfficePaths.shortened(text) == String(repeating: #"a.doc""#, count: count))
    #expect(OfficePaths.shortened(#"C:\"C:\"/home/ann/b" x"#) == #"""b" x"#)
  }

  @Test(arguments: [
    "http://example.org/a", "https://example.org/home/a", "media/image1.png", "a: b", "1/2",
    "urn:x:y", "see profile: a", #"\d \* MERGEFORMAT"#,
  ])
  func otherTextIsNoPath(text: String) { #expect(OfficePaths.shortened(text) == nil) }

  @Test func peopleGetTheSameNumberEachTime() {
    var authors = OfficeAuthors()
    #expect(authors.pseudonym(for: "Ann") == "Author 1")
    #expect(authors.pseudonym(for: "Author 2") == "Author 2")
    #expect(authors.pseudonym(for: "Bob") == "Author 3")
    #expect(authors.pseudonym(for: "Ann") == "Author 1")
    #expect(authors.pseudonym(for: "") == "")
  }

  @Test(arguments: [
    ("Picture 1", true), ("Text Box 12", true), ("Grafik 3", true), ("image1", true),
    ("ann_smith.jpg", false), (#"C:\a"#, false), ("IMG_20190304", false), ("Zq01CnryK", false),
  ])
  func onlyNamesThatProgramsGiveArePlain(name: String, isPlain: Bool) {
    #expect(OfficeObjectNames.isPlain(name) == isPlain)
  }

  @Test(arguments: [
    ("../media/a.png", "ppt/slides/slide1.xml", "ppt/media/a.png"),
    ("/word/x.xml", "word/document.xml", "word/x.xml"),
    ("media\\a%20b.png", "word/document.xml", "word/media/a b.png"),
    ("../%+5%2", "a/b.xml", "%+5%2"), ("../../../x", "a/b.xml", "x"), ("./c.xml#f", "", "c.xml"),
  ])
  func targetsAreResolved(target: String, part: String, path: String) {
    #expect(OOXMLGraph.resolved(target, from: part) == path)
  }
}
