import Foundation
import Tables
import Testing

@testable import Engines

@Suite struct ProfileTests {
  @Test("values are told for what they are")
  func patterns() {
    // Would catch: a pattern that takes anything, or misses the published examples.
    let examples: [(String, ValuePattern, Bool)] = [
      ("jane.doe+tag@mail.example.org", .email, true), ("jane@example", .email, false),
      ("@example.org", .email, false), ("a b@example.org", .email, false),
      ("+49 30 1234567", .phone, true), ("(030) 123-4567", .phone, true),
      ("1234567", .phone, false), ("2021-01-01", .phone, false), ("192.168.10.10", .phone, false),
      ("192.168.0.255", .ipv4, true), ("192.168.0.256", .ipv4, false), ("1.2.3", .ipv4, false),
      ("2001:db8::ff00:42:8329", .ipv6, true), ("::1", .ipv6, true), ("::", .ipv6, true),
      ("::ffff:192.0.2.1", .ipv6, true), ("1:2:3:4:5:6:7:8", .ipv6, true),
      ("1:2:3:4:5:6:7", .ipv6, false), ("1::2::3", .ipv6, false), ("12:30:45", .ipv6, false),
      ("https://example.org/a?b=c", .url, true), ("www.example.org", .url, true),
      ("example", .url, false), ("see https://example.org", .url, false),
      ("123e4567-e89b-12d3-a456-426614174000", .uuid, true),
      ("123e4567e89b12d3a456426614174000", .uuid, false),
      ("123e4567e89b12d3a456426614174000", .hexadecimal, true),
      ("1234567890123456", .hexadecimal, false),
      ("00:1A:2b:3C:4D:5E", .macAddress, true), ("00:1A:2b:3C:4D", .macAddress, false),
      ("2020-02-29", .isoDate, true), ("2021-02-29", .isoDate, false),
      ("2020-02-29T10:00:00Z", .isoTimestamp, true), ("2020-02-29 10:00", .isoTimestamp, true),
      ("12/31/2020", .slashDate, true), ("31/12/2020 10:00", .slashDate, true),
      ("13/13/2020", .slashDate, false), ("31.12.2020", .dottedDate, true),
      ("1.2.3", .dottedDate, false), ("Tue Apr 03 18:00:09 +0000 2012", .namedMonthDate, true),
      ("3 April 2012", .namedMonthDate, true), ("May 5", .namedMonthDate, false),
      ("1600000000", .unixSeconds, true), ("9999999999", .unixSeconds, false),
      ("1600000000000", .unixMilliseconds, true),
      ("52.5200", .latitude, true), ("13.4050", .longitude, true), ("152.123", .latitude, false),
      ("52.5", .latitude, false), ("42", .integer, true), ("4.2", .integer, false),
      ("4.2", .real, true), ("yes", .boolean, true), ("maybe", .boolean, false),
      // The examples of ISO 13616's registry and of card schemes' test numbers.
      ("GB82 WEST 1234 5698 7654 32", .iban, true), ("GB82 WEST 1234 5698 7654 33", .iban, false),
      ("DE89370400440532013000", .iban, true), ("4111 1111 1111 1111", .paymentCard, true),
      ("4111111111111112", .paymentCard, false), ("5500005555555559", .paymentCard, true),
      ("SW1A 1AA", .postcode, true), ("10115", .postcode, true), ("90210-1234", .postcode, true),
      ("1011", .postcode, false), ("the quick brown fox", .freeText, true),
      ("two words", .freeText, false),
      ("", .freeText, false), ("", .integer, false),
    ]
    for (text, pattern, matches) in examples {
      #expect(
        ValueClassifier.patterns(of: text).contains(pattern) == matches, "\(text) as \(pattern)")
    }
  }

  /// A table with many kinds of columns, written to a file.
  private func table(_ files: TestFiles, rows: Int) throws -> DataSource {
    DataSource(
      try files.copy(
        """
        SELECT i AS id, i % 7 AS seven, CASE WHEN i % 3 = 0 THEN NULL ELSE i % 2 END AS holes,
        'user' || (i % 5000) || '@example.org' AS mail, NULL::VARCHAR AS nothing, i * 0.5 AS half,
        DATE '2020-01-01' + (i % 31)::INTEGER AS day,
        CASE WHEN i % 10 = 0 THEN 'rare ' || i ELSE 'common' END AS mixed
        FROM range(\(rows)) t(i)
        """, to: "\(rows).parquet", "FORMAT parquet"))
  }

  @Test("a small table's profile is the arithmetic of its values")
  func exact() throws {
    // Would catch: missing cells counted as a value, entropy in nats, shares over all rows.
    let files = try TestFiles()
    let rows = 2_100
    let profile = try Shared.engine().profile(of: try table(files, rows: rows))
    #expect(profile.rowCount == rows && !profile.isSampled)
    let column = { (name: String) in try #require(profile.columns.first { $0.name == name }) }
    let id = try column("id")
    #expect(id.distinctCount == rows && id.uniqueShare == 1 && id.isExact && id.type == .integer)
    #expect(abs(id.entropyBits - log2(Double(rows))) < 1e-12)
    #expect(id.minimum == 0 && id.maximum == Double(rows - 1))
    let seven = try column("seven")
    #expect(seven.distinctCount == 7 && seven.uniqueShare == 0)
    #expect(abs(seven.entropyBits - log2(7)) < 1e-12 && seven.meanLength == 1)
    let holes = try column("holes")
    #expect(holes.missingCount == 700 && holes.distinctCount == 2)
    #expect(abs(holes.entropyBits - 1) < 1e-12 && holes.lookedAtCount == 1_400)
    let mail = try column("mail")
    #expect(mail.share(.email) == 1 && mail.minimum == nil && mail.share(.url) == 0)
    let nothing = try column("nothing")
    #expect(nothing.missingCount == rows && nothing.distinctCount == 0 && nothing.entropyBits == 0)
    #expect(nothing.uniqueShare == 0 && nothing.meanLength == 0 && nothing.patternShares.isEmpty)
    let day = try column("day")
    #expect(day.earliest == 1_577_836_800_000_000 && day.share(.isoDate) == 1)
    #expect(day.latest == Int64(1_577_836_800_000_000 + 30 * 86_400_000_000))
    let mixed = try column("mixed")
    #expect(abs(mixed.uniqueShare - 0.1) < 1e-12)
    let expected = 0.9 * log2(1 / 0.9) + 210 * (1 / 2_100) * log2(2_100)
    #expect(abs(mixed.entropyBits - expected) < 1e-9)
    let text = String(decoding: try JSONEncoder().encode(profile), as: UTF8.self)
    #expect(!text.contains("@example.org") && !text.contains("common"))
  }

  @Test("a large table's profile by SQL agrees with the exact one")
  func queried() throws {
    // Would catch: grouping sets read in the wrong order, a sample that is scaled the wrong way.
    let files = try TestFiles()
    let source = try table(files, rows: 150_000)
    let engine = try Shared.engine()
    let exact = try engine.profile(of: source)
    let large = try engine.profile(
      of: source, options: ProfileOptions(exactRows: 0, sampleRows: 5_000))
    #expect(large.isSampled && large.rowCount == 150_000)
    for (one, other) in zip(exact.columns, large.columns) {
      #expect(one.name == other.name && one.missingCount == other.missingCount, "\(one.name)")
      #expect(abs(one.meanLength - other.meanLength) < 1e-9, "\(one.name)")
      #expect(one.minimum == other.minimum && one.maximum == other.maximum, "\(one.name)")
      #expect(one.earliest == other.earliest && one.latest == other.latest, "\(one.name)")
      if other.isExact {
        #expect(one.distinctCount == other.distinctCount, "\(one.name)")
        #expect(abs(one.entropyBits - other.entropyBits) < 1e-9, "\(one.name)")
        #expect(abs(one.uniqueShare - other.uniqueShare) < 1e-12, "\(one.name)")
      } else {
        // A half of the values are sampled: the estimate of a sum over 150,000 equal terms has a
        // relative standard error of 1 / sqrt(150,000 / 2) = 0.4 %; HyperLogLog's is some 3 %.
        #expect(abs(one.entropyBits - other.entropyBits) < 0.03 * one.entropyBits, "\(one.name)")
        #expect(abs(one.uniqueShare - other.uniqueShare) < 0.03, "\(one.name)")
        let ratio = Double(other.distinctCount) / Double(one.distinctCount)
        #expect(abs(ratio - 1) < 0.15, "\(one.name)")
      }
      for pattern in ValuePattern.allCases {
        #expect(abs(one.share(pattern) - other.share(pattern)) < 0.1, "\(one.name) \(pattern)")
      }
    }
    #expect(large.columns.contains { !$0.isExact } && large.columns.contains { $0.isExact })
  }

  @Test("names of coordinates are known")
  func hints() throws {
    // Would catch: "platform" taken for a latitude.
    let files = try TestFiles()
    let path = try files.write(
      "a.csv", "home_lat,lng,platform,Longitude (deg)\n1.234,2.345,x,3.456\n")
    let columns = try Shared.engine().profile(of: DataSource(path)).columns
    #expect(columns.map(\.coordinateHint) == [.latitude, .longitude, nil, .longitude])
  }

  @Test("digests are SHA-256 as published, and by blocks above 64 MiB")
  func digests() throws {
    // Would catch: another hash, blocks cut elsewhere. Oracle: FIPS 180-4's example and sha256sum.
    let files = try TestFiles()
    let abc = try files.write("abc.csv", "abc")
    let engine = try Shared.engine()
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let digest = try engine.digest(of: DataSource(abc))
    #expect(digest.combined == expected && digest.files[0].sha256 == expected)
    #expect(digest.files[0].byteCount == 3)
    #expect(
      try engine.digest(ofFile: files.write("empty", "")).sha256
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let two = try engine.digest(of: DataSource(paths: [abc, abc]))
    let lines = try files.write("lines", expected + "\n" + expected + "\n")
    #expect(two.combined == (try sum(files, lines)))
    let block = [UInt8](repeating: 0x41, count: Engine.digestBlockBytes)
    let first = try sum(files, files.write("block", block))
    #expect(try engine.digest(ofFile: files.path("block")).sha256 == first)
    let large = try files.write("large", block + [0x42])
    let rest = try sum(files, files.write("rest", "B"))
    let joined = try sum(files, files.write("joined", first + rest))
    #expect(try engine.digest(ofFile: large).sha256 == joined)
    #expect(
      engineError { _ = try engine.digest(ofFile: "/none") } == .fileMissing(file: "/none"))
  }

  private func sum(_ files: TestFiles, _ path: String) throws -> String {
    String(try files.run("sha256sum", [path]).prefix(64))
  }
}
