import Foundation
import Testing

@testable import Engines

/// Columns of CSV whose cells are nearly all numbers or times, with a word among them.
///
/// DuckDB moves `TRY_CAST(column AS ...)` into its reader of CSV, where a word is an error that
/// quotes the line.
@Suite("Words among numbers and times of a CSV file")
struct WordsAmongNumbersTests {
  private func table(_ files: TestFiles, time: (Int) -> String) throws -> DataSource {
    let rows = (0..<200).map { row in
      row == 77
        ? "s\(row % 9),CANARY7Q,CANARY7Q,CANARY7Q\n"
        : "s\(row % 9),\(time(row)),\(row % 80).25,\(row % 170).5\n"
    }
    return DataSource(try files.write("words.csv", "who,when,lat,lon\n" + rows.joined()))
  }

  private static let forms: [@Sendable (Int) -> String] = [
    { "2026-01-\(10 + $0 % 19)T10:30:00Z" }, { "2026-01-\(10 + $0 % 19) 10:30:00" },
    { "2026-01-\(10 + $0 % 19)" }, { "\(1_700_000_000 + $0)" },
  ]

  @Test("are left out of a table of events, and counted as unreadable", arguments: forms.indices)
  func events(form: Int) throws {
    // Would catch: a cast that fails, in the table, its times, or the look for a form of time.
    let files = try TestFiles()
    let source = try table(files, time: Self.forms[form])
    let columns = EventColumns(
      subject: "who", time: .init("when"), latitude: .init("lat"), longitude: .init("lon"))
    let table = try Engine().events(of: source, columns: columns, split: .medianTime)
    #expect(table.eventCount == 199)
  }

  @Test("are told apart by the profile of a large table", arguments: forms.indices)
  func profile(form: Int) throws {
    let files = try TestFiles()
    let source = try table(files, time: Self.forms[form])
    let profile = try Engine().profile(
      of: source, options: ProfileOptions(exactRows: 0, sampleRows: 150))
    #expect(profile.columns[2].minimum == 0.25 && profile.columns[2].maximum == 79.25)
    if form == 0 { #expect(profile.columns[1].earliest == 1_768_041_000_000_000) }
  }
}
