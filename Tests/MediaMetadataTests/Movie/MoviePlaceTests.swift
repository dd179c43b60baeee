import Testing

@testable import MediaMetadata

/// Places that policies keep on a grid.
@Suite struct MoviePlaceTests {
  @Test("forms of ISO6709 are read")
  func formsOfISO6709AreRead() throws {
    // ISO 6709:2008, annex H: degrees, degrees and minutes, those and seconds.
    let forms = [
      ("+48.8582+002.2945+035.0/", 48.8582, 2.2945), ("-3351.408+15112.918/", -33.8568, 151.215_3),
      ("+405146-0735911/", 40.862_777_8, -73.986_388_9),
    ]
    for (text, latitude, longitude) in forms {
      let place = try #require(MoviePlace(text: text))
      #expect(abs(place.latitude - latitude) < 1e-6)
      #expect(abs(place.longitude - longitude) < 1e-6)
    }
    for text in ["", "+48.8", "north", "+99.1+002.2/", "+1.2.3+4/"] {
      #expect(MoviePlace(text: text) == nil)
    }
  }

  @Test("places stay on a grid by choice")
  func placesStayOnAGridByChoice() throws {
    var build = MovieBuilder()
    build.movieBoxes = MovieBuilder.box(
      "udta", MovieBuilder.box("©xyz", [0, 18, 0x15, 0xc7], Array("+48.8582+002.2945/".utf8)))
    var policy = ScrubPolicy.standard
    policy.coarsening = .init(gridDegrees: 0.5, keepsDay: false)
    let output = try Conformance.check(build.file(), under: policy)
    let text = try #require(MovieView.content(["moov", "udta", "©xyz"], in: output))
    #expect(PrintableText.text(text.dropFirst(4)) == "+48.75000+002.25000/")
    #expect(!MovieView.holds(try Conformance.check(build.file()), "+48"))
  }
}
