/// Archives that are no documents: each member is a file of its own.
enum ZipPlainRules {
  /// Cleans each member that is of a known format, drops what file managers leave, and reports
  /// what names tell; throws `unclassified` where no member would stay.
  static func apply(to plan: inout ZipPlan, _ reading: inout Reading) throws(MediaError) {
    for number in plan.archive.members.indices {
      let entry = plan.archive.members[number].entry
      if let meaning = residue(entry.path) {
        try noteResidue(plan.archive.members[number], plan.archive, meaning, &reading)
        plan.drop(number)
        continue
      }
      if entry.isLink {
        try reading.unclassified(
          plan.archive.members[number].data, in: .zip, "a link to another file", at: entry.path)
        plan.drop(number)
        continue
      }
      noteName(entry, &reading)
      try ZipMembers.clean(number, in: &plan, opaque: opaque, &reading)
    }
    guard plan.fates.isEmpty || plan.fates.contains(where: { $0 != .drop }) else {
      throw .unclassified(
        .zip, offset: 0, count: plan.archive.bytes.count,
        structure: "an archive of which nothing would stay")
    }
  }

  private static let opaque = ZipMembers.OpaquePolicy(
    refusesMethods: false, goesWhenStrict: true,
    meaning: { _ in (.medium, "a file of a format that can't be cleaned yet") })

  /// What a file is that file managers leave behind; nil for others.
  private static func residue(_ path: String) -> String? {
    let parts = path.split(separator: "/")
    if parts.first == "__MACOSX" { return "what macOS knows of a file" }
    switch parts.last.map({ $0.lowercased() }) {
    case ".ds_store": return "what macOS knows of a folder"
    case "thumbs.db", "ehthumbs.db": return "small pictures that Windows made of a folder"
    case "desktop.ini": return "how Windows shows a folder"
    default: return nil
    }
  }

  private static func noteResidue(
    _ member: ZipMember, _ archive: ZipArchive, _ meaning: String, _ reading: inout Reading
  ) throws(MediaError) {
    guard reading.wantsValues, member.entry.isReadable else {
      return reading.disclose(.content, .high, at: member.entry.path, meaning)
    }
    let text = PrintableText.runs(in: try archive.content(member, &reading).bytes[...])
    reading.disclose(.content, .high, at: member.entry.path, meaning, value: text)
  }

  /// What a member's name tells stays, for the name does.
  private static func noteName(_ entry: ZipEntry, _ reading: inout Reading) {
    let name = entry.path.split(separator: "/").last.map(String.init) ?? ""
    for told in FileNameDisclosure.read(name, fate: .kept) {
      reading.disclose(
        told.category, told.severity, at: entry.path + "/name", told.meaning, fate: .kept,
        value: told.value)
    }
    if let owner = OfficePaths.owner(in: entry.path) {
      reading.disclose(
        .person, .high, at: entry.path + "/name", "a user's name in a path", fate: .kept,
        value: owner)
    }
  }
}
