extension IntruderEffort {
  private static let spreadsheet = "filtering a spreadsheet"
  private static let publishedMethod = "running published code and reading its output"
  private static let fewLines = "a few lines of statistics in any scripting language"

  /// What each attack takes; one line for each id of the catalogue.
  static let table: [IntruderEffort] =
    attributes + device + places + cadence + graph + files + others

  private static let attributes = [
    IntruderEffort(
      id: "attributes/group-sizes",
      data: "{facts}, as stand in public profiles, registers or small talk", skill: spreadsheet,
      time: "an afternoon, minutes for each person", reach: .ordinary),
    IntruderEffort(
      id: "attributes/column-subsets",
      data: "{facts}, chosen as the most telling ones", skill: spreadsheet,
      time: "an afternoon, minutes for each person", reach: .ordinary),
    IntruderEffort(
      id: "attributes/special-uniques",
      data: "the few facts about a person that are rare together, such as neighbours know",
      skill: spreadsheet, time: "an afternoon, minutes for each person", reach: .acquaintance),
    IntruderEffort(
      id: "attributes/known-cells", data: "a few facts about the person, whichever come to light",
      skill: spreadsheet, time: "an afternoon, minutes for each person", reach: .acquaintance),
    IntruderEffort(
      id: "attributes/individual-risk", data: "{facts}, of anybody in the population surveyed",
      skill: spreadsheet, time: "an afternoon, minutes for each person", reach: .ordinary),
    IntruderEffort(
      id: "attributes/population",
      data: "{facts}, and reason to believe that nobody else shares them", skill: spreadsheet,
      time: "an afternoon, minutes for each person", reach: .ordinary),
    IntruderEffort(
      id: "attributes/population-table",
      data: "a register of the population with {facts}", skill: "joining two tables",
      time: "an afternoon once the register is there", reach: .holder),
    IntruderEffort(
      id: "attributes/link-records", data: "another party's records with {facts}",
      skill: "joining two tables", time: "an afternoon once the records are there",
      reach: .holder),
    IntruderEffort(
      id: "attributes/guess-value", data: "{facts}",
      skill: "filtering a spreadsheet and counting", time: "an afternoon, minutes for each person",
      reach: .ordinary),
    IntruderEffort(
      id: "aggregation/columns",
      data: "another party's records, or only those of its columns that tell most",
      skill: "joining two tables", time: "an afternoon once the records are there",
      reach: .holder),
    IntruderEffort(
      id: "linkage/fellegi-sunter",
      data: "another party's records of the same kind of people, errors and all",
      skill: "running a published record linkage program", time: "a day or two", reach: .holder),
  ]

  private static let device = [
    IntruderEffort(
      id: "device/surprisal",
      data: "{facts} of a device, such as any web page reads from its visitors",
      skill: "filtering a table", time: "an afternoon, minutes for each person", reach: .holder),
    IntruderEffort(
      id: "device/periods",
      data: "a log of the same people's devices from an earlier time, by name",
      skill: "joining two tables on nearly equal rows", time: "a day", reach: .holder),
  ]

  private static let places = [
    IntruderEffort(
      id: "places/unicity",
      data: "having seen the person a few times, with place and hour, or posts that say so",
      skill: "filtering a table by place and time", time: "an afternoon, minutes for each person",
      reach: .acquaintance),
    IntruderEffort(
      id: "places/uncertain-sightings",
      data: "having seen the person a few times, place and hour known roughly",
      skill: "filtering a table by place and time", time: "an afternoon, minutes for each person",
      reach: .acquaintance),
    IntruderEffort(
      id: "places/noisy-traces",
      data: "a few sightings of the person, place and hour known roughly",
      skill: fewLines, time: "a day", reach: .acquaintance),
    IntruderEffort(
      id: "places/known-visits/",
      data: "some visits of the person, as acquaintances, posts or receipts tell",
      skill: "filtering a table by place and time", time: "an afternoon, minutes for each person",
      reach: .acquaintance),
    IntruderEffort(
      id: "places/top-places", data: "the person's home and place of work, from a directory",
      skill: "filtering a table by place", time: "an afternoon, minutes for each person",
      reach: .ordinary),
    IntruderEffort(
      id: "places/periods", data: "an earlier record of the same people's places, by name",
      skill: fewLines, time: "a day or two", reach: .holder),
  ]

  private static let cadence = [
    IntruderEffort(
      id: "cadence/periods",
      data:
        "an earlier record of when the same people were active, by name: an earlier release, or "
        + "public time stamps", skill: fewLines, time: "a day or two", reach: .holder),
    IntruderEffort(
      id: "cadence/time-zone", data: "nothing but the time stamps of the release",
      skill: "drawing a histogram of hours", time: "an afternoon", reach: .ordinary),
    IntruderEffort(
      id: "cadence/summer-time", data: "nothing but the time stamps of the release",
      skill: "drawing histograms of hours before and after a change of clocks",
      time: "an afternoon", reach: .ordinary),
  ]

  private static let graph = [
    IntruderEffort(
      id: "graph/percolation",
      data: "a copy of another network of the same people, and a few of them known in both",
      skill: publishedMethod, time: "some days", reach: .holder),
    IntruderEffort(
      id: "graph/expansion",
      data: "a copy of another network of the same people, and a handful of them known in both",
      skill: publishedMethod, time: "some days", reach: .holder),
    IntruderEffort(
      id: "graph/propagation",
      data: "a copy of another network of the same people, and a few of them known in both",
      skill: publishedMethod, time: "some days", reach: .holder),
    IntruderEffort(
      id: "graph/seedless-alignment", data: "a copy of another network of the same people",
      skill: publishedMethod, time: "some days", reach: .holder),
    IntruderEffort(
      id: "graph/recursive-features", data: "a copy of another network of the same people",
      skill: publishedMethod, time: "some days", reach: .holder),
    IntruderEffort(
      id: "graph/signatures",
      data: "how many contacts the person has, and how many these have, as public profiles show",
      skill: "counting ties in a table", time: "a day", reach: .acquaintance),
    IntruderEffort(
      id: "graph/contacts",
      data: "an earlier record of whom the same people dealt with, by name", skill: fewLines,
      time: "a day or two", reach: .holder),
    IntruderEffort(
      id: "graph/interactions",
      data: "an earlier record of how the same people dealt with others, by name",
      skill: fewLines, time: "a day or two", reach: .holder),
    IntruderEffort(
      id: "graph/clusters",
      data: "an earlier record of the groups in which the same people moved, by name",
      skill: publishedMethod, time: "a day or two", reach: .holder),
    IntruderEffort(
      id: "graph/cluster-patterns",
      data: "an earlier record of the sizes of the groups in which the same people moved",
      skill: publishedMethod, time: "a day or two", reach: .holder),
  ]

  private static let files = [
    IntruderEffort(
      id: "file-metadata/owners",
      data: "other files of the same people, such as attachments, websites and posts hold",
      skill: "reading files with a published metadata reader", time: "a day or two",
      reach: .ordinary),
    IntruderEffort(
      id: "file-metadata/one-file",
      data: "other files of the same people, such as attachments, websites and posts hold",
      skill: "reading files with a published metadata reader",
      time: "an afternoon, minutes for each file", reach: .ordinary),
    IntruderEffort(
      id: "file-metadata/twins", data: "a copy of the file from before it was scrubbed",
      skill: "comparing digests of pictures, sound or text", time: "minutes for a folder",
      reach: .acquaintance),
    IntruderEffort(
      id: "file-metadata/ties", data: "nothing but the files themselves",
      skill: "reading files with a published metadata reader", time: "an afternoon",
      reach: .ordinary),
    IntruderEffort(
      id: "file-metadata/sensor-pattern",
      data: "several photos of each person's camera, such as profiles show",
      skill: "running published code of image forensics", time: "a day or two", reach: .ordinary),
  ]

  private static let others = [
    IntruderEffort(
      id: "histories/scoreboard-rh",
      data: "a few things that the person rated, liked or bought, as told or posted",
      skill: fewLines, time: "an afternoon, minutes for each person", reach: .acquaintance),
    IntruderEffort(
      id: "style/authorship", data: "texts that the person signed, such as public posts",
      skill: "running a published method of authorship attribution", time: "a day or two",
      reach: .ordinary),
  ]

  /// All channels together.
  static let fused = IntruderEffort(
    id: "fused/",
    data: "everything that this adversary is stated to know, in every channel at once",
    skill: "fitting a published statistical model on people whose answer is known",
    time: "some days for who has the statistics, weeks for who has to learn them", reach: .holder)

  static let facts = IntruderEffort(
    id: "", data: "{facts}", skill: spreadsheet, time: "an afternoon, minutes for each person",
    reach: .ordinary)
  static let points = IntruderEffort(
    id: "", data: "a few things known of the person, as acquaintances or posts tell",
    skill: "filtering a table", time: "an afternoon, minutes for each person",
    reach: .acquaintance)
  static let records = IntruderEffort(
    id: "", data: "another party's records of the same people", skill: "joining two tables",
    time: "a day or two", reach: .holder)
  static let earlierPeriod = IntruderEffort(
    id: "", data: "an earlier record of the same people, by name", skill: fewLines,
    time: "a day or two", reach: .holder)
  static let original = IntruderEffort(
    id: "", data: "the data as they were before they were protected", skill: "joining two tables",
    time: "a day", reach: .holder)
  static let unknown = IntruderEffort(
    id: "", data: "what the adversary of this attack is stated to know", skill: fewLines,
    time: "a few days", reach: .holder)
}
